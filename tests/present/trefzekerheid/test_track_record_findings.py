"""What the report says of earlier forecasts: hand-made cases for the words, and the drawn values against the scores."""

from dataclasses import replace

import pytest

from mpp_lib.base.dutch import number
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.evaluation.lines_as_quantiles import Line, line_records
from mpp_lib.compare.evaluation.published_ranges import Outcome, PublishedRange
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.track_record import TrackRecord, record_before
from mpp_lib.present.trefzekerheid import findings as words
from mpp_lib.present.trefzekerheid.outcome_charts import chain_chart, published_chart, ranges_chart, rounds_chart
from mpp_lib.present.trefzekerheid.published_tables import published_table, verdict_text
from mpp_lib.present.trefzekerheid.score_tables import tables
from mpp_lib.present.trefzekerheid.with_cut_off import under_figure, with_cut_off
from mpp_lib.present.wording.printed_values import pct
from mpp_lib.production.run import RoundResult
from tests.support.scored import ONE

FIRST = replace(ONE, realised=40_000.0, minimum=36_000.0, medio=44_000.0, maximum=50_000.0)
STOCK = replace(FIRST, indicator="coa.bezetting", realised=60_000.0, within_band=None, bias_pct=-25.0)
CHAIN = ChainScore("2099-1", 2099, 0, "coa.bezetting", 60_000.0, "raming", 72_000.0, 63_000.0, answers=True)


def published(verdict: str, year: int = 2099) -> PublishedRange:
    """A range from 50.000 to 70.000 that held, was missed, or is open for one of three reasons."""
    value, low, high, other = {
        "binnen": (60_000.0, 60_000.0, 60_000.0, None),
        "onder": (40_000.0, 40_000.0, 40_000.0, None),
        "boven": (80_000.0, 80_000.0, 80_000.0, None),
        "telling": (49_300.0, 49_300.0, 49_300.0, Outcome(50_600.0, 50_600.0, 50_600.0)),
        "afronding": (50_300.0, 50_300.0, 50_300.0, None),
        "realisatie": (50_000.0, 49_000.0, 52_000.0, None),
    }[verdict]
    total = "asiel.instroom_totaal"
    outcome = Outcome(value, low, high)
    return PublishedRange("2099-1", year, total, 50_000.0, None, 70_000.0, outcome, other, "2099-04", "toets", "")


@pytest.fixture(scope="module")
def record(result: RoundResult) -> TrackRecord:
    return record_before(result)


@pytest.mark.parametrize(
    ("rows", "start"),
    [
        (
            ["afronding"],
            "Van de ene gepubliceerde bandbreedte bevat er 0 tot 1 de uitkomst; geen daarvan zeker; bij één "
            "ligt de uitkomst binnen de afronding van minimum of maximum. De",
        ),
        ([], "Er zijn geen gepubliceerde bandbreedten waarvan de uitkomst bekend is."),
        (["binnen"], "Van de ene gepubliceerde bandbreedte bevatte er één de uitkomst. De bandbreedten gaan over de"),
        (["onder", "boven"], "Van de 2 gepubliceerde bandbreedten bevatte er geen de uitkomst. De bandbreedten gaan"),
        (
            ["binnen", "telling", "realisatie", "onder"],
            "Van de 4 gepubliceerde bandbreedten bevatten er 1 tot 3 de uitkomst; 1 daarvan zeker; bij één hangt het "
            "ervan af of hervestiging en herplaatsing meetellen en bij één is de realisatie nog niet precies bekend.",
        ),
    ],
)
def test_how_many_published_ranges_held(rows: list[str], start: str) -> None:
    found = words.published_chart_finding([published(row) for row in rows])
    assert found.startswith(start)
    assert ("geen toets" in found) == bool(rows)


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        ("binnen", "binnen"),
        ("onder", "onder het minimum"),
        ("boven", "boven het maximum"),
        ("telling", "open: hangt af van wat meetelt"),
        ("realisatie", "open: nog niet precies bekend"),
        ("afronding", "open: binnen de afronding"),
    ],
)
def test_a_verdict_in_words(verdict: str, text: str) -> None:
    assert verdict_text(published(verdict)) == text


@pytest.mark.parametrize(
    ("scores", "text"),
    [
        ([], words.NO_SCORES),
        (
            [FIRST],
            "De band van de eerste aanvragen bevatte de uitkomst; medio zat er het verst naast bij het aantal eerste "
            "asielaanvragen (+10,0%; ronde 2099-1 over 2099). Dat rust op één gerealiseerd jaar: te weinig om een kans "
            "van 75% aan af te lezen.",
        ),
        (
            [STOCK],
            "Medio zat er het verst naast bij de bezetting van de COA-opvang (−25,0%; ronde 2099-1 over 2099). Dat "
            "rust op één gerealiseerd jaar: te weinig om een kans van 75% aan af te lezen.",
        ),
        (
            [replace(FIRST, within_band=False), replace(STOCK, year=2100)],
            "De band van de eerste aanvragen bevatte de uitkomst niet; medio lag één keer van de 2 boven de uitkomst "
            "en zat er het verst naast bij de bezetting van de COA-opvang (−25,0%; ronde 2099-1 over 2100). Dat rust "
            "op 2 gerealiseerde jaren: te weinig om een kans van 75% aan af te lezen.",
        ),
    ],
)
def test_how_the_scenarios_of_rounds_held(scores: list[Score], text: str) -> None:
    assert words.followed_finding(scores) == text


def test_many_years_carry_no_warning() -> None:
    """Ten realised years are the fewest from which the sentence says nothing of too few."""
    years = [replace(FIRST, year=2090 + k) for k in range(words.FEW)]
    assert "te weinig" not in words.followed_finding(years)
    assert "te weinig" in words.followed_finding(years[1:])


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], words.NO_CHAIN),
        (
            [CHAIN],
            "De prognose zat er het verst naast bij de bezetting van de COA-opvang (+20,0%; ronde 2099-1 over 2099); "
            "met de gerealiseerde instroom is dat +5,0%.",
        ),
        (
            [CHAIN, replace(CHAIN, indicator="ind.asiel.voorraad", forecast=57_000.0, given_inflow=54_000.0)],
            "De prognose zat er het verst naast bij de bezetting van de COA-opvang (+20,0%; ronde 2099-1 over 2099); "
            "met de gerealiseerde instroom is dat +5,0%; van de 2 cijfers die op de "
            "instroom antwoorden komt er zo 1 dichter bij de uitkomst.",
        ),
        (
            [replace(CHAIN, given_inflow=80_000.0)] * 2,
            "De prognose zat er het verst naast bij de bezetting van de COA-opvang (+20,0%; ronde 2099-1 over 2099); "
            "met de gerealiseerde instroom is dat +33,3%; van de 2 cijfers die op de "
            "instroom antwoorden komen er zo geen dichter bij de uitkomst.",
        ),
    ],
)
def test_what_knowing_the_inflow_does(rows: list[ChainScore], text: str) -> None:
    assert words.chain_chart_finding(rows) == text


def test_what_does_not_answer_to_inflow_is_no_part_of_what_inflow_explains() -> None:
    """Of three figures two answer: 20% and 10% off become 5% and 0%; the one that does not is 30% off either way."""
    rows = [
        CHAIN,
        replace(CHAIN, indicator="ind.asiel.voorraad", forecast=66_000.0, given_inflow=60_000.0),
        replace(CHAIN, indicator="dtv.instroom_politie", forecast=78_000.0, given_inflow=78_000.0, answers=False),
    ]
    assert words.chain_finding(rows) == (
        "De 2 cijfers die op de instroom antwoorden weken in doorsnee 15,0% af in de prognose en 2,5% met de "
        "gerealiseerde instroom; het ene cijfer dat er niet op antwoordt week in doorsnee 30,0% af, wat de instroom "
        "ook was."
    )
    assert "instroom antwoord" in words.chain_finding(rows[:1])
    assert words.chain_finding(rows[2:]).startswith("Het ene cijfer dat er niet op antwoordt")
    assert "van de 2 cijfers die" in words.chain_chart_finding(rows)


def test_no_other_indicator_has_a_band_that_can_hold() -> None:
    """Two runs apart and one together: counted as runs, with how far medio was off, never as hits."""
    rows = [FIRST, STOCK, replace(STOCK, minimum=44_000.0, medio=44_100.0, maximum=44_200.0, bias_pct=-5.0)]
    assert words.others_finding(rows) == (
        "Geen van deze 2 cijfers had een kansband; bij 1 daarvan vielen de drie doorrekeningen samen; medio week in "
        "doorsnee 15,0% af."
    )
    assert words.others_finding([FIRST]) == words.NO_SCORES


def test_lines_in_words() -> None:
    """Of a single outcome nothing is said; of several how many lay below, beside how many should."""
    one = line_records([Line("minimum", 2099, True, 1.0)])
    four = line_records([Line("maximum", 2096 + k, k > 0, 1.0) for k in range(4)])
    assert words.lines_finding(one, ()) == words.lines_finding((), ()) == words.NO_LINES
    expected = "Van de rondes lag de uitkomst 3 van de 4 keer onder maximum (naar verwachting 3,5)."
    assert words.lines_finding(one, four) == expected


def test_one_of_several_medios_lies_above() -> None:
    rows = [replace(published("binnen"), medio=medio) for medio in (65_000.0, 55_000.0, 52_000.0)]
    start = "1 van de 3 medio's lag boven de uitkomst; met een kans van twee derde eronder"
    assert words.published_medio_finding(rows).startswith(start)
    assert words.published_medio_finding(rows[1:]).startswith("Geen van de 2 medio's lag boven de uitkomst")


def test_nothing_to_show_is_said_in_every_table(record: TrackRecord) -> None:
    """A first round without publications: no rows, and a sentence that says so."""
    empty = replace(record, scores=(), chain=(), published=(), revisions=(), others=record.others.iloc[:0])
    for table in tables(empty):
        assert not table.rows
        assert table.finding.startswith(("Er is", "Er zijn", "Van geen", "Nog geen"))


def test_the_published_chart_draws_what_was_published(result: RoundResult, record: TrackRecord) -> None:
    """Every range from minimum to maximum, its medio where there is one, its outcome; hollow where it is open."""
    picture = published_chart(result, record)
    (axes,) = picture.figure.axes
    drawn = [(tuple(line.get_xdata()), line.get_ydata()[0], line.get_marker()) for line in axes.get_lines()]
    for place, row in enumerate(record.ranges):
        assert ((row.minimum, row.maximum), place, "None") in drawn
        assert [x for x, y, marker in drawn if (y, marker) == (place, "o")] == [row.possible]
        medios = [x for x, y, marker in drawn if (y, marker) == (place, "D")]
        assert medios == ([] if row.medio is None else [(row.medio,)])
    fills = {line.get_ydata()[0]: line.get_markerfacecolor() for line in axes.get_lines() if line.get_marker() == "o"}
    assert [row.verdict for row in record.ranges] == ["buiten", "open", "binnen", "open"]
    assert [fills[place] == "white" for place in range(4)] == [False, True, False, True]
    assert list(picture.data["maximum"]) == [number(row.maximum or 0) for row in record.ranges]


def test_the_chart_of_the_rounds_draws_deviations(result: RoundResult, record: TrackRecord) -> None:
    """100·(line − outcome)/outcome for minimum, medio and maximum; the outcome is at zero."""
    (axes,) = rounds_chart(result, record).figure.axes
    for place, score in enumerate(record.key_scores):
        off = [100 * (line - score.realised) / score.realised for line in (score.minimum, score.medio, score.maximum)]
        at = [list(line.get_xdata()) for line in axes.get_lines() if list(line.get_ydata())[:1] == [place]]
        assert [off[0], off[2]] == pytest.approx(next(xs for xs in at if len(xs) == 2))
        assert off[1] == pytest.approx(next(xs for xs in at if len(xs) == 1)[0])
    indicators = [score.indicator for score in record.key_scores]
    assert indicators == ["asiel.instroom_eerste", "asiel.instroom_totaal", "ind.asiel.voorraad", "coa.bezetting"]


def test_the_chart_of_the_chain_draws_both_errors(result: RoundResult, record: TrackRecord) -> None:
    picture = chain_chart(result, record)
    assert list(picture.data["prognose"]) == [pct(row.error_pct) for row in record.key_chain]
    (axes,) = picture.figure.axes
    points = {(line.get_marker(), line.get_ydata()[0]): line.get_xdata()[0] for line in axes.get_lines()}
    for place, row in enumerate(record.key_chain):
        assert points["D", place] == pytest.approx(row.error_pct)
        assert points["o", place] == pytest.approx(row.chain_error_pct)


def test_tables_of_the_report_have_their_cutoff(result: RoundResult, record: TrackRecord) -> None:
    """Under every table; the table behind a figure leaves the finding to the figure."""
    for table in tables(record):
        known = with_cut_off(result, table).note
        assert known.endswith("Peildatum 15 april 2024, realisaties tot en met maart 2024.")
    assert under_figure(result, published_table(record)).finding == ""


@pytest.mark.parametrize(
    ("rows", "hollow", "starred"),
    [(["binnen", "onder"], False, False), (["binnen", "telling"], True, True), (["realisatie"], True, False)],
)
def test_the_reading_help_is_of_what_is_drawn(rows: list[str], hollow: bool, starred: bool) -> None:
    """Hollow points where a case is open, stars where an outcome by the other count is shown."""
    source = ranges_chart([published(row) for row in rows], "peildatum 1 januari 2100").source
    assert ("Open punten" in source, "* Met" in source) == (hollow, starred)
    assert source.endswith("peildatum 1 januari 2100.")

"""What the rounds' own forecasts were worth, in the summary, on the page that uses everything, and as a table."""

from dataclasses import replace

import pytest

from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.track_record import TrackRecord, record_before
from mpp_lib.inflow.references import STATISTICAL, WALK
from mpp_lib.present.trefzekerheid.findings import published_finding
from mpp_lib.present.trefzekerheid.gains import gains_clause
from mpp_lib.present.trefzekerheid.own_score import NO_YEAR, benchmarks_table, own_bands_text, summary_text
from mpp_lib.production.run import RoundResult
from tests.support.scored import ONE, naive

FIRST = replace(ONE, realised=40_000.0, minimum=36_000.0, medio=44_000.0, maximum=50_000.0, crps=6_000.0)
MISSED = replace(FIRST, year=2100, within_band=False)
FEW = "Dat is te weinig om een kans van 75% aan af te lezen."


@pytest.fixture(scope="module")
def record(result: RoundResult) -> TrackRecord:
    return record_before(result)


def scored(record: TrackRecord, *scores: Score) -> TrackRecord:
    """The record with these scores and no others."""
    return replace(record, scores=scores)


def test_the_error_stands_beside_each_benchmark() -> None:
    """6.000 is a quarter less than 8.000, half as much again as 4.000, and next to nothing from 6.010."""
    benchmarks = (naive(8_000.0), naive(4_000.0, WALK), naive(6_010.0, STATISTICAL))
    assert gains_clause([replace(FIRST, benchmarks=benchmarks)]) == (
        "de fout (CRPS) was 25% kleiner dan die van de naïeve vergelijking, 50% groter dan die van de toevalswandeling "
        "en even groot als die van het statistische model"
    )
    assert gains_clause([replace(FIRST, benchmarks=())]) == ""


LED = "**Wat eerdere prognoses waard waren.**"
HELD = "de band van ronde 2099-1 voor de eerste aanvragen van 2099 bevatte de uitkomst"


@pytest.mark.parametrize(
    ("scores", "text"),
    [
        ((), f"{LED} {NO_YEAR}"),
        (
            (replace(FIRST, benchmarks=(naive(8_000.0), naive(4_000.0, WALK), naive(6_010.0, STATISTICAL))),),
            f"{LED} {HELD.capitalize()}; de fout was kleiner dan die van 1 van de 3 prognoses zonder oordeel. {FEW}",
        ),
        (
            (replace(FIRST, benchmarks=(naive(4_000.0),)),),
            f"{LED} {HELD.capitalize()}; de fout was niet kleiner dan die van de prognose zonder oordeel. {FEW}",
        ),
        (
            (replace(MISSED, benchmarks=()),),
            f"{LED} De band van ronde 2099-1 voor de eerste aanvragen van 2100 bevatte de uitkomst niet. {FEW}",
        ),
        (
            tuple(replace(one, benchmarks=()) for one in (FIRST, MISSED, MISSED, replace(MISSED, round="2099-2"))),
            f"{LED} Eerdere prognoses van de eerste aanvragen: de band bevatte de uitkomst één keer van de 4; medio "
            f"van de kerncijfers lag 4 keer van de 4 te hoog. {FEW}",
        ),
    ],
)
def test_the_summary_says_what_was_known(record: TrackRecord, scores: tuple[Score, ...], text: str) -> None:
    """Without what was published: one that is as far off, to the percent, is not beaten."""
    assert summary_text(replace(scored(record, *scores), published=())) == text


def test_what_was_published_stands_before_it(record: TrackRecord) -> None:
    """As the chapter on earlier rounds counts it, also where the rounds have no outcome yet."""
    for scores in ((), (replace(FIRST, benchmarks=()),)):
        text = summary_text(scored(record, *scores))
        assert text.startswith(f"{LED} {published_finding(record.ranges).partition(';')[0].rstrip('.')}")


def test_a_first_round_has_nothing_before_it(record: TrackRecord) -> None:
    none = replace(scored(record), rounds=(), published=())
    assert summary_text(none).startswith(f"{LED} Er is geen eerdere ronde")


@pytest.mark.parametrize(
    ("scores", "start"),
    [
        ((FIRST, *[MISSED] * 3), "Van de 4 banden van de rondes bevatte er één de uitkomst. Dat rust op 4 banden over"),
        ((MISSED, MISSED), "Van de 2 banden van de rondes bevatte er geen de uitkomst. Dat rust op 2 banden over één"),
        ((FIRST, FIRST), "Van de 2 banden van de rondes bevatten er 2 de uitkomst."),
        ((MISSED,), "Van de ene band van de rondes bevatte er geen de uitkomst."),
        ((), "Van geen enkele ronde is"),
    ],
)  # fmt: skip
def test_own_bands_are_counted(record: TrackRecord, scores: tuple[Score, ...], start: str) -> None:
    """Only first applications have a band: a stock beside them does not count."""
    stock = replace(MISSED, indicator="coa.bezetting", within_band=None)
    assert own_bands_text(scored(record, *scores, stock)).startswith(start)


def test_the_table_sets_them_under_each_other(record: TrackRecord) -> None:
    """The mixture first; below it whose interval held, and how much less the mixture was off."""
    score = replace(FIRST, benchmarks=(naive(8_000.0), replace(naive(4_000.0, WALK), within_band=False)))
    rows = benchmarks_table(scored(record, score)).texts()
    assert [row[2] for row in rows] == ["prognose", "naïeve vergelijking", "toevalswandeling"]
    assert [row[-3] for row in rows] == ["40%", "50%", "50%"]
    assert [row[-4] for row in rows] == ["binnen", "binnen", "boven"]
    assert [row[-1] for row in rows] == ["–", "+25%", "−50%"]
    assert {tuple(row[:2]) for row in rows} == {("2099-1", "2099")}

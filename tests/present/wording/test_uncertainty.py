"""What tables say of uncertainty: never a band where there is no chance, never nothing where nothing is known."""

import numpy as np
import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.beside_runs import BesideRuns, beside_runs
from mpp_lib.compare.hindcast.known_errors import KnownError
from mpp_lib.present.keten.chain_tables import one_page_table
from mpp_lib.present.keten.complete import complete_table
from mpp_lib.present.keten.partner_sections import ALL_THREE, page_table, partner_table
from mpp_lib.present.wording.printed_values import chance_text, text_of
from mpp_lib.present.wording.runs_words import runs_text
from mpp_lib.present.wording.uncertainty import PATH, middles_text, odds_text, path_text, uncertainty_text
from mpp_lib.production.run import RoundResult
from mpp_lib.production.three_runs import answers, kinds
from tests.support.printed import rows_of


@pytest.fixture(scope="module")
def beside(result: RoundResult) -> BesideRuns:
    return beside_runs(result)


@pytest.mark.parametrize(
    ("lie", "text"),
    [
        ("apart apart apart", "alleen instroom"),
        ("together together together", "binnen 2%"),
        ("together together apart", "binnen 2% t/m 2025"),
        ("apart reversed reversed", "omgekeerd vanaf 2025"),
        ("together apart reversed", "binnen 2% in 2024; omgekeerd in 2026"),
        ("reversed apart reversed", "omgekeerd in 2024 en 2026"),
        ("crossed apart apart", "medio erbuiten in 2024"),
    ],
)
def test_runs_in_words(lie: str, text: str) -> None:
    found = list(zip((2024, 2025, 2026), lie.split(), strict=True))
    assert runs_text(found, answers=True) == text
    assert runs_text(found, answers=False) == "los van instroom"


def test_every_indicator_has_its_uncertainty(result: RoundResult, beside: BesideRuns) -> None:
    """A chance for first applications alone; an error where one is known; else unknown wherever runs say nothing."""
    for node in result.chain.nodes:
        text = uncertainty_text(result, beside, node.id)
        lie = {kind for _, kind in kinds(result, node.id)}
        assert ("kans" in text) == (node.id == FIRST_INFLOW), node.id
        assert ("hindcast" in text) == (node.id in beside.errors and node.id != FIRST_INFLOW), node.id
        if node.id != FIRST_INFLOW and node.id not in beside.errors:
            assert text.endswith("alleen instroom" if lie == {"apart"} else "; onbekend"), (node.id, text)
        assert ("los van instroom" in text) == (not answers(result, node.id)), node.id


def test_what_is_adopted_beyond_rounding_has_its_own_chance(result: RoundResult, beside: BesideRuns) -> None:
    """The small round holds one number far from its quantile: the chance between the ends is that of what entered."""
    first, last = (chance_text(min(beside.between)), chance_text(max(beside.between)))
    expected = first if first == last else f"{first} tot {last}"
    assert uncertainty_text(result, beside, FIRST_INFLOW) == f"{expected} kans ertussen"
    for year, chance in zip(result.forecast.years, beside.between, strict=True):
        low, high = (result.year(FIRST_INFLOW, year.year, name) for name in ("minimum", "maximum"))
        assert chance == pytest.approx(float(year.distribution.cdf(high) - year.distribution.cdf(low)))


def test_a_percentage_is_off_in_percentage_points(result: RoundResult, beside: BesideRuns) -> None:
    name = "ind.inwilligingspercentage_spoor4"
    known = BesideRuns({name: KnownError(5.7, 0.0354, 2)}, beside.between, beside.paths)
    assert uncertainty_text(result, known, name).endswith("hindcast tot 3,5 procentpunt")


def test_a_table_says_by_rule_what_its_runs_are(result: RoundResult, beside: BesideRuns) -> None:
    """Every table that sets the three beside each other has the column, with the text of the rule in it."""
    tables = {
        "alle indicatoren": complete_table(result, "asiel", beside),
        "een onderdeel": page_table(result, "coa", beside),
    }
    for name, table in tables.items():
        (column,) = [column for column in table.columns if column.heading == "Onzekerheid"]
        assert all(column.text(row) for row in table.rows), name
    alone = (tables["alle indicatoren"], one_page_table(result, "asiel", "minimum", beside))
    assert all("Alleen bij eerste asielaanvragen zijn minimum en maximum een band" in table.note for table in alone)
    assert one_page_table(result, "asiel", "minimum", beside).title.endswith("minimum: bij lage instroom")


def test_first_applications_have_their_median_and_mean(result: RoundResult, beside: BesideRuns) -> None:
    """Beside minimum, medio and maximum, as the distribution has them; of nothing else there is a median."""
    table = partner_table(result, [FIRST_INFLOW, "asiel.instroom_totaal"], "Proef", beside)
    rows = {(row[0], row[2]): row[-3:] for row in table.texts()}
    years = result.forecast.years
    assert rows["Eerste asielaanvragen", "mediaan"] == [text_of(year.median, "personen") for year in years]
    assert rows["Eerste asielaanvragen", "gemiddelde"] == [text_of(year.mean, "personen") for year in years]
    assert ("Totale asielinstroom", "mediaan") not in rows


def test_two_in_three_is_said_so() -> None:
    """Within half a percent of it; any other chance in percents."""
    assert (odds_text(2 / 3), odds_text(0.664), odds_text(0.7), odds_text(0.655)) == ("2 op 3", "2 op 3", "70%", "66%")


def test_median_and_mean_stand_beside_the_chances(result: RoundResult) -> None:
    """Of each year that is shown, as the distribution has them."""
    first, second = result.forecast.years[:2]
    printed = [text_of(value, "personen") for value in (first.median, second.median, first.mean, second.mean)]
    assert middles_text(result, [2024, 2025]) == "de mediaan is {} en {}, het gemiddelde {} en {}".format(*printed)


def test_below_stocks_stands_the_place_of_the_path_that_leads_to_them(result: RoundResult, beside: BesideRuns) -> None:
    """A row per scenario with a chance per year; not below flows, nor below a stock that no inflow moves."""
    rows = [row for row in partner_table(result, ["coa.bezetting"], "Proef", beside).texts() if row[0] == PATH]
    assert [row[2] for row in rows] == ["minimum", "medio", "maximum"]
    for column, row in enumerate(rows):
        assert row[-3:] == [chance_text(float(chance), 1) for chance in beside.paths[:, column]]
    for name in ("coa.instroom", "oekraine.ontheemden"):
        assert PATH not in {row[0] for row in partner_table(result, [name], "Proef", beside).texts()}
    last = result.inputs.settings.span.end.year
    assert all(chance_text(float(chance), 1) in path_text(result, beside, last) for chance in beside.paths[-1])


def test_what_prints_the_same_three_times_is_one_row(result: RoundResult, beside: BesideRuns) -> None:
    """Of a flow that inflow does not touch; its row is not called medio, nor does it lose its realised years."""
    name = "asiel.hervestiging"
    assert not answers(result, name)
    (row,) = partner_table(result, [name], "Proef", beside).texts()
    assert row[1:3] == ["los van instroom; onbekend", ALL_THREE]
    assert len(row) == len(rows_of(partner_table(result, [name], "Proef", beside))[-1])
    assert np.unique(result.years[name][:, :], axis=1).shape[1] == 1

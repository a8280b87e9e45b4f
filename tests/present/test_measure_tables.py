"""The table of what measures do says what the numbers say, and leaves out only what does not change."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from mpp_lib.inputs.load import load_round
from mpp_lib.present.measure_tables import NO_EFFECT, effects_finding, effects_sheet
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.run import RoundResult, calculate

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"


def with_rows(*rows: dict[str, object]) -> RoundResult:
    inputs = load_round(ROUND, catalogue_named)
    common = {"vanaf": "2025-01", "tot": "", "grondslag": "afspraak", "eigenaar": "APM", "onderbouwing": ""}
    table = pd.DataFrame([common | row for row in rows], columns=list(inputs.measures.columns))
    return calculate(replace(inputs, measures=table))


HOUSING = {
    "id": "M1",
    "omschrijving": "Minder huisvesting",
    "parameter": "taakstelling_realisatiegraad",
    "soort": "plus",
    "effect": -0.3,
    "actief": "ja",
}
NOTHING = {
    "id": "M2",
    "omschrijving": "Kleinere huishoudens",
    "parameter": "huishoudgrootte",
    "soort": "factor",
    "effect": 0.9,
    "actief": "nee",
}


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return with_rows(HOUSING, NOTHING)


def test_rows_show_the_difference_by_year_and_what_is_off_as_what_if(result: RoundResult) -> None:
    text = effects_sheet(result).table.as_raw_html()
    gap = result.year("coa.bezetting", 2026, "medio") - result.without.year("coa.bezetting", 2026, "medio")
    assert gap > 1000
    assert "M1 Minder huisvesting<" in text
    assert "M2 Kleinere huishoudens (wat als)<" in text
    assert NO_EFFECT in text
    assert f"{round(gap / 10) * 10:+,}".replace(",", ".") in text
    assert "Dublin" not in text


def test_a_measure_changes_nothing_before_it_starts(result: RoundResult) -> None:
    data = effects_sheet(result).data
    before = data[(data["periode"] == "2024") & (data["maatregel"] == "M1")]
    assert (before["alleen"] == 0).all()
    assert len(before) > 10


def test_the_finding_names_what_is_on(result: RoundResult) -> None:
    assert effects_finding(result) == "Maatregel M1 staat aan en zit in de uitkomsten van dit rapport."
    both = with_rows(HOUSING, NOTHING | {"actief": "ja"})
    assert effects_finding(both) == "De maatregelen M1 en M2 staan aan en zitten in de uitkomsten van dit rapport."
    none = with_rows(HOUSING | {"actief": "nee"})
    assert effects_finding(none).startswith("Geen enkele maatregel staat aan")


def test_a_round_without_measures_says_so() -> None:
    assert ">geen<" in effects_sheet(with_rows()).table.as_raw_html()

"""Titles of the tables of the Prognose say what is in them, by rules that follow the numbers."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from mpp_lib.inflow.sums import SummedLine, summed_lines
from mpp_lib.present.prognose.forecast_tables import experts_finding, lines_finding, lines_table
from mpp_lib.present.prognose.references import comparison_table
from mpp_lib.present.prognose.scenario_tables import likeliest_finding, scenarios_table
from mpp_lib.present.prognose.sums_of_years import together_finding, together_table
from mpp_lib.present.verantwoording.register_tables import development_table, risks_table
from mpp_lib.production.run import RoundResult
from tests.support.printed import numbers

NAN = float("nan")


def expert(low: float = NAN, mid: float = NAN, high: float = NAN) -> dict[str, Any]:
    return {"laag": low, "midden": mid, "hoog": high}


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], ""),
        ([expert()], "De ene bijdrage noemt geen aantal."),
        ([expert(mid=1.0)], "De ene bijdrage noemt een aantal."),
        ([expert(), expert()], "Geen van de 2 bijdragen noemt een aantal."),
        ([expert(), expert(high=0.0)], "Van de 2 bijdragen noemt er 1 een aantal."),
        ([expert(low=1.0), expert(mid=2.0), expert()], "Van de 3 bijdragen noemen er 2 een aantal."),
    ],
)
def test_contributions_with_a_number_are_counted(rows: list[dict[str, Any]], finding: str) -> None:
    """A zero is a number; an empty cell is none."""
    assert experts_finding(rows) == finding


def test_medio_is_told_beside_the_median(result: RoundResult) -> None:
    """In the first year and in the last, in percents of the median."""
    first, *_, last = years = result.forecast.years
    told = numbers(lines_table(result).finding)
    expected = [100 * (first.medio / first.median - 1), first.year, 100 * (last.medio / last.median - 1), last.year]
    assert told == pytest.approx(expected, abs=0.051)
    assert lines_finding(years[:1]).count(" in ") == 1


def test_the_likeliest_scenario_of_every_year_is_named(result: RoundResult) -> None:
    """Years in a row with the same one stand together; a year between them breaks them up."""
    years = result.forecast.years
    finding = likeliest_finding(years)
    for year in years:
        assert f"‘{year.scenarios[int(np.argmax(year.chances))]}’" in finding
    assert scenarios_table(result).finding == finding
    names = ("laag", "hoog")
    chosen = [
        SimpleNamespace(year=2024 + place, scenarios=names, chances=np.eye(2)[top])
        for place, top in enumerate((0, 0, 1))
    ]
    assert likeliest_finding(chosen) == "Het waarschijnlijkst is ‘laag’ (2024–2025) en ‘hoog’ (2026)."


def test_years_together_tell_both_tails(result: RoundResult) -> None:
    """The chances are those of the table: below the sum of minima, and above that of maxima."""
    years = result.inputs.settings.span.calendar_years
    lines = {line.scenario: line for line in summed_lines(result.forecast, years)}
    low, high = 100 * lines["minimum"].chance_below, 100 * (1 - lines["maximum"].chance_below)
    told = numbers(together_table(result).finding)
    assert told == pytest.approx([len(years), low, high, 12.5], abs=0.051)
    never = [replace(line, chance_below=0.0 if line.scenario == "minimum" else 1.0) for line in lines.values()]
    assert "is 0,0%" in together_finding(never, 3)
    assert isinstance(never[0], SummedLine)


def test_the_comparison_names_the_last_year(result: RoundResult) -> None:
    """The figure beside it tells of the first year, the table of the last."""
    finding = comparison_table(result, result.references).finding
    assert f"de mediaan van de prognose voor {result.forecast.years[-1].year}" in finding.lower()


def test_registers_say_how_many_weigh_heavily(result: RoundResult) -> None:
    """Counted in the rows as printed, the weight in the last column."""
    for made, rest in ((risks_table(result), "een hoge weging"), (development_table(result), "hoge prioriteit")):
        if len(made.rows) > 1:
            assert made.finding.startswith(f"Van de {len(made.rows)} ")
            assert made.finding.endswith(f"{rest}.")

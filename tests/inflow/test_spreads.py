"""How wide a round is beside the past, on the example rounds; and what check says of it."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.dutch import number
from mpp_lib.inflow.needed_width import NeededWidth
from mpp_lib.inflow.spreads import Spread, advice_on_spreads, automatic_widths, spreads
from mpp_lib.present.prognose.spreads_table import spreads_finding
from mpp_lib.production.prognose_result import PrognoseResult, open_prognose
from mpp_lib.report.prognose import check_prognose_report

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def round_2025() -> PrognoseResult:
    """Made when 2024 was over."""
    return open_prognose(ROOT / "rounds" / "2025-1")


def years() -> dict[int, float]:
    """Year → first applications, from the file itself."""
    found: dict[int, float] = {}
    with (ROOT / "rounds" / "2025-1" / "inputs" / "realisaties.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file, delimiter=";"):
            period = row["periode"]
            if row["indicator"] == "asiel.instroom_eerste" and len(period) == 7 and "K" not in period:
                found[int(period[:4])] = found.get(int(period[:4]), 0) + float(row["waarde"].replace(",", "."))
    return found


def test_every_year_is_held_against_changes_over_as_many_years(round_2025: PrognoseResult) -> None:
    """At December the plainest forecast is the year that ended: changes of whole years, from the file."""
    totals, needed = years(), []
    for ahead, one in enumerate(spreads(round_2025.forecast, round_2025.inputs), start=1):
        sizes = sorted(abs(np.log(totals[y] / totals[y - ahead])) for y in totals if y - ahead in totals)
        assert one.needed == NeededWidth(pytest.approx(2 * sizes[int(np.ceil(0.75 * len(sizes))) - 1]), len(sizes))
        lines = round_2025.forecast.year(one.year).lines
        assert one.own == pytest.approx(np.log(lines.maximum) - np.log(lines.minimum))
        naive, walk = round_2025.references.naive[one.year].lines, round_2025.references.walk[one.year].lines
        assert one.naive == pytest.approx(np.log(naive.maximum / naive.minimum))
        assert one.walk == pytest.approx(np.log(walk.maximum / walk.minimum))
        needed.append(number(one.needed.width, 2))
    page = (ROOT / "docs" / "backtest.md").read_text(encoding="utf-8")
    first, second, third, fourth, fifth = needed
    assert (
        f"{first} voor één jaar vooruit, {second} voor twee, {third} voor drie, {fourth} voor vier en {fifth}" in page
    )
    assert set(automatic_widths(round_2025.inputs)) == set(round_2025.inputs.settings.span.calendar_years)


def test_check_says_so_and_refuses_nothing(round_2025: PrognoseResult) -> None:
    """One remark, with each narrow year; what it says is what the past needed."""
    problems, remarks = check_prognose_report(ROOT / "rounds" / "2025-1")
    assert problems == []
    (remark,) = remarks
    assert (remark.round, remark.file) == ("2025-1", "inputs/scenarios.csv")
    for one in spreads(round_2025.forecast, round_2025.inputs):
        said = f"{one.year} {number(one.own, 2)} (nodig {number(one.needed.width, 2)},"
        assert (said in remark.found) == (one.own < one.needed.width)


WIDE = Spread(2025, 1.2, NeededWidth(0.874, 12), 0.9, None)


def test_a_year_that_is_as_wide_as_was_needed_is_not_mentioned() -> None:
    """Nor one of which nothing is known; two widths that print alike are alike."""
    assert advice_on_spreads([WIDE, replace(WIDE, needed=None, own=0.1), replace(WIDE, own=0.871)], "x") == []
    (told,) = advice_on_spreads([replace(WIDE, own=0.58)], "x")
    assert told.found == "2025 0,58 (nodig 0,87, naïef 0,90)"
    assert "mpp scenarios suggest x" in told.expected


def test_the_finding_names_the_first_year_and_every_narrow_one() -> None:
    """e^0.874 is 2.4."""
    later = replace(WIDE, year=2026, own=0.4)
    assert spreads_finding([WIDE, later]) == (
        "Voor 75% was in 2025 een breedte van 0,87 nodig (een maximum van 2,4 keer het minimum); deze ronde heeft 1,20 "
        "(3,3 keer); zij is smaller dan nodig was in 2026."
    )
    assert spreads_finding([WIDE]).endswith("zij is in geen jaar smaller dan nodig was.")
    assert spreads_finding([replace(WIDE, needed=None)]).startswith("Het verleden is te kort")

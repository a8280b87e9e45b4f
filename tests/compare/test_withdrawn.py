"""Indicators that only a version has: what its result table tells."""

import pandas as pd
import pytest

from mpp_lib.base.catalogue import SCENARIOS, Aggregation
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.compare.withdrawn import withdrawn

MONTHS = [3.0, 9.0, 4.0, 4.0, 5.0, 6.0, 2.0, 1.0, 8.0, 7.0, 2.0, 5.0]


def _table(name: str, year: float) -> pd.DataFrame:
    periods = [*(f"2025-{month:02}" for month in range(1, 13)), "2025"]
    rows = [
        ("2024-1", "v", scenario, "asiel", "coa", name, period, value, "personen")
        for scenario in SCENARIOS
        for period, value in zip(periods, [*MONTHS, year], strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


@pytest.mark.parametrize(
    ("year", "way"),
    [(56.0, Aggregation.FLOW), (5.0, Aggregation.STOCK), (9.0, Aggregation.PEAK), (4.5, Aggregation.RATIO)],
)
def test_how_years_follow_is_seen_from_the_numbers(year, way):
    """The sum, the last month, the highest; anything else is over the year."""
    (spec,) = withdrawn(_table("coa.oude_telling", year), ["coa.bezetting"]).values()
    assert (spec.aggregation, spec.unit, spec.partner, spec.label) == (way, "personen", "coa", "oude telling")


def test_what_is_known_or_names_no_page_is_left_out():
    assert withdrawn(_table("coa.bezetting", 56.0), ["coa.bezetting"]) == {}
    assert withdrawn(_table("../coa", 56.0), []) == {}

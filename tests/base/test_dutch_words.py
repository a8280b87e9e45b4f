from datetime import date

import pytest

from mpp_lib.base.dutch import day_name, month_brief, month_short, plain
from mpp_lib.base.months import Month


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.35, "0,35"), (1200.0, "1.200"), (0.0, "0"), (-2.5, "−2,5"), (0.1 + 0.2, "0,3"), (1e-7, "0"), (120.0, "120")],
)
def test_numbers_as_written_down(value: float, text: str) -> None:
    """No more decimals than a number has, at most six, and no noise of binary fractions."""
    assert plain(value) == text


def test_days_and_months() -> None:
    """Days in full, months short with a space that does not break."""
    assert day_name(date(2024, 2, 15)) == "15 februari 2024"
    assert [month_short(month) for month in (1, 3, 5, 12)] == ["jan", "mrt", "mei", "dec"]
    assert month_brief(Month(2024, 3)) == "mrt\u00a02024"

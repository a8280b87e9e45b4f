from datetime import date
from decimal import Decimal

import pytest

from mpp_lib.base.dutch import MINUS, day_name, month_brief, month_short, number, plain
from mpp_lib.base.errors import Problem
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


def test_the_largest_number_is_written_to_its_last_digit() -> None:
    """Beside Python's own decimal writing of the same float."""
    assert number(1.7e308).replace(".", "") == str(int(Decimal("1.7e308")))
    assert number(-1e28, 1) == f"{MINUS}10.000.000.000.000.000.000.000.000.000,0"


def test_a_problem_is_one_legible_line() -> None:
    """Whatever the name of a key or file holds: no control character, no direction mark, and an end."""
    told = str(Problem("a\x1b[31m\ud800.csv", "kolom \u202e" + "x" * 5_000, "b\nc", "fout", "goed"))
    assert told.isprintable()
    assert len(told) < 1_200
    assert told.startswith("a [31m .csv, kolom ")

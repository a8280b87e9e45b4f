"""Months above the columns of a plan: a date, ``jan-24``, ``2024-01``, ``2024MM01``, or ``jan`` under ``2024``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise

from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH
from mpp_lib.inputs.reading.period_codes import day_of, named_month, period_of, without_mark
from mpp_lib.inputs.workbooks.workbook_cells import Cell

FEWEST_MONTHS = 3
"""A row with as many months is the head of a table."""
_YEAR = re.compile(r"20[0-9]{2}")
_DAYS = range(36_526, 73_051)
"""The numbers by which Excel knows the days of 2000 to 2099."""
_MONTH_NUMBERS = range(_DAYS.start, 219_913)
"""No number outside these is a day or a code of a month."""


def month_of(cell: Cell, year: int | None = None) -> Month | None:
    """The month that a cell names; a mark of what is provisional is no part of it.

    Args:
        year: what counts where the cell names none.

    >>> month_of(Cell("mrt '25"))
    Month(year=2025, month=3)
    """
    if isinstance(cell.value, datetime | date):
        return Month(cell.value.year, cell.value.month)
    if not isinstance(cell.value, str):
        return None
    text = without_mark(cell.text)
    period = period_of(text)
    return period.start if period and period.length == MONTH else named_month(text, year)


def numbered_months(cells: Mapping[int, Cell]) -> dict[int, Month]:
    """Column → month of a row that numbers its months: ``202401``, or days as Excel counts them.

    A single number is a count; only a row of which all numbers are consecutive months can be nothing else.
    """
    numbers: dict[int, int] = {}
    for column, cell in sorted(cells.items()):
        if isinstance(cell.value, int | float) and year_of(cell) is None:
            if not float(cell.value).is_integer() or int(cell.value) not in _MONTH_NUMBERS:
                return {}
            numbers[column] = int(cell.value)
    for reading in (_as_code, _as_day):
        found = {column: month for column, number in numbers.items() if (month := reading(number))}
        if FEWEST_MONTHS <= len(found) == len(numbers) and all(b == a + 1 for a, b in pairwise(found.values())):
            return found
    return {}


def is_bare_month(cell: Cell) -> bool:
    """Whether a cell names a month but no year."""
    return month_of(cell) is None and month_of(cell, 2000) is not None


def year_of(cell: Cell | None) -> int | None:
    """The year that a cell names, and nothing else."""
    if cell is None or isinstance(cell.value, float):
        return None
    match = _YEAR.fullmatch(cell.text)
    return int(match[0]) if match else None


def _as_code(number: int) -> Month | None:
    period = period_of(str(number))
    return period.start if period and period.length == MONTH else None


def _as_day(number: int) -> Month | None:
    """Of the first or the last day of a month: another number is more likely to be a count."""
    if number not in _DAYS:
        return None
    day = day_of(number)
    month = Month(day.year, day.month)
    return month if day.day == 1 or day == month.last_day else None

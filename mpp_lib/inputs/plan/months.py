"""Months above the columns of a plan: a date, ``jan-24``, ``2024-01``, ``januari 2024``, or ``jan`` under ``2024``."""

from __future__ import annotations

import re
from datetime import date, datetime

from mpp_lib.base.dutch import MONTH_NAMES
from mpp_lib.base.months import Month
from mpp_lib.inputs.plan.workbook_cells import Cell

_NUMBERS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
_NUMBERS |= {name[:3]: number for name, number in _NUMBERS.items()} | {"mrt": 3, "sept": 9}
_YEAR_FIRST = re.compile(r"(20[0-9]{2})(?:[-/. ]m?|m)([0-9]{1,2})", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(?:[0-9]{1,2}[-/])?([0-9]{1,2})[-/](20[0-9]{2})")
_NAMED = re.compile(r"([a-z]{3,9})\.?(?:[-/\s'’]*(20[0-9]{2}|[0-9]{2}))?", re.IGNORECASE)
_YEAR = re.compile(r"20[0-9]{2}")


def month_of(cell: Cell, year: int | None = None) -> Month | None:
    """The month that a cell names.

    Args:
        year: what counts where the cell names none.

    >>> month_of(Cell("mrt '25"))
    Month(year=2025, month=3)
    """
    if isinstance(cell.value, datetime | date):
        return Month(cell.value.year, cell.value.month)
    if not isinstance(cell.value, str):
        return None
    return _numbered(cell.text) or _named(cell.text, year)


def is_bare_month(cell: Cell) -> bool:
    """Whether a cell names a month but no year."""
    return month_of(cell) is None and month_of(cell, 2000) is not None


def year_of(cell: Cell | None) -> int | None:
    """The year that a cell names, and nothing else."""
    match = _YEAR.fullmatch(cell.text) if cell is not None else None
    return int(match[0]) if match else None


def _numbered(text: str) -> Month | None:
    first, last = _YEAR_FIRST.fullmatch(text), _YEAR_LAST.fullmatch(text)
    if first:
        return _month(int(first[1]), int(first[2]))
    return _month(int(last[2]), int(last[1])) if last else None


def _named(text: str, year: int | None) -> Month | None:
    match = _NAMED.fullmatch(text)
    number = _NUMBERS.get(match[1].lower()) if match else None
    if match is None or number is None:
        return None
    written = int(match[2]) % 100 + 2000 if match[2] else year
    return None if written is None else Month(written, number)


def _month(year: int, number: int) -> Month | None:
    return Month(year, number) if 1 <= number <= 12 else None

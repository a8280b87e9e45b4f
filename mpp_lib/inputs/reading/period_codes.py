"""Periods as their sources write them: CBS ``2024MM03``, Eurostat ``2024-Q1``, a date as Excel keeps it.

A code that can only be one period is read as that period. What could be another, or says more than a period, is
refused with the period that it seems to stand for.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from mpp_lib.base.dutch import MONTH_NAMES
from mpp_lib.base.months import YEAR_TEXT, Month
from mpp_lib.base.periods import HALF_YEAR, MONTH, QUARTER, YEAR, Period

NAMES = {MONTH: "een maand", QUARTER: "een kwartaal", HALF_YEAR: "een halfjaar", YEAR: "een jaar"}
_CODES = (
    (MONTH, rf"({YEAR_TEXT})(?:-?MM?|-)?(0[1-9]|1[0-2])"),
    (QUARTER, rf"({YEAR_TEXT})-?(?:KW|K|Q)0?([1-4])"),
    (HALF_YEAR, rf"({YEAR_TEXT})-?(?:HJ|H|S)0?([12])"),
    (YEAR, rf"({YEAR_TEXT})(?:JJ00|-?A1?)?()"),
)
_WEEK = re.compile(rf"{YEAR_TEXT}-?WW?[0-9]{{1,2}}", re.IGNORECASE)
_MARKED = re.compile(r"(.*?[0-9])(?:p| ?\*{1,2}| ?\((?:v|p|voorlopig)\)| (?:v|p|voorlopig))", re.IGNORECASE)
"""What is provisional, as CBS and Eurostat mark it."""
_YEAR_FIRST = re.compile(r"(20[0-9]{2})[-/. ]m?([0-9]{1,2})(?:-[0-9]{2})?", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(?:[0-9]{1,2}[-/])?([0-9]{1,2})[-/](20[0-9]{2})")
_NAMED = re.compile(r"([a-z]{3,9})\.?(?:[-/\s'’]*(20[0-9]{2}|[0-9]{2}))?", re.IGNORECASE)
_NUMBERS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
_NUMBERS |= {name[:3]: number for name, number in _NUMBERS.items()} | {"mrt": 3, "sept": 9}
_SERIAL = re.compile(r"[34-7][0-9]{4}")
_DAY_ZERO = date(1899, 12, 30)
"""The day that Excel counts from."""


def period_of(text: str) -> Period | None:
    """The period that a code names, where it can be no other.

    >>> str(period_of("2024MM03")), str(period_of("2024KW01")), str(period_of("2023JJ00"))
    ('2024-03', '2024-K1', '2023')
    """
    for length, pattern in _CODES:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        if match:
            return Period(Month(int(match[1]), 1) + length * (int(match[2] or 1) - 1), length)
    return None


def seems(text: str) -> Period | None:
    """The period that a text seems to stand for: also a date, a name, a day as Excel counts it, or a code with a mark.

    >>> str(seems("2024-03*")), str(seems("45352"))
    ('2024-03', '2024-03')
    """
    bare = without_mark(text)
    named = named_month(bare)
    if named:
        return Period(named, MONTH)
    day = day_of(int(text)) if _SERIAL.fullmatch(text) else None
    return period_of(bare) or (Period(Month(day.year, day.month), MONTH) if day else None)


def without_mark(text: str) -> str:
    """A period without the mark that says its figures are provisional."""
    match = _MARKED.fullmatch(text)
    return match[1] if match else text


def is_week(text: str) -> bool:
    """Whether a code names a week."""
    return _WEEK.fullmatch(text) is not None


def named_month(text: str, year: int | None = None) -> Month | None:
    """The month that a text names as people write it.

    Args:
        year: what counts where the text names none.

    >>> named_month("mrt '25")
    Month(year=2025, month=3)
    """
    first, last, named = _YEAR_FIRST.fullmatch(text), _YEAR_LAST.fullmatch(text), _NAMED.fullmatch(text)
    if first or last:
        written, number = (first[1], first[2]) if first else (last[2], last[1]) if last else ("", "")
        return Month(int(written), int(number)) if 1 <= int(number) <= 12 else None
    known = _NUMBERS.get(named[1].lower()) if named else None
    if named is None or known is None:
        return None
    counts = int(named[2]) % 100 + 2000 if named[2] else year
    return None if counts is None else Month(counts, known)


def day_of(number: int) -> date:
    """The day that Excel means by a number.

    >>> day_of(45_292)
    datetime.date(2024, 1, 1)
    """
    return _DAY_ZERO + timedelta(days=number)

"""Months and the horizon of a round.

A month is written ``JJJJ-MM``. Arrays over time have one row per month, in order, without gaps.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

YEAR_TEXT = r"(?:19|2[01])[0-9]{2}"
"""How a year is written: no figure is about one before 1900 or after 2199."""
MONTH_TEXT = rf"{YEAR_TEXT}-(?:0[1-9]|1[0-2])"
_MONTH = re.compile(MONTH_TEXT)


class Month(NamedTuple):
    """A calendar month; ordered, and an integer number of months apart from any other.

    >>> Month(2023, 12) + 1
    Month(year=2024, month=1)
    >>> Month(2024, 1).since(Month(2023, 1))
    12
    >>> str(Month(2024, 3))
    '2024-03'
    """

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``JJJJ-MM``, from 1900-01 to 2199-12.

        Raises:
            ValueError: when the text is anything else.
        """
        return _parsed(text)

    def __add__(self, months: int) -> Month:  # type: ignore[override]
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __sub__(self, months: int) -> Month:
        return self + (-months)

    def since(self, other: Month) -> int:
        """Number of months from ``other`` to this month (negative when this one is earlier)."""
        return (self.year - other.year) * 12 + self.month - other.month

    @property
    def last_day(self) -> date:
        """Its last day: what happened in it is known when that is over."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@cache
def _parsed(text: str) -> Month:
    if _MONTH.fullmatch(text) is None:
        raise ValueError(f"geen maand: {text!r}")
    return Month(int(text[:4]), int(text[5:]))


@lru_cache(maxsize=1024)
def month_range(start: Month, count: int) -> tuple[Month, ...]:
    """``count`` consecutive months from ``start`` on."""
    return tuple(start + k for k in range(count))


@dataclass(frozen=True)
class Horizon:
    """The years a round looks ahead: ``years`` calendar years from January of ``first_year``."""

    first_year: int
    years: int = 5

    @property
    def start(self) -> Month:
        """January of the first year."""
        return Month(self.first_year, 1)

    @property
    def end(self) -> Month:
        """December of the last year."""
        return Month(self.first_year + self.years - 1, 12)

    @property
    def calendar_years(self) -> tuple[int, ...]:
        """The years themselves."""
        return tuple(range(self.first_year, self.first_year + self.years))

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month of the horizon."""
        return month_range(self.start, 12 * self.years)

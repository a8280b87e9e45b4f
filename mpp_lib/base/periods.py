"""Periods of the calendar: a month, a quarter, a half-year or a year, and how each is written.

``JJJJ-MM``, ``JJJJ-Kn``, ``JJJJ-Hn`` and ``JJJJ``; nowhere else is such a text taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mpp_lib.base.dutch import ORDINALS, month_name
from mpp_lib.base.months import YEAR_TEXT, Month, month_range

MONTH, QUARTER, HALF_YEAR, YEAR = 1, 3, 6, 12
"""Lengths in months."""
_LETTERS: Mapping[int, str] = {QUARTER: "K", HALF_YEAR: "H"}
_NAMES: Mapping[int, str] = {QUARTER: "kwartaal", HALF_YEAR: "halfjaar"}
_WRITTEN = re.compile(rf"({YEAR_TEXT})(?:-(?:(0[1-9]|1[0-2])|K([1-4])|H([12])))?")

_LONGER = re.compile(rf"\b{YEAR_TEXT}-(?:K[1-4]|H[12])\b")


@dataclass(frozen=True, order=True)
class Period:
    """A period; ordered by its first month, and of two that start together the shorter one first.

    Attributes:
        start: its first month.
        length: how many months it has: 1, 3, 6 or 12.

    Raises:
        ValueError: when no period of that length starts in that month.

    >>> Period.parse("2023-K2")
    Period(start=Month(year=2023, month=4), length=3)
    >>> str(Period.parse("2023-K2").end), Period.parse("2023-K2").text
    ('2023-06', 'tweede kwartaal 2023')
    """

    start: Month
    length: int = MONTH

    def __post_init__(self) -> None:
        if self.length not in (MONTH, QUARTER, HALF_YEAR, YEAR) or (self.start.month - 1) % self.length:
            raise ValueError(f"geen periode: {self.length} maanden vanaf {self.start}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``JJJJ-MM``, ``JJJJ-Kn``, ``JJJJ-Hn`` or ``JJJJ``.

        Raises:
            ValueError: when the text is anything else.
        """
        return _parsed(text)

    @classmethod
    def named_in(cls, text: str) -> tuple[Period, ...]:
        """The quarters and half-years that stand in a longer text."""
        return tuple(map(cls.parse, _LONGER.findall(text)))

    @classmethod
    def of(cls, month: Month, length: int) -> Period:
        """The period of that length in which a month lies.

        >>> str(Period.of(Month(2023, 5), QUARTER))
        '2023-K2'
        """
        return cls(month - (month.month - 1) % length, length)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(Month(year, 1), YEAR)

    @property
    def end(self) -> Month:
        """Its last month."""
        return self.start + (self.length - 1)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months."""
        return month_range(self.start, self.length)

    def parts(self, length: int) -> tuple[Period, ...]:
        """The shorter periods it consists of."""
        return tuple(Period(self.start + past, length) for past in range(0, self.length, length))

    def holds(self, other: Period) -> bool:
        """Whether another lies in it."""
        return self.start <= other.start and other.end <= self.end

    @property
    def text(self) -> str:
        """As a reader says it: ``juni 2023``, ``tweede kwartaal 2023``, ``eerste halfjaar 2023``, ``2023``."""
        if self.length == MONTH:
            return month_name(self.start)
        if self.length == YEAR:
            return str(self)
        return f"{ORDINALS[self._place - 1]} {_NAMES[self.length]} {self.start.year}"

    def __str__(self) -> str:
        if self.length == MONTH:
            return str(self.start)
        year = f"{self.start.year:04d}"
        return year if self.length == YEAR else f"{year}-{_LETTERS[self.length]}{self._place}"

    @property
    def _place(self) -> int:
        """The how manieth of its year."""
        return (self.start.month - 1) // self.length + 1


@cache
def _parsed(text: str) -> Period:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(f"geen periode: {text!r}")
    year = int(match[1])
    for place, length in zip(match.groups()[1:], (MONTH, QUARTER, HALF_YEAR), strict=True):
        if place:
            return Period(Month(year, (int(place) - 1) * length + 1), length)
    return Period.of_year(year)

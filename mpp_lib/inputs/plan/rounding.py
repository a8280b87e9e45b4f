"""To what a delivery was rounded, as its own figures show it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

UNITS = (1000.0, 500.0, 100.0, 50.0, 10.0, 5.0)
FEWEST_VALUES = 6
"""So many different figures are not all in tens, or fives, by chance."""


def unit_of(values: Iterable[float]) -> float:
    """The unit that figures were rounded to: 10 for tens, 1 for whole numbers, 0.1 where one has a decimal.

    >>> unit_of([1200.0, 1310.0, 1420.0, 1500.0, 1580.0, 1690.0]), unit_of([12.5, 3.0])
    (10.0, 0.1)
    """
    given = {abs(value) for value in values}
    broken = [value for value in given if not value.is_integer()]
    if broken:
        return 10.0 ** min(int(Decimal(repr(value)).as_tuple().exponent) for value in broken)
    different = given - {0.0}
    if len(different) < FEWEST_VALUES:
        return 1.0
    return next((unit for unit in UNITS if all(value % unit == 0 for value in different)), 1.0)

"""Numbers and months as a message shows them."""

from __future__ import annotations

from collections.abc import Iterable

from mpp_lib.base.months import Month


def shown(value: float) -> str:
    """A number with a decimal comma, without separators for thousands.

    >>> shown(0.95)
    '0,95'
    """
    return f"{value:.10g}".replace(".", ",")


def rows_of(count: int) -> str:
    """``1 rij``, ``12 rijen``."""
    return "1 rij" if count == 1 else f"{count} rijen"


def spans(months: Iterable[Month]) -> str:
    """Months as spans.

    >>> spans([Month(2024, 1), Month(2024, 2), Month(2024, 5)])
    '2024-01 t/m 2024-02, 2024-05'
    """
    return ", ".join(str(first) if first == last else f"{first} t/m {last}" for first, last in stretches(months))


def stretches(months: Iterable[Month]) -> list[tuple[Month, Month]]:
    """First and last month of each stretch of months that follow each other, in order of time."""
    found: list[tuple[Month, Month]] = []
    for month in sorted(months):
        if found and month == found[-1][1] + 1:
            found[-1] = found[-1][0], month
        else:
            found.append((month, month))
    return found

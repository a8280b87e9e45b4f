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
    runs: list[list[Month]] = []
    for month in sorted(months):
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} t/m {run[-1]}" for run in runs)

"""What the three runs of an indicator say of each other: minimum, medio and maximum, and no band.

The chain is run three times, with the inflow of minimum, of medio and of maximum, everything else the same or as the
plan has it in that scenario. Only first applications have a chance of ending between two lines. Of anything else the
room between minimum and maximum shows what inflow does; where the runs come together, lie the other way round or are
the same whatever the inflow, it does not even show that.

Source: docs/methode-keten.md, *Drie doorrekeningen, geen band*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from mpp_lib.production.run import RoundResult

Kind = Literal["apart", "together", "reversed", "crossed"]
"""How the runs of a year lie: apart in order; together; minimum above maximum; medio well outside the two."""
TOGETHER = 0.02
"""Share of medio up to which runs count as one: less than any source of error that is known."""
EDGE = 0.005
"""Share of medio by which it has to lie beyond minimum or maximum to be outside of them: less is not seen in print."""
_SAME = 1e-9


def kind_of(minimum: float, medio: float, maximum: float) -> Kind:
    """How three runs lie.

    >>> kind_of(100, 101, 102), kind_of(100, 120, 140), kind_of(140, 120, 100), kind_of(100, 150, 140)
    ('together', 'apart', 'reversed', 'crossed')
    >>> kind_of(100, 140.1, 140)
    'apart'
    """
    low, high = min(minimum, medio, maximum), max(minimum, medio, maximum)
    if high - low <= TOGETHER * abs(medio):
        return "together"
    near = EDGE * abs(medio)
    if not min(minimum, maximum) - near <= medio <= max(minimum, maximum) + near:
        return "crossed"
    return "apart" if minimum < maximum else "reversed"


def kinds(result: RoundResult, indicator: str) -> Iterator[tuple[int, Kind]]:
    """Year of the horizon and how the runs of an indicator lie in it."""
    for year, lines in zip(result.inputs.settings.span.calendar_years, result.years[indicator], strict=True):
        yield year, kind_of(*map(float, lines))


def answers(result: RoundResult, indicator: str) -> bool:
    """Whether the three runs of an indicator differ at all in any year."""
    lines = result.years[indicator]
    return not np.allclose(lines, lines[:, :1], rtol=_SAME, atol=_SAME)

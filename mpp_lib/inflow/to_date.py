"""How many first applications to expect up to a month of the year, seasonal pattern and its uncertainty included.

With X the year total, R the months already known and y the months up to now, (y − R)/(X − R) is Beta distributed with
parameters κ·(share of those months) and κ·(share of what comes after), independent of X. So

    P(Y ≤ y) = E[ BetaCDF((y − R)/(X − R)) ],

the expectation over X taken as a sum over narrow cells of its distribution.

Source: docs/monitor.md, *Hoe vaak een goede prognose een vlag krijgt*: the distribution of Y.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import betainc

from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.scenario_lines import Distribution
from mpp_lib.inflow.seasonal import SeasonalProfile

CELLS = 4_000
OUTSIDE = 1e-7
"""Chance left out below and above the cells."""
_DIGITS = 1e-9


@dataclass(frozen=True, eq=False)
class PartOfYear:
    """The distribution of the first applications up to and including a month, given those of earlier months.

    Attributes:
        total: distribution of the year total, given what is known.
        realised: first applications in the months that are known.
        before, after: parameters of the Beta distribution; ``after`` is zero when the month is December.
    """

    total: Distribution
    realised: float
    before: float
    after: float

    @cached_property
    def _cells(self) -> tuple[Floats, Floats]:
        """Middles of cells of X − R, and their chances."""
        low, high = self.total.quantile(np.array([OUTSIDE, 1 - OUTSIDE])).tolist()
        edges = np.linspace(low, high, CELLS + 1)
        chances = np.diff(self.total.cdf(edges))
        return (edges[1:] + edges[:-1]) / 2 - self.realised, chances / chances.sum()

    def cdf(self, value: float) -> float:
        """P(Y ≤ value)."""
        if not self.after:
            return float(self.total.cdf(value))
        left, chances = self._cells
        share = np.clip((value - self.realised) / left, 0.0, 1.0)
        return float(chances @ betainc(self.before, self.after, share))

    def quantile(self, q: float) -> float:
        """F⁻¹(q) for q in (0, 1), on a grid so fine that its steps do not show: the same on any machine."""
        low, high = self.realised, float(self.total.quantile(1 - OUTSIDE))
        root = self._root(q, low, high)
        while high - low > _DIGITS * high:
            middle = (low + high) / 2
            low, high = (middle, high) if middle < root else (low, middle)
        return high

    def _root(self, q: float, low: float, high: float) -> float:
        """Where the chance passes q, far within a step of the grid; an end where it does so outside."""
        from scipy.optimize import brentq

        first = low + _DIGITS * high / 2
        if self.cdf(first) >= q:
            return low
        return float(brentq(lambda value: self.cdf(value) - q, first, high, rtol=1e-13)) if self.cdf(high) > q else high


def part_of_year(total: Distribution, realised: float, known: int, upto: int, profile: SeasonalProfile) -> PartOfYear:
    """How the months after ``known`` up to and including ``upto`` may turn out.

    Args:
        total: distribution of the year total, given what is known.
        realised: first applications of the first ``known`` months.
        known, upto: numbers of months, 0 ≤ known < upto ≤ 12.
    """
    kappa = profile.concentration
    before, after = kappa * (profile.after(upto) - profile.after(known)), kappa * (1 - profile.after(upto))
    return PartOfYear(total, realised, before, after)

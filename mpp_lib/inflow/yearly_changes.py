"""How much yearly totals changed, whether those changes are of two kinds, and how likely a forecast makes each.

Source: docs/methode-prognose.md, *Terugblik*.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.inflow.scenario_lines import Distribution
from mpp_lib.inputs.unknown import is_broken

APART = 2.5
"""Two kinds: the smallest large change is at least so many times the largest small one."""
_LEAST = 0.01
_FEWEST = 2


@dataclass(frozen=True)
class TwoKinds:
    """Yearly changes of which some were small, the others large, and none between.

    Attributes:
        small, large: year → change as a share of the year before, of either sign.
    """

    small: Mapping[int, float]
    large: Mapping[int, float]

    @property
    def most_small(self) -> float:
        """Size of the largest small change."""
        return max(abs(change) for change in self.small.values())

    @property
    def least_large(self) -> float:
        """Size of the smallest large change."""
        return min(abs(change) for change in self.large.values())

    @property
    def most_large(self) -> float:
        """Size of the largest change."""
        return max(abs(change) for change in self.large.values())


def yearly_changes(years: Mapping[int, float], breaks: Collection[Month] = ()) -> dict[int, float]:
    """Year → x_y / x_{y−1} − 1, of the years whose year before is known and not empty.

    Args:
        breaks: months from which the series is not like before: across one there is no change.

    >>> yearly_changes({2021: 100.0, 2022: 150.0, 2024: 75.0})
    {2022: 0.5}
    """
    alike = (year for year in sorted(years) if not is_broken(breaks, Month(year - 1, 1), Month(year, 12)))
    return {year: years[year] / years[year - 1] - 1 for year in alike if years.get(year - 1, 0.0) > 0}


def two_kinds(changes: Mapping[int, float]) -> TwoKinds | None:
    """The changes in small and large, parted where the ratio of neighbouring sizes is largest.

    Sizes below 1% count as 1%. None where that ratio is below ``APART``, or one of the kinds would have fewer than two
    years.
    """
    order = sorted(changes, key=lambda year: (abs(changes[year]), year))
    sizes = np.maximum([abs(changes[year]) for year in order], _LEAST)
    places = range(_FEWEST, len(order) - _FEWEST + 1)
    place = max(places, key=lambda k: sizes[k] / sizes[k - 1], default=None)
    if place is None or sizes[place] / sizes[place - 1] < APART:
        return None
    small, large = sorted(order[:place]), sorted(order[place:])
    return TwoKinds({year: changes[year] for year in small}, {year: changes[year] for year in large})


@dataclass(frozen=True)
class ChangeChances:
    """The chance that a year changes little, by something between, or much."""

    small: float
    between: float
    large: float


def change_chances(distribution: Distribution, before: float, kinds: TwoKinds) -> ChangeChances:
    """P(|X/b − 1| ≤ small), P(between), P(|X/b − 1| ≥ large).

    Args:
        distribution: of the year.
        before: b, the total of the year before, people > 0.
    """
    small = _within(distribution, before, kinds.most_small)
    not_large = _within(distribution, before, kinds.least_large)
    return ChangeChances(small, not_large - small, 1 - not_large)


def _within(distribution: Distribution, before: float, size: float) -> float:
    low, high = distribution.cdf(np.array([before * (1 - size), before * (1 + size)])).tolist()
    return float(high - low)

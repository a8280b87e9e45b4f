"""A naive baseline beside the mixture: the last twelve months go on, with the changes of the past as band.

Source: docs/methode-prognose.md, *Naast de prognose*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.scenario_lines import ScenarioLines, scenario_lines
from mpp_lib.inflow.sums import SimulatedDistribution

FEWEST_CHANGES = 36
"""Fewer past changes than this make no band."""


@dataclass(frozen=True, eq=False)
class Baseline:
    """The naive forecast of one year.

    Attributes:
        year: calendar year.
        last_twelve: first applications in the last twelve realised months.
        distribution: last_twelve times the factor by which twelve-month totals changed in the past over the same time.
    """

    year: int
    last_twelve: float
    distribution: SimulatedDistribution

    @property
    def changes(self) -> int:
        """How many past changes the band rests on."""
        return len(self.distribution.values)

    @property
    def lines(self) -> ScenarioLines:
        """The band's own minimum, median, medio, maximum and mean."""
        return scenario_lines(self.distribution)


def naive_baseline(realised: Mapping[Month, float], year: int) -> Baseline | None:
    """The baseline of a year, from the unbroken months up to the last realised one.

    With S_m the total of the twelve months up to m, and December of ``year`` lying h months after the last realised
    month T, the forecast is S_T · (S_{m+h} / S_m) for every m of the past.

    Args:
        realised: month → first applications, people > 0.
        year: a year that is not over at the last realised month.

    Returns:
        None where fewer than ``FEWEST_CHANGES`` changes over that time are known.
    """
    months = unbroken(realised)
    ahead = Month(year, 12).since(max(realised)) if realised else 0
    if ahead < 1 or len(months) < 12:
        return None
    totals = np.convolve(months, np.ones(12), mode="valid")
    factors = totals[ahead:] / totals[:-ahead]
    if len(factors) < FEWEST_CHANGES:
        return None
    last = float(totals[-1])
    return Baseline(year, last, SimulatedDistribution(np.sort(last * factors)))


def unbroken(realised: Mapping[Month, float]) -> Floats:
    """The months that end with the last realised one, without a gap."""
    month, values = max(realised, default=None), []
    while month is not None and month in realised:
        values.append(realised[month])
        month = month - 1
    return np.array(values[::-1])

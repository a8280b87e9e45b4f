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
_LEVELS = (np.arange(500) + 0.5) / 500
"""Of the size of a change; with either sign, and none at all, they make 1,001 equally likely outcomes."""


@dataclass(frozen=True, eq=False)
class Baseline:
    """The naive forecast of one year.

    Attributes:
        year: calendar year.
        last_twelve: first applications in the last twelve realised months: the median.
        changes: how many past changes over the whole time ahead the band rests on.
        distribution: last_twelve times factors by which twelve-month totals changed in the past, up and down alike.
    """

    year: int
    last_twelve: float
    changes: int
    distribution: SimulatedDistribution

    @property
    def lines(self) -> ScenarioLines:
        """The band's own minimum, median, medio, maximum and mean."""
        return scenario_lines(self.distribution)


def naive_baseline(realised: Mapping[Month, float], year: int) -> Baseline | None:
    """The baseline of a year, from the unbroken months up to the last realised one.

    With S_m the total of the twelve months up to m, and December of ``year`` lying h months after the last realised
    month T, the forecast is S_T · e^(±c), where the size c has the quantiles

        Q(u) = max over k = 1 … h of the quantile u of |ln(S_{m+k} / S_m)| over every m of the past.

    A change is as likely up as down, so the median is S_T for every year; the maximum makes no year narrower than one
    before it, which the fewer changes over a longer time would. What is realised of the year is the least it can be.

    Args:
        realised: month → first applications, people > 0.
        year: a year that is not over at the last realised month.

    Returns:
        None where fewer than ``FEWEST_CHANGES`` changes over that time are known.
    """
    totals, ahead = rolling_totals(realised), months_to_end(realised, year)
    changes = len(totals) - ahead
    if ahead < 1 or changes < FEWEST_CHANGES:
        return None
    sizes = np.max([np.quantile(change_sizes(totals, k), _LEVELS) for k in range(1, ahead + 1)], axis=0)
    last = float(totals[-1])
    values = last * np.exp(np.concatenate([-sizes[::-1], [0.0], sizes]))
    values = np.maximum(values, realised_in(realised, year))
    return Baseline(year, last, changes, SimulatedDistribution(values))


def months_to_end(realised: Mapping[Month, float], year: int) -> int:
    """h: months from the last realised one to December of a year; 0 where nothing is realised."""
    return Month(year, 12).since(max(realised)) if realised else 0


def rolling_totals(realised: Mapping[Month, float]) -> Floats:
    """S_m: totals of twelve months in a row, up to each month that has eleven unbroken before it."""
    months = unbroken(realised)
    return np.convolve(months, np.ones(12), mode="valid") if len(months) >= 12 else np.zeros(0)


def change_sizes(totals: Floats, months: int) -> Floats:
    """|ln(S_{m+k} / S_m)| for every m of the past."""
    sizes: Floats = np.abs(np.log(totals[months:] / totals[:-months]))
    return sizes


def realised_in(realised: Mapping[Month, float], year: int) -> float:
    """First applications in the realised months of a year."""
    return sum(value for month, value in realised.items() if month.year == year)


def unbroken(realised: Mapping[Month, float]) -> Floats:
    """The months that end with the last realised one, without a gap."""
    month, values = max(realised, default=None), []
    while month is not None and month in realised:
        values.append(realised[month])
        month = month - 1
    return np.array(values[::-1])

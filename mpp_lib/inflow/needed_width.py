"""How wide a band had to be in the past: beside the plainest forecast, at the same moment of every year before.

At the month T − 12k, with R realised of the year that ends h months later and W the share of a year that the seasonal
profile gives those months, the plainest forecast is R + (1 − W)·S, with S the twelve months up to then. The width
ln(maximum/minimum) that a band around it needed is twice the smallest size of ln(x/forecast) that three in four of the
outcomes x lay within.

Source: docs/backtest.md, *Hoe breed een ronde is*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.inflow.baseline import realised_in, unbroken
from mpp_lib.inflow.scenario_lines import MAXIMUM, MINIMUM
from mpp_lib.inflow.seasonal import SeasonalProfile

YEAR = 12
FEWEST_YEARS = 8
"""On fewer past years than this nothing is said: two misses would decide it."""


@dataclass(frozen=True)
class NeededWidth:
    """What a band of 75% needed.

    Attributes:
        width: ln(maximum/minimum).
        years: how many outcomes it rests on.
    """

    width: float
    years: int


def needed_width(realised: Mapping[Month, float], profile: SeasonalProfile, year: int) -> NeededWidth | None:
    """The width needed for forecasts as far ahead as that of a year now.

    Args:
        realised: month → first applications, people > 0.
        profile: of the season.
        year: a year that is not over at the last realised month.

    Returns:
        None with fewer than ``FEWEST_YEARS`` outcomes.
    """
    sizes = sorted(abs(missed) for missed in _missed(realised, profile, year))
    if len(sizes) < FEWEST_YEARS:
        return None
    return NeededWidth(2 * sizes[ceil((MAXIMUM - MINIMUM) * len(sizes)) - 1], len(sizes))


def _missed(realised: Mapping[Month, float], profile: SeasonalProfile, year: int) -> Iterator[float]:
    """ln(x/forecast), of every year that was as far ahead once and is over by now."""
    last = max(realised)
    first = last - (len(unbroken(realised)) - 1)
    whole = last.year if last.month == YEAR else last.year - 1
    for outcome in range(first.year, whole + 1):
        origin = last - YEAR * (year - outcome)
        if origin.since(first) >= YEAR - 1:
            forecast = _plainest(realised, profile, origin, outcome)
            yield float(np.log(realised_in(realised, outcome) / forecast))


def _plainest(realised: Mapping[Month, float], profile: SeasonalProfile, origin: Month, year: int) -> float:
    """R + (1 − W)·S."""
    twelve = sum(realised[origin - k] for k in range(YEAR))
    months = origin.month if origin.year == year else 0
    known = sum(realised[Month(year, month)] for month in range(1, months + 1))
    return known + (1 - profile.after(months)) * twelve

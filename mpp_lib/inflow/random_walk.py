"""The plainest forecast with a distribution: a random walk of the logarithm of twelve-month totals, nothing tuned.

Source: docs/methode-prognose.md, *Naast de prognose*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.inflow.baseline import FEWEST_CHANGES, change_sizes, months_to_end, realised_in, rolling_totals
from mpp_lib.inflow.component import Floats, components
from mpp_lib.inflow.conditioning import truncate
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.scenario_lines import ScenarioLines, scenario_lines

YEAR = 12


@dataclass(frozen=True, eq=False)
class RandomWalk:
    """The forecast of one year.

    Attributes:
        year: calendar year.
        last_twelve: first applications in the last twelve realised months: the median but for what is realised.
        variance: of the logarithm.
        distribution: lognormal, from what is realised of the year upwards.
    """

    year: int
    last_twelve: float
    variance: float
    distribution: Mixture

    @property
    def lines(self) -> ScenarioLines:
        """Its own minimum, median, medio, maximum and mean."""
        return scenario_lines(self.distribution)


def random_walk(realised: Mapping[Month, float], year: int) -> RandomWalk | None:
    """ln X ~ N(ln S_T, v_h), given X ≥ R, with S_T the last twelve months and R what is realised of the year.

    Up to a year ahead v_h is the mean of ln²(S_{m+h} / S_m) over every m of the past; from there on it grows evenly,
    v_h = v_12 · h / 12, as that of a random walk does.

    Args:
        realised: month → first applications, people > 0.
        year: a year that is not over at the last realised month.

    Returns:
        None where fewer than ``FEWEST_CHANGES`` changes are known, or none changed anything.
    """
    totals, ahead = rolling_totals(realised), months_to_end(realised, year)
    if ahead < 1 or len(totals) - min(ahead, YEAR) < FEWEST_CHANGES:
        return None
    last, variance = float(totals[-1]), _variance(totals, ahead)
    if not variance:
        return None
    mean = last * np.exp(variance / 2)
    spread = mean * np.sqrt(np.expm1(variance))
    lognormal = components(np.array([mean]), np.array([spread]), np.array([True]))
    distribution = truncate(np.ones(1), lognormal, realised_in(realised, year))
    return RandomWalk(year, last, variance, distribution)


def _variance(totals: Floats, ahead: int) -> float:
    sizes = change_sizes(totals, min(ahead, YEAR))
    return float(np.mean(sizes**2)) * max(ahead, YEAR) / YEAR

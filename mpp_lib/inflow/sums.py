"""Questions to a number of years together: exact for one year, by simulated paths for more.

Source: docs/methode-prognose.md, *Paden over jaren*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.forecast_year import Forecast
from mpp_lib.inflow.paths import inflow_paths
from mpp_lib.inflow.scenario_lines import Distribution

DRAWS = 100_000


@dataclass(frozen=True, eq=False)
class SimulatedDistribution:
    """A distribution known by its draws; a chance p is off by about √(p(1 − p)/draws).

    Attributes:
        values: the draws, in increasing order.
    """

    values: Floats

    @property
    def mean(self) -> float:
        """Average of the draws."""
        return float(self.values.mean())

    def cdf(self, x: ArrayLike) -> Floats:
        """P(X ≤ x): the share of draws up to x."""
        return np.asarray(np.searchsorted(self.values, np.asarray(x), side="right") / len(self.values))

    def sf(self, x: ArrayLike) -> Floats:
        """P(X > x): the share of draws above x."""
        return 1 - self.cdf(x)

    def quantile(self, q: ArrayLike) -> Floats:
        """F⁻¹(q), between neighbouring draws."""
        return np.asarray(np.quantile(self.values, np.asarray(q, dtype=float)), dtype=np.float64)


@dataclass(frozen=True)
class SummedLine:
    """An mpp-scenario followed over several years.

    Attributes:
        scenario: minimum, medio or maximum.
        total: sum of that scenario's number over the years.
        chance_below: chance that the years together stay below it.
    """

    scenario: str
    total: float
    chance_below: float


def sum_of_years(forecast: Forecast, years: Sequence[int], draws: int = DRAWS) -> Distribution:
    """The distribution of first applications over some years of the horizon together.

    Args:
        years: calendar years within the horizon, each once.
        draws: number of simulated paths; not used for a single year, which is exact.

    Raises:
        ValueError: for no year, a year twice or one outside the horizon.
    """
    chosen = [forecast.year(year) for year in years]
    if not chosen or len(set(years)) < len(chosen):
        raise ValueError("geef een of meer verschillende jaren")
    if len(chosen) == 1:
        return chosen[0].distribution
    columns = [forecast.years.index(year) for year in chosen]
    return SimulatedDistribution(np.sort(inflow_paths(forecast, draws).totals[:, columns].sum(axis=1)))


def summed_lines(forecast: Forecast, years: Sequence[int], draws: int = DRAWS) -> tuple[SummedLine, ...]:
    """How likely it is that the years together stay below a minimum, medio or maximum held for all of them.

    Five medio years in a row are no medio of five years: independent years sum to about percentile 83, fully dependent
    ones to 67.

    Raises:
        ValueError: as :func:`sum_of_years`.
    """
    together = sum_of_years(forecast, years, draws)
    totals = np.sum([forecast.year(year).lines.mpp_scenarios for year in years], axis=0)
    return tuple(
        SummedLine(scenario, float(total), float(together.cdf(total)))
        for scenario, total in zip(SCENARIOS, totals, strict=True)
    )

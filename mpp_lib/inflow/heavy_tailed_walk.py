"""A random walk of monthly log intensities whose steps have heavy tails, untuned.

With x_m the first applications of month m and w the seasonal profile, y_m = ln(x_m / 12 w_m) follows

    Δy_m = s · τ_m,      τ_m Student distributed with ν degrees of freedom

ν is the likeliest of ``FREEDOMS``, s the likeliest with it, by the EM algorithm. Realised months of a year count as
they are.

Source: docs/backtest.md, *De modellen*; G. Zens en J. Bijak, arXiv 2606.16677 (2026): random walks of log intensities
with such steps are hard to beat for asylum applications; K.L. Lange, R.J.A. Little en J.M.G. Taylor, JASA 84 (1989):
EM for the Student distribution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import stats

from mpp_lib.base.chance import stream
from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.baseline import realised_in, unbroken
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.seasonal import SeasonalProfile
from mpp_lib.inflow.sums import SimulatedDistribution

FREEDOMS = (3, 4, 5, 7, 10, 15, 30)
"""Up to nearly normal; below three the steps have no finite variance to speak of."""
ROUNDS = 200
DRAWS = 20_000
FEWEST_MONTHS = 48
"""The fewest months that give the yearly changes which the other forecasts ask for."""


def heavy_tailed_walk(
    realised: Mapping[Month, float], profile: SeasonalProfile, years: Sequence[int], seed: int, draws: int = DRAWS
) -> dict[int, SimulatedDistribution]:
    """The distribution of the totals of calendar years that are not over at the last realised month.

    Args:
        realised: month → first applications, people > 0.
        profile: the season taken out before, and put back after.
        years: in increasing order.
        seed: the same seed gives the same draws.

    Returns:
        Nothing with fewer than ``FEWEST_MONTHS`` unbroken months.
    """
    values = unbroken(realised)
    if len(values) < FEWEST_MONTHS:
        return {}
    last = max(realised)
    logs = np.log(values / (12 * _shares(profile, month_range(last - (len(values) - 1), len(values)))))
    freedom, scale = fit(np.diff(logs))
    months = month_range(last + 1, Month(years[-1], 12).since(last))
    steps = scale * stream(seed, "vergelijking", "zware-staarten").standard_t(freedom, (len(months), draws))
    people = np.exp(logs[-1] + np.cumsum(steps, axis=0)) * (12 * _shares(profile, months))[:, None]
    numbers = np.array([month.year for month in months])
    return {
        year: SimulatedDistribution(np.sort(realised_in(realised, year) + people[numbers == year].sum(axis=0)))
        for year in years
    }


def fit(steps: Floats) -> tuple[int, float]:
    """The likeliest degrees of freedom and scale of steps around zero."""
    tried = [(freedom, _scale(steps, freedom)) for freedom in FREEDOMS]
    return max(tried, key=lambda one: _log_likelihood(steps, *one))


def _scale(steps: Floats, freedom: int) -> float:
    square = float(np.mean(steps**2))
    for _ in range(ROUNDS):
        square = float(np.mean(steps**2 * (freedom + 1) / (freedom + steps**2 / square)))
    return float(np.sqrt(square))


def _log_likelihood(steps: Floats, freedom: int, scale: float) -> float:
    return float(np.sum(stats.t.logpdf(steps, freedom, scale=scale)))


def _shares(profile: SeasonalProfile, months: Sequence[Month]) -> Floats:
    shares: Floats = profile.shares[[month.month - 1 for month in months]]
    return shares

"""Paths over years: how likely one year's scenario is to last, and draws whose marginals stay exactly the forecast.

From year to year the scenario follows the joint distribution

    J(i, j) = ρ_s·[ δ_ij·m_i + (p_i − m_i)(p'_j − m_j)/(1 − Σm) ] + (1 − ρ_s)·p_i·p'_j        with m_i = min(p_i, p'_i)

(maximal coupling mixed with independence; scenarios are matched by name), whose rows sum to p and columns to p'. Within
the scenario the quantile follows a Gaussian copula with correlation ρ_w from one year to the next.

Source: docs/methode-prognose.md, *Paden over jaren*; F. den Hollander, Probability Theory: The Coupling Method.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from mpp_lib.base.chance import stream
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.forecast_year import Forecast, YearForecast

_LARGEST_RANK = 1 - 2.0**-53


@dataclass(frozen=True, eq=False)
class InflowPaths:
    """Draws of the horizon.

    Attributes:
        scenarios: index of the toekomstscenario within its year [draws, years].
        totals: first applications per year [draws, years].
    """

    scenarios: NDArray[np.intp]
    totals: Floats


def joint_chances(
    names: Sequence[str], chances: Floats, next_names: Sequence[str], next_chances: Floats, persistence: float
) -> Floats:
    """Chance of scenario i in one year and j in the next.

    Args:
        names, chances: scenarios of the year [k].
        next_names, next_chances: scenarios of the next [k'].
        persistence: ρ_s in [0, 1].

    Returns:
        J [k, k']; rows sum to ``chances``, columns to ``next_chances``.
    """
    same = np.equal.outer(np.array(names), np.array(next_names))
    shared = np.where(same, np.minimum.outer(chances, next_chances), 0.0)
    left, arrived = chances - shared.sum(axis=1), next_chances - shared.sum(axis=0)
    moved = left.sum()
    coupled = shared + (np.outer(left, arrived) / moved if moved > 0 else 0.0)
    joint: Floats = persistence * coupled + (1 - persistence) * np.outer(chances, next_chances)
    return joint


def inflow_paths(forecast: Forecast, draws: int) -> InflowPaths:
    """Paths from the round's own random stream; more draws leave the first ones as they were."""
    return sample_paths(forecast, draws, stream(forecast.seed, "instroom", "paden"))


def sample_paths(forecast: Forecast, draws: int, generator: np.random.Generator) -> InflowPaths:
    """Draw scenarios and totals over the years of the horizon.

    Args:
        draws: number of paths, ≥ 1.
        generator: source of chance; scenario and rank each take a child of their own.
    """
    between, within = generator.spawn(2)
    shape = draws, len(forecast.years)
    scenarios = _scenario_paths(forecast, between.random(shape))
    ranks = _rank_paths(within.standard_normal(shape), forecast.dependence.within)
    totals = [year.distribution.components.draw(ranks[:, k], scenarios[:, k]) for k, year in enumerate(forecast.years)]
    return InflowPaths(scenarios, np.column_stack(totals))


def sample_months(forecast: Forecast, totals: Floats, generator: np.random.Generator) -> Floats:
    """Spread drawn years over their months: X·Dirichlet(κw), realised months as they are.

    Args:
        totals: first applications per year [draws, years].
        generator: source of chance.

    Returns:
        people per month [draws, 12·years].
    """
    years = zip(forecast.years, totals.T, strict=True)
    return np.hstack([_months_of(forecast, year, total, generator) for year, total in years])


def _months_of(forecast: Forecast, year: YearForecast, totals: Floats, generator: np.random.Generator) -> Floats:
    profile = forecast.profile
    shares = generator.dirichlet(profile.concentration * profile.shares[year.realised_months :], size=len(totals))
    realised = np.broadcast_to(year.realised, (len(totals), year.realised_months))
    return np.hstack([realised, (totals - year.realised_total)[:, None] * shares])


def _scenario_paths(forecast: Forecast, chance: Floats) -> NDArray[np.intp]:
    years = forecast.years
    current = _pick(years[0].chances[None, :], np.zeros(len(chance), dtype=np.intp), chance[:, 0])
    path = [current]
    for before, after, u in zip(years[:-1], years[1:], chance.T[1:], strict=True):
        joint = joint_chances(
            before.scenarios, before.chances, after.scenarios, after.chances, forecast.dependence.scenario
        )
        current = _pick(joint, current, u)
        path.append(current)
    return np.column_stack(path)


def _pick(joint: Floats, row: NDArray[np.intp], u: Floats) -> NDArray[np.intp]:
    """Column of ``joint`` given the row, by inverting the cumulative chances at u."""
    cumulative = np.cumsum(joint, axis=1)
    reached = cumulative[row] <= (u * cumulative[row, -1])[:, None]
    column: NDArray[np.intp] = np.minimum(reached.sum(axis=1), joint.shape[1] - 1)
    return column


def _rank_paths(steps: Floats, correlation: float) -> Floats:
    """Uniform ranks with a Gaussian copula of order one over the years, from normal steps [draws, years]."""
    scores = steps.copy()
    for k in range(1, scores.shape[1]):
        scores[:, k] = correlation * scores[:, k - 1] + np.sqrt(1 - correlation**2) * steps[:, k]
    return np.minimum(ndtr(scores), _LARGEST_RANK)

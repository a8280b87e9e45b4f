"""A statistical model beside the mixture: an autoregression of the logarithm of monthly first applications.

With x_m the first applications of month m and w the seasonal profile, y_m = ln(x_m / 12 w_m) follows

    y_m = c + φ_1 y_{m−1} + … + φ_p y_{m−p} + σ ε_m          (around a level it returns to), or
    Δy_m =   φ_1 Δy_{m−1} + … + φ_{p−1} Δy_{m−p+1} + σ ε_m   (without such a level),   ε_m ~ N(0, 1)

with p = 1 … ``MOST_LAGS``. All are estimated by least squares on the same months, so that their AICc can be compared.
Least squares has one answer on every machine and nothing that can fail to converge. Of either kind the one with the
lowest AICc gives half of the draws: whether the series returns to a level cannot be told from so few years, and a level
taken for certain gives a band that stops widening after a year or two.

Source: docs/methode-prognose.md, *Naast de prognose*; P.J. Brockwell en R.A. Davis, Time Series: Theory and Methods,
hoofdstuk 8 en 9 (autoregressie en AICc).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpp_lib.base.chance import stream
from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.baseline import unbroken
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.scenario_lines import ScenarioLines, scenario_lines
from mpp_lib.inflow.seasonal import SeasonalProfile
from mpp_lib.inflow.sums import SimulatedDistribution

MOST_LAGS = 3
"""Months back that a candidate looks at most. On Dutch figures 2014–2023 six give the same choice: two."""
FEWEST_MONTHS = 60
"""On fewer months than this no model is estimated."""
DRAWS = 50_000


@dataclass(frozen=True)
class Autoregression:
    """A candidate, estimated.

    Attributes:
        lags: p, the months it looks back.
        returns: whether it returns to a level of its own.
        constant: c; zero without a level.
        coefficients: φ of the logarithms themselves, also where changes were modelled [p].
        sigma: standard deviation of the noise, in logarithms > 0.
        aicc: lower is better, comparable between candidates of one series.
    """

    lags: int
    returns: bool
    constant: float
    coefficients: tuple[float, ...]
    sigma: float
    aicc: float

    @property
    def level(self) -> float | None:
        """The logarithm it returns to: c / (1 − Σφ)."""
        return self.constant / (1 - sum(self.coefficients)) if self.returns else None


@dataclass(frozen=True, eq=False)
class StatisticalModel:
    """The models estimated on a series of months, and which of them are used.

    Attributes:
        months: logarithms of the months it was estimated on, without season [n], the last one realised at the end.
        last: the last realised month.
        shares: seasonal profile w [12].
        chosen: the candidate with the lowest AICc.
        candidates: all of them, in order of AICc.
        realised: month → first applications, of the months used.
    """

    months: Floats
    last: Month
    shares: Floats
    candidates: tuple[Autoregression, ...]
    realised: Mapping[Month, float]

    @cached_property
    def chosen(self) -> tuple[Autoregression, ...]:
        """The best with a level, and the best without; one of them where there is no other."""
        kinds = ([one for one in self.candidates if one.returns is returns] for returns in (True, False))
        return tuple(found[0] for found in kinds if found)

    @property
    def yearly_level(self) -> float | None:
        """First applications in a year at the level that half of the draws return to; None without such a half."""
        level = self.chosen[0].level
        return None if level is None else float(12 * np.exp(level))


@dataclass(frozen=True, eq=False)
class StatisticalForecast:
    """What the model says of one year: realised months as they are, the others simulated."""

    year: int
    distribution: SimulatedDistribution

    @property
    def lines(self) -> ScenarioLines:
        """Its own minimum, median, medio, maximum and mean."""
        return scenario_lines(self.distribution)


def statistical_model(realised: Mapping[Month, float], profile: SeasonalProfile) -> StatisticalModel | None:
    """The model of the unbroken months up to the last realised one.

    Args:
        realised: month → first applications, people.
        profile: the season taken out before, and put back after.

    Returns:
        None with fewer than ``FEWEST_MONTHS`` months, or a month without anybody in it, of which no logarithm exists.
    """
    values = unbroken(realised)
    if len(values) < FEWEST_MONTHS or (values <= 0).any():
        return None
    last = max(realised)
    months = month_range(last - (len(values) - 1), len(values))
    logs = np.log(values / (12 * profile.shares[[month.month - 1 for month in months]]))
    candidates = tuple(sorted(_candidates(logs), key=lambda found: found.aicc))
    return StatisticalModel(logs, last, profile.shares, candidates, dict(zip(months, values.tolist(), strict=True)))


def statistical_forecasts(
    model: StatisticalModel, years: Sequence[int], seed: int, draws: int = DRAWS
) -> tuple[StatisticalForecast, ...]:
    """The distribution of the totals of calendar years that are not over at the last realised month.

    Args:
        years: in increasing order.
        seed: of the round: the same seed gives the same draws.
    """
    ahead = Month(years[-1], 12).since(model.last)
    months = month_range(model.last + 1, ahead)
    season = 12 * model.shares[[month.month - 1 for month in months]]
    people = np.exp(simulate_logs(model, ahead, seed, draws)) * season[:, None]
    numbers = np.array([month.year for month in months])
    return tuple(
        StatisticalForecast(
            year, SimulatedDistribution(np.sort(_realised_in(model, year) + people[numbers == year].sum(axis=0)))
        )
        for year in years
    )


def simulate_logs(model: StatisticalModel, ahead: int, seed: int, draws: int) -> Floats:
    """Logarithms without season of the months to come [ahead, draws]: as many draws of each model chosen."""
    noise = stream(seed, "vergelijking", "statistisch").standard_normal((ahead, draws))
    shares = np.array_split(noise, len(model.chosen), axis=1)
    return np.hstack([_simulated(one, model.months, each) for one, each in zip(model.chosen, shares, strict=True)])


def _simulated(chosen: Autoregression, past: Floats, noise: Floats) -> Floats:
    """The months to come with this noise [ahead, draws]."""
    rows = [np.full(noise.shape[1], value) for value in past[-chosen.lags :]]
    for shock in noise:
        pulled = sum(phi * rows[-k] for k, phi in enumerate(chosen.coefficients, start=1))
        rows.append(chosen.constant + pulled + chosen.sigma * shock)
    return np.array(rows[chosen.lags :])


def _realised_in(model: StatisticalModel, year: int) -> float:
    return sum(value for month, value in model.realised.items() if month.year == year)


def _candidates(logs: Floats) -> Iterator[Autoregression]:
    for lags in range(1, MOST_LAGS + 1):
        yield from _returning(logs, lags)
        yield _wandering(logs, lags)


def _returning(logs: Floats, lags: int) -> Iterator[Autoregression]:
    """The one with a level; none where the estimate runs away from it."""
    fitted = _least_squares(logs, lags, MOST_LAGS, level=True)
    constant, *phi = fitted.coefficients.tolist()
    if (np.abs(np.roots([1.0, *(-fitted.coefficients[1:])])) < 1).all():
        yield Autoregression(lags, True, constant, tuple(phi), fitted.sigma, fitted.aicc)


def _wandering(logs: Floats, lags: int) -> Autoregression:
    """The one without a level, on changes of the same months."""
    fitted = _least_squares(np.diff(logs), lags - 1, MOST_LAGS - 1, level=False)
    phi = -np.convolve([1.0, *(-fitted.coefficients)], [1.0, -1.0])[1:]
    return Autoregression(lags, False, 0.0, tuple(phi.tolist()), fitted.sigma, fitted.aicc)


@dataclass(frozen=True, eq=False)
class _Fitted:
    """Values explained by those before them.

    Attributes:
        coefficients: the level first, where there is one.
        sigma: standard deviation of what is left, without a correction for what was estimated.
    """

    coefficients: Floats
    sigma: float
    aicc: float


def _least_squares(values: Floats, lags: int, after: int, *, level: bool) -> _Fitted:
    """What comes after the first ``after`` values, from the singular values of what is before each of them."""
    lagged = np.column_stack([values[after - lag : len(values) - lag] for lag in range(lags + 1)])
    explained, before, count = lagged[:, 0], lagged[:, 1:], len(lagged)
    known = np.column_stack([np.ones(count), before]) if level else before
    left, size, right = np.linalg.svd(known, full_matrices=False)
    coefficients = np.dot(np.dot(right.T, (1 / size)[:, None] * left.T), explained)
    unexplained = explained - known @ coefficients
    squares = float(unexplained @ unexplained)
    likelihood = -(count / 2) * (np.log(2 * np.pi) + np.log(squares / count) + 1)
    free = known.shape[1] + 1
    aicc = -2 * likelihood + 2 * free * count / (count - free - 1)
    return _Fitted(coefficients, float(1 / count * np.sum(unexplained**2)) ** 0.5, float(aicc))

"""A control chart: two cumulative sums of monthly scores, and how often they signal while nothing is wrong.

With z_1, z_2, … standard normal and independent while the forecast is right,

    C⁺_m = max(0, C⁺_{m−1} + z_m − k),    C⁻_m = max(0, C⁻_{m−1} − z_m − k),

and a signal where one of them exceeds h. The scores come about in one of two ways:

- first applications: z = Φ⁻¹(F(month | the months before it)), F the round's own predictive distribution (Rosenblatt);
- anything else has no predictive distribution by month. There the chart asks whether the relative deviation d_m of a
  month departs from the months before it: with mean a and standard deviation s of the m − 1 deviations before it,
  z_m = Φ⁻¹(T_{m−2}(√((m − 1)/m)·(d_m − a)/s)), T_n Student's distribution with n degrees of freedom. For independent
  normal deviations around a fixed level these are standard normal and independent, whatever that level and spread.

Source: docs/monitor.md, *De regelkaart*; D. C. Montgomery, Introduction to Statistical Quality Control, hoofdstuk 9
(CUSUM, k = ½, h = 4); C. P. Quesenberry, SPC Q Charts for Start-Up Processes, Journal of Quality Technology 23
(1991), mean and spread unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from scipy.special import betaincinv, ndtri, stdtr

from mpp_lib.base.chance import stream
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.monitored_indicator import Chart
from mpp_lib.production.chain_data import Array

SLACK = 0.5
"""k: half a standard deviation, so that a lasting shift of one is found soonest."""
LIMIT = 4.0
"""h."""
SEED = 20240229
DRAWS = 100_000
CONFIDENCE = 0.99
_SMALLEST_CHANCE = 1e-9
_NO_DIFFERENCE = 1e-9
"""Relative deviation that is rounding, not a deviation."""


@dataclass(frozen=True)
class FalseAlarm:
    """How often the chart signals within a number of months while the forecast is right, measured by simulation.

    Attributes:
        chance: share of the simulated series with a signal.
        low, high: exact (Clopper-Pearson) bounds of that chance, at :data:`CONFIDENCE`.
    """

    months: int
    chance: float
    low: float
    high: float
    draws: int


def chart(months: Sequence[Month], scores: Sequence[float], basis: str) -> Chart:
    """The chart of a series of scores, in order of time."""
    upper, lower = sums(np.asarray(scores, dtype=float)[:, None])
    above, below = upper[:, 0] > LIMIT, lower[:, 0] > LIMIT
    signals = np.flatnonzero(above | below)
    first = int(signals[0]) if len(signals) else None
    direction: Literal["hoger", "lager", ""] = "" if first is None else "hoger" if above[first] else "lager"
    return Chart(
        months=tuple(months),
        scores=tuple(map(float, scores)),
        upper=tuple(upper[:, 0].tolist()),
        lower=tuple(lower[:, 0].tolist()),
        limit=LIMIT,
        signal=None if first is None else months[first],
        direction=direction,
        basis=basis,
    )


def sums(scores: Array) -> tuple[Array, Array]:
    """C⁺ and C⁻ after each month.

    Args:
        scores: [months, series].

    Returns:
        both [months, series], ≥ 0.
    """
    upper, lower = np.zeros_like(scores), np.zeros_like(scores)
    above = below = np.zeros(scores.shape[1])
    for month, score in enumerate(scores):
        above = upper[month] = np.maximum(0.0, above + score - SLACK)
        below = lower[month] = np.maximum(0.0, below - score - SLACK)
    return upper, lower


def normal_scores(chances: Sequence[float]) -> tuple[float, ...]:
    """Φ⁻¹ of the chance of a lower number, month by month."""
    return tuple(map(float, ndtri(np.clip(chances, _SMALLEST_CHANCE, 1 - _SMALLEST_CHANCE))))


def learning_scores(deviations: Sequence[float]) -> tuple[float, ...]:
    """Scores of deviations around a level and with a spread that both have to be learnt.

    Args:
        deviations: d_1 … d_n, in order of time.

    Returns:
        z_3 … z_n: the first two only teach.
    """
    values = np.asarray(deviations, dtype=float)
    before = np.arange(2, len(values))
    level = np.cumsum(values)[1:-1] / before
    squares = np.cumsum(values**2)[1:-1] - before * level**2
    spread = np.sqrt(np.maximum(squares, 0.0) / (before - 1))
    apart = np.sqrt(before / (before + 1)) * (values[2:] - level)
    apart = np.where(np.abs(apart) < _NO_DIFFERENCE, 0.0, apart)
    student = apart / np.maximum(spread, _NO_DIFFERENCE)
    return normal_scores(stdtr(before - 1, student).tolist())


@cache
def false_alarm(months: int) -> FalseAlarm:
    """The chance of a false alarm within that many months, ≥ 1, from a simulation with a fixed seed."""
    scores = stream(SEED, "monitor", "regelkaart").standard_normal((months, DRAWS))
    upper, lower = sums(scores)
    return _measured(months, int(((upper > LIMIT) | (lower > LIMIT)).any(axis=0).sum()))


def _measured(months: int, count: int) -> FalseAlarm:
    tail = (1 - CONFIDENCE) / 2
    low = float(betaincinv(count, DRAWS - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, DRAWS - count, 1 - tail))
    return FalseAlarm(months, count / DRAWS, low, high, DRAWS)

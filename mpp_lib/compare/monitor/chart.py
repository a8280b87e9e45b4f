"""A control chart: two cumulative sums of monthly scores, and how often they signal while nothing is wrong.

With z_1, z_2, … standard normal and independent while the forecast is right,

    C⁺_m = max(0, C⁺_{m−1} + z_m − k),    C⁻_m = max(0, C⁻_{m−1} − z_m − k),

and a signal where one of them exceeds h. The scores come about in one of two ways:

- first applications: z = Φ⁻¹(F(month | the months before it)), F the round's own predictive distribution (Rosenblatt);
- anything else: a relative deviation d_m per month, with mean zero and a spread that has to be learnt on the way:
  z_m = Φ⁻¹(T_{m−1}(d_m / s_{m−1})), s² the mean of the squares before it, T_n Student's distribution with n degrees of
  freedom. For independent normal d these are standard normal and independent whatever the spread.

Source: D. C. Montgomery, Introduction to Statistical Quality Control, hoofdstuk 9 (CUSUM, k = ½, h = 4);
C. P. Quesenberry, SPC Q Charts for Start-Up Processes, Journal of Quality Technology 23 (1991), mean known and spread
not.
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
from mpp_lib.compare.monitor.row import Chart
from mpp_lib.production.frame import Array

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
    """Scores of relative deviations with mean zero and an unknown spread; the first one only teaches the spread.

    Args:
        deviations: d_1 … d_n, in order of time.

    Returns:
        z_2 … z_n.
    """
    values = np.asarray(deviations, dtype=float)
    values = np.where(np.abs(values) < _NO_DIFFERENCE, 0.0, values)
    freedom = np.arange(1, len(values))
    spread = np.sqrt(np.cumsum(values**2)[:-1] / freedom)
    large = np.copysign(np.inf, values[1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        student = np.where(spread > 0, values[1:] / spread, np.where(values[1:] == 0, 0.0, large))
    return normal_scores(stdtr(freedom, student).tolist())


@cache
def false_alarms() -> tuple[FalseAlarm, ...]:
    """The chance of a false alarm within 1, 2, … 12 months, from one simulation with a fixed seed."""
    scores = stream(SEED, "monitor", "regelkaart").standard_normal((12, DRAWS))
    upper, lower = sums(scores)
    signalled = np.logical_or.accumulate((upper > LIMIT) | (lower > LIMIT), axis=0).sum(axis=1)
    return tuple(_measured(months, int(count)) for months, count in enumerate(signalled, start=1))


def false_alarm(months: int) -> FalseAlarm:
    """Within that many months, 1 to 12."""
    return false_alarms()[months - 1]


def _measured(months: int, count: int) -> FalseAlarm:
    tail = (1 - CONFIDENCE) / 2
    low = float(betaincinv(count, DRAWS - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, DRAWS - count, 1 - tail))
    return FalseAlarm(months, count / DRAWS, low, high, DRAWS)

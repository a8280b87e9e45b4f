"""A control chart: two cumulative sums of monthly scores, and how often they signal while nothing is wrong.

With scores z_1, z_2, … while the forecast is right,

    C⁺_m = max(0, C⁺_{m−1} + z_m − k),    C⁻_m = max(0, C⁻_{m−1} − z_m − k),

and a signal where one of them exceeds h. The scores come about in one of two ways:

- first applications: z = Φ⁻¹(F(month | the months before it)), F the round's own predictive distribution (Rosenblatt).
  They are as wide and as autocorrelated as in the years that the round knows (:mod:`past_scores`), z_m = ρ z_{m−1} +
  √(1 − ρ²) ε_m with standard deviation σ, and h is as high as that asks;
- anything else has no predictive distribution by month, and a deviation that lasts is what autocorrelation gives. There
  the chart asks whether the relative deviation keeps *moving* one way: with s² the mean square of the m − 1 monthly
  changes before it, a change x_m scores z_m = Φ⁻¹(T_{m−1}(x_m/s)), T_n Student's distribution with n degrees of
  freedom. For deviations that wander (autocorrelation 1) these are standard normal and independent, whatever the size
  of the steps; for any lower autocorrelation they signal less often.

Source: docs/monitor.md, *De regelkaart*; docs/besluiten/0008; D. C. Montgomery, Introduction to Statistical Quality
Control, hoofdstuk 9 (CUSUM, k = ½, h = 4); C. P. Quesenberry, SPC Q Charts for Start-Up Processes, Journal of Quality
Technology 23 (1991), mean known and spread unknown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Literal

import numpy as np
from scipy.special import betaincinv, ndtri, stdtr

from mpp_lib.base.chance import stream
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.monitored_indicator import Chart, FalseAlarm, Noise
from mpp_lib.production.chain_data import Array

SLACK = 0.5
"""k: half a standard deviation, so that a lasting shift of one is found soonest."""
YEAR = 12
"""Scores over which the chance of a false alarm is kept below :data:`MOST_FALSE`."""
MOST_FALSE = 0.05
SEED = 20240229
DRAWS = 100_000
CONFIDENCE = 0.99
_SMALLEST_CHANCE = 1e-9
_NO_DIFFERENCE = 1e-9
"""Relative deviation that is rounding, not a deviation."""


INDEPENDENT = Noise(1.0, 0.0)
"""Standard normal, and independent of each other."""


def chart(months: Sequence[Month], scores: Sequence[float], basis: str, noise: Noise = INDEPENDENT) -> Chart:
    """The chart of a series of scores, in order of time.

    Args:
        basis: Dutch sentence of how the scores come about.
        noise: what they do while nothing is the matter.
    """
    limit = limit_for(noise)
    upper, lower = sums(np.asarray(scores, dtype=float)[:, None])
    above, below = upper[:, 0] > limit, lower[:, 0] > limit
    signals = np.flatnonzero(above | below)
    first = int(signals[0]) if len(signals) else None
    direction: Literal["hoger", "lager", ""] = "" if first is None else "hoger" if above[first] else "lager"
    return Chart(
        months=tuple(months),
        scores=tuple(map(float, scores)),
        upper=tuple(upper[:, 0].tolist()),
        lower=tuple(lower[:, 0].tolist()),
        limit=limit,
        signal=None if first is None else months[first],
        direction=direction,
        basis=basis,
        noise=noise,
        alarm=false_alarm(len(scores), noise),
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


def learning_scores(changes: Sequence[float]) -> tuple[float, ...]:
    """Scores of changes around zero, with a spread that has to be learnt.

    Args:
        changes: x_1 … x_n, in order of time.

    Returns:
        z_2 … z_n: the first one only teaches.
    """
    values = np.asarray(changes, dtype=float)
    values = np.where(np.abs(values) < _NO_DIFFERENCE, 0.0, values)
    before = np.arange(1, len(values))
    spread = np.sqrt(np.cumsum(values**2)[:-1] / before)
    return normal_scores(stdtr(before, values[1:] / np.maximum(spread, _NO_DIFFERENCE)).tolist())


@cache
def limit_for(noise: Noise) -> float:
    """h: the lowest one, in tenths, with a false alarm in at most :data:`MOST_FALSE` of the years."""
    return math.ceil(10 * float(np.quantile(_peaks(YEAR, noise), 1 - MOST_FALSE))) / 10


@cache
def false_alarm(months: int, noise: Noise = INDEPENDENT) -> FalseAlarm:
    """The chance of a false alarm within that many months, ≥ 1, from a simulation with a fixed seed."""
    return _measured(months, int((_peaks(months, noise) > limit_for(noise)).sum()))


def _peaks(months: int, noise: Noise) -> Array:
    """The highest either sum comes in each simulated series [draws]."""
    scores = stream(SEED, "monitor", "regelkaart").standard_normal((months, DRAWS))
    fresh = math.sqrt(1 - noise.correlation**2)
    for month in range(1, months):
        scores[month] = noise.correlation * scores[month - 1] + fresh * scores[month]
    upper, lower = sums(noise.spread * scores)
    highest: Array = np.maximum(upper, lower).max(axis=0)
    return highest


def _measured(months: int, count: int) -> FalseAlarm:
    tail = (1 - CONFIDENCE) / 2
    low = float(betaincinv(count, DRAWS - count + 1, tail)) if count else 0.0
    high = float(betaincinv(count + 1, DRAWS - count, 1 - tail))
    return FalseAlarm(months, count / DRAWS, low, high, DRAWS)

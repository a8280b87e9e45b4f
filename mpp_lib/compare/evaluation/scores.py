"""Scores of probability forecasts: how far off, how wide, how often right, and how sure that is.

All scores are in the unit of what was forecast and lower is better; 0 is a forecast of one number that came true.

Source: docs/externe-evaluatie.md, *Formules*; T. Gneiting en A.E. Raftery, Strictly proper scoring rules, prediction,
and estimation, JASA 102 (2007), 359–378; C.J. Clopper en E.S. Pearson, Biometrika 26 (1934), 404–413.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import factorial, prod

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, betaincinv

from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.scenario_lines import Distribution

CONFIDENCE = 0.95
FEWEST_BLOCKS = 3
"""Fewer independent blocks than this make no interval."""
MOST_COUNTED = 8
"""As many blocks are resampled in every possible way (6,435 of them); more of them by drawing lots."""
DRAWS = 10_000
_NODES, _WEIGHTS = leggauss(20)
_CUTS = np.array([1e-12, 1e-9, 1e-6, 1e-4, 1e-3, *np.arange(0.01, 1.0, 0.01), 1 - 1e-3, 1 - 1e-4, 1 - 1e-6, 1 - 1e-9])


@dataclass(frozen=True)
class Interval:
    """Between which values something lies with confidence :data:`CONFIDENCE`."""

    low: float
    high: float


def quantile_score(realised: float, forecast: float, level: float) -> float:
    """The quantile (pinball) score of a forecast of the quantile with chance ``level`` below it.

    S = (1{y < q} − α)·(q − y).

    Source: Gneiting en Raftery (2007), paragraaf 6.1.

    Args:
        realised: y.
        forecast: q.
        level: α in (0, 1).
    """
    return (float(realised < forecast) - level) * (forecast - realised)


def crps(distribution: Distribution, realised: float) -> float:
    """The continuous ranked probability score of a distribution: CRPS = ∫ (F(x) − 1{x ≥ y})² dx.

    Integrated between a hundred quantiles and y, by twenty Gauss points each; what lies beyond the outermost quantiles
    (chance 1e-12 below, 1e-9 above) and on the far side of y adds less than that chance squared.

    Source: Gneiting en Raftery (2007), paragraaf 4.2, vergelijking 20.

    Args:
        distribution: continuous.
        realised: y.
    """
    cuts = np.unique(np.append(distribution.quantile(_CUTS), realised))
    half = np.diff(cuts) / 2
    x = (cuts[:-1] + half)[:, None] + half[:, None] * _NODES
    wrong = np.where(x < realised, distribution.cdf(x), distribution.sf(x))
    return float(np.sum(half[:, None] * _WEIGHTS * wrong**2))


def crps_of_draws(draws: Floats, realised: float) -> float:
    """The CRPS of the distribution in which every draw is as likely: E|X − y| − ½·E|X − X'|.

    Computed as 2/n² · Σ (k − ½ where x_k ≤ y, else n − k + ½)·|x_k − y| over the draws in order, k = 1 … n.

    Source: Gneiting en Raftery (2007), paragraaf 4.2, vergelijking 21.

    Args:
        draws: [n], in any order.
        realised: y.
    """
    values, n = np.sort(draws), len(draws)
    below = np.arange(1, n + 1) - 0.5
    weights = np.where(values <= realised, below, n - below)
    return float(2 * np.sum(weights * np.abs(values - realised)) / n**2)


def skill(score: float, reference: float) -> float | None:
    """1 − score/reference: 1 is perfect, 0 as good as the reference, below 0 worse; None against a perfect one.

    Source: Gneiting en Raftery (2007), paragraaf 2.3.
    """
    return None if reference == 0 else 1 - score / reference


def coverage_interval(within: int, n: int) -> Interval:
    """The exact interval of a chance, from independent trials.

    Bands that overlap in time are no independent trials: the interval is then too narrow.

    Source: Clopper en Pearson (1934).

    Args:
        within: how many of them were right.
        n: how many there were, > 0.
    """
    tail = (1 - CONFIDENCE) / 2
    low = betaincinv(within, n - within + 1, tail) if within else 0.0
    high = betaincinv(within + 1, n - within, 1 - tail) if within < n else 1.0
    return Interval(float(low), float(high))


def chance_of_at_most(within: int, n: int, chance: float) -> float:
    """The chance that at most ``within`` of ``n`` independent bands hold, where each does with ``chance``: binomial.

    Source: docs/externe-evaluatie.md, *Een uitgewerkt voorbeeld*.
    """
    return float(bdtr(within, n, chance))


def block_interval(
    values: ArrayLike, blocks: Sequence[Hashable], statistic: Callable[[Floats], float]
) -> Interval | None:
    """The bootstrap interval of a statistic when values of one block stand or fall together.

    Blocks are drawn with replacement, as many as there are: up to :data:`MOST_COUNTED` in every possible way with its
    own chance, beyond that :data:`DRAWS` times. With few blocks such an interval is rough, and mostly too narrow.

    Source: docs/externe-evaluatie.md, *Formules*: the uncertainty of a mean.

    Args:
        values: what the statistic is taken of [n], or [n, columns] where it needs more than one number of each.
        blocks: for each value the block it belongs to (the realised year).
        statistic: of any number of values.

    Returns:
        None with fewer than :data:`FEWEST_BLOCKS` blocks.
    """
    names = list(dict.fromkeys(blocks))
    if len(names) < FEWEST_BLOCKS:
        return None
    rows = np.asarray(values, dtype=float)
    member = np.array([names.index(block) for block in blocks])
    counts, chances = _resamples(len(names))
    found = [statistic(np.repeat(rows, times[member], axis=0)) for times in counts]
    return _interval(np.array(found), chances)


def _resamples(blocks: int) -> tuple[NDArray[np.int64], Floats]:
    """How often each block is drawn, in each of the ways to draw them [ways, blocks], and the chance of each way."""
    if blocks > MOST_COUNTED:
        counts = np.random.default_rng(0).multinomial(blocks, np.full(blocks, 1 / blocks), DRAWS)
        return counts, np.full(DRAWS, 1 / DRAWS)
    ways = [[way.count(k) for k in range(blocks)] for way in combinations_with_replacement(range(blocks), blocks)]
    chances = [factorial(blocks) / prod(factorial(n) for n in way) / blocks**blocks for way in ways]
    return np.array(ways), np.array(chances)


def _interval(values: Floats, chances: Floats) -> Interval:
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(chances[order])
    tails = (1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2
    low, high = (float(values[order][np.searchsorted(cumulative, tail)]) for tail in tails)
    return Interval(low, high)

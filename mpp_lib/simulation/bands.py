"""What draws of a figure say: quantiles, mean, chances above a figure, the place of the three runs, and their error.

Every error is one standard deviation over repeated simulations: of the mean σ/√N; of a chance √(p(1 − p)/N); of a
quantile half the distance between the order statistics √(Np(1 − p)) on either side of it.

Source: docs/methode-simulatie.md, *Banden*; H.A. David and H.N. Nagaraja, Order Statistics (2003), section 2.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from mpp_lib.production.chain_data import Array

QUANTILES: Mapping[str, float] = {
    "p5": 0.05,
    "p12_5": 0.125,
    "p25": 0.25,
    "p50": 0.50,
    "p66_7": 2 / 3,
    "p75": 0.75,
    "p87_5": 0.875,
    "p95": 0.95,
}
"""Name → chance of a lower value."""


@dataclass(frozen=True)
class Band:
    """What draws of one figure say.

    Attributes:
        mean: of the draws.
        quantiles: name, as in :data:`QUANTILES`, → value.
        errors: ``mean`` and every quantile → its Monte-Carlo error.
        place: run → the share of the draws below it, a draw that is equal for half.
        above: figure → share of the draws above it.
    """

    mean: float
    quantiles: Mapping[str, float]
    errors: Mapping[str, float]
    place: Mapping[str, float]
    above: Mapping[float, float]


def band(draws: Array, runs: Mapping[str, float], above: Iterable[float] = ()) -> Band:
    """The band of one figure.

    Args:
        draws: [N], N ≥ 1; put in order in place.
        runs: run → its value.
        above: figures of which the chance of more is asked.
    """
    draws.sort()
    count, mean = len(draws), float(draws.mean())
    quantiles = {name: _quantile(draws, p) for name, p in QUANTILES.items()}
    errors = {"mean": float(draws.std()) / sqrt(count)} | {name: _error_of(draws, p) for name, p in QUANTILES.items()}
    return Band(
        mean,
        quantiles,
        errors,
        {run: _below(draws, value) for run, value in runs.items()},
        {figure: 1 - float(np.searchsorted(draws, figure, side="right")) / count for figure in above},
    )


def _quantile(ordered: Array, p: float) -> float:
    """Between the two draws on either side of (N − 1)·p, in a straight line."""
    at = (len(ordered) - 1) * p
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (at - low) * (ordered[high] - ordered[low]))


def _error_of(ordered: Array, p: float) -> float:
    count = len(ordered)
    apart = sqrt(count * p * (1 - p))
    low, high = max(int(count * p - apart), 0), min(int(count * p + apart) + 1, count - 1)
    return float(ordered[high] - ordered[low]) / 2


_SAME = 1e-9
"""Figures that lie closer, relative to their size, are the same one: no more than rounding is between them."""


def _below(ordered: Array, value: float) -> float:
    margin = _SAME * abs(value)
    left, right = np.searchsorted(ordered, value - margin), np.searchsorted(ordered, value + margin, side="right")
    return float(left + right) / 2 / len(ordered)

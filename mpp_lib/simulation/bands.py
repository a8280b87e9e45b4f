"""What draws of a figure say: quantiles, mean, chances above a figure, the place of the three runs, and their error.

Every error is one standard deviation over repeated simulations: of the mean σ/√N; of a chance √(p(1 − p)/N); of a
quantile half the distance between the order statistics √(Np(1 − p)) on either side of it.

Source: docs/methode-simulatie.md, *Banden*; H.A. David and H.N. Nagaraja, Order Statistics (2003), section 2.5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from mpp_lib.production.chain_data import Array
from mpp_lib.simulation.order import ordered

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
        errors: ``mean`` and every quantile → its Monte-Carlo error; NaN where the draws are too few to tell.
        place: run → the share of the draws below it, a draw that is equal, rounding aside, for half.
        above: figure → share of the draws above it.
    """

    mean: float
    quantiles: Mapping[str, float]
    errors: Mapping[str, float]
    place: Mapping[str, float]
    above: Mapping[float, float]


_SAME = 1e-9
"""Figures that lie closer, relative to their size, are the same one: no more than rounding is between them."""


def band(draws: Array, runs: Mapping[str, float], above: Sequence[float] = ()) -> Band:
    """The band of one figure.

    Args:
        draws: [N], N ≥ 1.
        runs: run → its value.
        above: figures of which the chance of more is asked.
    """
    return bands_of(draws[None], tuple(runs), np.array([list(runs.values())]), above)[0]


def bands_of(draws: Array, runs: Sequence[str], values: Array, above: Sequence[float] = ()) -> list[Band]:
    """The band of every row; several threads can ask at once.

    Args:
        draws: [rows, N], N ≥ 1.
        runs: names of the runs.
        values: of the runs [rows, runs].
        above: figures of which the chance of more is asked, of every row.
    """
    count = draws.shape[1]
    places, which, part, told = _places(count)
    asked = np.broadcast_to(np.array(above, dtype=float), (len(draws), len(above)))
    margin = _SAME * np.abs(values)
    limits = np.concatenate([values - margin, _just_above(values + margin), _just_above(asked)], axis=1)
    said = ordered(draws, places, limits)
    low, high, before, after = np.moveaxis(said.found[:, which], 1, 0)
    errors = np.column_stack([said.deviation / sqrt(count), (after - before) / 2])
    errors[:, ~told] = np.nan
    below, not_above, up_to = np.split(said.below / count, [len(runs), 2 * len(runs)], axis=1)
    figures = said.mean, low + part * (high - low), errors, (below + not_above) / 2, 1 - up_to
    return [
        Band(
            mean,
            dict(zip(QUANTILES, quantiles, strict=True)),
            dict(zip(("mean", *QUANTILES), of_each, strict=True)),
            dict(zip(runs, place, strict=True)),
            dict(zip(above, more, strict=True)),
        )
        for mean, quantiles, of_each, place, more in zip(*(figure.tolist() for figure in figures), strict=True)
    ]


def _just_above(values: Array) -> Array:
    return np.nextafter(values, np.inf)


def _places(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64], Array, NDArray[np.bool_]]:
    """Of so many draws put in order: the places to look at, and how quantiles and their errors follow.

    Returns:
        the places, ascending; of every quantile which of them lie below and above (N − 1)·p, and at the ends of its
        error [4, quantiles]; how far (N − 1)·p is from below to above [quantiles]; and of which errors there are draws
        enough on either side [1 + quantiles].
    """
    chances = np.array(list(QUANTILES.values()))
    at, apart = (count - 1) * chances, np.sqrt(count * chances * (1 - chances))
    low = at.astype(np.int64)
    before, after = np.floor(count * chances - apart).astype(np.int64), (count * chances + apart).astype(np.int64) + 1
    ends, told = (low, low + 1, before, after), np.append(count > 1, (before >= 0) & (after < count))
    places, which = np.unique(np.clip(ends, 0, count - 1), return_inverse=True)
    return places, which.reshape(4, -1), at - low, told

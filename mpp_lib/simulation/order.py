"""What stands at given places of many figures put in order: exact, compiled where numba is there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mpp_lib.production.chain_data import Array


class Ordered(NamedTuple):
    """Of every row what was asked.

    Attributes:
        found: the draws at the asked places, counted from the least [rows, places].
        mean, deviation: of the draws; the deviation with all draws in its divisor [rows].
        below: how many draws are less than each limit [rows, limits].
    """

    found: Array
    mean: Array
    deviation: Array
    below: Array


def ordered(rows: Array, places: NDArray[np.int64], limits: Array) -> Ordered:
    """What draws of figures say; several threads can ask at once.

    Args:
        rows: draws of every figure [rows, draws], not changed.
        places: from 0, ascending.
        limits: of every row [rows, limits].
    """
    try:
        from mpp_lib.simulation.compiled.order import order_rows
    except ImportError:
        return _by_sorting(rows, places, limits)
    count = len(rows)
    filled = Ordered(np.empty((count, len(places))), np.empty(count), np.empty(count), np.empty(limits.shape))
    left = np.zeros(count, dtype=bool)
    order_rows(np.ascontiguousarray(rows), places, limits, *filled, left)
    if left.any():
        for whole, part in zip(filled, _by_sorting(rows[left], places, limits[left]), strict=True):
            whole[left] = part
    return filled


def _by_sorting(rows: Array, places: NDArray[np.int64], limits: Array) -> Ordered:
    held = np.sort(rows, axis=1)
    with np.errstate(invalid="ignore"):
        mean, deviation = held.mean(axis=1), held.std(axis=1)
    below = [np.searchsorted(row, asked) for row, asked in zip(held, limits, strict=True)]
    return Ordered(held[:, places], mean, deviation, np.array(below, dtype=float))

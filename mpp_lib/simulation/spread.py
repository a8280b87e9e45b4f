"""Draws in parts of some blocks each, for whoever does them elsewhere; put together in the order of the draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from mpp_lib.base.cluster import Each
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK

MOST_BYTES = 64 * 2**20
"""Of the figures of a part: what a worker holds of it and what goes over the line at once."""
MOST_BLOCKS = 16


class Part(NamedTuple):
    """Some blocks of draws.

    Attributes:
        first: number of the first block.
        draws: in all of them.
    """

    first: int
    draws: int


def parts_of(draws: int, figures: int) -> list[Part]:
    """Parts as coarse as their figures allow.

    Args:
        figures: of one draw.
    """
    blocks = min(MOST_BLOCKS, max(1, MOST_BYTES // (8 * BLOCK * figures)))
    size = blocks * BLOCK
    return [Part(begin // BLOCK, min(size, draws - begin)) for begin in range(0, draws, size)]


def gathered(
    each: Each, figures: Callable[[Part], Array], shape: tuple[int, int, int], progress: Callable[[int], None]
) -> Array:
    """Every part, by whoever does them.

    Args:
        figures: of a part [indicators, periods, its draws].
        shape: indicators, periods and draws.
    """
    indicators, periods, draws = shape
    values = np.empty(shape)
    parts = parts_of(draws, indicators * periods)
    for part, found in zip(parts, each(figures, parts), strict=True):
        begin = part.first * BLOCK
        values[..., begin : begin + part.draws] = found
        progress(begin + part.draws)
    return values

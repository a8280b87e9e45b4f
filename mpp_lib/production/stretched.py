"""Distributions over time that take longer or shorter than a round says: by a factor, with everybody still let out.

What comes after k months comes after f · k, no sooner than a distribution can begin; a share that so falls between two
months is split between them in proportion, so that the shares keep their sum and, but for what cannot come sooner, the
average lasts f times as long. As with any distribution the month of entry decides: who is under way keeps theirs.

Source: docs/methode-keten.md, *Verdelingen*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpp_lib.production.chain_data import Array


@dataclass(frozen=True)
class Duration:
    """How long a distribution takes, as a factor on what its round says: an input as a series of the chain is one."""

    kernel: str


@dataclass(frozen=True, eq=False)
class Stretches:
    """Other versions of a distribution, and how much of each is in a draw in the place of what its round says.

    Attributes:
        factors: how long each version takes, by month of entry in the horizon [versions, months].
        weights: how much of each is in a draw [versions, draws]; their sum is at most one.
    """

    factors: Array
    weights: Array


def stretched(kernel: Array, factors: Array, first_lag: int) -> Array:
    """A distribution by month of entry, each month by its own factor.

    Args:
        kernel: shares [rows, lags].
        factors: by month of entry [rows], ≥ 0.
        first_lag: smallest lag at which there can be a share.

    Returns:
        [rows, rows]: what comes after more than so many months is not in it.

    >>> stretched(np.array([[0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]), np.array([1.0, 1.5, 0.25]), 0)
    array([[0.  , 1.  , 0.  ],
           [0.  , 0.5 , 0.5 ],
           [0.75, 0.25, 0.  ]])
    """
    rows, lags = kernel.shape
    found = np.zeros((rows, rows + 1))
    for lag in range(lags):
        after = np.minimum(np.maximum(lag * factors, first_lag), rows)
        whole = np.minimum(after.astype(np.int64), rows - 1)
        part = after - whole
        np.add.at(found, (np.arange(rows), whole), kernel[:, lag] * (1 - part))
        np.add.at(found, (np.arange(rows), whole + 1), kernel[:, lag] * part)
    return found[:, :rows]

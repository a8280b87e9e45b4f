"""Where a draw lies between the three runs, and what an input that differs by mpp-scenario is there.

The IND plan and some parameters come for minimum, medio and maximum. A draw takes in each month what lies, by its
cumulative first applications so far, between the two runs on either side of it; beyond minimum and maximum it takes
theirs. So the plan follows what has come in, not what will.

Source: docs/methode-simulatie.md, *Invoer per mpp-scenario*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpp_lib.production.chain_data import Array


@dataclass(frozen=True, eq=False)
class Place:
    """Where draws lie: how far from medio to minimum and from medio to maximum, each in [0, 1], [months, draws]."""

    to_minimum: Array
    to_maximum: Array

    def of(self, runs: Array) -> Array:
        """An input there.

        Args:
            runs: of minimum, medio and maximum [months, 3], or [months, 1] where they are the same.

        Returns:
            [months, draws], or ``runs`` where they are the same.
        """
        if runs.shape[1] == 1:
            return runs
        minimum, medio, maximum = (runs[:, [column]] for column in range(3))
        if _same(minimum, medio) and _same(medio, maximum):
            return medio
        return np.asarray(medio + self.to_minimum * (minimum - medio) + self.to_maximum * (maximum - medio))


def _same(one: Array, other: Array) -> bool:
    return np.array_equal(one, other, equal_nan=True)


def place_of(inflow: Array, runs: Array) -> Place:
    """Where draws lie by their cumulative inflow.

    Args:
        inflow: people per month [months, draws].
        runs: of minimum, medio and maximum [months, 3]; cumulatively minimum ≤ medio ≤ maximum.
    """
    came = np.cumsum(inflow, axis=0)
    minimum, medio, maximum = (column[:, None] for column in np.cumsum(runs, axis=0).T)
    return Place(_share(medio - came, medio - minimum), _share(came - medio, maximum - medio))


def _share(distance: Array, whole: Array) -> Array:
    shares = np.divide(distance, whole, out=np.zeros_like(distance), where=whole > 0)
    return np.clip(shares, 0.0, 1.0, out=shares)


def at_medio(months: int) -> Place:
    """As if every draw lay at medio: the plan of medio throughout."""
    zero = np.zeros((months, 1))
    return Place(zero, zero)

"""The Shapley value: what each player brings to a game, on average over every order in which players can join.

φ_i = Σ_{S ∌ i} |S|!·(n − |S| − 1)!/n! · (v(S ∪ {i}) − v(S)), so that Σ φ_i = v(all) − v(none).

Source: Shapley (1953), A value for n-person games.
"""

from __future__ import annotations

from math import factorial

import numpy as np

from mpp_lib.production.chain_data import Array


def coalition(number: int, players: int) -> frozenset[int]:
    """The players of a coalition by its number: player i is in it where bit i is set.

    >>> sorted(coalition(5, 3))
    [0, 2]
    """
    return frozenset(player for player in range(players) if number >> player & 1)


def shapley(values: Array) -> Array:
    """The value of each player.

    Args:
        values: v(S) by the number of the coalition [2ⁿ, ...].

    Returns:
        φ [n, ...]; the sum over players is v(all) − v(none) up to rounding.

    Raises:
        ValueError: when the number of coalitions is no power of two.
    """
    count = len(values)
    players = count.bit_length() - 1
    if count != 1 << players:
        raise ValueError(f"{count} coalities is geen macht van twee")
    sizes = np.array([number.bit_count() for number in range(count)])
    numbers = np.arange(count)
    parts = np.zeros((players, *values.shape[1:]))
    for player in range(players):
        without = numbers[(numbers >> player & 1) == 0]
        weights = np.array([weight(size, players) for size in sizes[without]])
        parts[player] = np.tensordot(weights, values[without | 1 << player] - values[without], axes=1)
    return parts


def weight(size: int, players: int) -> float:
    """Share of the orders of players in which a given set of this size stands right before a given player."""
    return factorial(size) * factorial(players - size - 1) / factorial(players)

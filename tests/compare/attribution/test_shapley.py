"""The Shapley value on games whose answer is known, and its defining properties on any game."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mpp_lib.compare.attribution.shapley import coalition, shapley

GAMES = st.integers(1, 4).flatmap(
    lambda players: arrays(np.float64, (2**players, 2), elements=st.floats(-1e6, 1e6, allow_subnormal=False))
)


def players_of(game) -> int:
    return len(game).bit_length() - 1


def by_orders(game):
    """The definition in words: what each player adds on joining, averaged over all orders."""
    players = players_of(game)
    orders = list(permutations(range(players)))
    parts = np.zeros((players, *game.shape[1:]))
    for order in orders:
        present = 0
        for player in order:
            parts[player] += (game[present | 1 << player] - game[present]) / len(orders)
            present |= 1 << player
    return parts


def test_two_inputs_that_are_multiplied():
    """Price 10 → 12 and number 100 → 130: price brings (100 + 130)/2 · 2, number (10 + 12)/2 · 30."""
    game = np.array([10 * 100.0, 12 * 100.0, 10 * 130.0, 12 * 130.0])
    assert shapley(game) == pytest.approx([230.0, 330.0])


def test_glove_game():
    """One left glove (player 0) and two right ones: 2/3, 1/6, 1/6, the textbook answer."""
    game = np.array([float(0 in coalition(n, 3) and len(coalition(n, 3)) > 1) for n in range(8)])
    assert shapley(game) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@given(GAMES)
@settings(deadline=None)
def test_is_the_average_over_all_orders(game):
    """Two definitions of the same value agree."""
    scale = max(np.abs(game).max(), 1.0)
    assert shapley(game) == pytest.approx(by_orders(game), abs=1e-9 * scale)


@given(GAMES)
@settings(deadline=None)
def test_parts_add_up(game):
    """Nothing of the difference is left over."""
    scale = max(np.abs(game).max(), 1.0)
    assert shapley(game).sum(axis=0) == pytest.approx(game[-1] - game[0], abs=1e-9 * scale)


@given(GAMES)
@settings(deadline=None)
def test_another_order_of_players_changes_nothing(game):
    """The players turned round have the same values, turned round."""
    players = players_of(game)
    turned = np.array([sum(1 << (players - 1 - p) for p in coalition(n, players)) for n in range(len(game))])
    scale = max(np.abs(game).max(), 1.0)
    assert shapley(game[turned])[::-1] == pytest.approx(shapley(game), abs=1e-9 * scale)


def test_who_changes_nothing_has_no_part():
    """A player that adds nothing to any coalition has exactly 0."""
    game = np.array([3.0, 3.0, 8.5, 8.5])
    assert shapley(game)[0] == 0.0


def test_refuses_a_number_of_coalitions_that_fits_no_players():
    """Six coalitions belong to no number of players."""
    with pytest.raises(ValueError, match="6 coalities"):
        shapley(np.zeros(6))

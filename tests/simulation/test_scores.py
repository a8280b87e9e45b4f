"""Scores: standard normal, alike over time as declared, the same whatever else is drawn."""

import numpy as np
import pytest

from mpp_lib.production.engine import BLOCK
from mpp_lib.simulation.scores import scores

MONTHS = 24
MANY = 40


def many(over_time: str) -> np.ndarray:
    return np.concatenate([scores(1, "a", over_time, block, MONTHS) for block in range(MANY)], axis=1)


@pytest.mark.parametrize(
    ("over_time", "month", "spread"),
    [("constant", 0, 1.0), ("per_jaar", 5, 1.0), ("toevalswandeling", 11, 1.0), ("toevalswandeling", 23, 2**0.5)],
)
def test_spread(over_time: str, month: int, spread: float) -> None:
    """Standard normal at once, every year anew, and after a year of a walk; √2 after two. Within four errors."""
    drawn = many(over_time)[month]
    assert abs(drawn.mean()) < 4 * spread / np.sqrt(MANY * BLOCK)
    assert drawn.std() == pytest.approx(spread, rel=4 / np.sqrt(2 * MANY * BLOCK))


def test_a_year_holds_for_its_months_and_the_next_is_another() -> None:
    drawn = scores(1, "a", "per_jaar", 0, MONTHS)
    assert (drawn[:12] == drawn[0]).all()
    assert abs(np.corrcoef(drawn[0], drawn[12])[0, 1]) < 4 / np.sqrt(BLOCK)


def test_groups_and_blocks_have_streams_of_their_own() -> None:
    first, other, next_block = (
        scores(1, "a", "constant", 0, 1),
        scores(1, "b", "constant", 0, 1),
        scores(1, "a", "constant", 1, 1),
    )
    for one in (other, next_block):
        assert abs(np.corrcoef(first[0], one[0])[0, 1]) < 4 / np.sqrt(BLOCK)

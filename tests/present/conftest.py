"""A small calculated round and the one before it."""

from pathlib import Path

import pytest

from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.run import RoundResult

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"


@pytest.fixture(scope="session")
def result() -> RoundResult:
    """Three years from 2024 on, of which the first three months are realised."""
    return open_round(ROUNDS / "_klein")


@pytest.fixture(scope="session")
def previous(result: RoundResult) -> RoundResult:
    """Three years from 2023 on, nothing realised."""
    found = open_previous(result)
    assert found is not None
    return found

"""Distributions that take longer or shorter: everybody let out, the average so many times as long, and who was in."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.inputs.series import Kernel
from mpp_lib.production.assembly import outcome
from mpp_lib.production.open_round import open_round
from mpp_lib.production.parts import Parts
from mpp_lib.production.stretched import Stretches, stretched

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
SHARES = np.array([0.1, 0.0, 0.5, 0.3, 0.1])
NAMES = ("nareis_aanvraag", "dublin_terug", "nidos_meerderjarig")
"""One by itself, one that feeds back and comes a month later at the soonest, one that shares its whole with another."""


def rows_of(shares: np.ndarray, months: int = 24) -> np.ndarray:
    return np.repeat(shares[None], months, axis=0)


@pytest.mark.parametrize("factor", [0.0, 0.35, 0.8, 1.0, 1.7, 3.0])
def test_everybody_comes_out_and_on_average_so_much_later(factor: float) -> None:
    """Σ of the shares stays, Σ k · share is the factor times what it was."""
    found = stretched(rows_of(SHARES), np.full(24, factor), 0)
    assert found.min() >= 0
    assert found.sum(axis=1) == pytest.approx(SHARES.sum(), rel=1e-12)
    assert found @ np.arange(24) == pytest.approx(factor * (SHARES @ np.arange(5)), rel=1e-12)


def test_nothing_comes_sooner_than_it_can() -> None:
    """A third of one month is still one month where that is the first; its share waits there."""
    found = stretched(rows_of(np.array([0.0, 0.7, 0.0, 0.3])), np.full(24, 0.5), 1)
    assert found[0, :3].tolist() == pytest.approx([0.0, 0.85, 0.15])


def test_each_month_of_entry_has_its_own_factor() -> None:
    factors = np.where(np.arange(24) < 10, 1.0, 2.0)
    found = stretched(rows_of(SHARES), factors, 0)
    np.testing.assert_array_equal(found[9, :5], SHARES)
    np.testing.assert_allclose(found[10, :9:2], SHARES)


def test_what_comes_after_the_last_month_is_not_in_it() -> None:
    assert stretched(rows_of(SHARES, 5), np.full(5, 3.0), 0)[0].tolist() == pytest.approx([0.1, 0, 0, 0, 0])


@pytest.fixture(scope="module")
def medio() -> Parts:
    return open_round(ROUND).parts.scenario("medio")


@pytest.mark.parametrize("name", NAMES)
def test_a_version_in_full_is_the_round_with_that_distribution(medio: Parts, name: str) -> None:
    """Half longer from the horizon on, as a second row of the distribution would say it; the first draw stays as it is.

    Half of it is halfway: what a draw has of two versions is what half of the people each have.
    """
    given = medio.kernels[name]
    stretches = Stretches(np.full((1, len(medio.months)), 1.5), np.array([[0.0, 1.0, 0.5]]))
    drawn = outcome(replace(medio, draws=3, stretches={name: stretches}))
    longer = _longer(np.array(given.shares[-1]), medio.chain.first_lag[name])
    padded = [np.pad(np.array(each), (0, len(longer) - given.lags)) for each in given.shares]
    plain, full, half = (outcome(replace(medio, kernels={**medio.kernels, name: each})) for each in (
        given,
        _with(given, medio, padded, longer),
        _with(given, medio, padded, (longer + padded[-1]) / 2),
    ))  # fmt: skip
    moved = False
    for node, values in drawn.items():
        expected = np.concatenate([plain[node], full[node], half[node]], axis=1)
        np.testing.assert_allclose(values, expected, rtol=1e-11, atol=1e-9, err_msg=node)
        moved = moved or not np.allclose(plain[node], full[node])
    assert moved


def _longer(shares: np.ndarray, first_lag: int) -> np.ndarray:
    """Half longer, by hand: an even month exactly, an odd one half before and half after."""
    found = np.zeros(2 * len(shares))
    for lag, share in enumerate(shares):
        before, after = (3 * lag) // 2, (3 * lag + 1) // 2
        found[max(before, first_lag)] += share / 2
        found[max(after, first_lag)] += share / 2
    return found


def _with(given: Kernel, medio: Parts, before: list[np.ndarray], after: np.ndarray) -> Kernel:
    versions = [*map(tuple, before), tuple(after)]
    return Kernel((*given.since, medio.months[0]), tuple(versions))

"""Bands of drawn figures: against numpy, and their errors against what repeated simulations show."""

import numpy as np
import pytest

from mpp_lib.simulation.bands import QUANTILES, band

DRAWS = np.random.default_rng(3).lognormal(10, 0.5, 997)


def test_quantiles_are_those_of_numpy() -> None:
    found = band(DRAWS.copy(), {})
    assert list(found.quantiles.values()) == pytest.approx(np.quantile(DRAWS, list(QUANTILES.values())), rel=1e-12)
    assert found.mean == pytest.approx(DRAWS.mean(), rel=1e-12)


def test_places_and_chances_are_counted() -> None:
    found = band(np.array([4.0, 1.0, 2.0, 2.0]), {"medio": 2.0, "maximum": 9.0}, (2.0, 0.0))
    assert found.place == {"medio": 0.5, "maximum": 1.0}
    assert found.above == {2.0: 0.25, 0.0: 1.0}


def test_rounding_puts_no_run_above_draws_that_are_the_same() -> None:
    found = band(np.full(9, 0.1 + 0.2), {"medio": 0.3}, ())
    assert found.place == {"medio": 0.5}


def test_one_draw_is_all_there_is() -> None:
    found = band(np.array([5.0]), {"medio": 4.0})
    assert set(found.quantiles.values()) == {5.0}
    assert found.place == {"medio": 0.0}


@pytest.mark.parametrize(
    ("count", "untold"), [(1, {"mean", *QUANTILES}), (10, {"p5", "p87_5", "p95"}), (40, {"p95"}), (100, set())]
)
def test_an_error_is_told_only_with_draws_on_either_side(count: int, untold: set[str]) -> None:
    """√(Np(1 − p)) places below Np and above it there must be a draw: beyond 8,75 + 1,05 of ten there is none."""
    found = band(np.arange(float(count)), {})
    assert {name for name, error in found.errors.items() if np.isnan(error)} == untold


@pytest.mark.parametrize("name", ["mean", *QUANTILES])
def test_an_error_is_the_spread_over_simulations(name: str) -> None:
    """Four hundred simulations of a thousand draws: the spread of a figure over them is the error it says, to 15%."""
    generator = np.random.default_rng(11)
    bands = [band(generator.gamma(4.0, 1.0, 1000), {}) for _ in range(400)]
    told = np.mean([found.errors[name] for found in bands])
    figures = [found.mean if name == "mean" else found.quantiles[name] for found in bands]
    assert told == pytest.approx(np.std(figures), rel=0.15)

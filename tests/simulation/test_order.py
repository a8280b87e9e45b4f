"""Places of draws put in order: compiled and by sorting, against numpy, for draws of every shape."""

import sys

import numpy as np
import pytest

from mpp_lib.simulation.order import ordered

N = 5_000
_GENERATOR = np.random.default_rng(8)
ROWS = np.array(
    [
        _GENERATOR.normal(size=N),
        _GENERATOR.lognormal(0, 4, N),
        np.maximum(_GENERATOR.normal(size=N), 0),
        np.minimum(_GENERATOR.lognormal(10, 0.5, N), 20_000),
        _GENERATOR.standard_cauchy(N),
        _GENERATOR.integers(0, 3, N) - 1.0,
        np.full(N, -7.0),
        np.where(np.arange(N) == 5, np.inf, _GENERATOR.normal(size=N)),
        1e6 + _GENERATOR.normal(size=N) * 1e-3,
    ]
)
"""Even, spread over magnitudes, often nothing, often at a capacity, with outliers, of few values, of one, infinite, and
apart by little beside their size."""
PLACES = np.array([0, 1, 250, 2_499, 2_500, 4_000, N - 1])
LIMITS = np.column_stack([ROWS[:, 0], np.nextafter(ROWS[:, 0], np.inf), np.zeros(len(ROWS)), ROWS.max(axis=1)])


@pytest.fixture(params=["gecompileerd", "gesorteerd"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "gesorteerd":
        monkeypatch.setitem(sys.modules, "mpp_lib.simulation.compiled.order", None)
    else:
        pytest.importorskip("numba")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("draws", [1, 40, N])
def test_places_and_counts_are_exact(draws: int) -> None:
    rows, places = ROWS[:, :draws], PLACES[draws > PLACES]
    found = ordered(rows, places, LIMITS)
    np.testing.assert_array_equal(found.found, np.partition(rows, places, axis=1)[:, places])
    np.testing.assert_array_equal(found.below, (rows[:, None] < LIMITS[:, :, None]).sum(axis=2))


@pytest.mark.usefixtures("way")
def test_moments_are_those_of_long_sums() -> None:
    finite = np.isfinite(ROWS).all(axis=1)
    found = ordered(ROWS[finite], PLACES, LIMITS[finite])
    exact = ROWS[finite].astype(np.longdouble)
    mean = exact.mean(axis=1)
    np.testing.assert_allclose(found.mean, mean.astype(float), rtol=1e-12)
    spread = np.sqrt(((exact - mean[:, None]) ** 2).mean(axis=1)).astype(float)
    np.testing.assert_allclose(found.deviation, spread, rtol=1e-9)

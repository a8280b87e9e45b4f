"""Truncated normals and lognormals against fifty-digit arithmetic."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest

from mpp_lib.inflow.component import components
from tests.support.inflow_oracle import DIGITS, Scenario, close, is_quantile

SCENARIOS = {
    "gewoon": Scenario(1.0, 40_000, 8_000),
    "tegen nul aan": Scenario(1.0, 23_500, 10_000),
    "heel smal": Scenario(1.0, 60_000, 1),
    "lognormaal": Scenario(1.0, 30_000, 20_000, lognormal=True),
    "smal lognormaal": Scenario(1.0, 60_000, 1, lognormal=True),
}


def library(scenario: Scenario, lower: float = 0.0):
    return components([scenario.expectation], [scenario.spread], [scenario.lognormal]).truncated_at(lower)


@pytest.fixture(autouse=True)
def _digits():
    with mp.workdps(DIGITS):
        yield


def places(scenario: Scenario, lower: float) -> list[float]:
    near = [scenario.expectation + k * scenario.spread for k in (-30, -8, -4, -1, -0.01, 0, 0.3, 2, 6, 12)]
    edge = [lower + step for step in (1e-6, 1.0, 50.0)]
    return [x for x in near + edge if x > lower]


@pytest.mark.parametrize("name", SCENARIOS)
def test_both_tails_and_the_density_are_right_to_nine_digits(name):
    """Lower tail, upper tail and density hold nine digits from the truncation point to twelve spreads out."""
    scenario = SCENARIOS[name]
    for x in places(scenario, 0.0):
        head, tail = library(scenario).tails(x)
        assert close(head[0], scenario.head(mp.mpf(x))), x
        assert close(tail[0], scenario.tail(mp.mpf(x))), x
        assert close(library(scenario).pdf(x)[0], scenario.density(mp.mpf(x))), x


@pytest.mark.parametrize("lower", [25_000.0, 41_000.0, 300_000.0])
@pytest.mark.parametrize("name", ["gewoon", "lognormaal"])
def test_truncation_far_above_the_scenario_keeps_its_digits(name, lower):
    """Truncated at R, even tens of spreads above the scenario, tails and moments keep nine digits."""
    scenario, density = SCENARIOS[name], library(SCENARIOS[name], lower)
    for x in (lower + 1e-3, lower + 40.0, lower + 3_000.0, 2 * lower):
        head, tail = density.tails(x)
        assert close(head[0], scenario.head(mp.mpf(x), lower)), x
        assert close(tail[0], scenario.tail(mp.mpf(x), lower)), x


@pytest.mark.parametrize("lower", [0.0, 35_000.0])
@pytest.mark.parametrize("name", SCENARIOS)
def test_moments_after_truncation(name, lower):
    """The effective mean and variance are those of the truncated density, by quadrature."""
    scenario, density = SCENARIOS[name], library(SCENARIOS[name], lower)
    cut = [mp.mpf(lower), *scenario.points(lower), mp.inf]
    mean = mp.quad(lambda x: x * scenario.density(x, lower), cut)
    variance = mp.quad(lambda x: (x - mean) ** 2 * scenario.density(x, lower), cut)
    assert close(density.mean[0], mean)
    assert close(density.variance[0], variance, 1e-8)


def test_below_the_truncation_point_there_is_nothing():
    """Below R the chance and the density are zero, at R everything is still above."""
    density = components([40_000, 30_000], [8_000, 9_000], [False, True]).truncated_at(20_000.0)
    head, tail = density.tails([-5.0, 0.0, 19_999.0, 20_000.0])
    assert np.all(head == 0)
    assert np.all(tail == 1)
    assert np.all(density.pdf([-5.0, 0.0, 19_999.0]) == 0)


@pytest.mark.parametrize("lower", [0.0, 47_000.0])
@pytest.mark.parametrize("name", SCENARIOS)
def test_quantiles_invert_the_distribution(name, lower):
    """Component quantiles, the raw material of draws, hold nine digits."""
    scenario, density = SCENARIOS[name], library(SCENARIOS[name], lower)
    for q in (1e-4, 0.125, 0.5, 0.875, 1 - 1e-9):
        x = density.quantile(np.array(q))[0]
        assert is_quantile(lambda v: scenario.head(v, lower), x, q), q


def test_draw_takes_each_quantile_from_its_own_scenario():
    """Element j of a draw is quantile q[j] of scenario index[j]."""
    density = components([20_000, 60_000, 30_000], [2_000, 4_000, 15_000], [False, False, True])
    q, index = np.array([0.1, 0.9, 0.5, 0.2]), np.array([2, 0, 1, 1])
    np.testing.assert_allclose(density.draw(q, index), density.quantile(q)[np.arange(4), index], rtol=1e-15)


def test_the_mass_that_truncation_removes():
    """A normal loses Φ(−μ/σ) = Φ(−2) = 2.275% below zero, a lognormal nothing."""
    removed = components([20_000, 20_000], [10_000, 10_000], [False, True]).mass_removed
    np.testing.assert_allclose(removed, [0.0227501319, 0.0], rtol=1e-8)


@pytest.mark.parametrize(("expectation", "spread"), [(0, 5), (-1, 5), (10, 0), (10, -2), (np.nan, 1), (1, np.inf)])
def test_what_is_no_density_is_refused(expectation, spread):
    """An expectation or spread that is not a positive number is refused."""
    with pytest.raises(ValueError, match="positief getal"):
        components([expectation], [spread])

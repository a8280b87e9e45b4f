"""The mixture against fifty-digit arithmetic: far apart, nearly equal, very narrow, very small, both tails."""

from __future__ import annotations

from dataclasses import replace

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.inflow.component import components
from mpp_lib.inflow.mixture import Mixture
from tests.support.inflow_oracle import DIGITS, Scenario, close, head, is_quantile, tail

CASES = {
    "ver uiteen": [Scenario(0.25, 10_000, 500), Scenario(0.75, 90_000, 2_000)],
    "bijna gelijk": [Scenario(0.4, 50_000, 5_000), Scenario(0.6, 50_000.001, 5_000.002)],
    "heel smal": [Scenario(0.5, 60_000, 1), Scenario(0.5, 55_000, 12_000)],
    "heel klein": [Scenario(1e-6, 120_000, 3_000), Scenario(1 - 1e-6, 40_000, 6_000)],
    "lognormaal erbij": [Scenario(0.3, 30_000, 20_000, lognormal=True), Scenario(0.7, 45_000, 7_000)],
    "één scenario": [Scenario(1.0, 24_000, 10_000)],
    "acht scenario's": [Scenario(0.125, 18_000 + 9_000 * k, 1_500 + 700 * k, lognormal=k % 3 == 1) for k in range(8)],
}
CHANCES = (1e-12, 1e-6, 0.01, 0.125, 0.3, 0.5, 2 / 3, 0.875, 0.99, 1 - 1e-6, 1 - 1e-12)


@pytest.fixture(autouse=True)
def _digits():
    with mp.workdps(DIGITS):
        yield


def mixture(scenarios) -> Mixture:
    return Mixture(
        np.array([s.chance for s in scenarios]),
        components(*zip(*((s.expectation, s.spread, s.lognormal) for s in scenarios), strict=True)),
    )


@pytest.mark.parametrize("name", CASES)
def test_quantiles_hold_nine_digits(name):
    """The true quantile lies within a relative 1e-9 of the computed one, from chance 1e-12 to 1 − 1e-12.

    Chances written as doubles sum to 1 only to sixteen digits, so the truth counted from below or from above will do.
    """
    scenarios = CASES[name]
    for q, x in zip(CHANCES, mixture(scenarios).quantile(CHANCES), strict=True):
        from_below = is_quantile(lambda v: head(scenarios, v), x, q)
        assert from_below or is_quantile(lambda v: -tail(scenarios, v), x, q - 1), q


@pytest.mark.parametrize("name", CASES)
def test_chances_hold_nine_digits_in_their_own_tail(name):
    """P(X ≤ x), P(X > x) and P(a < X < b) hold nine digits, however small."""
    scenarios, forecast = CASES[name], mixture(CASES[name])
    for x in (0.5, 300.0, 9_000.0, 24_000.0, 44_500.0, 60_001.5, 61_000.0, 95_000.0, 131_000.0):
        assert close(forecast.cdf(x), head(scenarios, x)), x
        assert close(forecast.sf(x), tail(scenarios, x)), x
        with mp.workdps(320):
            assert close(forecast.between(x, 1.2 * x), head(scenarios, 1.2 * x) - head(scenarios, x)), x


@pytest.mark.parametrize("name", CASES)
def test_density_is_the_weighted_sum_and_integrates_to_the_chances(name):
    """f = Σ p_i·f_i, and its parts belong to the scenarios."""
    scenarios, forecast = CASES[name], mixture(CASES[name])
    for x in (12_000.0, 40_000.0, 60_002.0):
        parts = [mp.mpf(s.chance) * s.density(mp.mpf(x)) for s in scenarios]
        assert close(forecast.pdf(x), mp.fsum(parts)), x
        assert all(close(part, exact) for part, exact in zip(forecast.component_pdf(x), parts, strict=True)), x


@pytest.mark.parametrize("name", CASES)
def test_mean_and_spread(name):
    """Mean and standard deviation are those of the density, by quadrature."""
    scenarios, forecast = CASES[name], mixture(CASES[name])
    with mp.workdps(20):
        mean, square = (
            mp.fsum(mp.mpf(s.chance) * mp.quad(lambda x, s=s, k=k: x**k * s.density(x), s.around()) for s in scenarios)
            for k in (1, 2)
        )
        assert close(forecast.mean, mean)
        assert close(forecast.sd, mp.sqrt(square - mean**2), 1e-8)


def test_the_median_of_two_equal_halves_lies_in_the_middle_of_the_gap():
    """Ten spreads from either scenario the distribution function is flat to sixteen digits; symmetry still decides."""
    halves = Mixture(np.array([0.5, 0.5]), components([20_000, 60_000], [2_000, 2_000]))
    assert float(halves.quantile(0.5)) == pytest.approx(40_000, rel=1e-12)


@pytest.mark.parametrize("p", [1e-3, 1e-9, 1e-20, 1e-100])
def test_what_is_exceeded_with_a_tiny_chance(p):
    """``exceeded`` reaches chances that 1 − p can't express."""
    scenarios = CASES["lognormaal erbij"]
    x = float(mixture(scenarios).exceeded(p))
    assert is_quantile(lambda v: -tail(scenarios, v), x, -p)


def test_ends_of_the_range():
    """Chance 0 is the truncation point, chance 1 infinity, and nobody is below zero."""
    forecast = mixture(CASES["lognormaal erbij"])
    np.testing.assert_array_equal(forecast.quantile([0.0, 1.0]), [0.0, np.inf])
    np.testing.assert_array_equal(forecast.exceeded([0.0, 1.0]), [np.inf, 0.0])
    assert forecast.cdf(-1.0) == 0
    assert forecast.sf(0.0) == 1
    assert forecast.between(30_000, np.inf) == pytest.approx(float(forecast.sf(30_000)), rel=1e-14)


def test_a_scenario_without_chance_changes_nothing():
    """A scenario with chance 0 leaves every quantile where it was."""
    two = Mixture(np.array([0.3, 0.7]), components([20_000, 40_000], [3_000, 5_000]))
    three = Mixture(np.array([0.3, 0.0, 0.7]), components([20_000, 900_000, 40_000], [3_000, 1.0, 5_000]))
    np.testing.assert_allclose(three.quantile(CHANCES), two.quantile(CHANCES), rtol=1e-12)


def test_draws_follow_the_mixture():
    """5,000 draws stay within the 0.1% Kolmogorov bound 1.95/√n of the distribution function."""
    forecast = mixture(CASES["acht scenario's"])
    ranks = np.sort(forecast.cdf(forecast.sample(np.random.default_rng(20_241), 5_000)))
    grid = np.arange(1, 5_001) / 5_000
    assert np.max(np.abs(ranks - grid)) < 1.95 / np.sqrt(5_000)


@pytest.mark.parametrize(
    "weights", [[0.5, 0.4], [0.5, 0.500002], [1.1, -0.1], [np.nan, 1.0], [1.0], [[0.5, 0.5]]], ids=str
)
def test_weights_that_are_no_chances_are_refused(weights):
    """Chances are not negative, one per scenario, and sum to 1: never silently rescaled beyond written decimals."""
    with pytest.raises(ValueError, match="kansen"):
        Mixture(np.array(weights), components([20_000, 40_000], [3_000, 5_000]))


def test_questions_that_make_no_sense_are_refused():
    """A chance outside [0, 1] and an interval upside down are refused."""
    forecast = mixture(CASES["ver uiteen"])
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        forecast.quantile([0.5, 1.5])
    with pytest.raises(ValueError, match="tussen 0 en 1"):
        forecast.exceeded(np.nan)
    with pytest.raises(ValueError, match="bovengrens"):
        forecast.between(5, 4)


@st.composite
def rounds(draw):
    count = draw(st.integers(1, 6))
    raw = [draw(st.floats(1e-6, 1)) for _ in range(count)]
    scenarios = []
    for share in raw:
        expectation = draw(st.floats(500, 200_000))
        lognormal = draw(st.booleans())
        spread = expectation * draw(st.floats(1e-5, 1.5 if lognormal else 0.42))
        scenarios.append(Scenario(share / sum(raw), expectation, spread, lognormal))
    return scenarios


@settings(deadline=None, max_examples=60, derandomize=True)
@given(rounds(), st.one_of(st.floats(1e-10, 1 - 1e-10), st.sampled_from(CHANCES)))
def test_any_quantile_of_any_mixture_holds_nine_digits(scenarios, q):
    """Whatever the scenarios, the true quantile lies within 1e-9 of the computed one.

    In a gap without mass the chances themselves, doubles, move the true quantile; there the chance has to fit instead.
    """
    with mp.workdps(DIGITS):
        forecast = mixture(scenarios)
        exact = [replace(s, chance=w) for w, s in zip(forecast.weights, scenarios, strict=True)]
        x = float(forecast.quantile(q))
        hit = abs(head(exact, x) - mp.mpf(q)) <= 4e-16
        assert hit or is_quantile(lambda v: head(exact, v), x, q)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(rounds(), st.floats(1, 400_000))
def test_any_chance_of_any_mixture_holds_nine_digits(scenarios, x):
    """Whatever the scenarios, both tails hold nine digits, and together they are everything."""
    with mp.workdps(DIGITS):
        forecast = mixture(scenarios)
        exact = [replace(s, chance=w) for w, s in zip(forecast.weights, scenarios, strict=True)]
        assert close(forecast.cdf(x), head(exact, x))
        assert close(forecast.sf(x), tail(exact, x))
        assert float(forecast.cdf(x) + forecast.sf(x)) == pytest.approx(1, rel=1e-14)

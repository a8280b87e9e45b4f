"""A partly realised year against quadrature of the formula as it is written."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.inflow.component import components
from mpp_lib.inflow.conditioning import Observation, condition, truncate
from tests.support.inflow_oracle import PartYear, Scenario, close, tail

FOUR = (
    Scenario(0.15, 20_000, 3_000),
    Scenario(0.55, 36_000, 5_000),
    Scenario(0.05, 60_000, 1),
    Scenario(0.25, 50_000, 20_000, lognormal=True),
)
LOW = (Scenario(0.4, 20_000, 3_000), Scenario(0.6, 36_000, 5_000))
FAR = (Scenario(0.5, 60_000, 1), Scenario(0.5, 20_000, 500))
YEARS = {
    "half jaar": PartYear(FOUR, 16_000, 0.436, 41.0),
    "een maand": PartYear(FOUR, 2_900, 0.08, 41.0),
    "elf maanden, dichtheid oneindig bij R": PartYear(FOUR, 33_000, 0.92, 6.0),
    "heel zeker profiel": PartYear(FOUR, 16_000, 0.436, 50_000.0),
    "heel onzeker profiel": PartYear(FOUR, 16_000, 0.436, 0.7),
    "boven elk verwacht pad": PartYear(LOW, 70_000, 0.5, 20.0),
    "smal en ver weg": PartYear(FAR, 16_000, 0.4, 3_000.0),
}


@pytest.fixture(autouse=True)
def _digits():
    with mp.workdps(20):
        yield


def prior(scenarios):
    densities = components(*zip(*((s.expectation, s.spread, s.lognormal) for s in scenarios), strict=True))
    return np.array([s.chance for s in scenarios]), densities


def forecast(year: PartYear):
    return condition(*prior(year.scenarios), Observation(year.realised, year.share, year.concentration))


@pytest.mark.parametrize("name", YEARS)
def test_chances_tails_and_quantiles_hold_nine_digits(name):
    """Posterior chances, both tails and quantiles are those of the formula, even where the density is infinite."""
    year, result = YEARS[name], forecast(YEARS[name])
    evidence = year.evidence()
    for weight, exact in zip(result.weights, evidence, strict=True):
        assert close(weight, exact / mp.fsum(evidence))
    for q in (1e-6, 2 / 3, 1 - 1e-6):
        x = float(result.quantile(q))
        assert close(result.cdf(x), year.head(x)) if q < 0.9 else close(result.sf(x), year.tail(x)), q
        assert result.cdf(x * (1 - 1e-9)) <= q <= result.cdf(x * (1 + 1e-9)), q


@pytest.mark.parametrize("name", ["half jaar", "elf maanden, dichtheid oneindig bij R"])
def test_density_and_mean_of_a_partly_realised_year(name):
    """The density is Σ p_i·kernel_i over its integral; the mean is its first moment."""
    year, result = YEARS[name], forecast(YEARS[name])
    total = mp.fsum(year.evidence())
    for x in (year.realised * 1.01, 36_000.0, 60_000.0):
        exact = mp.fsum(mp.mpf(s.chance) * year.kernel(s, mp.mpf(x) - year.realised) for s in year.scenarios) / total
        assert close(result.pdf(x), exact), x
    mean = mp.fsum(
        mp.mpf(s.chance) * mp.quad(lambda v, s=s: (year.realised + v) * year.kernel(s, v), [0, *year.cut(s), mp.inf])
        for s in year.scenarios
    )
    assert close(result.mean, mean / total)


@settings(deadline=None, max_examples=6, derandomize=True)
@given(
    st.lists(
        st.tuples(st.floats(3_000, 150_000), st.floats(1e-3, 0.42), st.booleans()), min_size=1, max_size=2, unique=True
    ),
    st.floats(500, 60_000),
    st.floats(0.05, 0.97),
    st.floats(0.5, 3_000),
)
def test_any_partly_realised_year(scenarios, realised, share, concentration):
    """Whatever the scenarios and the months, posterior chances and the distribution function hold nine digits."""
    with mp.workdps(20):
        chance = 1 / len(scenarios)
        year = PartYear(
            tuple(Scenario(chance, mu, mu * cv, log) for mu, cv, log in scenarios), realised, share, concentration
        )
        result = forecast(year)
        evidence = year.evidence()
        for weight, exact in zip(result.weights, evidence, strict=True):
            assert close(weight, exact / mp.fsum(evidence))
        median = float(result.quantile(0.5))
        assert close(result.cdf(median), year.head(median))


def test_draws_invert_each_conditioned_scenario():
    """Quantiles drawn per scenario leave less than a ten-millionth in chance."""
    result = forecast(YEARS["half jaar"])
    q = np.random.default_rng(5).random(2_000)
    for k in range(4):
        x = result.components.draw(q, np.full(2_000, k))
        np.testing.assert_allclose(result.components.tails(x)[0][:, k], q, rtol=0, atol=1e-7)


def test_a_certain_profile_leaves_one_answer():
    """With κ → ∞ the year is R/W: everything concentrates there, with spread (R/W)·√((1 − W)/(W·κ))."""
    result = condition(*prior(LOW), Observation(16_000, 0.4, 1e10))
    assert result.mean == pytest.approx(40_000, rel=1e-6)
    assert result.sd == pytest.approx(40_000 * np.sqrt(0.6 / 0.4 / 1e10), rel=1e-3)
    np.testing.assert_allclose(result.quantile([0.001, 0.999]), 40_000, rtol=1e-4)


def test_an_uninformative_profile_leaves_the_scenarios():
    """The more one scenario is alone, the less the months matter: its chance stays 1."""
    result = condition(np.array([1.0]), components([40_000], [5_000]), Observation(16_000, 0.4, 30.0))
    np.testing.assert_array_equal(result.weights, [1.0])


def test_a_scenario_without_chance_stays_without():
    """Chance 0 stays 0, however well the scenario fits the months."""
    result = condition(
        np.array([0.0, 1.0]), components([40_000, 20_000], [2_000, 2_000]), Observation(16_000, 0.4, 500.0)
    )
    np.testing.assert_array_equal(result.weights, [0.0, 1.0])


def test_months_above_expectation_favour_the_higher_scenario():
    """Half a year with 30,000 of which 40% was expected favours the higher scenario; a low start the lower."""
    chances, densities = np.array([0.5, 0.5]), components([30_000, 60_000], [6_000, 6_000])
    high = condition(chances, densities, Observation(26_000, 0.4, 41.0)).weights
    low = condition(chances, densities, Observation(11_000, 0.4, 41.0)).weights
    assert high[1] > 0.9
    assert low[0] > 0.9


def test_nobody_leaves_the_year_again():
    """Below and at R there is no chance, above it everything; the density there is drawn as zero."""
    result = forecast(YEARS["half jaar"])
    np.testing.assert_array_equal(result.cdf([0.0, 15_999.0, 16_000.0]), 0)
    np.testing.assert_allclose(result.sf([0.0, 16_000.0]), 1, rtol=1e-15)
    np.testing.assert_array_equal(result.pdf([100.0, 16_000.0]), 0)
    assert result.lower == 16_000


@pytest.mark.parametrize("realised", [1_000.0, 33_000.0, 90_000.0])
def test_truncation_is_the_forecast_given_that_the_year_reaches_the_realised_part(realised):
    """Where the analyst used the months already: P(X > x | X ≥ R) = P(X > x)/P(X ≥ R), chances along with it."""
    result = truncate(*prior(FOUR), realised)
    reach = tail(FOUR, realised)
    for x in (realised + 500.0, 1.3 * realised):
        assert close(result.sf(x), tail(FOUR, x) / reach)
    for weight, scenario in zip(result.weights, FOUR, strict=True):
        assert close(weight, mp.mpf(scenario.chance) * scenario.tail(mp.mpf(realised)) / reach)


@pytest.mark.parametrize(
    ("realised", "share", "concentration"),
    [(0.0, 0.5, 41.0), (100.0, 0.0, 41.0), (100.0, 1.0, 41.0), (100.0, 0.5, 0.0)],
)
def test_an_observation_that_says_nothing_is_refused(realised, share, concentration):
    """Nothing realised, no months, all months or no concentration: the formula has no answer."""
    with pytest.raises(ValueError, match="deelrealisatie"):
        Observation(realised, share, concentration)

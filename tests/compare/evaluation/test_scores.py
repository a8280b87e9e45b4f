"""Scores against independent formulas, on lopsided cases."""

from itertools import product

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from mpp_lib.compare.evaluation.scores import (
    block_interval,
    chance_of_at_most,
    coverage_interval,
    crps,
    crps_of_draws,
    quantile_score,
    skill,
)
from mpp_lib.inflow.component import components
from mpp_lib.inflow.conditioning import Observation, condition
from mpp_lib.inflow.mixture import Mixture

WEIGHTS, MEANS, SPREADS = (0.62, 0.3, 0.08), (31_000.0, 52_000.0, 90_000.0), (2_500.0, 9_000.0, 30_000.0)
LOGNORMAL = (False, False, True)


def mixture(weights=WEIGHTS, means=MEANS, spreads=SPREADS, lognormal=LOGNORMAL) -> Mixture:
    densities = components(np.array(means), np.array(spreads), np.array(lognormal))
    return Mixture(np.array(weights), densities)


def mixture_cdf(x):
    """The same distribution from its definition, in thirty digits: normals truncated at zero, one lognormal."""
    total = mp.mpf(0)
    for p, m, s, logarithmic in zip(WEIGHTS, MEANS, SPREADS, LOGNORMAL, strict=True):
        if logarithmic:
            width = mp.sqrt(mp.log(1 + mp.mpf(s) ** 2 / m**2))
            total += p * mp.ncdf((mp.log(x / m) + width**2 / 2) / width) if x > 0 else 0
        else:
            below = mp.ncdf(-mp.mpf(m) / s)
            total += p * (mp.ncdf((x - m) / s) - below) / (1 - below)
    return total


@pytest.mark.parametrize("realised", [18_000.0, 30_900.0, 47_991.0, 76_000.0, 240_000.0])
def test_the_crps_of_a_mixture_is_its_integral(realised: float) -> None:
    """∫(F(x) − 1{x ≥ y})² dx by mpmath, far below, inside and far above a mixture with a long right tail."""
    with mp.workdps(30):
        edges = [0, 15_000, 25_000, 31_000, 40_000, 52_000, 70_000, 100_000, 160_000, 300_000, 1_000_000]
        below = [*[edge for edge in edges if edge < realised], realised]
        above = [realised, *[edge for edge in edges if edge > realised], 10**8]
        expected = mp.quad(lambda x: mixture_cdf(x) ** 2, below) + mp.quad(lambda x: (1 - mixture_cdf(x)) ** 2, above)
    assert crps(mixture(), realised) == pytest.approx(float(expected), rel=1e-7)


@pytest.mark.parametrize("realised", [20.0, 43.7, 58.0])
def test_the_crps_of_one_normal_is_its_closed_form(realised: float) -> None:
    """σ·(z(2Φ(z) − 1) + 2φ(z) − 1/√π), Gneiting & Raftery (2007), equation 5; truncation takes nothing away here."""
    mean, spread = 44.0, 3.0
    z = (realised - mean) / spread
    closed = spread * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi))
    assert crps(mixture((1.0,), (mean,), (spread,), (False,)), realised) == pytest.approx(closed, rel=1e-9)


@pytest.mark.parametrize("realised", [21_000.0, 33_500.0, 61_000.0])
def test_the_crps_is_twice_the_quantile_scores_together(realised: float) -> None:
    """CRPS = 2·∫ S_α(F⁻¹(α), y) dα: two scores that are computed by different roads agree."""
    forecast = mixture()
    turn = float(forecast.cdf(realised))

    def score(level: float) -> float:
        return quantile_score(realised, float(forecast.quantile(level)), level)

    parts = [integrate.quad(score, *ends, limit=200)[0] for ends in ((1e-9, turn), (turn, 1 - 1e-9))]
    assert crps(forecast, realised) == pytest.approx(2 * sum(parts), rel=1e-4)


def test_the_crps_of_a_year_that_was_partly_realised_starts_at_what_was_in() -> None:
    """E|X − y| − ½·E|X − X'| over draws by quantile: the conditioned density has no closed form."""
    densities = mixture().components
    forecast = condition(np.array(WEIGHTS), densities, Observation(17_500.0, 0.42, 40.0))
    draws = forecast.quantile((np.arange(6_000) + 0.5) / 6_000)
    spread = 2 * np.sum(draws * (2 * np.arange(1, 6_001) - 6_001)) / 6_000**2
    for realised in (17_600.0, 38_365.0, 90_000.0):
        expected = np.abs(draws - realised).mean() - spread / 2
        assert crps(forecast, realised) == pytest.approx(expected, rel=2e-4)


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=25), st.floats(0, 1e5))
def test_the_crps_of_draws_is_that_of_every_pair(draws: list[float], realised: float) -> None:
    """E|X − y| − ½·E|X − X'| with every pair counted, a draw beside itself included."""
    pairs = np.mean([abs(a - b) for a, b in product(draws, repeat=2)])
    expected = np.mean([abs(draw - realised) for draw in draws]) - pairs / 2
    assert crps_of_draws(np.array(draws), realised) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("realised", "forecast", "level", "score"),
    [
        (47_991.0, 34_370.0, 2 / 3, 2 / 3 * 13_621),
        (49_892.0, 67_000.0, 2 / 3, 17_108 / 3),
        (45_640.0, 49_800.0, 1 / 8, 7 / 8 * 4_160),
        (45_640.0, 78_500.0, 7 / 8, 1 / 8 * 32_860),
        (45_640.0, 45_640.0, 1 / 8, 0.0),
    ],
)
def test_quantile_scores_by_hand(realised: float, forecast: float, level: float, score: float) -> None:
    """Above the quantile a miss costs α per person, below it 1 − α."""
    assert quantile_score(realised, forecast, level) == pytest.approx(score, rel=1e-12)


@pytest.mark.parametrize(
    ("realised", "interval_score"),
    [(45_640.0, 28_700 + 8 * 4_160), (49_892.0, 28_700.0), (91_000.0, 28_700 + 8 * 12_500)],
)
def test_minimum_and_maximum_together_are_the_interval_score(realised: float, interval_score: float) -> None:
    """(u − l) + 2/α·(l − y)⁺ + 2/α·(y − u)⁺ with α = 1/4, by hand for 49.800 to 78.500; the two scores are α/2 of it.

    Gneiting & Raftery (2007), section 6.2. The median has no part in it, so its distance can't be lost in the sum.
    """
    scores = [quantile_score(realised, line, level) for line, level in ((49_800.0, 1 / 8), (78_500.0, 7 / 8))]
    assert sum(scores) == pytest.approx(interval_score / 8, rel=1e-12)


def test_the_place_of_outcomes_that_follow_the_forecast_is_uniform() -> None:
    """40.000 outcomes drawn scenario by scenario with scipy: every tenth of the places holds a tenth of them."""
    chance = np.random.default_rng(7)
    scenario = chance.choice(3, 40_000, p=WEIGHTS)
    drawn = []
    for k, (mean, spread, logarithmic) in enumerate(zip(MEANS, SPREADS, LOGNORMAL, strict=True)):
        width = np.sqrt(np.log(1 + (spread / mean) ** 2))
        lognormal = stats.lognorm(width, scale=mean * np.exp(-(width**2) / 2))
        density = lognormal if logarithmic else stats.truncnorm(-mean / spread, np.inf, mean, spread)
        drawn.append(density.rvs(int((scenario == k).sum()), random_state=chance))
    places = mixture().cdf(np.concatenate(drawn))
    assert stats.kstest(places, "uniform").pvalue > 0.01
    assert np.histogram(places, 10, (0, 1))[0] / 40_000 == pytest.approx(np.full(10, 0.1), abs=0.006)


def test_the_right_quantile_scores_best_on_average() -> None:
    """Propriety: over draws of a skewed distribution no other number beats the quantile itself."""
    draws = stats.gamma(2.0, scale=10_000).ppf((np.arange(2_000) + 0.5) / 2_000)
    for level in (1 / 8, 2 / 3, 7 / 8):
        right = float(np.quantile(draws, level))
        scores = [np.mean([quantile_score(y, q, level) for y in draws]) for q in (right, 0.9 * right, 1.1 * right)]
        assert scores[0] < min(scores[1:])


@pytest.mark.parametrize(("within", "n"), [(0, 5), (2, 8), (4, 8), (7, 8), (8, 8)])
def test_the_coverage_interval_is_where_the_count_would_be_too_rare(within: int, n: int) -> None:
    """At either end the binomial chance of this count or further off is 2,5%; at 0 and n that end is 0 or 1."""
    found = coverage_interval(within, n)
    at_least = sum(
        mp.binomial(n, k) * mp.mpf(found.low) ** k * (1 - mp.mpf(found.low)) ** (n - k) for k in range(within, n + 1)
    )
    at_most = sum(
        mp.binomial(n, k) * mp.mpf(found.high) ** k * (1 - mp.mpf(found.high)) ** (n - k) for k in range(within + 1)
    )
    assert float(at_least) == pytest.approx(0.025, rel=1e-6) or (within, found.low) == (0, 0.0)
    assert float(at_most) == pytest.approx(0.025, rel=1e-6) or (within, found.high) == (n, 1.0)


def test_the_chance_of_so_few_hits() -> None:
    """Σ C(8, k)·0,75^k·0,25^(8−k) up to 2 and 4, by hand: 277/65536 and 7459/65536."""
    assert chance_of_at_most(2, 8, 0.75) == pytest.approx(277 / 65_536, rel=1e-12)
    assert chance_of_at_most(4, 8, 0.75) == pytest.approx(7_459 / 65_536, rel=1e-12)


def test_skill_beside_a_reference() -> None:
    """Half the error is a skill of a half, twice the error −1; beside a perfect reference there is none."""
    assert (skill(1.0, 2.0), skill(4.0, 2.0), skill(1.0, 0.0)) == (0.5, -1.0, None)


def brute_interval(values, blocks, statistic):
    """The same interval by writing out every ordered way to draw the blocks."""
    names = sorted(set(blocks))
    found = []
    for way in product(names, repeat=len(names)):
        sample = [value for name in way for value, block in zip(values, blocks, strict=True) if block == name]
        found.append(statistic(np.array(sample)))
    ordered = sorted(found)
    return ordered[int(np.ceil(0.025 * len(found))) - 1], ordered[int(np.ceil(0.975 * len(found))) - 1]


@pytest.mark.parametrize("statistic", [np.mean, np.max])
def test_a_block_is_drawn_as_a_whole(statistic) -> None:
    """Four years of unequal size and error, against every one of the 256 ways to draw them."""
    values = [26.0, 20.0, 15.0, 4.0, -8.0, 31.0, 29.0]
    blocks = [2023, 2023, 2023, 2024, 2025, 2026, 2026]
    found = block_interval(values, blocks, lambda sample: float(statistic(sample)))
    assert found is not None
    assert (found.low, found.high) == pytest.approx(brute_interval(values, blocks, statistic))


def test_many_blocks_are_drawn_by_lot() -> None:
    """Twelve blocks: the interval of a mean is near that of the normal approximation, and always the same."""
    values = list(np.linspace(-10.0, 30.0, 12))
    found, again = (block_interval(values, range(12), lambda sample: float(sample.mean())) for _ in range(2))
    assert found == again
    assert found is not None
    half = 1.96 * np.std(values) / np.sqrt(12)
    assert (found.low, found.high) == pytest.approx((10 - half, 10 + half), abs=0.6)


def test_two_years_make_no_interval() -> None:
    """Whatever their number of values, two blocks say nothing of how years differ."""
    assert block_interval([1.0, 2.0, 3.0], [2023, 2023, 2024], lambda sample: float(sample.mean())) is None

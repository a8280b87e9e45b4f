"""The scores of forecasts without judgement, against closed forms and the definition of the score."""

import numpy as np
import pytest
from scipy import stats

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.evaluation.benchmarks import Benchmark, score_benchmarks
from mpp_lib.inflow.references import NAIVE, STATISTICAL, WALK, References, references
from mpp_lib.inflow.seasonal import SeasonalProfile

FLAT = SeasonalProfile(np.full(12, 1 / 12), 40.0, (2020,), True)


@pytest.fixture(scope="module")
def found() -> References:
    """Of 2023 and 2024, from fifteen lopsided years."""
    walk = np.cumsum(np.random.default_rng(3).normal(0.004, 0.1, 180))
    realised = dict(zip(month_range(Month(2008, 1), 180), (2_000 * np.exp(walk)).tolist(), strict=True))
    return references(realised, FLAT, (2023, 2024), seed=7)


def named(found: References, year: int, realised: float) -> dict[str, Benchmark]:
    return {one.name: one for one in score_benchmarks(found, year, realised)}


def lognormal_crps(mu: float, sigma: float, y: float) -> float:
    """Closed form: y(2Φ(z) − 1) − 2e^(μ+σ²/2)(Φ(z − σ) + Φ(σ/√2) − 1), z = (ln y − μ)/σ (Baran and Lerch 2015)."""
    z, cdf = (np.log(y) - mu) / sigma, stats.norm.cdf
    whole = 2 * np.exp(mu + sigma**2 / 2) * (cdf(z - sigma) + cdf(sigma / np.sqrt(2)) - 1)
    return float(y * (2 * cdf(z) - 1) - whole)


@pytest.mark.parametrize("share", [0.4, 1.0, 2.7])
def test_the_random_walk_has_the_closed_form_of_a_lognormal(found: References, share: float) -> None:
    walk = found.walk[2024]
    y = share * walk.last_twelve
    scored = named(found, 2024, y)[WALK]
    assert scored.crps == pytest.approx(lognormal_crps(np.log(walk.last_twelve), walk.variance**0.5, y), rel=1e-8)
    assert scored.pit == pytest.approx(stats.norm.cdf(np.log(share) / walk.variance**0.5), rel=1e-9)


@pytest.mark.parametrize("name", [NAIVE, STATISTICAL])
def test_draws_are_scored_as_the_steps_they_are(found: References, name: str) -> None:
    """The definition, step by step: the integral of (F − 1)² above the outcome and of F² below it."""
    values = np.sort(found.of(2023)[name].distribution.values)
    y = float(np.quantile(values, 0.8))
    cuts = np.unique(np.append(values, y))
    below = np.searchsorted(values, cuts[:-1], side="right") / len(values)
    by_hand = float(np.sum(np.diff(cuts) * (below - (cuts[:-1] >= y)) ** 2))
    scored = named(found, 2023, y)[name]
    assert scored.crps == pytest.approx(by_hand, rel=1e-9)
    assert scored.pit == pytest.approx(0.8, abs=0.001)
    assert scored.within_band


def test_the_band_ends_where_an_eighth_is_left(found: References) -> None:
    """Just inside and just outside of both ends of each."""
    for name, reference in found.of(2024).items():
        low, high = reference.lines.minimum, reference.lines.maximum
        held = [named(found, 2024, y)[name].within_band for y in (low - 1, low + 1, high - 1, high + 1)]
        assert held == [False, True, True, False], name


def test_a_past_too_short_has_no_benchmarks() -> None:
    """Two years: none of the three."""
    realised = dict(zip(month_range(Month(2021, 1), 24), [1_000.0, 1_300.0] * 12, strict=True))
    assert score_benchmarks(references(realised, FLAT, (2023,), seed=1), 2023, 12_000.0) == ()

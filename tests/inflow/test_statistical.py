"""The statistical model beside the mixture, against algebra done another way."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from statsmodels.tsa.ar_model import AutoReg  # type: ignore[import-untyped]

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.baseline import naive_baseline
from mpp_lib.inflow.random_walk import random_walk
from mpp_lib.inflow.references import NAIVE, STATISTICAL, reference_forecasts
from mpp_lib.inflow.seasonal import SeasonalProfile
from mpp_lib.inflow.statistical import (
    Autoregression,
    StatisticalModel,
    simulate_logs,
    statistical_forecasts,
    statistical_model,
)
from tests.support.inflow_rounds import round_inputs

FLAT = SeasonalProfile(np.full(12, 1 / 12), 40.0, (2020,), True)
LOPSIDED = SeasonalProfile(np.array([4, 5, 6, 6, 7, 8, 9, 10, 12, 13, 11, 9]) / 100, 40.0, (2020,), True)
WALK = Autoregression(1, False, 0.0, (1.0,), 0.1, 0.0)


def model(
    chosen: Autoregression, logs: list[float], last: Month, shares=FLAT.shares, realised=None
) -> StatisticalModel:
    """A model as if it had been estimated."""
    return StatisticalModel(np.array(logs), last, shares, (chosen,), realised or {})


def autoregressive(phi: float, sigma: float, count: int, seed: int) -> dict[Month, float]:
    """Months around 2,000 people: each logarithm is phi times the one before, and noise."""
    noise, logs = np.random.default_rng(seed).normal(0, sigma, count), [0.0]
    for shock in noise[1:]:
        logs.append(phi * logs[-1] + shock)
    months = month_range(Month(2010, 1), count)
    return {month: float(2_000 * np.exp(value)) for month, value in zip(months, logs, strict=True)}


def test_a_random_walk_has_its_closed_form():
    """Of Σ exp(W_k), k = 1 … 12: mean Σ e^(kσ²/2), variance Σ Σ e^((j+k)σ²/2)(e^(min(j,k)σ²) − 1), times a thousand."""
    found = statistical_forecasts(model(WALK, [np.log(1_000)], Month(2023, 12)), [2024], seed=3, draws=200_000)[0]
    k = np.arange(1, 13)
    square = 0.1**2
    mean = 1_000 * np.exp(k * square / 2).sum()
    both = np.exp((k[:, None] + k) * square / 2) * (np.exp(np.minimum(k[:, None], k) * square) - 1)
    deviation = 1_000 * np.sqrt(both.sum())
    assert found.distribution.mean == pytest.approx(mean, abs=4 * deviation / np.sqrt(200_000))
    assert found.distribution.values.std() == pytest.approx(deviation, rel=0.01)


def test_an_autoregression_follows_its_companion_matrix():
    """Mean and variance of every month ahead are those of the state-space form: A^h, and Σ σ² (A^j)₀₀²."""
    chosen = Autoregression(3, True, 0.5, (0.6, 0.3, -0.2), 0.2, 0.0)
    history = [2.0, 1.0, 3.0]
    logs = simulate_logs(model(chosen, history, Month(2023, 12)), 24, seed=5, draws=100_000)
    companion = np.array([[0.6, 0.3, -0.2], [1, 0, 0], [0, 1, 0]])
    state, variance = np.array(history[::-1]), 0.0
    for step in range(24):
        variance += 0.2**2 * np.linalg.matrix_power(companion, step)[0, 0] ** 2
        state = companion @ state + np.array([0.5, 0, 0])
        assert logs[step].mean() == pytest.approx(state[0], abs=5 * np.sqrt(variance / 100_000))
        assert logs[step].std() == pytest.approx(np.sqrt(variance), rel=0.02)
    assert chosen.level == pytest.approx(0.5 / 0.3)


@pytest.mark.parametrize("seed", range(5))
def test_the_estimates_are_those_of_statsmodels(seed: int) -> None:
    """Every candidate, with its noise and its AICc."""
    found = statistical_model(autoregressive(0.8, 0.2, 60 + 17 * seed, seed), FLAT)
    logs = found.months
    for one in found.candidates:
        values, lags, trend, before = (logs, one.lags, "c", 3) if one.returns else (np.diff(logs), one.lags - 1, "n", 2)
        fitted = AutoReg(values, lags=lags, trend=trend, hold_back=before).fit()
        phi = -np.convolve([1.0, *-fitted.params], [1.0, -1.0])[1:]
        constant, *coefficients = fitted.params if one.returns else (0.0, *phi)
        assert (one.constant, *one.coefficients) == pytest.approx((constant, *coefficients), rel=1e-12, abs=1e-14)
        assert (one.sigma, one.aicc) == pytest.approx((fitted.sigma2**0.5, fitted.aicc), rel=1e-12)
    assert len(found.candidates) == 6


def test_the_estimates_are_least_squares_on_the_same_months():
    """Every candidate equals a regression written out, and its AICc the one from the sum of squares."""
    found = statistical_model(autoregressive(0.8, 0.2, 90, seed=11), FLAT)
    logs, n = found.months, 90 - 3
    for candidate in found.candidates:
        past = np.column_stack([logs[3 - k : 90 - k] for k in range(1, candidate.lags + 1)])
        if candidate.returns:
            design, target = np.column_stack([np.ones(n), past]), logs[3:]
        else:
            change = np.diff(logs)
            design = np.column_stack([np.zeros((n, 0)), *(change[2 - k : 89 - k] for k in range(1, candidate.lags))])
            target = change[2:]
        estimate = np.linalg.lstsq(design, target, rcond=None)[0] if design.shape[1] else np.zeros(0)
        squares = float(np.sum((target - design @ estimate) ** 2))
        count = design.shape[1] + 1
        aicc = n * (np.log(2 * np.pi * squares / n) + 1) + 2 * count + 2 * count * (count + 1) / (n - count - 1)
        assert candidate.sigma == pytest.approx(np.sqrt(squares / n), rel=1e-9)
        assert candidate.aicc == pytest.approx(aicc, rel=1e-9)
        fitted = candidate.constant + past @ np.array(candidate.coefficients)
        np.testing.assert_allclose(logs[3:] - fitted, target - design @ estimate, atol=1e-9)
    assert len(found.candidates) == 6
    assert [one.aicc for one in found.candidates] == sorted(one.aicc for one in found.candidates)


@pytest.mark.parametrize(("phi", "returns"), [(0.5, True), (1.0, False)])
def test_the_criterion_tells_a_level_from_a_walk(phi: float, returns: bool):
    """Six hundred months that return to a level are seen to, and six hundred that wander are not."""
    found = statistical_model(autoregressive(phi, 0.1, 600, seed=2), FLAT)
    assert found.candidates[0].returns is returns
    if returns:
        assert found.yearly_level == pytest.approx(24_000, rel=0.03)
        assert found.chosen[0].coefficients[0] == pytest.approx(0.5, abs=0.1)


def test_half_of_the_draws_have_a_level_and_half_have_none():
    """The best of each kind; a month to go, the year is the even mixture of two lognormals, by their own formulas."""
    found = statistical_model(autoregressive(0.8, 0.2, 131, seed=11), FLAT)  # to 2020-11
    assert [one.returns for one in found.chosen] == [True, False]
    assert all(one == next(c for c in found.candidates if c.returns is one.returns) for one in found.chosen)
    year = statistical_forecasts(found, [2020], seed=2, draws=200_000)[0].distribution
    known = sum(value for month, value in found.realised.items() if month.year == 2020)
    means = [one.constant + np.dot(one.coefficients, found.months[: -one.lags - 1 : -1]) for one in found.chosen]
    for month in (1_500.0, 2_000.0, 2_600.0):
        parts = [ndtr((np.log(month) - m) / one.sigma) for m, one in zip(means, found.chosen, strict=True)]
        assert year.cdf(known + month) == pytest.approx(np.mean(parts), abs=0.005)


def test_its_band_widens_every_year_ahead():
    """Half of the draws return to a level; the band keeps widening all the same, in people and in ratio."""
    found = statistical_model(autoregressive(0.9, 0.15, 180, seed=5), FLAT)
    lines = [one.lines for one in statistical_forecasts(found, range(2025, 2030), seed=4)]
    assert found.yearly_level is not None
    assert all(later.maximum - later.minimum > one.maximum - one.minimum for one, later in pairwise(lines))
    assert all(later.maximum / later.minimum > one.maximum / one.minimum for one, later in pairwise(lines))


def test_one_month_to_go_is_lognormal():
    """Realised to November, the year is what is in plus twelve times December's share of a lognormal month."""
    realised = dict(zip(month_range(Month(2023, 1), 11), range(1_000, 2_100, 100), strict=True))
    now = model(WALK, [np.log(2_000)], Month(2023, 11), LOPSIDED.shares, realised)
    found = statistical_forecasts(now, [2023], seed=1, draws=200_000)[0].distribution
    for chance in (0.125, 0.5, 0.875):
        expected = 16_500 + 12 * 0.09 * 2_000 * np.exp(0.1 * ndtri(chance))
        assert found.quantile(chance) == pytest.approx(expected, rel=0.002)
    assert found.values[0] > 16_500


def test_the_season_is_taken_out_and_put_back():
    """Months that are nothing but season become a constant, and every forecast year has that season again."""
    months = month_range(Month(2018, 1), 72)
    steady = np.exp(np.random.default_rng(4).normal(0, 0.05, 72))
    realised = {m: float(24_000 * LOPSIDED.shares[m.month - 1] * f) for m, f in zip(months, steady, strict=True)}
    found = statistical_model(realised, LOPSIDED)
    np.testing.assert_allclose(np.exp(found.months), 2_000 * steady, rtol=1e-12)
    lines = statistical_forecasts(found, [2024, 2025], seed=1)[1].lines
    assert lines.median == pytest.approx(24_000, rel=0.03)


@pytest.mark.parametrize(("count", "empty", "known"), [(60, None, True), (59, None, False), (80, 70, False)])
def test_no_model_without_a_past_of_people(count: int, empty: int | None, known: bool):
    """Five years are enough and a month less is not; a month without anybody has no logarithm."""
    realised = autoregressive(0.7, 0.2, count, seed=9)
    if empty is not None:
        realised[Month(2010, 1) + empty] = 0.0
    assert (statistical_model(realised, FLAT) is not None) is known


def test_the_same_seed_gives_the_same_draws():
    """Chance comes from the seed alone."""
    found = statistical_model(autoregressive(0.7, 0.2, 72, seed=9), FLAT)
    first, again, other = (statistical_forecasts(found, [2016], seed)[0].distribution.values for seed in (7, 7, 8))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_references_of_a_round_know_nothing_later_than_its_cut_off():
    """A file that holds later months gives the same references; each year of the horizon has all three."""
    realised = autoregressive(0.7, 0.2, 156, seed=6)  # to 2022-12
    inputs = round_inputs(realised=realised)
    found = reference_forecasts(inputs)
    later = reference_forecasts(round_inputs(realised=realised | {Month(2023, 1): 90_000.0}))
    assert list(found.naive) == list(found.walk) == list(found.statistical) == [2023, 2024]
    assert list(found.of(2023)) == [NAIVE, "random_walk", STATISTICAL]
    for year in (2023, 2024):
        assert np.array_equal(found.statistical[year].distribution.values, later.statistical[year].distribution.values)
        assert found.naive[year].lines == naive_baseline(realised, year).lines
        assert found.walk[year].lines == later.walk[year].lines == random_walk(realised, year).lines
        assert found.statistical[year].lines.minimum < found.statistical[year].lines.median


def test_a_short_past_gives_no_references():
    """Three years are too few for any; the mixture then stands alone."""
    found = reference_forecasts(round_inputs())
    assert (found.naive, found.walk, found.statistical, found.model) == ({}, {}, {}, None)

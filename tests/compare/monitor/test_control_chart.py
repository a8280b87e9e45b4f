"""The control chart: against published run lengths, against series simulated another way, against plain arithmetic."""

import random

import numpy as np
import pytest
from scipy import stats

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.monitor.control_chart import (
    INDEPENDENT,
    chart,
    false_alarm,
    learning_scores,
    limit_for,
    normal_scores,
    sums,
)
from mpp_lib.compare.monitor.monitored_indicator import Noise

MONTHS = month_range(Month(2024, 1), 12)

PUBLISHED = {0.0: 168.0, 0.5: 26.6, 1.0: 8.38, 2.0: 3.34}
"""Average run length of the two-sided CUSUM with k = ½, h = 4 by shift of the mean in standard deviations: Montgomery,
Introduction to Statistical Quality Control, table 9.3."""


@pytest.mark.parametrize(("shift", "published"), PUBLISHED.items())
def test_the_average_run_length_is_the_published_one(shift: float, published: float):
    """Simulated run lengths have the average that the handbook prints, within four standard errors and its rounding."""
    months, series = (2000, 4000) if shift == 0 else (400, 20_000)
    scores = np.random.default_rng(11).standard_normal((months, series)) + shift
    upper, lower = sums(scores)
    signals = (upper > 4) | (lower > 4)
    lengths = np.where(signals.any(axis=0), signals.argmax(axis=0) + 1, months)
    assert lengths.mean() == pytest.approx(published, abs=4 * lengths.std() / np.sqrt(series) + 0.005 * published)


def signals_by_hand(scores: list[float]) -> bool:
    above = below = 0.0
    for score in scores:
        above, below = max(0.0, above + score - 0.5), max(0.0, below - score - 0.5)
        if above > 4 or below > 4:
            return True
    return False


@pytest.mark.parametrize("months", [4, 9, 12])
def test_the_false_alarm_rate_lies_in_its_bounds(months: int):
    """Series drawn and summed another way signal as often as is stated, between the bounds that are stated."""
    chance = random.Random(5)
    draws = 100_000
    count = sum(signals_by_hand([chance.gauss(0, 1) for _ in range(months)]) for _ in range(draws))
    stated = false_alarm(months)
    assert stated.low < stated.chance < stated.high
    assert stated.low < count / draws < stated.high


def test_the_bounds_are_exact_binomial_ones():
    """The stated bounds are those of scipy's exact binomial interval."""
    stated = false_alarm(6)
    test = stats.binomtest(round(stated.chance * stated.draws), stated.draws)
    interval = test.proportion_ci(0.99, method="exact")
    assert (stated.low, stated.high) == pytest.approx((interval.low, interval.high))


def hanging_together(correlation: float, months: int, draws: random.Random) -> list[float]:
    """Standard normal values, each correlated with the one before it; with 1 a walk of standard normal steps."""
    fresh = np.sqrt(1 - correlation**2) if correlation < 1 else 1.0
    values = [draws.gauss(0, 1)]
    while len(values) < months:
        values.append(correlation * values[-1] + fresh * draws.gauss(0, 1))
    return values


@pytest.mark.parametrize("noise", [Noise(0.57, 0.77), Noise(0.65, 0.8), Noise(1.0, 0.5)])
def test_the_limit_holds_for_scores_that_hang_together(noise: Noise):
    """A year of scores drawn another way passes the limit as often as stated, which is hardly more than one in 20.

    At a tenth below the limit more than one year in 20 would.
    """
    draws, series = random.Random(3), 40_000
    scores = np.array([hanging_together(noise.correlation, 12, draws) for _ in range(series)]).T * noise.spread
    upper, lower = sums(scores)
    highest = np.maximum(upper, lower).max(axis=0)
    stated, limit = false_alarm(12, noise), limit_for(noise)
    error = 4 * np.sqrt(0.05 * 0.95 / series)
    assert (highest > limit).mean() == pytest.approx(stated.chance, abs=error)
    assert stated.chance <= 0.05
    assert (highest > limit - 0.1).mean() > 0.05 - error


def test_independent_scores_have_the_limit_of_the_handbook():
    """h = 4, as in the table of run lengths."""
    assert limit_for(INDEPENDENT) == 4.0


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.8, 1.0])
def test_a_chart_of_changes_never_signals_more_than_stated(correlation: float):
    """However a deviation hangs together from month to month, its changes signal in no more years than is stated."""
    draws, series = random.Random(8), 20_000
    deviations = np.array([hanging_together(correlation, 12, draws) for _ in range(series)])
    scores = np.array([learning_scores(row) for row in np.diff(deviations)]).T
    upper, lower = sums(scores)
    rate = (np.maximum(upper, lower) > 4).any(axis=0).mean()
    stated = false_alarm(len(scores))
    assert rate < stated.chance + 3 * np.sqrt(stated.chance / series)
    if correlation == 1:
        assert rate > stated.chance - 3 * np.sqrt(stated.chance / series)


@pytest.mark.parametrize(("correlation", "told"), [(0.5, 0.19), (0.8, 0.42)])
def test_a_chart_of_the_deviations_themselves_would_signal_far_more(correlation: float, told: float):
    """What docs/monitor.md says of months judged by level: each beside the mean and spread of those before it."""
    draws, series = random.Random(4), 8000
    values = np.array([hanging_together(correlation, 12, draws) for _ in range(series)])
    places = [
        stats.t.cdf(
            (values[:, k] - values[:, :k].mean(axis=1)) / (values[:, :k].std(axis=1, ddof=1) * np.sqrt(1 + 1 / k)),
            k - 1,
        )
        for k in range(2, 12)
    ]
    scores = stats.norm.ppf(np.clip(places, 1e-9, 1 - 1e-9))
    assert np.mean([signals_by_hand(list(row)) for row in scores.T]) == pytest.approx(told, abs=0.015)


@pytest.mark.parametrize(("drift", "least", "most"), [(1.0, 0.25, 0.30), (2.0, 0.78, 0.85)])
def test_a_deviation_that_keeps_going_signals(drift: float, least: float, most: float):
    """A walk that moves one way from halfway the year: in over a quarter of years, at twice the pace in four of five.

    So docs/monitor.md says it.
    """
    draws, series = random.Random(6), 5000
    steps = np.array([[draws.gauss(drift if month > 5 else 0.0, 1) for month in range(1, 12)] for _ in range(series)])
    upper, lower = sums(np.array([learning_scores(row) for row in steps]).T)
    assert least < (np.maximum(upper, lower) > 4).any(axis=0).mean() < most


@pytest.mark.parametrize("size", [0.02, 1.5])
def test_learnt_scores_are_standard_normal_whatever_the_size_of_the_changes(size: float):
    """Independent changes around zero give independent standard normal scores, so the stated rate holds for them."""
    generator = np.random.default_rng(3)
    rows = np.array([learning_scores(size * generator.standard_normal(8)) for _ in range(6000)])
    for column in rows.T:
        assert stats.kstest(column, "norm").pvalue > 1e-3
    apart = np.corrcoef(rows.T) - np.eye(rows.shape[1])
    assert np.abs(apart).max() < 4 / np.sqrt(len(rows))


def test_a_learnt_score_is_the_place_of_a_change_among_those_before_it():
    """By hand, for four changes: the t-value of the fourth beside the mean square of the three before it."""
    changes = [0.04, -0.01, 0.02, 0.15]
    t = 0.15 / np.sqrt((0.04**2 + 0.01**2 + 0.02**2) / 3)
    scores = learning_scores(changes)
    assert len(scores) == 3
    assert scores[-1] == pytest.approx(stats.norm.ppf(stats.t.cdf(t, 3)))


def test_deviations_that_are_rounding_score_zero():
    """Realisations equal to the forecast but for the last digits give nothing to signal."""
    assert learning_scores([1e-16, -2e-16, 3e-15, 0.0, 1e-12]) == (0.0, 0.0, 0.0, 0.0)


def test_the_chart_tells_when_and_which_way():
    """Two large scores in a row signal in the second month, on the side they lie; after that nothing changes it."""
    scores = [0.2, -3.0, -2.5, 0.0, 6.0]
    made = chart(MONTHS[:5], scores, "toets")
    assert made.lower == pytest.approx((0.0, 2.5, 4.5, 4.0, 0.0))
    assert made.upper == pytest.approx((0.0, 0.0, 0.0, 0.0, 5.5))
    assert (made.signal, made.direction) == (Month(2024, 3), "lager")
    assert chart(MONTHS[:2], [1.0, 1.0], "toets").signal is None


def test_normal_scores_stay_finite():
    """A month without anybody, or beyond everything foreseen, has a large score and no infinite one."""
    assert normal_scores([0.0, 0.5, 1.0]) == pytest.approx((-6.0, 0.0, 6.0), abs=0.01)

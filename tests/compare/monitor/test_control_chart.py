"""The control chart: against published run lengths, against series simulated another way, against plain arithmetic."""

import random

import numpy as np
import pytest
from scipy import stats

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.monitor.control_chart import chart, false_alarm, learning_scores, normal_scores, sums

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


@pytest.mark.parametrize(("level", "spread"), [(0.0, 0.02), (-0.3, 0.05), (2.0, 1.5)])
def test_learnt_scores_are_standard_normal_whatever_level_and_spread(level: float, spread: float):
    """Deviations around a fixed level give independent standard normal scores, so the stated rate holds for them."""
    generator = np.random.default_rng(8)
    rows = np.array([learning_scores(level + spread * generator.standard_normal(9)) for _ in range(6000)])
    for column in rows.T:
        assert stats.kstest(column, "norm").pvalue > 1e-3
    apart = np.corrcoef(rows.T) - np.eye(rows.shape[1])
    assert np.abs(apart).max() < 4 / np.sqrt(len(rows))
    upper, lower = sums(rows.T)
    rate = ((upper > 4) | (lower > 4)).any(axis=0).mean()
    stated = false_alarm(7)
    assert abs(rate - stated.chance) < 4 * np.sqrt(stated.chance / len(rows))


def test_a_learnt_score_is_the_prediction_of_a_next_value():
    """By hand, for five months: the t-value of the fifth against the four before it."""
    deviations = [0.04, -0.01, 0.02, 0.03, 0.15]
    before = np.array(deviations[:4])
    t = (deviations[4] - before.mean()) / (before.std(ddof=1) * np.sqrt(1 + 1 / 4))
    expected = stats.norm.ppf(stats.t.cdf(t, 3))
    scores = learning_scores(deviations)
    assert len(scores) == 3
    assert scores[-1] == pytest.approx(expected)


def test_deviations_that_are_rounding_score_zero():
    """Realisations equal to the forecast but for the last digits give nothing to signal."""
    assert learning_scores([1e-16, -2e-16, 3e-15, 0.0, 1e-12]) == (0.0, 0.0, 0.0)


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

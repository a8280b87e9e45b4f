"""The naive baseline and the random walk, against their definitions written out, scipy and closed forms."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.baseline import naive_baseline
from mpp_lib.inflow.random_walk import random_walk


def steady(growth: float, count: int) -> dict[Month, float]:
    """Months that grow by the same factor each."""
    return {month: 1_000 * growth**k for k, month in enumerate(month_range(Month(2015, 1), count))}


def test_baseline_takes_the_past_as_sizes_up_and_down():
    """Every month 1% above the one before: a year ahead all changes are 1.01^12, so up and down by that alone."""
    realised = steady(1.01, 96)  # to 2022-12
    baseline = naive_baseline(realised, 2023)
    last = sum(v for m, v in realised.items() if m.year == 2022)
    np.testing.assert_allclose(baseline.distribution.values[:500], last / 1.01**12, rtol=1e-12)
    np.testing.assert_allclose(baseline.distribution.values[-500:], last * 1.01**12, rtol=1e-12)
    assert baseline.lines.median == baseline.last_twelve == pytest.approx(last)
    assert baseline.changes == 96 - 12 - 12 + 1


def test_baseline_within_a_year_looks_ahead_to_its_december():
    """With realisations up to June the band is that of six-month changes, and never below what is realised."""
    realised = steady(1.01, 90)  # to 2022-06
    values = naive_baseline(realised, 2022).distribution.values
    last = sum(list(realised.values())[-12:])
    assert values[[0, -1]] == pytest.approx([last / 1.01**6, last * 1.01**6])
    fallen = realised | dict.fromkeys(month_range(Month(2022, 1), 6), 20000.0)
    assert naive_baseline(fallen, 2022).distribution.values[0] == 120_000


def test_baseline_band_is_the_empirical_one():
    """Years of 10, 20, 15 and 45 (thousand): the largest change was threefold, so a year ahead it is, either way."""
    totals = (10, 20, 15, 45, 45)
    months = month_range(Month(2015, 1), 60)
    baseline = naive_baseline({m: 1_000 * totals[m.year - 2015] / 12 for m in months}, 2020)
    assert baseline.last_twelve == pytest.approx(45_000)
    assert baseline.distribution.values[[0, -1]] == pytest.approx([15_000, 135_000], rel=0.02)
    assert baseline.lines.minimum < baseline.lines.medio < baseline.lines.maximum


def lopsided(count: int) -> dict[Month, float]:
    """Months that wander, and changed more over a year than over five: what would narrow an empirical band."""
    walk = np.cumsum(np.random.default_rng(8).normal(0.01, 0.12, count))
    return dict(zip(month_range(Month(2008, 1), count), 2_000 * np.exp(walk - 0.9 * walk**2 / 4), strict=True))


@pytest.mark.parametrize("count", [150, 186, 192])
def test_benchmarks_are_no_straw_men(count):
    """The naive band is never narrower than a year before and its median stays; that of the walk widens each year."""
    realised = lopsided(count)
    first = max(realised).year + (max(realised).month == 12)
    naive = [naive_baseline(realised, year).lines for year in range(first, first + 5)]
    walk = [random_walk(realised, year).lines for year in range(first, first + 5)]
    last = sum(list(realised.values())[-12:])
    assert [lines.median for lines in naive] == pytest.approx([last] * 5)
    assert all(later.maximum >= lines.maximum and later.minimum <= lines.minimum for lines, later in pairwise(naive))
    assert all(later.maximum > lines.maximum and later.minimum < lines.minimum for lines, later in pairwise(walk))
    assert walk[-1].median == pytest.approx(last, rel=1e-6)


def test_the_random_walk_is_a_lognormal_of_past_changes():
    """Against scipy: up to a year ahead the mean square of changes over that time, after it growing with the months."""
    realised = lopsided(180)  # to 2022-12
    totals = np.convolve(list(realised.values()), np.ones(12), mode="valid")
    yearly = np.mean(np.log(totals[12:] / totals[:-12]) ** 2)
    for year, ahead in ((2023, 12), (2025, 36)):
        found = random_walk(realised, year)
        by_hand = stats.lognorm(np.sqrt(yearly * ahead / 12), scale=totals[-1])
        assert found.distribution.quantile(np.array([0.125, 0.5, 0.875])) == pytest.approx(
            by_hand.ppf([0.125, 0.5, 0.875]), rel=1e-9
        )
        assert found.distribution.mean == pytest.approx(by_hand.mean(), rel=1e-9)


def test_the_random_walk_within_a_year_knows_what_is_in():
    """Realised to September: three-month changes, and the lognormal given at least what is in."""
    realised = lopsided(177)  # to 2022-09
    totals = np.convolve(list(realised.values()), np.ones(12), mode="valid")
    low = sum(v for m, v in realised.items() if m.year == 2022)
    free = stats.lognorm(np.sqrt(np.mean(np.log(totals[3:] / totals[:-3]) ** 2)), scale=totals[-1])
    found = random_walk(realised, 2022).distribution
    for x in (low * 1.02, totals[-1], totals[-1] * 1.3):
        assert found.sf(x) == pytest.approx(free.sf(x) / free.sf(low), rel=1e-9)
    assert found.cdf(low) == 0


def test_no_random_walk_without_enough_past_or_without_a_change():
    """33 changes are too few; a series that never changed has no distribution."""
    assert random_walk(lopsided(56), 2013) is None
    assert random_walk(steady(1.0, 96), 2023) is None
    assert random_walk(steady(1.01, 96), 2022) is None


@pytest.mark.parametrize(("count", "year"), [(0, 2020), (11, 2016), (58, 2020), (96, 2022)])
def test_no_baseline_without_enough_past(count, year):
    """No months, less than a year, 33 changes, and a year that is over: there is no baseline."""
    assert naive_baseline(steady(1.01, count), year) is None


def test_a_gap_ends_the_past():
    """Months before a gap are not used."""
    realised = steady(1.01, 96)
    del realised[Month(2016, 12)]
    assert naive_baseline(realised, 2023).changes == 72 - 12 - 12 + 1

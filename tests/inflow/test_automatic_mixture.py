"""The automatic mixture, by hand and against the forecast of a round."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.automatic_mixture import FOUR, LEAST_SPREAD, THREE, Recipe, automatic_year, past_changes
from mpp_lib.inflow.baseline import FEWEST_CHANGES, rolling_totals
from mpp_lib.inflow.conditioning import Observation, condition
from mpp_lib.inflow.seasonal import seasonal_profile

TOTALS = 12_000 * np.exp(np.cumsum(np.random.default_rng(3).normal(0.01, 0.09, 100)))


def realised(count: int) -> dict[Month, float]:
    """Months that wander, with a season."""
    walk = np.cumsum(np.random.default_rng(5).normal(0, 0.1, count))
    season = 1 + 0.3 * np.sin(np.arange(count) * np.pi / 6)
    return dict(zip(month_range(Month(2010, 1), count), 2_000 * season * np.exp(walk), strict=True))


@pytest.mark.parametrize(("parts", "pull"), [(THREE, 0.0), (FOUR, 0.25)])
def test_the_parts_are_those_of_the_changes_up_and_down(parts, pull):
    """Of 88 changes with either sign: written out change by change."""
    centres = [total ** (1 - pull) * stats.gmean(TOTALS[: k + 1]) ** pull for k, total in enumerate(TOTALS)]
    changes = [np.log(TOTALS[k + 12] / centres[k]) for k in range(88)]
    both = sorted([*changes, *(-change for change in changes)])
    ends = [round(cut * 176) for cut in (0, *parts.cuts, 1)]
    found = past_changes(TOTALS, parts, pull)
    assert (found.last, found.usual) == pytest.approx((np.log(TOTALS[-1]), np.log(TOTALS).mean()))
    assert found.years == pytest.approx(88 / 12)
    for k, (low, high) in enumerate(pairwise(ends)):
        assert found.centres[k] == pytest.approx(np.mean(both[low:high]), abs=1e-12)
        assert found.spreads[k] == pytest.approx(np.std(both[low:high]))


def test_it_widens_with_time_with_the_recipe_and_with_how_little_is_known():
    """A factor b·√(h/12)·t(7/8)/z(7/8), on the places of the parts and on their widths."""
    found = past_changes(TOTALS, THREE, 0.0)
    factor = 1.2 * np.sqrt(30 / 12) * stats.t.ppf(0.875, 88 / 12) / stats.norm.ppf(0.875)
    ahead = found.ahead(30, 1.2)
    assert ahead.centres == pytest.approx(found.last + factor * found.centres)
    assert ahead.spreads == pytest.approx(factor * found.spreads)
    assert ahead.chances.tolist() == [0.125, 0.75, 0.125]


def test_what_is_usual_pulls_every_year_again():
    """Three years of x' = x + 0.3·(usual − x) + a change: written out year by year, places and variances."""
    found, few = past_changes(TOTALS, FOUR, 0.3), stats.t.ppf(0.875, 88 / 12) / stats.norm.ppf(0.875)
    middle, variance = found.last, 0.0
    for _ in range(3):
        middle, variance = middle + 0.3 * (found.usual - middle), 0.7**2 * variance + 1
    ahead = found.ahead(36, 1.0)
    assert ahead.centres == pytest.approx(middle + few * np.sqrt(variance) * found.centres)
    assert ahead.spreads == pytest.approx(few * np.sqrt(variance) * found.spreads)


def test_changes_that_were_alike_are_no_certainty():
    grown = 10_000 * 1.01 ** np.arange(100)
    assert (past_changes(grown, THREE, 0.0).ahead(12, 1.0).spreads == LEAST_SPREAD).tolist() == [True, False, True]


def test_a_short_past_makes_no_mixture():
    assert past_changes(TOTALS[: 11 + FEWEST_CHANGES], THREE, 0.0) is None
    assert past_changes(TOTALS[: 12 + FEWEST_CHANGES], THREE, 0.0) is not None
    assert automatic_year(realised(40), 2014, Recipe(THREE)) is None


def test_a_year_under_way_is_that_of_december_given_its_months():
    """The months of the year itself decide nothing but the condition; the season is believed as far as was said."""
    months = realised(102)  # to 2018-06
    before = {month: value for month, value in months.items() if month.year < 2018}
    found = automatic_year(months, 2018, Recipe(FOUR, 0.25, 1.2), sureness=0.5)
    prior = past_changes(rolling_totals(before), FOUR, 0.25).ahead(12, 1.2)
    profile = seasonal_profile(before)
    seen = Observation(sum(list(months.values())[-6:]), profile.after(6), profile.concentration / 2)
    expected = condition(prior.chances, prior.components, seen)
    assert found.prior.centres.tolist() == prior.centres.tolist()
    assert found.distribution.quantile([0.1, 0.9]) == pytest.approx(expected.quantile([0.1, 0.9]))
    later = automatic_year(months, 2019, Recipe(FOUR, 0.25, 1.2))
    assert later.distribution.cdf(40_000.0) == pytest.approx(
        past_changes(rolling_totals(months), FOUR, 0.25).ahead(18, 1.2).cdf(40_000.0)
    )

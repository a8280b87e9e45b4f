"""The seasonal profile: hand-computed, and recovered from simulated years."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.seasonal import estimate_concentration, full_years, seasonal_profile
from tests.support.inflow_rounds import past


def test_shares_weigh_every_year_the_same():
    """Years of 12,000, 24,000 and 30,000 with 40, 44 and 48% in the first half: 44% in the profile, 7.33% a month."""
    profile = seasonal_profile(past())
    np.testing.assert_allclose(profile.shares, [0.44 / 6] * 6 + [0.56 / 6] * 6, rtol=1e-14)
    assert profile.years == (2020, 2021, 2022)
    assert profile.after(6) == pytest.approx(0.44, rel=1e-14)
    assert profile.after(0) == 0
    assert profile.after(12) == 1


def test_concentration_by_hand():
    """Moments of the cumulative shares: W_t = 0.44·t/6 up to June, then 1 − 0.56·(12 − t)/6, with standard deviation
    0.04·t/6 and 0.04·(12 − t)/6; Σ W(1 − W) = 1.97151, Σ Var = 0.0016·(91 + 55)/36 = 0.0064889, κ + 1 = 303.83.
    """
    up, down = [0.44 * t / 6 for t in range(1, 7)], [1 - 0.56 * t / 6 for t in range(1, 6)]
    expected = sum(w * (1 - w) for w in up + down) / (0.0016 * (91 + 55) / 36) - 1
    profile = seasonal_profile(past())
    assert profile.concentration == pytest.approx(expected, rel=1e-12)
    assert profile.concentration == pytest.approx(302.83, abs=0.01)
    assert profile.estimated


def test_a_given_concentration_is_taken_as_it_is():
    """κ from the round replaces the estimate, and then one full year is enough."""
    one_year = {month: value for month, value in past().items() if month.year == 2021}
    profile = seasonal_profile(one_year, 55.0)
    assert profile.concentration == 55.0
    assert not profile.estimated


def test_concentration_is_recovered_from_dirichlet_years():
    """From 4,000 simulated years with κ = 40 the estimate is within 5%."""
    shares = np.random.default_rng(3).dirichlet(40 * np.arange(1, 13) / 78, size=4_000)
    assert estimate_concentration(shares) == pytest.approx(40, rel=0.05)


def test_a_bad_year_lowers_the_concentration():
    """One year out of the pattern makes the profile much less sure."""
    crisis = dict(zip(month_range(Month(2015, 1), 12), [100.0] * 7 + [2_000.0] * 5, strict=True))
    assert seasonal_profile(past() | crisis).concentration < 0.1 * seasonal_profile(past()).concentration


def test_only_full_years_count():
    """A year with a month missing and a year that has begun are left out."""
    realised = past() | {Month(2023, k): 900.0 for k in range(1, 7)}
    del realised[Month(2020, 5)]
    assert list(full_years(realised)) == [2021, 2022]


def test_the_rest_of_the_year():
    """After nine months the last three are expected to share what is still to come evenly."""
    np.testing.assert_allclose(seasonal_profile(past()).rest(9), [1 / 3] * 3, rtol=1e-14)


def test_band_is_a_quantile_of_the_beta_distribution():
    """The band after t months holds chance q of Beta(κW_t, κ(1 − W_t)), by the incomplete beta function of mpmath."""
    profile = seasonal_profile(past(), 41.0)
    band = profile.band([0.125, 0.875])
    assert band.shape == (2, 11)
    for t in (1, 6, 11):
        a = 41 * profile.after(t)
        for q, x in zip((0.125, 0.875), band[:, t - 1], strict=True):
            assert float(mp.betainc(a, 41 - a, 0, x, regularized=True)) == pytest.approx(q, rel=1e-9)


@pytest.mark.parametrize("years", [[], [2020]])
def test_without_years_there_is_no_profile(years):
    """No full year, or one without κ, is refused with what is needed."""
    with pytest.raises(InputError, match="te weinig volledige jaren"):
        seasonal_profile({month: value for month, value in past().items() if month.year in years})


def test_years_that_are_all_alike_leave_the_concentration_open():
    """Without any difference between years κ can't be estimated and has to be given."""
    same = {Month(year, k): 100.0 * k for year in (2020, 2021) for k in range(1, 13)}
    with pytest.raises(InputError, match="niet te schatten"):
        seasonal_profile(same)

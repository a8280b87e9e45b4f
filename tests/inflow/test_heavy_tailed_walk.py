"""The random walk with heavy tails, against scipy and a closed form."""

import numpy as np
import pytest
from scipy import optimize, stats

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.heavy_tailed_walk import FREEDOMS, fit, heavy_tailed_walk
from mpp_lib.inflow.seasonal import seasonal_profile

STEPS = stats.t.rvs(4, scale=0.13, size=400, random_state=2)


def test_the_fit_is_the_likeliest():
    """Of every number of degrees of freedom, with the scale that scipy finds for it."""

    def best(freedom):
        found = optimize.minimize_scalar(
            lambda log: -stats.t.logpdf(STEPS, freedom, scale=np.exp(log)).sum(), bounds=(-5, 1), method="bounded"
        )
        return -found.fun, float(np.exp(found.x))

    likeliest = max(FREEDOMS, key=lambda freedom: best(freedom)[0])
    freedom, scale = fit(STEPS)
    assert freedom == likeliest != FREEDOMS[-1]
    assert scale == pytest.approx(best(likeliest)[1], rel=1e-3)


def test_the_first_months_ahead_are_steps_from_the_last():
    """With November known the rest of a year is one month: x_11 · w_12/w_11 · e^step, on top of what there was."""
    walk = np.cumsum(np.random.default_rng(4).standard_t(4, 107) * 0.1)
    months = dict(zip(month_range(Month(2010, 1), 107), 2_000 * np.exp(walk), strict=True))  # to 2018-11
    profile = seasonal_profile(months)
    numbers = [month.month - 1 for month in months]
    freedom, scale = fit(np.diff(np.log(np.array(list(months.values())) / profile.shares[numbers])))
    found = heavy_tailed_walk(months, profile, [2018, 2019], 7)
    known = sum(value for month, value in months.items() if month.year == 2018)
    level = months[Month(2018, 11)] * profile.shares[11] / profile.shares[10]
    for chance in (0.1, 0.5, 0.9):
        expected = known + level * np.exp(stats.t.ppf(chance, freedom, scale=scale))
        assert float(found[2018].quantile(chance)) == pytest.approx(expected, rel=0.01)
    assert np.array_equal(found[2019].values, heavy_tailed_walk(months, profile, [2018, 2019], 7)[2019].values)


def test_a_short_past_makes_no_walk():
    months = {month: 100.0 + k for k, month in enumerate(month_range(Month(2010, 1), 40))}
    assert heavy_tailed_walk(months, seasonal_profile(months), [2014], 1) == {}

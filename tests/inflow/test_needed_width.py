"""The width that the past needed, against years written out and a search over every width."""

from itertools import pairwise

import numpy as np
import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.needed_width import FEWEST_YEARS, needed_width
from mpp_lib.inflow.seasonal import seasonal_profile

TOTALS = (12_000, 13_000, 9_000, 20_000, 41_000, 18_000, 17_000, 21_000, 23_000, 14_000)


def months(count: int) -> dict[Month, float]:
    """Years of those totals that hold a third in their first half, evenly."""
    shares = [1 / 18] * 6 + [2 / 18] * 6
    every = month_range(Month(2010, 1), count)
    return {month: TOTALS[month.year - 2010] * shares[month.month - 1] for month in every}


def test_a_year_ahead_it_holds_the_changes_of_seven_years_of_nine():
    """The seventh in size of nine changes: three quarters of nine is more than six."""
    realised = months(120)
    sizes = sorted(abs(np.log(after / before)) for before, after in pairwise(TOTALS))
    found = needed_width(realised, seasonal_profile(realised, 40.0), 2020)
    assert (found.width, found.years) == (pytest.approx(2 * sizes[6]), 9)


def test_in_a_year_under_way_its_months_are_known():
    """At June: a third of the year itself, and two thirds of the twelve months before; the year now is no outcome."""
    realised = months(114)  # to 2019-06
    sizes = []
    for before, now in pairwise(TOTALS[:-1]):
        twelve = before * 2 / 3 + now / 3
        sizes.append(abs(np.log(now / (now / 3 + twelve * 2 / 3))))
    found = needed_width(realised, seasonal_profile(realised, 40.0), 2019)
    assert (found.width, found.years) == (pytest.approx(2 * sorted(sizes)[5]), 8)


def test_further_ahead_a_forecast_leaves_out_what_it_could_not_know():
    """From June eighteen months: the twelve months to June of the year before."""
    realised = months(114)
    sizes = [abs(np.log(TOTALS[k + 2] / (TOTALS[k] * 2 / 3 + TOTALS[k + 1] / 3))) for k in range(len(TOTALS) - 3)]
    assert len(sizes) < FEWEST_YEARS
    assert needed_width(realised, seasonal_profile(realised, 40.0), 2020) is None
    longer = months(120) | dict.fromkeys(month_range(Month(2020, 1), 6), 900.0)
    sizes.append(abs(np.log(TOTALS[9] / (TOTALS[7] * 2 / 3 + TOTALS[8] / 3))))
    found = needed_width(longer, seasonal_profile(months(120), 40.0), 2021)
    assert (found.width, found.years) == (pytest.approx(2 * sorted(sizes)[5]), 8)

"""What a number takes of the months to come, against three years made by hand and against the Dutch history."""

from pathlib import Path

import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.inflow.boundary import Asked, next_months, rest_of_years
from mpp_lib.inputs.series import monthly
from mpp_lib.production.open_round import open_round
from tests.support.inflow_rounds import past

ROUNDS = Path(__file__).parents[2] / "rounds"
HALVES = {
    2008: (5750, 7620), 2009: (7080, 7790), 2010: (6390, 6905), 2011: (5695, 5870), 2012: (4570, 5100),
    2013: (4115, 5730), 2014: (10420, 11355), 2015: (8740, 34295), 2016: (8635, 10655), 2017: (7795, 8295),
    2018: (8450, 12020), 2019: (10570, 11970), 2020: (5775, 7995), 2021: (6055, 18685), 2022: (13775, 21760),
    2023: (14870, 23495),
}  # fmt: skip
"""First applications in the first and second half of a year: Eurostat to August 2020, then CBS quarters."""


def test_the_rest_of_a_year_is_a_multiple_of_its_first_months():
    """Years with 40, 44 and 48% in the first half."""
    rest = rest_of_years(past(), 6)
    assert rest == pytest.approx({2020: 60 / 40, 2021: 56 / 44, 2022: 52 / 48})


def test_without_realised_months_a_year_is_a_multiple_of_the_one_before():
    """12,000, 24,000 and 30,000 people."""
    assert rest_of_years(past(), 0) == pytest.approx({2021: 2.0, 2022: 1.25})


def test_a_year_with_a_gap_and_one_that_began_with_nobody_are_left_out():
    """Neither has a multiple."""
    known = past()
    del known[Month(2021, 5)]
    known |= {Month(2022, month): 0.0 for month in range(1, 7)}
    assert list(rest_of_years(known, 6)) == [2020]
    assert list(rest_of_years(known, 0)) == []


def test_a_next_month_is_a_multiple_of_the_one_before_also_over_new_year():
    """June to July within a year; December to January by the year of January; this year's own step does not count."""
    known = past()
    july, january = next_months(known, Month(2022, 6)), next_months(known, Month(2022, 12))
    assert july == pytest.approx({2020: 60 / 40, 2021: 56 / 44})
    assert january == pytest.approx({2021: (0.44 * 24) / (0.60 * 12), 2022: (0.48 * 30) / (0.56 * 24)})


def test_as_much_counts_a_year_that_had_exactly_so_much():
    """1.5 times: the year with 1.5 and the one with 2, not the one with 1.4."""
    asked = Asked(before=200.0, after=300.0, past={2021: 1.4, 2022: 2.0, 2023: 1.5})
    assert asked.times == 1.5
    assert asked.as_much == (2022, 2023)


def test_two_of_sixteen_years_had_a_second_half_of_nearly_twice_the_first():
    """1.88 times the first half was seen in 2015 and 2021 only; the halves are those of the published figures."""
    result = open_round(ROUNDS / "2024-2")
    known = monthly(result.inputs.realisations, FIRST_INFLOW)
    past_halves = rest_of_years(known, 6)
    assert past_halves == pytest.approx({year: second / first for year, (first, second) in HALVES.items()}, rel=1e-3)
    assert Asked(1.0, 1.88, past_halves).as_much == (2015, 2021)

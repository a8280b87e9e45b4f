"""Periods of the calendar, beside pandas' own: written, parsed, ordered and taken apart."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpp_lib.base.months import Month, month_range
from mpp_lib.base.periods import HALF_YEAR, MONTH, QUARTER, YEAR, Period
from mpp_lib.inputs.declared.column import PERIOD

LENGTHS = (MONTH, QUARTER, HALF_YEAR, YEAR)
FREQUENCIES = {MONTH: "M", QUARTER: "Q-DEC", YEAR: "Y-DEC"}
months = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))
periods = st.builds(Period.of, months, st.sampled_from(LENGTHS))


@given(periods)
def test_what_is_written_is_read_back(period: Period):
    """Parsing the written period gives the period."""
    assert Period.parse(str(period)) == period


@given(st.from_regex(r"\A(19|2[01])[0-9]{2}(-(0[1-9]|1[0-2]|K[1-4]|H[12]))?\Z"))
def test_what_is_read_is_written_back(text: str):
    """Every text of the four forms is a period, and is written as it was."""
    assert str(Period.parse(text)) == text


@given(st.from_regex(rf"\A({PERIOD})\Z"))
def test_what_a_file_may_hold_is_read(text: str):
    """What the column of a table lets through is a period."""
    assert str(Period.parse(text)) == text


@given(st.one_of(st.text(max_size=8), st.from_regex(r"\A[0-9]{3,5}-?[KHQ0-9]{0,3}\Z")))
def test_any_other_text_is_refused(text: str):
    """A text is a period that is written so, or it raises."""
    try:
        read = Period.parse(text)
    except ValueError:
        return
    assert str(read) == text


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023-", "2023-0", "2023-00", "2023-13", "2023-6", "2023-K0", "2023-K5", "2023-H3", "2023-k2", "2023K2"]
    + ["2023-06-01", " 2023", "2023\n", "\u0662\u0660\u0662\u0663", "2023-Q2", "-2023"],
)
def test_what_nearly_is_a_period_is_refused(text: str):
    """No part, no other letter, no other digits, no room around it."""
    with pytest.raises(ValueError, match="geen periode"):
        Period.parse(text)


@pytest.mark.parametrize(("start", "length"), [((2023, 2), 3), ((2023, 4), 6), ((2023, 7), 12), ((2023, 1), 2)])
def test_no_period_starts_anywhere(start: tuple[int, int], length: int):
    """A quarter starts in January, April, July or October, and so on; two months are no period."""
    with pytest.raises(ValueError, match="geen periode"):
        Period(Month(*start), length)


@pytest.mark.parametrize("year", [1999, 2024])
@pytest.mark.parametrize("length", LENGTHS)
def test_the_months_of_equal_periods_partition_a_year(year: int, length: int):
    """Months, quarters and half-years of a year hold each of its months once, in order."""
    parts = Period.of_year(year).parts(length)
    assert [month for part in parts for month in part.months] == list(month_range(Month(year, 1), 12))
    assert [str(part.end + 1) for part in parts[:-1]] == [str(part.start) for part in parts[1:]]


@given(months, st.sampled_from(LENGTHS))
def test_a_month_lies_in_the_period_of_it(month: Month, length: int):
    """Of each length there is one period with that month."""
    period = Period.of(month, length)
    assert month in period.months
    assert len(period.months) == period.length == length
    assert (period.months[0], period.months[-1]) == (period.start, period.end)


@given(st.lists(periods, min_size=2))
def test_the_order_is_that_of_time(some: list[Period]):
    """Sorted by first month, and then by last."""
    for first, second in pairwise(sorted(some)):
        assert (first.start, first.end) <= (second.start, second.end)
        assert (first == second) == (str(first) == str(second))


@given(st.builds(Month, st.integers(1700, 2200), st.integers(1, 12)), st.sampled_from(list(FREQUENCIES)))
def test_pandas_says_the_same(month: Month, length: int):
    """First and last month, and the order of neighbours, as pandas has them (it knows no half-years)."""
    own, other = Period.of(month, length), pd.Period(str(month), freq="M").asfreq(FREQUENCIES[length])
    assert str(own.start) == str(other.asfreq("M", how="start"))
    assert str(own.end) == str(other.asfreq("M", how="end"))
    assert str(own).replace("-K", "Q") == str(other)
    following = Period.of(own.end + 1, length)
    assert str(following).replace("-K", "Q") == str(other + 1)
    assert own < following


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-06", "juni 2023"),
        ("2023-K2", "tweede kwartaal 2023"),
        ("2022-K4", "vierde kwartaal 2022"),
        ("2023-H1", "eerste halfjaar 2023"),
        ("2023", "2023"),
    ],
)
def test_a_period_in_words(text: str, words: str):
    """As a reader says it."""
    assert Period.parse(text).text == words

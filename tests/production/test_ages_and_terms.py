"""Ages and terms against people waiting in line one cohort after the other, and by hand at the edges."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mpp_lib.production.ages_and_terms import Array, clearance_time, older_than, still_inside, time_in_stock

HISTORY = 30
MONTHS = 24


class Queue:
    """First in, first out; who enters within a month does so evenly.

    ``cohorts`` holds [moment of the first entry, length of the period, how many came, how many still wait].
    """

    def __init__(self, past: Array, opening: float) -> None:
        self.cohorts: list[list[float]] = []
        room = opening
        for month in range(-1, -len(past) - 1, -1):
            came = past[month]
            self.cohorts.insert(0, [month, 1.0, came, min(came, room)])
            room -= min(came, room)
        if room > 0 and past[0] > 0:
            months = room / past[0]
            self.cohorts.insert(0, [-len(past) - months, months, room, room])

    def step(self, month: int, entering: float, leaving: float) -> None:
        self.cohorts.append([month, 1.0, entering, entering])
        for cohort in self.cohorts:
            served = min(cohort[3], leaving)
            cohort[3] -= served
            leaving -= served

    def older(self, moment: float) -> float:
        """How many of those waiting came before a moment."""
        found = 0.0
        for start, length, came, waiting in self.cohorts:
            share = min(max((moment - start) / length, 0.0), 1.0)
            found += max(0.0, waiting - came * (1 - share))
        return found

    def next_entry(self) -> float:
        """The moment of entry of who is next in line."""
        start, length, came, waiting = next(cohort for cohort in self.cohorts if cohort[3] > 0)
        return start + length * (1 - waiting / came)


@st.composite
def lines(draw: st.DrawFn) -> tuple[Array, float, Array, Array]:
    """Past inflow, opening stock, inflow and outflow of a queue; it may open older than its history."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    past = rng.gamma(1.0, 100.0, HISTORY) + 1
    opening = draw(st.floats(0, 1.3)) * past.sum()
    entering = rng.gamma(1.0, 100.0, MONTHS) + 1
    pace = draw(st.floats(0.2, 3.0))
    leaving = np.empty(MONTHS)
    stock = opening
    for month in range(MONTHS):
        leaving[month] = min(stock + entering[month], pace * rng.gamma(1.0, 100.0))
        stock += entering[month] - leaving[month]
    return past, opening, entering, leaving


def arrays(past: Array, opening: float, entering: Array, leaving: Array) -> tuple[Array, Array, Array]:
    """Stock, inflow and outflow as [history + months, 1]."""
    stock = np.zeros(HISTORY + MONTHS)
    stock[HISTORY - 1 :] = opening + np.concatenate([[0.0], np.cumsum(entering - leaving)])
    out = np.concatenate([np.zeros(HISTORY), leaving])
    return stock[:, None], np.concatenate([past, entering])[:, None], out[:, None]


class Hall:
    """Anybody may be next: whoever is in it, of any age, is as likely to leave; ages in months at the opening."""

    def __init__(self, older: list[float]) -> None:
        """``older``: how many are in it, and how many of them since more than 1, 2, … months."""
        ages = [more - less for more, less in pairwise(older)]
        self.cohorts = {-age: waiting for age, waiting in enumerate(ages, 1)} | {-len(older): older[-1]}

    def step(self, month: int, entering: float, leaving: float) -> None:
        self.cohorts[month] = entering
        there = sum(self.cohorts.values())
        for entry, waiting in self.cohorts.items():
            self.cohorts[entry] = waiting - leaving * waiting / there

    def older(self, moment: int) -> float:
        return sum(waiting for entry, waiting in self.cohorts.items() if entry < moment)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(lines(), st.integers(1, 21))
def test_oldest_first_who_is_older_than_some_months_is_found_in_the_line(line: tuple, months: int) -> None:
    past, opening, entering, leaving = line
    queue = Queue(past, opening)
    aged = np.array([queue.older(-age) for age in range(months, 0, -1)])
    found = older_than(*arrays(*line), aged, np.zeros((MONTHS, 1)), HISTORY)[:, 0]
    expected = []
    for month in range(MONTHS):
        queue.step(month, entering[month], leaving[month])
        expected.append(queue.older(month + 1 - months))
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(lines(), st.integers(1, 21), st.integers(0, 2**32 - 1))
def test_in_proportion_who_is_older_than_some_months_is_found_in_the_hall(line: tuple, months: int, seed: int) -> None:
    _, opening, entering, leaving = line
    older = opening * np.cumprod(np.random.default_rng(seed).random(months))
    hall = Hall([opening, *older])
    found = older_than(*arrays(*line), older[::-1], np.ones((MONTHS, 1)), HISTORY)[:, 0]
    expected = []
    for month in range(MONTHS):
        hall.step(month, entering[month], leaving[month])
        expected.append(hall.older(month + 1 - months))
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(lines())
def test_who_leaves_now_has_waited_since_the_entry_of_who_is_next_in_line(line: tuple) -> None:
    past, opening, entering, leaving = line
    stock, *_ = arrays(*line)
    assume((stock[HISTORY - 1 :] > 1e-3).all())
    found = time_in_stock(*arrays(*line), HISTORY)[:, 0]
    queue = Queue(past, opening)
    expected = [min(120.0, -queue.next_entry())]
    for month in range(MONTHS):
        queue.step(month, entering[month], leaving[month])
        expected.append(min(120.0, month + 1 - queue.next_entry()))
    assert found == pytest.approx(expected, rel=1e-7, abs=1e-6)


@settings(max_examples=20, derandomize=True, deadline=None)
@given(st.lists(lines(), min_size=3, max_size=3))
def test_draws_side_by_side_are_what_they_are_alone(three: list[tuple]) -> None:
    single = [arrays(*line) for line in three]
    together = [np.hstack(parts) for parts in zip(*single, strict=True)]
    aged, evenly = np.arange(6.0), np.full((MONTHS, 1), 0.3)
    for term in (
        lambda *queue: time_in_stock(*queue, HISTORY),
        lambda *queue: older_than(*queue, aged, evenly, HISTORY),
    ):
        alone = np.hstack([term(*queue) for queue in single])
        np.testing.assert_allclose(term(*together), alone, rtol=1e-12, atol=1e-9)


def column(*values: float) -> Array:
    return np.array(values, dtype=float)[:, None]


def test_waiting_by_hand() -> None:
    """Ten a month for three months, fifteen waiting at the start; then 8, 12 and 40 leave while 20, 0 and 30 come."""
    inflow = column(10, 10, 10, 20, 0, 30)
    outflow = column(0, 0, 0, 8, 12, 40)
    stock = column(0, 0, 15, 27, 15, 5)
    # opening: half into the second month before; then 3/10 into the month before; then a quarter into the first month;
    # then 25 of the last 30 have gone as well: five sixths into the third month
    expected = [1.5, 1.7, 1.75, 1 / 6]
    assert time_in_stock(stock, inflow, outflow, 3)[:, 0] == pytest.approx(expected)


def test_ages_by_hand() -> None:
    """Fifteen at the start, eight of them older than a month and three than two; then as in the line above.

    27 of 35 stay, then 15 of 27, then 5 of 45. Older than two months are those of the eight who stay a month, of the
    fifteen who stay two and of the 27 who stay two; with the oldest first nobody is left of them.
    """
    inflow, outflow, stock = column(0, 20, 0, 30), column(0, 8, 12, 40), column(15, 27, 15, 5)
    evenly = [8 * 27 / 35, 15 * 15 / 35, 27 * 15 / 27 * 5 / 45]
    opening = np.array([3.0, 8.0])
    found = older_than(stock, inflow, outflow, opening, column(0.25, 0.25, 1), 1)[:, 0]
    assert found == pytest.approx([0.25 * evenly[0], 0.25 * evenly[1], evenly[2]])
    in_line = older_than(stock, inflow, outflow, np.array([8.0]), column(0, 0, 0.5), 1)[:, 0]
    assert in_line == pytest.approx([15 - 8, 27 - 12, 0.5 * 15 * 5 / 45])


def test_a_line_longer_than_its_history_came_at_the_pace_of_the_first_month() -> None:
    """Thirty from three known months and twenty from two months before them."""
    stock, inflow, outflow = column(0, 0, 50, 55), column(10, 10, 10, 10), column(0, 0, 0, 5)
    assert time_in_stock(stock, inflow, outflow, 3)[:, 0] == pytest.approx([5.0, 5.5])


def test_an_empty_stock_waits_for_nothing_and_nobody_waits_longer_than_ten_years() -> None:
    stock, inflow, outflow = column(0, 0, 4, 0), column(2, 2, 2, 3), column(0, 0, 0, 7)
    assert time_in_stock(stock, inflow, outflow, 3)[:, 0].tolist() == [2.0, 0.0]
    endless = column(0, 5000.0, 5001.0)
    assert time_in_stock(endless, column(1, 1, 1), column(0, 0, 0), 2)[:, 0].tolist() == [120.0, 120.0]


def test_clearance_time_at_its_edges() -> None:
    stock = np.array([30.0, 0.0, 0.0, 7.0, 1000.0, 1000.0])
    outflow = np.array([12.0, 5.0, 0.0, 0.0, 8.0, 9.0])
    expected = [2.5, 0.0, 0.0, 120.0, 120.0, 1000 / 9]
    assert clearance_time(stock, outflow) == pytest.approx(expected)
    assert clearance_time(stock[:, None], outflow[:, None])[:, 0] == pytest.approx(expected)


def test_what_is_still_inside_is_what_later_months_let_out() -> None:
    rng = np.random.default_rng(5)
    flow = rng.gamma(1.0, 50.0, 12)
    shares = rng.dirichlet(np.ones(16), 20).reshape(20, 2, 8)
    kernels = [shares[:, 0], shares[:, 1]]
    later = sum(
        flow[entry] * kernel[entry, lag]
        for kernel in kernels
        for entry in range(12)
        for lag in range(8)
        if entry + lag >= 12
    )
    assert still_inside(flow, kernels, 12) == pytest.approx(later, rel=1e-12)

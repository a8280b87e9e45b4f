"""Trend breaks against a search over every segmentation, and against series of which the breaks are known."""

from itertools import combinations

import numpy as np
import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.seasonal import SeasonalProfile
from mpp_lib.inflow.trend_breaks import SHORTEST, criterion, levels, squares_around_levels, without_season

START = Month(2014, 1)


def series(values) -> dict[Month, float]:
    return dict(zip(month_range(START, len(values)), map(float, values), strict=True))


def steps(*parts: tuple[int, float], noise: float = 0.1, seed: int = 1) -> dict[Month, float]:
    """Months at given levels, one after the other, with noise in logarithms."""
    logs = np.concatenate([np.full(count, np.log(level)) for count, level in parts])
    return series(np.exp(logs + np.random.default_rng(seed).normal(0, noise, len(logs))))


def every_segmentation(count: int):
    """Ends of the levels, for every way to cut a series in levels that are long enough."""
    for breaks in range(count // SHORTEST):
        for cuts in combinations(range(SHORTEST, count), breaks):
            ends = [*cuts, count]
            if all(b - a >= SHORTEST for a, b in zip([0, *cuts], ends, strict=True)):
                yield ends


@pytest.mark.parametrize("seed", range(5))
def test_the_best_of_every_segmentation_is_found(seed: int):
    """On a wandering series of fifty months no way to cut it has a lower criterion than the one used."""
    logs = np.cumsum(np.random.default_rng(seed).normal(0, 0.2, 50))
    found = levels(series(np.exp(logs)))
    ends = [level.last.since(START) + 1 for level in found]
    lowest = min(every_segmentation(50), key=lambda other: criterion(logs, other))
    assert ends == lowest


def test_known_steps_are_found_where_they_are():
    """From 1.000 to 3.000 in the 21st month and to 1.500 in the 46th."""
    found = levels(steps((20, 1_000), (25, 3_000), (30, 1_500)))
    assert [(level.first, level.last) for level in found] == [
        (START, START + 19),
        (START + 20, START + 44),
        (START + 45, START + 74),
    ]
    assert [level.per_month for level in found] == pytest.approx([1_000, 3_000, 1_500], rel=0.05)


@pytest.mark.parametrize(
    "months",
    [steps((90, 2_000), noise=0.25, seed=4), steps((60, 2_000), noise=0.0), steps((11, 500), (12, 5_000))],
    ids=["alleen ruis", "geen ruis", "te kort"],
)
def test_no_break_where_there_is_none(months: dict[Month, float]):
    """Noise around a level, a constant, and a series too short for two levels each stay one level."""
    assert len(levels(months)) == 1


def test_steps_without_noise_are_found_too():
    """Two constants have nothing left around their levels, and are still two levels."""
    found = levels(steps((24, 2_000), (24, 2_100), noise=0.0))
    assert [level.per_month for level in found] == pytest.approx([2_000, 2_100])


def test_a_peak_of_some_months_is_no_level():
    """Four months at five times the level are shorter than a level lasts."""
    peak = steps((40, 1_000), (4, 5_000), (40, 1_000))
    assert all(level.last.since(level.first) + 1 >= SHORTEST for level in levels(peak))
    assert levels(peak)[0].per_month == pytest.approx(1_000, rel=0.25)


def test_the_criterion_is_the_published_one():
    """By hand, for 24 months: squares are 6.24 around one level and 0.24 around two; p is 1 and 3."""
    logs = np.array([0.0, 0.2] * 6 + [1.0, 1.2] * 6)
    assert squares_around_levels(logs, [12, 24]) == pytest.approx(24 * 0.01)
    assert squares_around_levels(logs, [24]) == pytest.approx(24 * (0.25 + 0.01))
    penalty = 0.299 * np.log(24) ** 2.1
    assert criterion(logs, [24]) == pytest.approx(np.log(6.24 / 23) + penalty / 24)
    assert criterion(logs, [12, 24]) == pytest.approx(np.log(0.24 / 21) + 3 * penalty / 24)


def test_season_is_taken_out_of_the_unbroken_months():
    """A month that holds a tenth of a year counts for ten twelfths of itself; months before a gap are left out."""
    shares = np.array([10, 8, 6, 6, 6, 6, 8, 10, 10, 10, 10, 10]) / 100
    profile = SeasonalProfile(shares, 40.0, (2020,), True)
    realised = {Month(2019, 10): 7.0, Month(2019, 12): 120.0, Month(2020, 1): 60.0, Month(2020, 2): 96.0}
    assert without_season(realised, profile) == pytest.approx(
        {Month(2019, 12): 100.0, Month(2020, 1): 50.0, Month(2020, 2): 100.0}
    )
    assert without_season({}, profile) == {}


def test_nothing_to_say_of_a_month_without_anybody():
    """Zero has no logarithm."""
    assert levels(series([5.0] * 30 + [0.0])) == ()
    assert levels({}) == ()

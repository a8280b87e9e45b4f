"""Where a draw lies between the three runs, by hand."""

import numpy as np
import pytest

from mpp_lib.simulation.between_runs import at_medio, place_of

INFLOW = np.array([[10.0, 20.0, 30.0], [10.0, 30.0, 50.0], [10.0, 40.0, 60.0]])
"""Of minimum, medio and maximum; the first month is realised, and the same for all but for this example."""
PLAN = np.array([[100.0, 200.0, 400.0]] * 3)


@pytest.mark.parametrize("column", [0, 1, 2])
def test_the_inflow_of_a_run_takes_what_is_of_that_run(column: int) -> None:
    place = place_of(INFLOW[:, [column]], INFLOW)
    assert place.of(PLAN)[:, 0].tolist() == PLAN[:, column].tolist()


def test_between_two_runs_it_lies_by_cumulative_inflow() -> None:
    """After two months 20 and 80 cumulative are minimum and maximum, 50 medio: 65 lies halfway to maximum."""
    place = place_of(np.array([[40.0], [25.0], [0.0]]), INFLOW)
    assert place.of(PLAN)[:, 0].tolist() == [400.0, 300.0, pytest.approx(200 - 100 * 25 / 60)]


def test_beyond_the_runs_it_is_that_of_the_outermost() -> None:
    place = place_of(np.array([[5.0, 99.0]]), INFLOW[:1])
    assert place.of(PLAN[:1]).tolist() == [[100.0, 400.0]]


def test_where_the_runs_have_had_the_same_inflow_it_is_medio() -> None:
    same = np.array([[10.0, 10.0, 10.0]])
    assert place_of(np.array([[10.0]]), same).of(PLAN[:1]).tolist() == [[200.0]]


def test_an_input_that_is_the_same_for_all_stays_one_column() -> None:
    place = place_of(INFLOW, INFLOW)
    assert place.of(np.full((3, 3), 7.0)).shape == (3, 1)
    assert place.of(np.array([[np.nan] * 3] * 3)).shape == (3, 1)


def test_at_medio_all_is_as_in_medio() -> None:
    assert at_medio(3).of(PLAN).ravel().tolist() == [200.0] * 3

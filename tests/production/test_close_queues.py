"""Queues that hang by little: by hand, and on a calculated round from its plan and its table."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.production.close_queues import close_queues, near
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult

IN_MEDIO = 1


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(Path(__file__).parents[1] / "rounds" / "_klein")


def test_capacity_is_near_inflow_below_five_percent_of_it() -> None:
    """A year of a hundred a month against 104, 95, 106 and 94; nothing comes in in the last, so nothing is near."""
    entering = np.array([100.0] * 48 + [0.0] * 12)
    capacity = np.repeat([104.0, 95.1, 106.0, 94.0, 0.0], 12)
    assert near(entering, capacity) == [True, True, False, False, False]


def test_a_year_counts_as_a_whole() -> None:
    """Months that each lie far apart but make up for each other."""
    assert near(np.full(12, 100.0), np.array([50.0, 150.0] * 6)) == [True]


@pytest.mark.parametrize("track", ["spoor1", "spoor2", "spoor4", "herhaald", "nareis"])
def test_a_queue_of_the_ind_is_close_where_its_plan_is(result: RoundResult, track: str) -> None:
    """The yearly capacity of the plan in medio beside what comes in less what leaves without a decision."""
    plan = result.inputs.plan
    rows = plan[(plan["stroom"] == track) & (plan["grootheid"] == "capaciteit") & (plan["mpp_scenario"] == "medio")]
    capacity = rows.groupby(rows["maand"].str[:4])["waarde"].sum()
    into = "aanvragen" if track == "nareis" else "instroom"
    entering = result.years[f"ind.{track}.{into}"] - result.years[f"ind.{track}.zonder_beslissing"]
    expected = tuple(
        year
        for year, came in zip(result.inputs.settings.span.calendar_years, entering[:, IN_MEDIO], strict=True)
        if abs(came - capacity[str(year)]) < 0.05 * came
    )
    assert close_queues(result).get(f"ind.{track}.voorraad", ()) == expected


def test_some_queues_hang_by_little_and_some_do_not(result: RoundResult) -> None:
    found = close_queues(result)
    assert {"ind.spoor1.voorraad", "ind.bezwaar.voorraad"} <= set(found)
    assert "ind.spoor4.voorraad" not in found


def test_a_stock_that_only_holds_a_queue_is_none(result: RoundResult) -> None:
    """Who is decided on leaves the one stock for the other: between the two nothing is handled."""
    assert "ind.nareis.voorraad" in close_queues(result)
    assert "ind.nareis.voorraad_tot_inreis" not in close_queues(result)

"""The chain on the inflow that came: nothing else of the round changes."""

from pathlib import Path

import pytest

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.months import Month
from mpp_lib.compare.evaluation.chain_given_inflow import evaluate_chain, given_inflow, years_known
from mpp_lib.compare.evaluation.vintages import of_round, realised_months
from mpp_lib.inflow.forecast import monthly_inflow
from mpp_lib.production.assembly import outcome
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.parts import parts_of
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year

ROUNDS = Path(__file__).parents[2] / "rounds"
FIRST = "asiel.instroom_eerste"


@pytest.fixture(scope="module")
def later() -> RoundResult:
    return open_round(ROUNDS / "_klein")


@pytest.fixture(scope="module")
def earlier(later: RoundResult) -> RoundResult:
    found = open_previous(later)
    assert found is not None
    return found


def test_a_forecast_that_came_true_changes_nothing(earlier: RoundResult) -> None:
    """Fed the months of medio as if they were realised, every indicator is what it was, also beside another inflow."""
    months = monthly_inflow(earlier.forecast, earlier.inputs)[:, SCENARIOS.index("medio")]
    inflow = dict(zip(earlier.inputs.settings.span.months, map(float, months), strict=True))
    more = {month: 2 * value for month, value in inflow.items()}
    for node, values in given_inflow(earlier, more, inflow).items():
        if earlier.chain.by_id[node].domain == "asiel":
            assert values[:, 1] == pytest.approx(earlier.years[node][:, 1], rel=1e-9, abs=1e-9), node


def test_the_total_moves_with_the_first_applications(earlier: RoundResult, later: RoundResult) -> None:
    """In the year itself: total given inflow = total forecast + realised first − forecast first, as the rest waits."""
    inflow = realised_months([of_round(later.inputs)], FIRST)
    (coa,) = [row for row in evaluate_chain([earlier], [of_round(later.inputs)]) if row.indicator == "coa.bezetting"]
    rerun = given_inflow(earlier, inflow)
    realised = sum(value for month, value in inflow.items() if month.year == 2023)
    assert rerun[FIRST][0, 0] == pytest.approx(realised)
    parts = ("asiel.instroom_eerste", "asiel.instroom_herhaald", "asiel.instroom_nareis")
    assert rerun["asiel.instroom_totaal"][0, 0] == pytest.approx(sum(rerun[part][0, 0] for part in parts))
    assert (coa.forecast > coa.given_inflow) == (earlier.year(FIRST, 2023, "medio") > realised)


def test_the_error_is_that_of_inflow_and_chain_together(earlier: RoundResult, later: RoundResult) -> None:
    rows = evaluate_chain([earlier], [of_round(later.inputs)])
    assert rows
    for row in rows:
        assert row.error_pct == pytest.approx(100 * (row.forecast / row.realised - 1))
        assert row.chain_error_pct + row.inflow_effect_pct == pytest.approx(row.error_pct)
        assert row.indicator != FIRST


def test_a_year_with_a_month_missing_is_not_run(earlier: RoundResult, later: RoundResult) -> None:
    """Of 2023 every month is known, of 2024 three; without March 2023 no year is left."""
    inflow = realised_months([of_round(later.inputs)], FIRST)
    assert years_known(earlier, inflow) == (2023,)
    del inflow[Month(2023, 3)]
    assert years_known(earlier, inflow) == ()


def test_what_first_applications_do_not_move_does_not_answer(earlier: RoundResult, later: RoundResult) -> None:
    """Against runs of the whole round made anew with the inflow of minimum and of maximum in medio's place."""
    rows = {row.indicator: row for row in evaluate_chain([earlier], [of_round(later.inputs)])}
    ends = []
    for column in (0, 2):
        inflow = monthly_inflow(earlier.forecast, earlier.inputs)[:, [column] * 3]
        months = outcome(parts_of(earlier.chain, earlier.inputs, inflow).with_measures(earlier.measures))
        ends.append({name: values[:, 1] for name, values in by_year(earlier.chain, months).items()})
    for name, row in rows.items():
        apart = abs(ends[1][name][0] - ends[0][name][0])
        assert row.answers == (apart > 0.02 * abs(row.forecast)), name
    assert {row.answers for row in rows.values()} == {True, False}
    assert not rows["asiel.instroom_herhaald"].answers
    lines = [earlier.year("asiel.instroom_herhaald", 2023, name) for name in SCENARIOS]
    assert lines[2] > 1.1 * lines[0]

"""Draws of a whole round: against closed forms, linearity, one draw at a time, and themselves."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.production.assembly import outcome
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK, run
from mpp_lib.production.open_round import open_round
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.drawn import DrawnRound, drawn_round
from mpp_lib.simulation.simulate import SimulatedRound, simulate

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
KEY = ("coa.bezetting", "ind.spoor4.voorraad", FIRST_INFLOW)
DRAWS = BLOCK + 300
SEED = 7


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUND)


@pytest.fixture(scope="module")
def drawn(result: RoundResult) -> DrawnRound:
    return drawn_round(result, SEED)


@pytest.fixture(scope="module")
def simulated(result: RoundResult) -> SimulatedRound:
    return simulate(result, DRAWS, SEED, KEY, threads=2)


def test_years_of_inflow_follow_the_forecast(result: RoundResult, drawn: DrawnRound) -> None:
    """The share of the draws below a quantile of the mixture is its chance, within four standard errors."""
    inflow = np.concatenate([drawn.inflow(block) for block in range(20)], axis=1)
    years = inflow.reshape(-1, 12, inflow.shape[1]).sum(axis=1)
    for forecast, totals in zip(result.forecast.years, years, strict=True):
        for chance in (0.05, 0.5, 0.875, 0.95):
            below = np.mean(totals <= forecast.distribution.quantile(chance))
            assert abs(below - chance) < 4 * np.sqrt(chance * (1 - chance) / len(totals))


def test_without_chance_a_draw_is_medio(result: RoundResult, drawn: DrawnRound) -> None:
    """Draw 0: the inflow of medio and nothing astray gives the run of medio to the last digit."""

    class Still(DrawnRound):
        def inflow(self, block: int) -> Array:
            return np.repeat(self.medio.series[FIRST], BLOCK, axis=1)

    data = Still(drawn.forecast, drawn.three, drawn.medio, (), SEED).block(0, 1)
    for node, rows in run(result.chain, data).items():
        np.testing.assert_array_equal(rows[data.horizon][:, 0], result.months[node][:, 1], err_msg=node)


def test_draws_side_by_side_are_draws_by_themselves(
    result: RoundResult, drawn: DrawnRound, simulated: SimulatedRound
) -> None:
    """Each drawn input put in the place of the round's own, one run of one draw at a time."""
    data = drawn.block(0, BLOCK)
    for draw in (0, 17, BLOCK - 1):
        own = {
            key: values[data.horizon][:, [draw if values.shape[1] > 1 else 0]]
            for key, values in data.series.items()
            if key in drawn.medio.series
        }
        own |= {key: np.where(_given(drawn, key), values, np.nan) for key, values in own.items()}
        months = outcome(replace(drawn.medio, series=own))
        for node in KEY:
            years = months[node].reshape(-1, 12, 1)
            last = years.sum(axis=1) if node == FIRST_INFLOW else years[:, -1]
            np.testing.assert_allclose(simulated.values[node][:, draw], last[:, 0], rtol=1e-12, err_msg=node)


def _given(drawn: DrawnRound, key: object) -> Array:
    """Where an input has a value at all: not in half-years without one."""
    return np.isfinite(drawn.medio.series[key])  # type: ignore[index]


def test_a_mean_of_linear_draws_is_the_draw_of_the_mean(result: RoundResult) -> None:
    """With medio's plan and no other chance, what is linear in the inflow has its mean at the mean inflow."""
    still = replace(drawn_round(result, SEED, plan_follows=False), sources=())
    data = still.block(0, BLOCK)
    rows = run(result.chain, data)
    mean = replace(still.medio, series={**still.medio.series, FIRST: still.inflow(0).mean(axis=1, keepdims=True)})
    together = outcome(mean)
    for node in ("ind.dublin.instroom", "nidos.instroom", "coa.instroom"):
        if node in rows:
            np.testing.assert_allclose(rows[node][data.horizon].mean(axis=1), together[node][:, 0], rtol=1e-9)


def test_threads_change_nothing(result: RoundResult, simulated: SimulatedRound) -> None:
    alone = simulate(result, DRAWS, SEED, KEY, threads=1)
    for node in KEY:
        np.testing.assert_array_equal(alone.values[node], simulated.values[node])


def test_more_draws_leave_the_first_as_they_were(result: RoundResult, simulated: SimulatedRound) -> None:
    fewer = simulate(result, 250, SEED, KEY)
    for node in KEY:
        np.testing.assert_array_equal(fewer.values[node], simulated.values[node][:, :250])


def test_another_seed_draws_otherwise(result: RoundResult, simulated: SimulatedRound) -> None:
    other = simulate(result, 10, SEED + 1, KEY)
    assert not np.isclose(other.values[KEY[0]][-1], simulated.values[KEY[0]][-1, :10]).any()


def test_the_runs_lie_where_the_draws_put_them(simulated: SimulatedRound) -> None:
    """Of first applications minimum has an eighth of the draws below it, medio two thirds, maximum seven eighths."""
    bands = {(node, year): found for node, year, found in simulated.bands({FIRST_INFLOW: (40_000.0,)})}
    found = bands[FIRST_INFLOW, simulated.periods[-1]]
    error = 4 * np.sqrt(0.25 / DRAWS)
    assert found.place["medio"] == pytest.approx(2 / 3, abs=error)
    assert found.above[40_000.0] == pytest.approx(
        1 - simulated.result.forecast.years[-1].distribution.cdf(40_000.0), abs=error
    )


def test_the_ends_of_a_range_are_its_eighths(drawn: DrawnRound) -> None:
    """Whatever the distribution, scores at Φ⁻¹(⅛), 0 and Φ⁻¹(⅞) give low, value and high."""
    scores = norm.ppf([[1 / 8, 1 / 2, 7 / 8]])
    assert drawn.sources
    for source in drawn.sources:
        for distribution in ("normaal", "lognormaal", "logitnormaal"):
            given = replace(source, distribution=distribution)
            if _fits(distribution, given.range.low, given.range.high):
                moved = given.strayed(scores) + given.range.value
                ends = np.concatenate([given.range.low, given.range.value, given.range.high], axis=1)
                np.testing.assert_allclose(moved, ends, rtol=1e-9)


def _fits(distribution: str, low: Array, high: Array) -> bool:
    match distribution:
        case "lognormaal":
            return bool((low > 0).all())
        case "logitnormaal":
            return bool((low > 0).all() and (high < 1).all())
        case _:
            return True

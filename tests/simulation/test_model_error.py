"""What the chain itself is off, in draws: against scipy's distributions, and as what has to hold of any draw."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import lognorm
from scipy.stats import t as student

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import BEYOND, ModelError, error_between, growth, growth_over, moved, origin_of
from mpp_lib.simulation.simulate import SimulatedRound, simulate

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
STOCK, FLOW, RATIO = "coa.bezetting", "coa.instroom", "ind.inwilligingspercentage_eu"
KEPT = (STOCK, FLOW, RATIO, FIRST_INFLOW)
DRAWS = BLOCK + 300
SEED = 7


def error(spread: float, freedom: float = 5.0) -> ModelError:
    return ModelError(spread, freedom, 6, 2, ("stand", "asiel", "coa"))


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUND)


@pytest.fixture(scope="module")
def without(result: RoundResult) -> SimulatedRound:
    return simulate(result, DRAWS, SEED, KEPT)


def drawn(result: RoundResult, spread: float, freedom: float = 5.0, draws: int = DRAWS) -> SimulatedRound:
    return simulate(result, draws, SEED, KEPT, model_error=dict.fromkeys((STOCK, FLOW, RATIO), error(spread, freedom)))


@pytest.fixture(scope="module")
def disturbed(result: RoundResult) -> SimulatedRound:
    return drawn(result, 0.1)


def test_errors_are_those_of_a_student_distribution() -> None:
    """Forty blocks: every quantile within four standard errors, and the variance that of the distribution cut off."""
    found = np.concatenate([error(0.2, 4.5).drawn(SEED, STOCK, block) for block in range(40)])
    for chance in (0.02, 0.125, 0.5, 0.875, 0.98):
        sure = np.sqrt(chance * (1 - chance) / len(found))
        assert abs(np.mean(found <= 0.2 * student.ppf(chance, 4.5)) - chance) < 4 * sure
    end = student.ppf(1 - BEYOND, 4.5)
    assert found.max() == pytest.approx(0.2 * end)
    square = student.expect(lambda x: min(x * x, end * end), args=(4.5,))
    fourth = student.expect(lambda x: min(x**4, end**4), args=(4.5,))
    assert abs(np.mean((found / 0.2) ** 2) - square) < 4 * np.sqrt((fourth - square**2) / len(found))


def test_with_all_degrees_of_freedom_it_is_lognormal(result: RoundResult, without: SimulatedRound) -> None:
    """A stock at the end of its k-th year is multiplied by a lognormal factor with spread 0,1·√((1 + k)/2)."""
    found = drawn(result, 0.1, 1e9)
    for year in range(3):
        factors = found.values[STOCK][year] / without.values[STOCK][year]
        for chance in (0.125, 0.5, 0.875):
            below = np.mean(factors <= lognorm.ppf(chance, 0.1 * np.sqrt((year + 2) / 2)))
            assert abs(below - chance) < 4 * np.sqrt(chance * (1 - chance) / DRAWS)


def test_a_draw_is_off_to_the_same_side_all_along(without: SimulatedRound, disturbed: SimulatedRound) -> None:
    """Its logarithm grows as √((1 + k)/2) at the end of the k-th year, over a year as the average of its months."""
    for name, times in (
        (STOCK, np.sqrt((1 + np.arange(1, 4)) / 2)),
        (FLOW, np.sqrt((12 + np.arange(1, 37)) / 24).reshape(3, 12).mean(axis=1)),
    ):
        off = np.log(disturbed.values[name] / without.values[name])
        np.testing.assert_allclose(off / times[:, None], np.broadcast_to(off[0] / times[0], off.shape), atol=1e-12)


def test_indicators_are_off_by_themselves(without: SimulatedRound, disturbed: SimulatedRound) -> None:
    one, other = (np.log(disturbed.values[name][0] / without.values[name][0]) for name in (STOCK, FLOW))
    assert abs(np.corrcoef(one, other)[0, 1]) < 4 / np.sqrt(DRAWS)


def test_no_error_changes_nothing(result: RoundResult, without: SimulatedRound) -> None:
    same = drawn(result, 0.0)
    for (*one, band), (*other, still) in zip(without.bands(), same.bands(), strict=True):
        assert one == other
        assert dict(band.quantiles) == pytest.approx(dict(still.quantiles), rel=1e-14)


def test_what_has_none_is_as_it_was(without: SimulatedRound, disturbed: SimulatedRound) -> None:
    np.testing.assert_array_equal(disturbed.values[FIRST_INFLOW], without.values[FIRST_INFLOW])


def test_the_first_draws_are_the_same_of_more_draws_and_threads(result: RoundResult, disturbed: SimulatedRound) -> None:
    errors: Mapping[str, ModelError] = {STOCK: error(0.1)}
    alone = simulate(result, 250, SEED, [STOCK], model_error=errors, threads=1)
    np.testing.assert_array_equal(alone.values[STOCK], disturbed.values[STOCK][:, :250])


def test_months_are_off_as_far_as_they_lie_ahead(result: RoundResult) -> None:
    errors = {STOCK: error(0.1)}
    plain, off = (simulate(result, 50, SEED, [STOCK], "month", model_error=one) for one in (None, errors))
    moves = np.log(off.values[STOCK] / plain.values[STOCK])
    np.testing.assert_allclose(moves[5] * np.sqrt(4 / 3), moves[11], rtol=1e-9)
    np.testing.assert_allclose(moves[23], moves[11] * np.sqrt(1.5), rtol=1e-9)


def test_shares_stay_shares(disturbed: SimulatedRound) -> None:
    assert ((disturbed.values[RATIO] > 0) & (disturbed.values[RATIO] < 1)).all()


def test_the_odds_of_a_share_are_moved() -> None:
    """Odds of 3 times e: 0,75 becomes 3e/(1 + 3e); 0 and 1 stay."""
    found = moved(np.array([[0.75, 0.0, 1.0]]), np.ones((1, 3)), "aandeel")
    assert found[0].tolist() == pytest.approx([3 * np.e / (1 + 3 * np.e), 0.0, 1.0])


@given(st.floats(0.01, 0.99), st.floats(-3, 3), st.sampled_from(["aandeel", "personen"]))
def test_an_error_found_is_the_error_made(value: float, off: float, unit: str) -> None:
    made: Array = moved(np.array([[value]]), np.array([[off]]), unit)
    assert error_between(float(made[0, 0]), value, unit) == pytest.approx(off, abs=1e-9)


def test_no_factor_makes_something_of_nothing() -> None:
    for realised, modelled, unit in ((10.0, 0.0, "zaken"), (0.0, 10.0, "zaken"), (0.5, 1.0, "aandeel")):
        assert error_between(realised, modelled, unit) is None


def test_a_realised_month_is_not_off(result: RoundResult) -> None:
    """An input that enters as realised has no error in those months, and over the year the less."""
    node = result.chain.by_id["asiel.instroom_herhaald"]
    realised = np.full((36, 1), np.nan)
    realised[:6] = 100.0
    times = growth(node, 36, {node.formula: realised})  # type: ignore[dict-item]
    assert times[:6].tolist() == [0.0] * 6
    assert times[6:].tolist() == pytest.approx(np.sqrt((12 + np.arange(7, 37)) / 24))
    assert growth_over(node, times[:12]) == pytest.approx(np.sqrt((12 + np.arange(7, 13)) / 24).sum() / 12)


def test_where_an_error_comes_from() -> None:
    errors = {STOCK: error(0.1), FLOW: ModelError(0.1, 3.0, 4, 0, ("stroom", "asiel"))}
    assert [origin_of(errors, name) for name in KEPT] == ["eigen", "geleend", "onbekend", "prognose"]

"""Total indices: against closed forms, against SALib, and of the chain where they are known."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from SALib.analyze import sobol

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Param
from mpp_lib.production.open_round import open_round
from mpp_lib.production.ranges import Range
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.drawn import PATHS, WITHIN_YEAR, DrawnRound, drawn_round
from mpp_lib.simulation.pick_freeze import PickFreeze, pick_freeze, resamples, total_shares
from mpp_lib.simulation.simulate import simulate
from mpp_lib.simulation.sources import Source

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
SEED = 7
DTV = "dtv.instroom"
SPREADS = {"dtv_instroom_politie": 30.0, "dtv_instroom_kmar": 10.0}
"""Half the width of a range: what they add to a year is twelve times as much."""


def ishigami(x: Array) -> Array:
    return np.asarray(np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0]))


def ishigami_draws() -> tuple[Array, Array, Array]:
    first, second = np.random.default_rng(4).uniform(-np.pi, np.pi, (2, 3, 4096))
    swapped = [np.where(np.arange(3)[:, None] == place, second, first) for place in range(3)]
    return ishigami(first), ishigami(second), np.array([ishigami(each) for each in swapped])


def test_those_of_ishigami() -> None:
    """Total indices 0.5576, 0.4424 and 0.2437 (Ishigami and Homma, 1990, a = 7, b = 0.1), within four errors.

    Four errors are less than a quarter of an index: one that is another's would be seen.
    """
    known = np.array([0.5576, 0.4424, 0.2437])
    shares, errors = total_shares(*ishigami_draws(), resamples(np.random.default_rng(1), 4096))
    assert (np.abs(shares - known) < 4 * errors).all()
    assert (4 * errors < known / 4).all()


def test_those_of_salib() -> None:
    """The index to rounding; the error is another bootstrap of the same draws, and within a quarter."""
    first, second, swapped = ishigami_draws()
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    theirs = sobol.analyze(problem, np.vstack([first, swapped, second]).T.ravel(), calc_second_order=False, seed=1)
    shares, errors = total_shares(first, second, swapped, resamples(np.random.default_rng(1), 4096))
    np.testing.assert_allclose(shares, theirs["ST"], rtol=1e-12)
    np.testing.assert_allclose(errors, theirs["ST_conf"] / 1.959964, rtol=0.25)


def test_what_does_not_move_has_no_shares() -> None:
    same = np.full(8, 3.3)
    shares, errors = total_shares(same, same, same[None], resamples(np.random.default_rng(1), 8))
    assert (shares.tolist(), errors.tolist()) == ([0.0], [0.0])


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUND)


@pytest.fixture(scope="module")
def drawn(result: RoundResult) -> DrawnRound:
    """Two inputs that the inflow at the DT&V does nothing but add, and the inflow of the round."""
    known = drawn_round(result, SEED)
    return replace(known, sources=tuple(_source(known, name, half) for name, half in SPREADS.items()))


def _source(drawn: DrawnRound, name: str, half: float) -> Source:
    value = drawn.medio.series[Param(name)]
    return Source(Range(Param(name), name, "", value - half, value, value + half, ""), "normaal", "constant", name)


@pytest.fixture(scope="module")
def drawings(result: RoundResult, drawn: DrawnRound) -> PickFreeze:
    return pick_freeze(result, drawn, [[PATHS], [WITHIN_YEAR], *([name] for name in SPREADS)], [DTV, FIRST_INFLOW])


def test_what_adds_has_the_share_of_its_variance(drawings: PickFreeze) -> None:
    """Of an input that is added, the total index is the variance that it adds over that of the figure."""
    shares, errors = drawings.shares(DTV, -1)
    variance = np.var([drawings.first[DTV][-1], drawings.second[DTV][-1]])
    added = np.array([(12 * half / 1.150349) ** 2 for half in SPREADS.values()]) / variance
    assert (np.abs(shares[2:] - added) < 4 * errors[2:]).all()
    assert added.min() > 10 * errors[2:].min()


def test_first_applications_come_from_their_paths_alone(drawings: PickFreeze) -> None:
    """Of a year of which nothing is realised: how it falls over its months is nothing to its total."""
    shares, errors = drawings.shares(FIRST_INFLOW, -1)
    assert abs(shares[0] - 1) < 4 * errors[0]
    assert shares[1:] == pytest.approx(0, abs=1e-12)


def test_the_first_set_is_what_the_simulation_draws(result: RoundResult, drawings: PickFreeze) -> None:
    simulated = simulate(result, 100, SEED, [FIRST_INFLOW])
    np.testing.assert_array_equal(drawings.first[FIRST_INFLOW][:, :100], simulated.values[FIRST_INFLOW])
    assert abs(np.corrcoef(drawings.first[FIRST_INFLOW][-1], drawings.second[FIRST_INFLOW][-1])[0, 1]) < 4 / np.sqrt(
        4096
    )

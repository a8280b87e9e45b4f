"""How long a distribution takes in a draw: the version of its score, and runs of one draw at a time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from mpp_lib.inputs.series import Kernel
from mpp_lib.production.assembly import outcome
from mpp_lib.production.engine import BLOCK, run
from mpp_lib.production.open_round import open_round
from mpp_lib.production.ranges import Range
from mpp_lib.production.run import RoundResult
from mpp_lib.production.stretched import Duration, Stretches, stretched
from mpp_lib.simulation.drawn import DrawnRound, drawn_round
from mpp_lib.simulation.durations import versions_of, weights_of
from mpp_lib.simulation.sources import Source

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
RANGES = {"nareis_aanvraag": (0.7, 1.6), "dublin_terug": (0.8, 1.3), "nidos_meerderjarig": (0.9, 1.4)}


def source(name: str, months: int, distribution: str = "normaal") -> Source:
    low, high = (np.full((months, 1), end) for end in RANGES[name])
    found = Range(Duration(name), name, "", low, np.ones((months, 1)), high, "")
    return Source(found, distribution, "constant", name)


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUND)


@pytest.fixture(scope="module")
def drawn(result: RoundResult) -> DrawnRound:
    known = drawn_round(result, 7)
    return replace(known, sources=(*known.sources, *(source(name, known.months) for name in RANGES)))


def stretches(scores: np.ndarray, distribution: str = "normaal") -> Stretches:
    return Stretches(versions_of(source("nareis_aanvraag", 12, distribution)), weights_of(scores))


def lasting(found: Stretches) -> np.ndarray:
    """How long it takes in every draw, on average over the versions that it has of."""
    return np.asarray(1 + (found.weights * (found.factors[:, :1] - 1)).sum(axis=0))


@pytest.mark.parametrize("distribution", ["normaal", "lognormaal"])
def test_the_ends_of_the_range_are_its_eighths(distribution: str) -> None:
    """At the scores of an eighth it is one version whole, at nought none; the average lies on a line in between."""
    scores = norm.ppf([[1 / 8, 1 / 2, 7 / 8]])
    found = stretches(scores, distribution)
    assert lasting(found) == pytest.approx([0.7, 1.0, 1.6], rel=1e-12)
    assert found.weights.max(axis=0) == pytest.approx([1.0, 0.0, 1.0], abs=1e-12)
    between = stretches(scores / 2, distribution)
    assert lasting(between) == pytest.approx([0.85, 1.0, 1.3], rel=1e-12)


def test_normal_scores_go_on_in_a_line_as_far_as_three() -> None:
    scores = np.array([[-9.0, -2.0, 2.0, 3.0, 9.0]])
    found = stretches(scores)
    step = norm.isf(1 / 8)
    line = [1 - 0.3 * 3 / step, 1 - 0.3 * 2 / step, 1 + 0.6 * 2 / step, 1 + 0.6 * 3 / step, 1 + 0.6 * 3 / step]
    assert lasting(found) == pytest.approx(line, rel=1e-12)
    assert found.weights.min() >= 0
    assert found.weights.sum(axis=0).max() <= 1 + 1e-12


@pytest.mark.parametrize("draw", [0, 17])
def test_a_draw_is_a_round_with_that_distribution(result: RoundResult, drawn: DrawnRound, draw: int) -> None:
    """Its series and, as a second row of each distribution, what it has of its versions, in a run of one draw."""
    data = drawn.block(0, BLOCK)
    rows = run(result.chain, data)
    own = {
        key: np.where(np.isfinite(drawn.medio.series[key]), values[data.horizon][:, [draw % values.shape[1]]], np.nan)
        for key, values in data.series.items()
        if key in drawn.medio.series
    }
    kernels = {name: in_draw(drawn, name, found, draw) for name, found in in_block(drawn).items()}
    alone = outcome(replace(drawn.medio, series=own, kernels={**drawn.medio.kernels, **kernels}))
    for node, values in alone.items():
        found = rows[node][data.horizon][:, draw]
        np.testing.assert_allclose(found, values[:, 0], rtol=1e-9, atol=1e-7, err_msg=node)


def in_block(drawn: DrawnRound) -> dict[str, Stretches]:
    return {name: Stretches(drawn.versions[name], weights) for name, weights in drawn.weights(0).items()}


def in_draw(drawn: DrawnRound, name: str, found: Stretches, draw: int) -> Kernel:
    """The distribution of one draw from the horizon on, and as given before it."""
    given, months = drawn.medio.kernels[name], drawn.medio.months
    rows = np.zeros((2 * given.lags + len(months), given.lags))
    rows[:] = given.shares[-1]
    first_lag = drawn.three.chain.first_lag[name]
    as_given = stretched(rows, np.ones(len(rows)), first_lag)[0]
    versions = [stretched(rows, np.full(len(rows), factor), first_lag)[0] for factor in found.factors[:, 0]]
    mixed = as_given + sum(
        weight * (each - as_given) for weight, each in zip(found.weights[:, draw], versions, strict=True)
    )
    before = [np.pad(np.array(each), (0, len(rows) - given.lags)) for each in given.shares]
    return Kernel((*given.since, months[0]), (*map(tuple, before), tuple(mixed)))

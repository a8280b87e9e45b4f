"""Compiled code gives what the engine gives, of every indicator, by month and by year."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.production.engine import run
from mpp_lib.production.open_round import open_round
from mpp_lib.production.ranges import Range
from mpp_lib.production.run import RoundResult
from mpp_lib.production.stretched import Duration
from mpp_lib.production.yearly import by_year
from mpp_lib.simulation.drawn import DrawnRound, drawn_round
from mpp_lib.simulation.sources import Source

pytest.importorskip("numba")
ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
DRAWS = 200
"""Three tiles and a part of one."""


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUND)


def stray_otherwise(drawn: DrawnRound) -> DrawnRound:
    """The round with its sources on other scales, moving and in one group, where that fits, and with long delays."""
    sources = []
    for place, source in enumerate(drawn.sources):
        positive = bool((source.range.low > 0).all())
        share = positive and bool((source.range.high < 1).all())
        kind = "logitnormaal" if share and place % 2 else "lognormaal" if positive else "normaal"
        over_time = ("constant", "toevalswandeling", "per_jaar")[place % 3]
        sources.append(replace(source, distribution=kind, over_time=over_time, group=over_time))
    longer = [taking_longer(drawn, spec.name) for spec in drawn.three.chain.kernels]
    return replace(drawn, sources=(*sources, *longer))


def taking_longer(drawn: DrawnRound, name: str) -> Source:
    """From the second year on half as long to twice as long."""
    one = np.ones((drawn.months, 1))
    later = np.arange(drawn.months)[:, None] >= 12
    low, high = np.where(later, 0.5, one), np.where(later, 2.0, one)
    return Source(Range(Duration(name), name, "", low, one, high, ""), "normaal", "constant", name)


@pytest.mark.parametrize(
    ("other", "monthly"),
    [
        pytest.param(True, False, id="otherwise, years"),
        pytest.param(False, True, id="as declared, months"),
        pytest.param(False, False, id="as declared, years", marks=pytest.mark.long),
        pytest.param(True, True, id="otherwise, months", marks=pytest.mark.long),
    ],
)
def test_every_indicator_is_that_of_the_engine(result: RoundResult, other: bool, monthly: bool) -> None:
    from mpp_lib.simulation.compiled.run import CompiledRound

    drawn = drawn_round(result, 5)
    drawn = stray_otherwise(drawn) if other else drawn
    names = [node.id for node in result.chain.nodes]
    compiled = CompiledRound(result, drawn, names, monthly=monthly).block(0, DRAWS)
    data = drawn.block(0, DRAWS)
    months = {name: rows[data.horizon] for name, rows in run(result.chain, data).items()}
    expected = months if monthly else by_year(result.chain, months)
    for name, found in zip(names, compiled, strict=True):
        scale = max(1.0, float(np.abs(expected[name]).max()))
        np.testing.assert_allclose(found / scale, expected[name] / scale, rtol=0, atol=1e-12, err_msg=name)


def test_what_is_asked_alone_is_as_among_all(result: RoundResult) -> None:
    """Of every kind of figure one by itself: instructions that it does not need are left out, and no other."""
    from mpp_lib.simulation.compiled.run import CompiledRound

    drawn = drawn_round(result, 5)
    names = [node.id for node in result.chain.nodes]
    together = dict(zip(names, CompiledRound(result, drawn, names, monthly=False).block(0, DRAWS), strict=True))
    for kind in Aggregation:
        name = next(node.id for node in reversed(result.chain.nodes) if node.aggregation is kind)
        alone = CompiledRound(result, drawn, [name], monthly=False).block(0, DRAWS)
        np.testing.assert_array_equal(alone[0], together[name], err_msg=name)

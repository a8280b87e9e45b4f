"""Groups of chance: all there is, each once, and few enough."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.sensitivity.ranges_run import RangesRun, run_ranges
from mpp_lib.compare.uncertainty.drivers import BY_ITSELF, MOST, Drivers, groups_of
from mpp_lib.production.key_figures import MEASURED
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.drawn import PATHS, WITHIN_YEAR, DrawnRound, drawn_round
from mpp_lib.simulation.pick_freeze import PickFreeze

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def result() -> RoundResult:
    """A round with a hundred uncertain inputs."""
    return open_round(ROOT / "rounds" / "2024-2")


@pytest.fixture(scope="module")
def run(result: RoundResult) -> RangesRun:
    return run_ranges(result)


@pytest.fixture(scope="module")
def drawn(result: RoundResult) -> DrawnRound:
    return drawn_round(result, 1)


def test_all_chance_is_in_one_group(result: RoundResult, run: RangesRun, drawn: DrawnRound) -> None:
    groups = groups_of(result, drawn, run, MEASURED)
    streams = [name for group in groups for name in group.streams]
    assert sorted(streams) == sorted(drawn.streams)
    assert len(groups) <= MOST < len(streams)
    assert [group.streams for group in groups[:2]] == [(PATHS,), (WITHIN_YEAR,)]


def test_the_rest_stands_by_partner(result: RoundResult, run: RangesRun, drawn: DrawnRound) -> None:
    """Every rest but the last is of one partner; the last is of what is left of several."""
    rests = groups_of(result, drawn, run, MEASURED)[2 + BY_ITSELF :]
    catalogue = result.chain.catalogue()
    for group in rests[:-1]:
        of = {catalogue.parameters[name].partner if "." not in name else "ind" for name in group.streams}
        assert of == {group.rest_of}
    assert rests[-1].rest_of == ""


def test_what_moves_a_figure_most_stands_by_itself(result: RoundResult, run: RangesRun, drawn: DrawnRound) -> None:
    """The three widest bars of the tornado of every key figure, but for what hardly moves it."""
    alone = {group.inputs[0].key for group in groups_of(result, drawn, run, MEASURED) if len(group.inputs) == 1}
    for indicator in MEASURED:
        swings = run.swings(indicator, result.inputs.settings.span.end.year)
        wide = [swing.range.key for swing in swings[:3] if swing.width > 0.2 * swings[0].width]
        assert set(wide) <= alone, indicator


def test_a_declared_group_stays_together(result: RoundResult, run: RangesRun, drawn: DrawnRound) -> None:
    """Even of inputs that move little: who declared it asks what it does."""
    few = {source.range.label for source in drawn.sources[-5:-2]}
    sources = [replace(each, group="samen") if each.range.label in few else each for each in drawn.sources]
    groups = groups_of(result, replace(drawn, sources=tuple(sources)), run, MEASURED)
    (found,) = (group for group in groups if group.streams == ("samen",))
    assert {each.label for each in found.inputs} == few
    assert found.rest_of is None


def test_the_largest_share_comes_first(result: RoundResult, run: RangesRun, drawn: DrawnRound) -> None:
    """Shares of one to four, and what moves nothing is left out."""
    groups = groups_of(result, drawn, run, MEASURED)[:3]
    first, second, *steps = np.random.default_rng(2).standard_normal((5, 1, 4000))
    swapped = np.array([first + size * step for size, step in zip((1.0, 0.0, 2.0), steps, strict=True)])
    drivers = Drivers(2024, groups, PickFreeze(1, {"a": first}, {"a": second}, {"a": swapped}), {})
    found = drivers.of("a", 2024)
    assert [driver.group for driver in found] == [groups[2], groups[0]]
    assert [driver.share for driver in found] == pytest.approx([2.0, 0.5], rel=0.1)


def test_what_the_chain_is_off_widens_the_band_of_three_quarters() -> None:
    """Twice as far from the middle is twice as wide, of the year that is asked; unknown where no error is known."""
    drawn = np.random.default_rng(3).standard_normal((2, 4096)) + 5.0
    draws = PickFreeze(1, {"a": drawn, "b": drawn, FIRST_INFLOW: drawn}, {}, {})
    drivers = Drivers(2024, (), draws, {"a": lambda figures, _: figures * [[1.0], [2.0]]})
    assert drivers.widened("a", 2024) == pytest.approx(1.0)
    assert drivers.widened("a", 2025) == pytest.approx(2.0)
    assert drivers.widened("b", 2025) is None
    assert drivers.widened(FIRST_INFLOW, 2025) == 1.0


def test_every_block_of_draws_has_its_own_errors() -> None:
    """The number of the block goes along: without it every block would have the errors of the first."""
    seen = []
    draws = PickFreeze(1, {"a": np.arange(16.0)[None]}, {}, {})
    Drivers(2024, (), draws, {"a": lambda figures, block: seen.append(block) or figures}).widened("a", 2024)
    assert seen == [0, 1, 2, 3]

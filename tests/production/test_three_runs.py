"""What three runs say of each other: by hand, and on every indicator of a calculated round."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from mpp_lib.production.three_runs import answers, kind_of, kinds


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(Path(__file__).parents[1] / "rounds" / "_klein")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((98.0, 99.0, 100.0), "apart"),
        ((99.0, 100.0, 101.0), "together"),
        ((101.0, 100.0, 99.0), "together"),
        ((98.9, 100.0, 101.0), "apart"),
        ((130.0, 110.0, 90.0), "reversed"),
        ((90.0, 140.0, 130.0), "crossed"),
        ((130.0, 80.0, 90.0), "crossed"),
        ((-50.0, -40.0, -30.0), "apart"),
        ((0.0, 0.0, 0.0), "together"),
        ((0.0, 0.0, 1.0), "apart"),
        ((0.80, 0.77, 0.77), "reversed"),
        ((10_250.0, 10_483.0, 10_481.0), "apart"),
        ((10_250.0, 10_580.0, 10_481.0), "crossed"),
    ],
)
def test_how_three_runs_lie(lines: tuple[float, float, float], kind: str) -> None:
    """Two percent of medio is together, whatever the order; above it the order decides."""
    assert kind_of(*lines) == kind


def test_inflow_itself_answers_and_what_rests_on_nothing_does_not(result: RoundResult) -> None:
    """First applications lie apart in every year; a declared flow that every run shares is the same in all three."""
    first = list(kinds(result, "asiel.instroom_eerste"))
    assert first == [(year, "apart") for year in result.inputs.settings.span.calendar_years]
    assert answers(result, "asiel.instroom_eerste")
    assert not answers(result, "asiel.hervestiging")


def test_every_indicator_is_of_one_kind_in_every_year(result: RoundResult) -> None:
    """The rule leaves none out; whoever does not answer lies together everywhere; some lie the other way round."""
    found = {node.id: [kind for _, kind in kinds(result, node.id)] for node in result.chain.nodes}
    still = {name for name in found if not answers(result, name)}
    assert still
    assert all(set(found[name]) == {"together"} for name in still)
    for name, seen in found.items():
        for kind, (low, medio, high) in zip(seen, result.years[name], strict=True):
            assert (kind == "together") == (np.ptp([low, medio, high]) <= 0.02 * abs(medio)), name
            near = 0.005 * abs(medio)
            assert kind != "reversed" or (low > high and low + near >= medio >= high - near), name

"""The bands that rounds would have given of the chain, and how often they held."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.evaluation.scored_rounds import Score, evaluate
from mpp_lib.compare.evaluation.vintages import of_round
from mpp_lib.compare.model_error.known import known_model_errors
from mpp_lib.compare.uncertainty.past_bands import DRAWS, PastBand, coverages, past_bands
from mpp_lib.production.open_round import open_previous, open_round
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import Origin
from mpp_lib.simulation.simulate import simulate
from tests.support.scored import ONE

ROUNDS = Path(__file__).parents[2] / "rounds"


def band(indicator: str, realised: float, origin: Origin = "eigen") -> PastBand:
    """From 90 to 110, and of the inputs alone from 95 to 105."""
    return PastBand(replace(ONE, indicator=indicator, realised=realised), (90.0, 110.0), (95.0, 105.0), origin)


def test_what_holds_is_counted_by_what_was_known() -> None:
    """Of four with a model error the first three hold, the first also without; of two without one, one."""
    known = [band("een", 100.0), band("een", 92.0), band("twee", 110.0), band("drie", 111.0, "geleend")]
    found = coverages([*known, band("een", 95.0, "onbekend"), band("twee", 80.0, "onbekend")])
    assert {name: (one.n, one.within) for name, one in found.items()} == {
        "all": (6, 4),
        "with_model_error": (4, 3),
        "without_model_error": (4, 1),
        "unknown": (2, 1),
    }
    assert found["unknown"].interval is None


def test_bands_of_one_indicator_stand_or_fall_together() -> None:
    """Three indicators, of which one with two bands that fail: the interval is that of three blocks, by hand.

    27 ways to draw three blocks: the share is 0 in one of them, and 1 where the second is never drawn, in eight.
    """
    found = coverages([band("een", 100.0), band("twee", 0.0), band("twee", 0.0), band("drie", 100.0)])["all"]
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (0.0, 1.0)
    assert (found.indicators, found.years) == (3, 1)


@pytest.fixture(scope="module")
def earlier() -> RoundResult:
    found = open_previous(open_round(ROUNDS / "_klein"))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def scores(earlier: RoundResult) -> tuple[Score, ...]:
    return evaluate([earlier], [of_round(open_round(ROUNDS / "_klein").inputs)])


def test_they_are_the_bands_of_its_own_simulation(earlier: RoundResult, scores: tuple[Score, ...]) -> None:
    """With the seed of the round and what it could know of the chain; none of first applications."""
    found = past_bands([earlier], scores)
    errors = known_model_errors(earlier)
    made, plain = (simulate(earlier, DRAWS, model_error=each) for each in (errors, None))
    assert FIRST_INFLOW in {score.indicator for score in scores}
    assert [one.score for one in found] == [score for score in scores if score.indicator != FIRST_INFLOW] != []
    for one in found:
        place = one.score.year - earlier.inputs.settings.span.first_year
        for ends, draws in ((one.ends, made), (one.of_inputs, plain)):
            assert ends == pytest.approx(np.quantile(draws.values[one.score.indicator][place], [0.125, 0.875]))
    assert past_bands([earlier], []) == ()

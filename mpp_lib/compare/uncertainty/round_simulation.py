"""The simulation that stands in the report of a round: so many draws with the seed of the round, always the same.

Source: docs/methode-simulatie.md, *Banden*.
"""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.steps import step
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import ModelErrors
from mpp_lib.simulation.simulate import By, SimulatedRound, simulate

DRAWS = 10_000
"""Of a quantile of 12.5% the error is then a hundredth of the width of the band, or less."""


@step("trekkingen door de keten")
def simulate_round(
    result: RoundResult,
    errors: ModelErrors,
    indicators: Sequence[str] = (),
    by: By = "year",
    *,
    plan_follows: bool = True,
) -> SimulatedRound:
    """The draws of a round that its report shows: draw i is the same whatever else is asked.

    Args:
        errors: how far off the chain may be, as the round knows it.
        indicators: ids to keep; all without.
        plan_follows: as :func:`mpp_lib.simulation.simulate.simulate`.
    """
    return simulate(result, DRAWS, indicators=indicators, by=by, model_error=errors, plan_follows=plan_follows)

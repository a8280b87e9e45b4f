"""How far off the chain was, as a round could know it at its cut-off."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore, evaluate_chain
from mpp_lib.compare.evaluation.track_record import earlier_rounds
from mpp_lib.compare.evaluation.vintages import of_round
from mpp_lib.compare.hindcast.hindcast import Hindcast
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.compare.model_error.pooled import pooled
from mpp_lib.compare.model_error.residuals import Residual, of_hindcast, of_rounds
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import ModelErrors


def known_model_errors(result: RoundResult) -> ModelErrors:
    """What a round could know: its own hindcast, and the rounds it descends from by the realisations it holds.

    Raises:
        InputError: with what is wrong with an earlier round or with the folder of the hindcast.
    """
    earlier = earlier_rounds(result)
    scores = evaluate_chain(earlier, (of_round(result.inputs),))
    return pooled(result.chain, residuals_of(open_known(result), earlier, scores))


def residuals_of(
    hindcast: Hindcast | None, rounds: Sequence[RoundResult], scores: Sequence[ChainScore]
) -> tuple[Residual, ...]:
    """The errors of a hindcast and of rounds.

    Args:
        scores: of those rounds, given the inflow that came.
    """
    return *(of_hindcast(hindcast) if hindcast else ()), *of_rounds(rounds, scores)

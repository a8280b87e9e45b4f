"""How far off the chain was, as a round could know it at its cut-off, or as it is known now."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore, evaluate_chain
from mpp_lib.compare.evaluation.track_record import earlier_rounds
from mpp_lib.compare.evaluation.vintages import of_round
from mpp_lib.compare.hindcast.hindcast import Hindcast
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.compare.model_error.pooled import pooled
from mpp_lib.compare.model_error.residuals import of_hindcast, of_rounds
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.model_error import ModelErrors


def known_model_errors(result: RoundResult) -> ModelErrors:
    """What a round could know: its own hindcast, and the rounds it descends from by the realisations it holds.

    Raises:
        InputError: with what is wrong with an earlier round or with the folder of the hindcast.
    """
    earlier = earlier_rounds(result)
    return model_errors(result.chain, open_known(result), earlier, evaluate_chain(earlier, (of_round(result.inputs),)))


def model_errors(
    chain: Chain, hindcast: Hindcast | None, rounds: Sequence[RoundResult], scores: Sequence[ChainScore]
) -> ModelErrors:
    """What follows from a hindcast and from rounds.

    Args:
        scores: of those rounds, given the inflow that came.
    """
    residuals = [*(of_hindcast(hindcast) if hindcast else ()), *of_rounds(rounds, scores)]
    return pooled(chain, residuals)

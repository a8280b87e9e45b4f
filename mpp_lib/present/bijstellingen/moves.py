"""Revisions of medio as printed, and what their parts are called."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.compare.attribution.attribution import Attribution
from mpp_lib.compare.attribution.mixed_run import FORECAST, MEASURES, PARAMETERS, PLAN, REALISED, STRUCTURE
from mpp_lib.present.wording.move import Move, printed_move
from mpp_lib.present.wording.plan_name import plan_name
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.production.run import RoundResult

YEARS = 2
"""How many of the shared years a picture shows."""


def group_names(result: RoundResult) -> Mapping[str, str]:
    """Group → how a sentence names it."""
    return {
        REALISED: "realisaties en beginstanden",
        FORECAST: "de prognose",
        PLAN: f"het {plan_name(result.inputs)}",
        PARAMETERS: "parameters en aannames",
        MEASURES: "maatregelen",
        STRUCTURE: "de modelstructuur",
    }


def move(result: RoundResult, split: Attribution, indicator: str, year: int) -> Move:
    """The difference of an indicator in medio, over groups of inputs."""
    return printed_move(split.change(indicator, year, "medio"), result.chain.by_id[indicator].unit)


def sources(result: RoundResult, previous: RoundResult) -> str:
    """The source line of a picture of two rounds."""
    return source_line(result, sources=(f"MPP-productiemodel, ronde {previous.inputs.settings.round}",))

"""What a block of the report leaves out: measures over its own parameters that are off, and why they are."""

from __future__ import annotations

from mpp_lib.base.dutch import month_name
from mpp_lib.base.markdown import literal
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.production.expression import Param, walk
from mpp_lib.production.layers import Measure, measures_of
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult
from mpp_lib.production.three_runs import answers

SAME = "Minimum, medio en maximum zijn gelijk: het aantal hangt niet van de asielinstroom af."


def left_out(result: RoundResult, key: str) -> str:
    """What is not in the figures of a section, and whether they answer to inflow.

    Args:
        key: of a section of the chain.

    Raises:
        KeyError: when there is no such section.
    """
    names = result.chain.section(key).table
    own = _parameters(result.chain, names)
    measures = [
        measure for measure in measures_of(result.inputs) if own & {layer.parameter for layer in measure.layers}
    ]
    same = [] if any(answers(result, name) for name in names) else [SAME]
    return " ".join([*map(_said, measures), *same])


def _parameters(chain: Chain, names: tuple[str, ...]) -> set[str]:
    """The parameters in the formulas of the partners of these figures."""
    partners = {chain.by_id[name].partner for name in names}
    formulas = (node.formula for node in chain.nodes if node.partner in partners)
    return {part.name for formula in formulas for part in walk(formula) if isinstance(part, Param)}


def _said(measure: Measure) -> str:
    since = month_name(min(layer.since for layer in measure.layers))
    name = f"maatregel {literal(measure.id)} ({literal(measure.description)}, vanaf {since})"
    if measure.active:
        return sentence(f"{name} is meegerekend")
    off = f"{name} is niet meegerekend; de reeks loopt door alsof er niets verandert"
    return f"{sentence(off)} {literal(measure.rationale)} Wat zij zou doen, staat bij de maatregelen."

"""Where the figures of an indicator come from, in words: who delivers what its formula asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.expression import Delay, Expr, Known, Param, Plan, Series, walk
from mpp_lib.production.node import Node, Transit
from mpp_lib.production.parts import OUTSIDE_SERIES

CALCULATED = "berekening"
_OUTSIDE = {
    "eerste_asielinstroom": "Prognose Eerste Asielinstroom (APM)",
    "dagen": "kalender",
    "bezettingsnorm": "bezettingsnorm (COA)",
}
_MODEL = "het model"
"""Who owns a parameter that the round leaves to its default."""


def owners_of(inputs: RoundInputs) -> Mapping[str, tuple[str, ...]]:
    """Parameter or distribution → who delivered it."""
    found: dict[str, dict[str, None]] = {}
    for table in (inputs.parameters, inputs.kernels):
        for name, owner in zip(table["parameter"], table["eigenaar"], strict=True):
            found.setdefault(str(name), {})[str(owner)] = None
    return {name: tuple(filter(None, owners)) for name, owners in found.items()}


def source_words(node: Node, owners: Mapping[str, tuple[str, ...]], plan: str) -> str:
    """The sources of an indicator: what it takes from outside the chain, or that it is only computed.

    Args:
        owners: as :func:`owners_of` gives it.
        plan: what the plan of the round is called (:func:`~mpp_lib.present.wording.plan_name.plan_name`).
    """
    parts = tuple(walk(node.formula))
    whose = dict.fromkeys(owner for part in parts for name in _delivered(part) for owner in owners.get(name, (_MODEL,)))
    taken = list(dict.fromkeys(source for part in parts for source in _outside(part, plan)))
    if whose:
        taken.append(f"parameters van {enumerate_nl(list(whose))}")
    if node.opening == "realisatie":
        taken.append("beginstand uit realisaties")
    if isinstance(node.opening, Transit):
        taken.append("beginstand uit eerdere instroom")
    if node.realised:
        taken.append("realisaties")
    return "; ".join([*([] if node.kind == "invoer" else [CALCULATED]), *taken])


def _delivered(part: Expr) -> Iterator[str]:
    match part:
        case Param(name) | Known(name) | Delay(name, _):
            yield name


def _outside(part: Expr, plan: str) -> Iterator[str]:
    match part:
        case Plan():
            yield plan
        case Series(name):
            yield _OUTSIDE.get(name, OUTSIDE_SERIES[name][0])

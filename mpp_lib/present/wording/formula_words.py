"""The formula of an indicator in Dutch words, read from its declaration: names instead of ids.

What somebody delivers (a parameter, a series of the plan, a distribution) stands between quotes, as the annex with
the input names it; everything else is the name of an indicator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.dutch import MINUS, plain
from mpp_lib.present.wording.partners import partner_of
from mpp_lib.production import expression as ex
from mpp_lib.production.ages_and_terms import LONGEST_TERM
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.parts import OUTSIDE_SERIES

_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "gedeeld door"}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}
_WHOLE = 3


@dataclass(frozen=True)
class _Indicator:
    """Who speaks: the indicator whose formula is read out, in its chain."""

    chain: Chain
    node: Node

    @cached_property
    def inputs(self) -> Mapping[str, str]:
        """What is delivered, by name → as it is called."""
        return {
            **{f"parameter {spec.name}": f"‘{spec.label}’" for spec in self.chain.parameters},
            **{f"verdeling {spec.name}": f"‘{spec.label}’" for spec in self.chain.kernels},
            **{f"plan {spec.stream} {spec.quantity}": f"‘{spec.label}’ van het plan" for spec in self.chain.plan},
        }

    def name(self, node_id: str) -> str:
        """An indicator, with its partner and part where they are not those of the speaker."""
        other = self.chain.by_id[node_id]
        theirs, own = other.spec().part, self.node.spec().part
        partner = "" if other.partner == self.node.partner else partner_of(node_id).short
        part = "" if theirs == own and not partner else theirs
        whose = " ".join(word for word in (partner, part) if word)
        return f"{other.label} ({whose})" if whose else other.label

    def opening(self, node_id: str) -> str:
        """What lay there at the end of the month before."""
        return "beginstand" if node_id == self.node.id else f"beginstand {self.name(node_id)}"


def formula_words(node: Node, chain: Chain) -> str:
    """How the indicator is computed.

    Raises:
        TypeError: for a kind of formula without words.
    """
    speaker = _Indicator(chain, node)
    match node.kind, node.formula:
        case "wachtrij", ex.Least(capacity, waiting):
            return f"kleinste van {_say(capacity, speaker)} en wat er ligt ({_say(waiting, speaker)})"
        case _:
            return _say(node.formula, speaker)


def _say(expr: ex.Expr, speaker: _Indicator) -> str:
    return _said(expr, speaker)[0]


def _said(expr: ex.Expr, speaker: _Indicator) -> tuple[str, int]:
    """The words, and how tightly they bind."""
    match expr:
        case ex.Binary(op, left, right):
            (before, left_binds), (after, right_binds) = _said(left, speaker), _said(right, speaker)
            first = before if left_binds >= _BINDS[op] else f"({before})"
            second = after if right_binds > _BINDS[op] or (op in "+*" and _is_same(op, right)) else f"({after})"
            return f"{first} {_SIGNS[op]} {second}", _BINDS[op]
        case ex.Ratio(part, whole, otherwise):
            instead = "" if otherwise == ex.Const(0.0) else f", of {_say(otherwise, speaker)} als de noemer nul is"
            return f"{speaker.name(part.id)} gedeeld door {speaker.name(whole.id)}{instead}", 0
        case ex.Delay(kernel, flow):
            by = speaker.inputs[f"verdeling {kernel}"]
            return f"vertraging van {speaker.name(flow)} volgens verdeling {by}", 0
        case _:
            return _named(expr, speaker), _WHOLE


def _is_same(op: str, expr: ex.Expr) -> bool:
    return isinstance(expr, ex.Binary) and expr.op == op


def _named(expr: ex.Expr, speaker: _Indicator) -> str:
    match expr:
        case ex.Const(value):
            return plain(value)
        case ex.Ref(node_id, 0):
            return speaker.name(node_id)
        case ex.Ref(node_id, 1) if speaker.chain.by_id[node_id].aggregation is Aggregation.STOCK:
            return speaker.opening(node_id)
        case ex.Ref(node_id, lag):
            return f"{speaker.name(node_id)} van {lag} {'maand' if lag == 1 else 'maanden'} ervoor"
        case ex.Param(name):
            return speaker.inputs[f"parameter {name}"]
        case ex.Known(name):
            return f"(1 als {speaker.inputs[f'parameter {name}']} bekend is, anders 0)"
        case ex.Plan(stream, quantity):
            return speaker.inputs[f"plan {stream} {quantity}"]
        case ex.Series(name):
            return f"‘{OUTSIDE_SERIES[name][0]}’"
        case ex.Least(left, right):
            return f"kleinste van ({_say(left, speaker)}) en ({_say(right, speaker)})"
        case ex.Greatest(left, right):
            return f"grootste van ({_say(left, speaker)}) en ({_say(right, speaker)})"
        case ex.Leaving(hazard):
            return f"het deel dat vertrekt bij een kans per maand van ({_say(hazard, speaker)})"
        case _:
            return _over_time(expr, speaker)


def _over_time(expr: ex.Expr, speaker: _Indicator) -> str:
    match expr:
        case ex.PreviousHalfYear(flow):
            return f"{speaker.name(flow)} in het vorige halfjaar"
        case ex.AtHalfYearStart(stock):
            return f"{speaker.name(stock)} aan het begin van het halfjaar"
        case ex.OlderThan(stock, _, outflow, months, evenly):
            lying, left, share = speaker.name(stock), speaker.name(outflow), _say(evenly, speaker)
            return f"wat van {lying} van {months} maanden ervoor niet vertrok ({left}): {share}, verder oudste eerst"
        case ex.TimeInStock(stock, inflow, outflow):
            left, came = speaker.name(outflow), speaker.name(inflow)
            return f"maanden tussen {came} en {left}, oudste eerst (0 bij geen {speaker.name(stock)})"
        case ex.ClearanceTime(stock, outflow):
            most = f"ten hoogste {LONGEST_TERM:g} maanden"
            return f"{speaker.name(stock)} gedeeld door {speaker.name(outflow)} ({most})"
        case _:
            raise TypeError(f"formule zonder woorden: {type(expr).__name__}")

"""Formulas as data: what a node computes, written once and read by every view of the chain.

A formula refers to other nodes by id and lag (``ref("x")`` this month, ``ref("x", 1)`` the month before), to
parameters, to series of the IND-plan and to calendar or forecast inputs, and combines them with arithmetic and a few
named functions.

Source: docs/methode-keten.md, *Parameters* (1 − e^−h), *Verdelingen* (delays), *Huisvesting en inburgering*
(half-years) and *Leeftijd en termijn*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal


@dataclass(frozen=True)
class Expr:
    """Base of all formulas; supports ``+ - * /`` with other formulas and numbers."""

    def __add__(self, other: Expr | float) -> Expr:
        return Binary("+", self, as_expr(other))

    def __radd__(self, other: float) -> Expr:
        return Binary("+", as_expr(other), self)

    def __sub__(self, other: Expr | float) -> Expr:
        return Binary("-", self, as_expr(other))

    def __rsub__(self, other: float) -> Expr:
        return Binary("-", as_expr(other), self)

    def __mul__(self, other: Expr | float) -> Expr:
        return Binary("*", self, as_expr(other))

    def __rmul__(self, other: float) -> Expr:
        return Binary("*", as_expr(other), self)

    def __truediv__(self, other: Expr | float) -> Expr:
        return Binary("/", self, as_expr(other))


@dataclass(frozen=True)
class Const(Expr):
    """A number of the model's structure (never a parameter)."""

    value: float


@dataclass(frozen=True)
class Ref(Expr):
    """Another node, ``lag`` months ago."""

    id: str
    lag: int = 0


@dataclass(frozen=True)
class Param(Expr):
    """A parameter of ``parameters.csv``: its value in the month at hand."""

    name: str


@dataclass(frozen=True)
class Known(Expr):
    """1 in the half-years for which a per-half-year parameter is given, 0 afterwards."""

    name: str


@dataclass(frozen=True)
class Plan(Expr):
    """A monthly series of the IND-prognoseplan."""

    stream: str
    quantity: str


@dataclass(frozen=True)
class Series(Expr):
    """A series from outside the chain: the forecast, the calendar or the round's settings."""

    name: str


@dataclass(frozen=True)
class Binary(Expr):
    """``left op right``."""

    op: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr


@dataclass(frozen=True)
class Least(Expr):
    """The smaller of two."""

    left: Expr
    right: Expr


@dataclass(frozen=True)
class Greatest(Expr):
    """The larger of two."""

    left: Expr
    right: Expr


@dataclass(frozen=True)
class Leaving(Expr):
    """The share 1 − e^−h of a stock that leaves within the month at hazard h per month."""

    hazard: Expr


@dataclass(frozen=True)
class Ratio(Expr):
    """``part / whole``; ``otherwise`` where the whole is zero. By year: the ratio of the year's sums."""

    part: Ref
    whole: Ref
    otherwise: Expr


@dataclass(frozen=True)
class Delay(Expr):
    """Σ_k kernel[k] · flow[m − k], the kernel being that of the *entry* month m − k."""

    kernel: str
    flow: str


@dataclass(frozen=True)
class PreviousHalfYear(Expr):
    """Sum of a flow over the six months of the half-year before the one at hand."""

    flow: str


@dataclass(frozen=True)
class AtHalfYearStart(Expr):
    """A stock at the start of the half-year at hand (end of the month before it)."""

    stock: str


@dataclass(frozen=True)
class OlderThan(Expr):
    """Open cases older than ``months``: what was open that long ago and has not left since.

    Of the share ``in_proportion`` of the stock every case is as likely to leave as another; of the rest the oldest
    goes first. ``opening`` says how old the stock is when the horizon begins: pairs (age, node that opens with what is
    older), from young to old, the last one of ``months``.
    """

    stock: str
    inflow: str
    outflow: str
    months: int
    in_proportion: Expr
    opening: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class TimeInStock(Expr):
    """Months that who leaves now has waited: m − m* with CumIn(m*) = CumOut(m), first in, first out."""

    stock: str
    inflow: str
    outflow: str


@dataclass(frozen=True)
class ClearanceTime(Expr):
    """Stock divided by the month's outflow: 0 with an empty stock, at most 120 months."""

    stock: str
    outflow: str


Key = Param | Known | Plan | Series
"""A formula that reads a series from outside the chain: the key under which that series is kept."""


def as_expr(value: Expr | float) -> Expr:
    """The formula itself, or a number as a formula."""
    return value if isinstance(value, Expr) else Const(float(value))


def ref(node_id: str, lag: int = 0) -> Ref:
    """Node ``node_id``, ``lag`` months ago."""
    return Ref(node_id, lag)


def total(*terms: Expr | str) -> Expr:
    """The sum of formulas and node ids."""
    first, *rest = (ref(term) if isinstance(term, str) else term for term in terms)
    result: Expr = first
    for term in rest:
        result = result + term
    return result


def summed(formula: Expr) -> tuple[str, ...]:
    """Ids of the nodes that a formula does nothing but add up, in the same month; none where it does anything else."""
    match formula:
        case Ref(node_id, 0):
            return (node_id,)
        case Binary("+", left, right):
            first, second = summed(left), summed(right)
            return (*first, *second) if first and second else ()
        case _:
            return ()


def walk(expr: Expr) -> Iterator[Expr]:
    """The formula and every formula inside it."""
    yield expr
    for item in fields(expr):
        value = getattr(expr, item.name)
        if isinstance(value, Expr):
            yield from walk(value)


def dependencies(expr: Expr, first_lag: dict[str, int]) -> dict[str, int]:
    """Node id → smallest lag at which the formula needs it; ``first_lag`` gives the smallest lag of each kernel."""
    found: dict[str, int] = {}
    for part in walk(expr):
        for node_id, lag in needs(part, first_lag):
            found[node_id] = min(lag, found.get(node_id, lag))
    return found


def needs(part: Expr, first_lag: dict[str, int]) -> list[tuple[str, int]]:
    """Node ids that this part itself, apart from the formulas inside it, needs at the smallest lag."""
    match part:
        case Ref(node_id, lag):
            return [(node_id, lag)]
        case Delay(kernel, flow):
            return [(flow, first_lag[kernel])]
        case PreviousHalfYear(node_id) | AtHalfYearStart(node_id):
            return [(node_id, 1)]
        case OlderThan(stock, inflow, outflow) | TimeInStock(stock, inflow, outflow):
            return [(stock, 0), (inflow, 0), (outflow, 0)]
        case ClearanceTime(stock, outflow):
            return [(stock, 0), (outflow, 0)]
        case _:
            return []

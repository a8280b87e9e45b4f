"""A piece of the chain: the declarations of one partner or process, and how pieces become a chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain as flatten

from mpp_lib.base.catalogue import KernelSpec, ParameterSpec, PlanSpec
from mpp_lib.production.node import Balance, Chain, Limit, Node

Nested = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Piece:
    """Nodes with the parameters, kernels, plan series and laws that come with them.

    ``on_page`` holds the nodes that belong on the one-page table of their domain, where the house's order of that page
    does not name them yet.
    """

    nodes: tuple[Node, ...]
    parameters: tuple[ParameterSpec, ...] = ()
    kernels: tuple[KernelSpec, ...] = ()
    plan: tuple[PlanSpec, ...] = ()
    balances: tuple[Balance, ...] = ()
    limits: tuple[Limit, ...] = ()
    nested: tuple[Nested, ...] = ()
    on_page: tuple[str, ...] = ()


def compose(variant: str, pieces: Iterable[Piece]) -> Chain:
    """The chain that consists of these pieces."""
    parts = tuple(pieces)
    return Chain(
        variant=variant,
        nodes=tuple(flatten.from_iterable(piece.nodes for piece in parts)),
        parameters=tuple(flatten.from_iterable(piece.parameters for piece in parts)),
        kernels=tuple(flatten.from_iterable(piece.kernels for piece in parts)),
        plan=tuple(flatten.from_iterable(piece.plan for piece in parts)),
        balances=tuple(flatten.from_iterable(piece.balances for piece in parts)),
        limits=tuple(flatten.from_iterable(piece.limits for piece in parts)),
        nested=tuple(flatten.from_iterable(piece.nested for piece in parts)),
        on_page=tuple(flatten.from_iterable(piece.on_page for piece in parts)),
    )


def share(name: str, label: str) -> ParameterSpec:
    """A share in [0, 1]."""
    return ParameterSpec(name, label, "aandeel", 0.0, 1.0)


def monthly_share(name: str, label: str) -> ParameterSpec:
    """The share of a stock that leaves per month, in [0, 1]."""
    return ParameterSpec(name, label, "aandeel per maand", 0.0, 1.0)


def hazard(name: str, label: str, low: float = 0.0) -> ParameterSpec:
    """A rate of departure per month; the share that leaves is 1 − e^−h."""
    return ParameterSpec(name, label, "kans per maand", low, 5.0)


def per_month(name: str, label: str, unit: str = "personen") -> ParameterSpec:
    """A number of people or cases per month."""
    return ParameterSpec(name, label, f"{unit} per maand", 0.0, 1e6)


def ratio(name: str, label: str, unit: str, high: float, low: float = 0.0) -> ParameterSpec:
    """A number per number, such as relatives per grant."""
    return ParameterSpec(name, label, unit, low, high)

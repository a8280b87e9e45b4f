"""A piece of the chain: the declarations of one partner or process, and how pieces become a chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain as flatten

from mpp_lib.base.catalogue import KernelSpec, ParameterSpec, PlanSpec
from mpp_lib.production.node import Balance, Chain, Limit, Node
from mpp_lib.production.section import Lines, Section

Nested = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Piece:
    """Nodes with the parameters, kernels, plan series and laws that come with them, and where a report shows them.

    ``adds`` holds figures for the sections of other pieces.
    """

    nodes: tuple[Node, ...]
    parameters: tuple[ParameterSpec, ...] = ()
    kernels: tuple[KernelSpec, ...] = ()
    plan: tuple[PlanSpec, ...] = ()
    balances: tuple[Balance, ...] = ()
    limits: tuple[Limit, ...] = ()
    nested: tuple[Nested, ...] = ()
    sections: tuple[Section, ...] = ()
    adds: tuple[Lines, ...] = ()


def compose(variant: str, pieces: Iterable[Piece]) -> Chain:
    """The chain that consists of these pieces.

    Raises:
        ValueError: when they declare something twice, name something that none declares, or give a node no words for
            a sentence.
    """
    parts = tuple(pieces)
    _refuse_unnamed(parts)
    return Chain(
        variant=variant,
        nodes=tuple(flatten.from_iterable(piece.nodes for piece in parts)),
        parameters=tuple(flatten.from_iterable(piece.parameters for piece in parts)),
        kernels=tuple(flatten.from_iterable(piece.kernels for piece in parts)),
        plan=tuple(flatten.from_iterable(piece.plan for piece in parts)),
        balances=tuple(flatten.from_iterable(piece.balances for piece in parts)),
        limits=tuple(flatten.from_iterable(piece.limits for piece in parts)),
        nested=tuple(flatten.from_iterable(piece.nested for piece in parts)),
        sections=_sections(parts),
    )


def _refuse_unnamed(pieces: Sequence[Piece]) -> None:
    unnamed = [node.id for piece in pieces for node in piece.nodes if not node.subject]
    if unnamed:
        raise ValueError(f"een zin heeft geen woorden (subject) voor: {', '.join(unnamed)}")


def _sections(pieces: Sequence[Piece]) -> tuple[Section, ...]:
    added = [lines for piece in pieces for lines in piece.adds]
    sections = tuple(section.extended(added) for piece in pieces for section in piece.sections)
    for lines in added:
        if lines.section not in {section.key for section in sections}:
            raise ValueError(f"onbekende sectie van het rapport: {lines.section}")
    return sections


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

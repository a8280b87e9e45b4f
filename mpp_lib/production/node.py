"""Nodes, balances and the chain: the declarations from which everything about the productiemodel follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from mpp_lib.base.catalogue import (
    Aggregation,
    Catalogue,
    Domain,
    IndicatorSpec,
    KernelSpec,
    Later,
    ParameterSpec,
    PlanSpec,
)
from mpp_lib.production.expression import Delay, Expr, Known, OlderThan, Param, Plan, TimeInStock, needs, summed, walk
from mpp_lib.production.section import Section, View

Kind = Literal["invoer", "rekenregel", "vertraging", "kans", "wachtrij", "voorraad", "termijn"]
AGE_HISTORY = 36
"""Months of inflow history behind a term."""


@dataclass(frozen=True)
class Transit:
    """Opening of a stock in transit: what entered before the horizon and, by its kernels, has not left yet."""

    flow: str
    kernels: tuple[str, ...]


Opening = Literal["realisatie"] | Transit | None


@dataclass(frozen=True)
class Node:
    """One quantity of the chain.

    Attributes:
        id: ``partner.naam`` or ``partner.onderdeel.naam``.
        label: Dutch name as a reader sees it, without the partner.
        unit: Dutch unit.
        kind: the block it belongs to, for the diagram and the glossary.
        aggregation: how a year follows from its months.
        definition: Dutch sentence: what is counted, and what is not.
        opening: for stocks: "realisatie" (``realisaties.csv`` holds it) or a :class:`Transit`; None where its
            formula sums other stocks.
        later: what rounds take for its past that are older than the node.
        realised: an input whose realised months enter as they are.
        memo: cut through other figures, never part of a total.
        signed: may fall below zero.
        subject: how a sentence names it, with its article (``de bezetting van de COA-opvang``).
        short: its name on the one page of its domain; without, its label.
        part: Dutch name of the middle of its id, where that is not the middle itself (``overig``: overig verblijf).
    """

    id: str
    label: str
    domain: Domain
    unit: str
    formula: Expr
    aggregation: Aggregation
    definition: str
    kind: Kind = "rekenregel"
    opening: Opening = None
    later: Later[float] | None = None
    realised: bool = False
    memo: bool = False
    signed: bool = False
    subject: str = ""
    short: str = ""
    part: str = ""

    @property
    def partner(self) -> str:
        """Whose figure it is: the first part of the id."""
        return self.id.partition(".")[0]

    @property
    def line(self) -> str:
        """Its name on the one page of its domain."""
        return self.short or self.label

    @property
    def is_sum_of_stocks(self) -> bool:
        """Whether it is a stock whose opening follows from that of others, by its own formula."""
        return self.aggregation is Aggregation.STOCK and self.opening is None

    def spec(self) -> IndicatorSpec:
        """What later stages and the validation see of it."""
        return IndicatorSpec(
            id=self.id,
            label=self.label,
            domain=self.domain,
            partner=self.partner,
            unit=self.unit,
            aggregation=self.aggregation,
            definition=self.definition,
            memo=self.memo,
            signed=self.signed,
            subject=self.subject,
            part=self.part or middle_words(self.id),
        )


def middle_words(node_id: str) -> str:
    """The middle of an id as words; empty where it has none.

    >>> middle_words("ind.spoor4.voorraad"), middle_words("ind.kennis_en_talent.aanvragen")
    ('spoor 4', 'kennis en talent')
    """
    middle = " ".join(node_id.split(".")[1:-1]).replace("_", " ")
    return re.sub(r"(?<=[a-z])(?=\d)", " ", middle)


@dataclass(frozen=True)
class Balance:
    """begin + Σ inflow − Σ outflow = eind of ``stock``, every month; all are node ids."""

    label: str
    stock: str
    inflow: tuple[str, ...]
    outflow: tuple[str, ...]


@dataclass(frozen=True)
class Limit:
    """Σ of the parameters ``names`` is at most ``most``, in every month and scenario."""

    names: tuple[str, ...]
    most: float


@dataclass(frozen=True)
class Chain:
    """A variant of the chain: every node, what it needs from outside, and the laws it keeps.

    ``nested`` holds pairs (part, whole) of stocks: at the opening Σ part ≤ Σ whole. ``sections`` say where a report
    shows its nodes.
    """

    variant: str
    nodes: tuple[Node, ...]
    parameters: tuple[ParameterSpec, ...]
    kernels: tuple[KernelSpec, ...]
    plan: tuple[PlanSpec, ...]
    balances: tuple[Balance, ...]
    limits: tuple[Limit, ...] = ()
    nested: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        _refuse_double([node.id for node in self.nodes], "knoop")
        _refuse_double([spec.name for spec in self.parameters], "parameter")
        _refuse_double([spec.name for spec in self.kernels], "verdeling")
        _refuse_double([section.key for section in self.sections], "sectie")
        _refuse_unknown(self)

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """Node id → node."""
        return {node.id: node for node in self.nodes}

    def section(self, key: str) -> Section:
        """The section of the report with that key.

        Raises:
            KeyError: when there is none.
        """
        return {section.key: section for section in self.sections}[key]

    @cached_property
    def views(self) -> Mapping[str, View]:
        """Key of a section → what it shows at a glance, of the sections that have such a figure."""
        return {section.key: section.view for section in self.sections if section.view}

    @cached_property
    def first_lag(self) -> dict[str, int]:
        """Kernel name → smallest lag."""
        return {kernel.name: kernel.first_lag for kernel in self.kernels}

    @cached_property
    def delayed_flows(self) -> Mapping[str, frozenset[str]]:
        """Flow → kernels that look back on it."""
        found: dict[str, set[str]] = {}
        for node in self.nodes:
            for part in walk(node.formula):
                if isinstance(part, Delay):
                    found.setdefault(part.flow, set()).add(part.kernel)
        return {flow: frozenset(kernels) for flow, kernels in found.items()}

    @cached_property
    def aged_flows(self) -> frozenset[str]:
        """Inflows of which is asked how long who leaves has waited."""
        terms = (part for node in self.nodes for part in walk(node.formula) if isinstance(part, TimeInStock))
        return frozenset(part.inflow for part in terms)

    def _user_of(self, what: str, spec: ParameterSpec | KernelSpec) -> str:
        """The partner whose figures are the first to use a parameter or distribution."""
        return self._users.get((what, spec.name), spec.partner)

    @cached_property
    def _users(self) -> Mapping[tuple[str, str], str]:
        used = ((what, name, self.by_id[who].partner) for who, what, name in _references(self) if who in self.by_id)
        return {(what, name): partner for what, name, partner in reversed(list(used))}

    def catalogue(self) -> Catalogue:
        """What validation needs to know of this chain."""
        given = tuple(node.id for node in self.nodes if node.opening == "realisatie")
        return Catalogue(
            variant=self.variant,
            indicators={node.id: node.spec() for node in self.nodes},
            parameters={spec.name: replace(spec, partner=self._user_of("parameter", spec)) for spec in self.parameters},
            kernels={spec.name: replace(spec, partner=self._user_of("verdeling", spec)) for spec in self.kernels},
            plan=self.plan,
            opening=given,
            history=dict.fromkeys(sorted(self.aged_flows), AGE_HISTORY),
            delays=self.delayed_flows,
            limits=tuple((limit.names, limit.most) for limit in self.limits),
            totals={node.id: parts for node in self.nodes if len(parts := summed(node.formula)) > 1},
            nested=tuple(pair for pair in self.nested if set(pair[0] + pair[1]) <= set(given)),
            later={node.id: node.later for node in self.nodes if node.later},
        )


def _refuse_double(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} twee keer gedeclareerd: {name}")
        seen.add(name)


def _refuse_unknown(chain: Chain) -> None:
    declared = _names(chain)
    for who, what, name in _references(chain):
        if name not in declared[what]:
            raise ValueError(f"{who} verwijst naar een onbekende {what}: {name}")


def _names(chain: Chain) -> Mapping[str, frozenset[str]]:
    return {
        "knoop": frozenset(node.id for node in chain.nodes),
        "parameter": frozenset(spec.name for spec in chain.parameters),
        "verdeling": frozenset(spec.name for spec in chain.kernels),
        "planreeks": frozenset(f"{spec.stream} {spec.quantity}" for spec in chain.plan),
    }


def _references(chain: Chain) -> Iterator[tuple[str, str, str]]:
    """Who refers to what kind of thing by which name."""
    for node in chain.nodes:
        for part in (*walk(node.formula), *_opening_delays(node)):
            yield from ((node.id, what, name) for what, name in _named(part))
    for balance in chain.balances:
        for name in (balance.stock, *balance.inflow, *balance.outflow):
            yield f"balans {balance.label}", "knoop", name
    for limit in chain.limits:
        yield from (("een grens", "parameter", name) for name in limit.names)
    for section in chain.sections:
        yield from ((f"sectie {section.key}", "knoop", name) for name in section.indicators)
    for parts, wholes in chain.nested:
        yield from (("een deel van een geheel", "knoop", name) for name in parts + wholes)


def _opening_delays(node: Node) -> tuple[Delay, ...]:
    match node.opening:
        case Transit(flow, kernels):
            return tuple(Delay(kernel, flow) for kernel in kernels)
        case _:
            return ()


def _named(part: Expr) -> list[tuple[str, str]]:
    match part:
        case Param(name) | Known(name):
            return [("parameter", name)]
        case Plan(stream, quantity):
            return [("planreeks", f"{stream} {quantity}")]
        case Delay(kernel, flow):
            return [("verdeling", kernel), ("knoop", flow)]
        case OlderThan(stock, inflow, outflow, opening=classes):
            return [("knoop", name) for name in (stock, inflow, outflow, *(younger for _, younger in classes))]
        case _:
            return [("knoop", name) for name, _ in needs(part, {})]

"""The blocks a chain is built from: each gives the nodes of one piece of the chain.

A queue handles what its capacity allows; a hazard empties a stock at a rate; a transit stock holds what its kernels
have not let out yet. Outflows are limited by what is there, so that no stock is ever clipped.

Source: docs/methode-keten.md, *IND asiel*, *Nareis*, *Opvang* and *Terugkeer*; each block names its equations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from mpp_lib.base.catalogue import SHARE, Aggregation, Domain, Later
from mpp_lib.production.expression import Delay, Expr, Least, Leaving, Ref, ref, total
from mpp_lib.production.node import Balance, Kind, Node, Opening, Transit
from mpp_lib.production.sentence_names import sentence_name


class Words(TypedDict, total=False):
    """What a sentence and the one page call a node, and what it was before it was declared: see
    :class:`mpp_lib.production.node.Node`."""

    subject: str
    short: str
    later: Later[float] | None


class Also(Words, total=False):
    """What a declaration may add to id, label, formula and definition: see :class:`mpp_lib.production.node.Node`."""

    memo: bool
    realised: bool
    signed: bool
    opening: Opening


@dataclass(frozen=True)
class Part:
    """What a group of nodes shares.

    Attributes:
        unit: what is counted.
        name: Dutch name of the middle of their ids, where that is not the middle itself.
        lead: what their names on the one page begin with, where several groups with the same labels stand there.
        place: where in the work of the partner they stand, as a sentence says it (``spoor 1``).
        cases: what they are about instead, as a sentence says it (``aanvragen om verlenging``).
    """

    domain: Domain
    unit: str
    name: str = ""
    lead: str = ""
    place: str = ""
    cases: str = ""

    def sentence_name(self, label: str) -> str:
        """How a sentence names a quantity that other groups have too; empty where it is none of those."""
        return sentence_name(label, self.place, self.cases)

    def flow(self, node_id: str, label: str, formula: Expr, definition: str, **also: Unpack[Also]) -> Node:
        """A flow per month that follows from arithmetic (or, ``realised``, comes in from outside)."""
        kind: Kind = "invoer" if also.get("realised") else "rekenregel"
        return self.node(node_id, label, formula, Aggregation.FLOW, definition, kind, **also)

    def delayed(self, node_id: str, label: str, formula: Expr, definition: str, **also: Unpack[Also]) -> Node:
        """A flow that follows another after a while."""
        return self.node(node_id, label, formula, Aggregation.FLOW, definition, "vertraging", **also)

    def leaving(self, node_id: str, label: str, formula: Expr, definition: str, **also: Unpack[Also]) -> Node:
        """A flow out of a stock at a hazard."""
        return self.node(node_id, label, formula, Aggregation.FLOW, definition, "kans", **also)

    def stock(self, node_id: str, label: str, formula: Expr, definition: str, **also: Unpack[Also]) -> Node:
        """A stock at the end of the month; without another opening ``realisaties.csv`` holds it."""
        also.setdefault("opening", "realisatie")
        return self.node(node_id, label, formula, Aggregation.STOCK, definition, "voorraad", **also)

    def term(self, node_id: str, label: str, formula: Expr, definition: str, **also: Unpack[Also]) -> Node:
        """A number of months."""
        return replace(self, unit="maanden").node(
            node_id, label, formula, Aggregation.TERM, definition, "termijn", **also
        )

    def share(self, node_id: str, label: str, formula: Expr, definition: str, **also: Unpack[Also]) -> Node:
        """A share of a whole; by year the ratio of the year's sums."""
        return replace(self, unit=SHARE).node(node_id, label, formula, Aggregation.RATIO, definition, **also)

    def node(
        self,
        node_id: str,
        label: str,
        formula: Expr,
        aggregation: Aggregation,
        definition: str,
        kind: Kind = "rekenregel",
        **also: Unpack[Also],
    ) -> Node:
        """A node of the group, of any kind; a sentence names it as declared, or by what it shares with other groups."""
        also["subject"] = also.get("subject") or self.sentence_name(label)
        also["short"] = also.get("short") or (f"{self.lead}, {label}" if self.lead else "")
        return Node(
            node_id, label, self.domain, self.unit, formula, aggregation, definition, kind, part=self.name, **also
        )


@dataclass(frozen=True)
class Named:
    """Id and words of a node that a block makes: see :class:`mpp_lib.production.node.Node`."""

    id: str
    label: str
    subject: str = ""
    short: str = ""
    later: Later[float] | None = None
    definition: str = ""

    @property
    def words(self) -> Words:
        """What they add to its declaration."""
        return {"subject": self.subject, "short": self.short, "later": self.later}


@dataclass(frozen=True)
class QueueNames:
    """The nodes of a queue: ``handled`` is what leaves by decision, ``withdrawn`` what leaves without."""

    label: str
    inflow: str
    handled: Named
    withdrawn: Named
    stock: Named


def queue(part: Part, names: QueueNames, *, capacity: Expr, leaving: Expr) -> tuple[list[Node], Balance]:
    """Withdrawals, decisions and stock of a queue whose inflow node exists.

    w = leaving · V'; b = min(capacity, V' + in − w); V = V' + in − w − b.

    Source: docs/methode-keten.md, *IND asiel*: w_j, b_j and V_j.
    """
    withdrawn, handled, stock = names.withdrawn, names.handled, names.stock
    waiting: Expr = ref(stock.id, 1) + ref(names.inflow) - ref(withdrawn.id)
    nodes = [
        part.flow(
            withdrawn.id,
            withdrawn.label,
            leaving * ref(stock.id, 1),
            f"{names.label}: vertrek uit de voorraad zonder beslissing; gebruikt geen capaciteit.",
            **withdrawn.words,
        ),
        part.node(
            handled.id,
            handled.label,
            Least(capacity, waiting),
            Aggregation.FLOW,
            f"{names.label}: afgehandeld met een beslissing, begrensd door de capaciteit en door wat er ligt.",
            "wachtrij",
            **handled.words,
        ),
        part.stock(
            stock.id,
            stock.label,
            waiting - ref(handled.id),
            stock.definition or f"{names.label}: openstaand aan het einde van de maand.",
            **stock.words,
        ),
    ]
    return nodes, Balance(names.label, stock.id, (names.inflow,), (withdrawn.id, handled.id))


@dataclass(frozen=True, kw_only=True)
class Road(Named):
    """A way out of a transit stock, after a delay by ``kernel`` on the inflow; ``share`` of it takes this one."""

    kernel: str
    definition: str
    share: Expr | None = None


def transit(
    part: Part, stock: Named, definition: str, inflow: str, roads: tuple[Road, ...]
) -> tuple[list[Node], Balance]:
    """A stock fed by ``inflow`` whose roads out together let everybody out: S = S' + in − Σ out.

    The opening follows from the past inflow and the kernels, so that nobody appears or vanishes. Roads that share one
    kernel each take a share of it.

    Source: docs/methode-keten.md, *IND asiel* (T) and *Nareis* (G).
    """
    flows = [part.delayed(road.id, road.label, _road(road, inflow), road.definition, **road.words) for road in roads]
    opening = Transit(inflow, tuple(dict.fromkeys(road.kernel for road in roads)))
    formula: Expr = ref(stock.id, 1) + ref(inflow) - total(*(road.id for road in roads))
    inside = part.stock(stock.id, stock.label, formula, definition, opening=opening, **stock.words)
    return [*flows, inside], Balance(stock.label, stock.id, (inflow,), tuple(road.id for road in roads))


def _road(road: Road, inflow: str) -> Expr:
    delay: Expr = Delay(road.kernel, inflow)
    return delay if road.share is None else road.share * delay


def leaving_by_hazard(stock: Expr, hazards: tuple[Expr, ...]) -> Expr:
    """What leaves ``stock`` within the month when the hazards per month work side by side: stock · (1 − e^−Σh).

    Source: docs/methode-keten.md, *Opvang* (ver) and *Terugkeer* (uitstroom).
    """
    return stock * Leaving(total(*hazards))


def by_reason(outflow: Ref, hazard: Expr, hazards: tuple[Expr, ...]) -> Expr:
    """The part of a hazard outflow that leaves for one reason: in proportion to its hazard.

    Source: docs/methode-keten.md, *Terugkeer*.
    """
    return outflow * hazard / total(*hazards)

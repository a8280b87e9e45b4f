"""The blocks a chain is built from: each gives the nodes of one piece of the chain.

A queue handles what its capacity allows; a hazard empties a stock at a rate; a transit stock holds what its kernels
have not let out yet. Outflows are limited by what is there, so that no stock is ever clipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mpp_lib.base.catalogue import Aggregation, Domain
from mpp_lib.production.expression import Delay, Expr, Least, Leaving, Ref, ref, total
from mpp_lib.production.node import Balance, Node, Transit

Opening = Literal["realisatie"] | float


@dataclass(frozen=True)
class Part:
    """What a group of nodes shares: the domain and what is counted."""

    domain: Domain
    unit: str

    def flow(
        self, node_id: str, label: str, formula: Expr, definition: str, *, memo: bool = False, realised: bool = False
    ) -> Node:
        """A flow per month that follows from arithmetic (or, ``realised``, comes in from outside)."""
        kind: Literal["invoer", "rekenregel"] = "invoer" if realised else "rekenregel"
        return Node(
            node_id,
            label,
            self.domain,
            self.unit,
            formula,
            Aggregation.FLOW,
            definition,
            kind,
            realised=realised,
            memo=memo,
        )

    def delayed(self, node_id: str, label: str, formula: Expr, definition: str) -> Node:
        """A flow that follows another after a while."""
        return Node(node_id, label, self.domain, self.unit, formula, Aggregation.FLOW, definition, "vertraging")

    def leaving(self, node_id: str, label: str, formula: Expr, definition: str, *, memo: bool = False) -> Node:
        """A flow out of a stock at a hazard."""
        return Node(node_id, label, self.domain, self.unit, formula, Aggregation.FLOW, definition, "kans", memo=memo)

    def stock(
        self,
        node_id: str,
        label: str,
        formula: Expr,
        definition: str,
        *,
        opening: Opening | Transit | None = "realisatie",
        memo: bool = False,
        signed: bool = False,
    ) -> Node:
        """A stock at the end of the month."""
        return Node(
            node_id,
            label,
            self.domain,
            self.unit,
            formula,
            Aggregation.STOCK,
            definition,
            "voorraad",
            opening=opening,
            memo=memo,
            signed=signed,
        )

    def term(self, node_id: str, label: str, formula: Expr, definition: str) -> Node:
        """A number of months."""
        return Node(node_id, label, self.domain, "maanden", formula, Aggregation.TERM, definition, "termijn")

    def share(self, node_id: str, label: str, formula: Expr, definition: str) -> Node:
        """A share of a whole; by year the ratio of the year's sums."""
        return Node(node_id, label, self.domain, "aandeel", formula, Aggregation.RATIO, definition)


@dataclass(frozen=True)
class QueueNames:
    """Ids and labels of a queue: ``handled`` is what leaves by decision, ``withdrawn`` what leaves without."""

    label: str
    inflow: str
    handled: str
    withdrawn: str
    stock: str
    handled_label: str = "beslissingen"
    withdrawn_label: str = "afgedaan zonder beslissing"
    stock_label: str = "voorraad"


def queue(
    part: Part, names: QueueNames, *, capacity: Expr, leaving: Expr, opening: Opening = "realisatie"
) -> tuple[list[Node], Balance]:
    """Withdrawals, decisions and stock of a queue whose inflow node exists.

    w = leaving · V'; b = min(capacity, V' + in − w); V = V' + in − w − b.
    """
    waiting: Expr = ref(names.stock, 1) + ref(names.inflow) - ref(names.withdrawn)
    nodes = [
        part.flow(
            names.withdrawn,
            names.withdrawn_label,
            leaving * ref(names.stock, 1),
            f"{names.label}: vertrek uit de voorraad zonder beslissing; gebruikt geen capaciteit.",
        ),
        _handled(part, names, Least(capacity, waiting)),
        part.stock(
            names.stock,
            names.stock_label,
            waiting - ref(names.handled),
            f"{names.label}: openstaand aan het einde van de maand.",
            opening=opening,
        ),
    ]
    balance = Balance(names.label, names.stock, (names.inflow,), (names.withdrawn, names.handled))
    return nodes, balance


def _handled(part: Part, names: QueueNames, formula: Expr) -> Node:
    return Node(
        names.handled,
        names.handled_label,
        part.domain,
        part.unit,
        formula,
        Aggregation.FLOW,
        f"{names.label}: afgehandeld met een beslissing, begrensd door de capaciteit en door wat er ligt.",
        "wachtrij",
    )


@dataclass(frozen=True)
class Road:
    """A way out of a transit stock: ``formula`` holds the Delay by ``kernel`` on the inflow."""

    id: str
    label: str
    kernel: str
    definition: str
    share: Expr | None = None


def transit(
    part: Part, stock_id: str, label: str, definition: str, inflow: str, roads: tuple[Road, ...]
) -> tuple[list[Node], Balance]:
    """A stock fed by ``inflow`` whose roads out together let everybody out: S = S' + in − Σ out.

    The opening follows from the past inflow and the kernels, so that nobody appears or vanishes. Roads that share one
    kernel each take a share of it.
    """
    flows = [part.delayed(road.id, road.label, _road(road, inflow), road.definition) for road in roads]
    kernels = tuple(dict.fromkeys(road.kernel for road in roads))
    formula: Expr = ref(stock_id, 1) + ref(inflow) - total(*(road.id for road in roads))
    stock = part.stock(stock_id, label, formula, definition, opening=Transit(inflow, kernels))
    balance = Balance(label, stock_id, (inflow,), tuple(road.id for road in roads))
    return [*flows, stock], balance


def _road(road: Road, inflow: str) -> Expr:
    delay: Expr = Delay(road.kernel, inflow)
    return delay if road.share is None else road.share * delay


def leaving_by_hazard(stock: Expr, hazards: tuple[Expr, ...]) -> Expr:
    """What leaves ``stock`` within the month when the hazards per month work side by side: stock · (1 − e^−Σh)."""
    return stock * Leaving(total(*hazards))


def by_reason(outflow: Ref, hazard: Expr, hazards: tuple[Expr, ...]) -> Expr:
    """The part of a hazard outflow that leaves for one reason: in proportion to its hazard."""
    return outflow * hazard / total(*hazards)

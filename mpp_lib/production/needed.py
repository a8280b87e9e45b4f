"""What has to be calculated for some of the figures: which nodes, in every month or in the last one of a year alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.production import expression as ex
from mpp_lib.production.node import Chain, Node


@dataclass(frozen=True)
class Needed:
    """What something asked makes use of.

    Attributes:
        monthly, yearly: nodes that have to be filled in every month, and in the last month of a year.
        summed: nodes of which the sum over a year is taken.
        parts: of the formulas of all of them.
    """

    monthly: frozenset[str]
    yearly: frozenset[str]
    summed: frozenset[str]
    parts: frozenset[ex.Expr]

    @property
    def nodes(self) -> frozenset[str]:
        """All of them."""
        return self.monthly | self.yearly


@lru_cache(maxsize=32)
def needed(chain: Chain, indicators: tuple[str, ...], *, monthly: bool) -> Needed:
    """What has to be filled for these indicators, per month or per year."""
    nodes = [chain.by_id[name] for name in indicators]
    summed = set() if monthly else {name for node in nodes for name in summed_for(node)}
    ahead = [(node.id, monthly or not _at_end(node)) for node in nodes] + [(name, True) for name in summed]
    found: dict[bool, set[str]] = {True: set(), False: set()}
    parts: set[ex.Expr] = set()
    while ahead:
        name, every = ahead.pop()
        if name in found[True] or name in found[every]:
            continue
        found[every].add(name)
        within = list(ex.walk(chain.by_id[name].formula))
        parts.update(within)
        further = {*looked_back(within), *(part.id for part in within if isinstance(part, ex.Ref) and part.lag)}
        ahead += [
            (need, every or need in further) for need in ex.dependencies(chain.by_id[name].formula, chain.first_lag)
        ]
    return Needed(frozenset(found[True]), frozenset(found[False] - found[True]), frozenset(summed), frozenset(parts))


def _at_end(node: Node) -> bool:
    return node.aggregation.at_end or node.aggregation is Aggregation.RATIO


def summed_for(node: Node) -> tuple[str, ...]:
    """Nodes of which the sum over a year gives that of this one: itself, or part and whole of a ratio."""
    match node.aggregation:
        case Aggregation.FLOW | Aggregation.MEAN:
            return (node.id,)
        case Aggregation.RATIO if isinstance(node.formula, ex.Ratio):
            return node.formula.part.id, node.formula.whole.id
        case _:
            return ()


def looked_back(parts: Iterable[ex.Expr]) -> Iterator[str]:
    """Nodes of which more than the month before is needed."""
    for part in parts:
        match part:
            case ex.Delay(flow=name) | ex.PreviousHalfYear(name) | ex.AtHalfYearStart(name):
                yield name
            case ex.OlderThan(stock, inflow, outflow) | ex.TimeInStock(stock, inflow, outflow):
                yield from (stock, inflow, outflow)
            case _:
                continue

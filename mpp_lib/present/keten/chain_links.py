"""Which stocks of a domain hand on to which, read from the declarations: what a diagram of the chain draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import Aggregation, Domain
from mpp_lib.production.expression import Binary, Delay, Expr, Greatest, Least, OlderThan, Ratio, Ref, walk
from mpp_lib.production.node import Chain, Node

OUTSIDE = ""


@dataclass(frozen=True)
class Link:
    """A flow that runs into a stock.

    Attributes:
        source: the stock it follows from, the name of another domain, or :data:`OUTSIDE`.
        target: the stock it runs into.
        flow: id of the flow, as specific as the declarations are.
        work: whether it follows from what comes in or lies at the source, and not from what leaves there.
    """

    source: str
    target: str
    flow: str
    work: bool = False


@dataclass(frozen=True)
class _DrawnBalances:
    """Where a flow is followed back to: the stocks, what leaves them and what enters them."""

    chain: Chain
    stocks: tuple[str, ...]
    leaving: Mapping[str, tuple[str, ...]]
    entering: Mapping[str, tuple[str, ...]]


def drawn_stocks(chain: Chain) -> tuple[str, ...]:
    """Stocks with a balance of their own, in the order of the declarations.

    Not the sums of other stocks, not an account that can be negative, not what stands outside every total.
    """
    balanced = {balance.stock for balance in chain.balances}
    return tuple(node.id for node in chain.nodes if node.id in balanced and _is_drawn(node))


def _is_drawn(node: Node) -> bool:
    return not (node.is_sum_of_stocks or node.signed or node.memo)


def domain_links(chain: Chain, domain: Domain) -> tuple[Link, ...]:
    """What runs into the stocks of a domain, and then what runs from them to stocks of another one."""
    borders = _borders(chain)
    found = dict.fromkeys(
        Link(source, stock, flow, work)
        for balance in chain.balances
        for stock in (balance.stock,)
        if stock in borders.stocks
        for inflow in balance.inflow
        for flow, part in _parts(inflow, borders)
        for source, work in _seen_from(domain, stock, _origins(part, borders), chain)
    )
    kept = [link for link in found if not link.work or Link(link.source, link.target, link.flow) not in found]
    return tuple(sorted(kept, key=lambda link: chain.by_id[link.target].domain != domain))


def _borders(chain: Chain) -> _DrawnBalances:
    stocks = drawn_stocks(chain)
    own = [balance for balance in chain.balances if balance.stock in stocks]
    leaving = _by_flow([(flow, each.stock) for each in own for flow in each.outflow])
    entering = _by_flow([(flow, each.stock) for each in own for flow in each.inflow])
    return _DrawnBalances(chain, stocks, leaving, entering)


def _by_flow(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for flow, stock in pairs:
        found[flow] = (*found.get(flow, ()), stock)
    return found


def _seen_from(
    domain: Domain, target: str, origins: Mapping[tuple[str, bool], None], chain: Chain
) -> Iterator[tuple[str, bool]]:
    """The sources a diagram of the domain shows: a stock of another domain is that domain."""
    here = chain.by_id[target].domain == domain
    if here and not origins:
        yield OUTSIDE, False
    for source, work in origins:
        its_domain = chain.by_id[source].domain
        if its_domain == domain:
            yield source, work
        elif here:
            yield its_domain, work


def _parts(flow: str, borders: _DrawnBalances) -> Iterator[tuple[str, Expr]]:
    """A flow in the flows it is the sum of, each with the formula that still has to be followed."""
    terms = list(_terms(borders.chain.by_id[flow].formula))
    if flow in borders.leaving:
        yield flow, Ref(flow)
    elif len(terms) == 1:
        yield flow, terms[0]
    else:
        for term in terms:
            inner = isinstance(term, Ref) and term.lag == 0 and term.id not in borders.entering
            yield from _parts(term.id, borders) if isinstance(term, Ref) and inner else [(flow, term)]


def _terms(expr: Expr) -> Iterator[Expr]:
    match expr:
        case Binary("+", left, right):
            yield from _terms(left)
            yield from _terms(right)
        case _:
            yield expr


def _origins(expr: Expr, borders: _DrawnBalances) -> dict[tuple[str, bool], None]:
    """Stocks a formula follows from, in order: (stock, whether from what comes in or lies there).

    What is subtracted or divided by brings nobody along; of a share counts what lies in the stock it is a part of.
    """
    match expr:
        case Binary("-" | "/", left, _):
            return _origins(left, borders)
        case Binary(_, left, right) | Least(left, right) | Greatest(left, right):
            return _origins(left, borders) | _origins(right, borders)
        case Delay(_, flow):
            return _origins_of(flow, borders)
        case OlderThan(stock):
            return _origins_of(stock, borders)
        case Ratio(Ref(node_id), _, _):
            return _lying_in(node_id, borders)
        case Ref(node_id, 0):
            return _origins_of(node_id, borders)
        case _:
            return {}


def _origins_of(node_id: str, borders: _DrawnBalances) -> dict[tuple[str, bool], None]:
    if node_id in borders.leaving:
        return dict.fromkeys((stock, False) for stock in _left_by(node_id, borders))
    if node_id in borders.entering:
        return dict.fromkeys((stock, True) for stock in borders.entering[node_id])
    if node_id in borders.stocks:
        return {(node_id, True): None}
    node = borders.chain.by_id[node_id]
    summed = node.aggregation in (Aggregation.FLOW, Aggregation.STOCK, Aggregation.MEAN)
    return _origins(node.formula, borders) if summed else {}


def _left_by(flow: str, borders: _DrawnBalances) -> tuple[str, ...]:
    """The stocks a flow leaves; of several those that count in its unit, where there are any."""
    stocks, unit = borders.leaving[flow], borders.chain.by_id[flow].unit
    return tuple(stock for stock in stocks if borders.chain.by_id[stock].unit == unit) or stocks


def _lying_in(node_id: str, borders: _DrawnBalances) -> dict[tuple[str, bool], None]:
    parts = (part for part in walk(borders.chain.by_id[node_id].formula) if isinstance(part, Ref))
    return {(part.id, True): None for part in parts if part.id in borders.stocks}

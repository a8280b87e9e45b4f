"""Which withheld series follow from what is shown: by subtraction, by a balance, or back through the chain.

What ties series together is a relation: a total and its parts, a balance, a formula of the chain. A relation of which
all members but one are shown gives that one; several together give as many as they are, if they hang on nothing else.
Which those are follows from the structure alone (the well-determined part of Dulmage and Mendelsohn, from a maximum
matching of withheld series and relations). Whether a formula can be turned around is not looked at: the answer is on
the safe side, and may withhold more than it has to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from mpp_lib.production.expression import Delay, OlderThan, Plan, PreviousHalfYear, TimeInStock, needs, summed, walk
from mpp_lib.production.node import Chain

REALISED, OUTCOME, OF_PLAN = "realisaties", "mpp-scenario's", "IND-prognoseplan"
_HISTORIES = Delay | PreviousHalfYear | OlderThan | TimeInStock


class Shown(NamedTuple):
    """A series that a reader can see.

    Attributes:
        kind: realised figures, the outcomes in the mpp-scenarios, or a series of the plan.
        name: of the indicator, or ``stroom.grootheid``.
    """

    kind: str
    name: str

    def __str__(self) -> str:
        return self.name if self.kind == REALISED else f"{self.name} ({self.kind})"


class Relation(NamedTuple):
    """Series that are tied together.

    Attributes:
        head: the one that the others make: a total, a stock, what a formula computes.
        members: all of them, the head included.
    """

    head: Shown
    members: frozenset[Shown]


def relations_of(chain: Chain, realised: Collection[str]) -> tuple[Relation, ...]:
    """Every relation there is between series that are there.

    Args:
        realised: the indicators that have realised figures.
    """
    known = frozenset(realised)
    return (*_accounts(chain, known), *(_formula(chain, node.id, known) for node in chain.nodes))


def _accounts(chain: Chain, realised: frozenset[str]) -> Iterator[Relation]:
    """Of realised figures only what always holds: totals and balances, of which every member is realised."""
    for node in chain.nodes:
        yield from _account(node.id, summed(node.formula), realised)
    for balance in chain.balances:
        yield from _account(balance.stock, (*balance.inflow, *balance.outflow), realised)


def _account(head: str, parts: Sequence[str], realised: frozenset[str]) -> Iterator[Relation]:
    if parts and {head, *parts} <= realised:
        members = frozenset(Shown(REALISED, name) for name in (head, *parts))
        yield Relation(Shown(REALISED, head), members)


def _formula(chain: Chain, name: str, realised: frozenset[str]) -> Relation:
    """What a node computes, with what it takes from the past: its own opening, and what came in before."""
    node, head = chain.by_id[name], Shown(OUTCOME, name)
    members, past = {head}, {name} if node.opening == "realisatie" or node.realised else set()
    for part in walk(node.formula):
        found = needs(part, chain.first_lag)
        members |= {Shown(OUTCOME, other) for other, _ in found}
        past |= {other for other, lag in found if lag or isinstance(part, _HISTORIES)}
        if isinstance(part, Plan):
            members.add(Shown(OF_PLAN, f"{part.stream}.{part.quantity}"))
    return Relation(head, frozenset(members | {Shown(REALISED, other) for other in past & realised}))


def derivable(withheld: Collection[Shown], relations: Sequence[Relation]) -> frozenset[Shown]:
    """Those of the withheld series that follow from what is shown."""
    ties = _ties(withheld, relations)
    matched = _matching(withheld, ties)
    taken = {relation: series for series, relation in matched.items()}
    free = [series for series in withheld if series not in matched]
    seen = set(free)
    while free:
        for relation in ties[free.pop()]:
            other = taken.get(relation)
            if other is not None and other not in seen:
                seen.add(other)
                free.append(other)
    return frozenset(withheld) - seen


def _ties(withheld: Collection[Shown], relations: Sequence[Relation]) -> Mapping[Shown, list[int]]:
    """Withheld series → places of the relations it is a member of."""
    ties: dict[Shown, list[int]] = {series: [] for series in sorted(withheld)}
    for place, relation in enumerate(relations):
        for series in relation.members & ties.keys():
            ties[series].append(place)
    return ties


def _matching(withheld: Collection[Shown], ties: Mapping[Shown, Sequence[int]]) -> dict[Shown, int]:
    """As many withheld series as possible, each with a relation of its own (augmenting paths)."""
    taken: dict[int, Shown] = {}
    for series in sorted(withheld):
        _augment(series, ties, taken, set())
    return {series: relation for relation, series in taken.items()}


def _augment(series: Shown, ties: Mapping[Shown, Sequence[int]], taken: dict[int, Shown], tried: set[int]) -> bool:
    for relation in ties[series]:
        if relation not in tried:
            tried.add(relation)
            if relation not in taken or _augment(taken[relation], ties, taken, tried):
                taken[relation] = series
                return True
    return False


def withheld_too(kept: Collection[Shown], relations: Sequence[Relation]) -> Mapping[Shown, Relation]:
    """What has to be withheld beside ``kept`` so that none of that follows from what is still shown.

    Returns:
        each series with the relation by which it would have given something away, in the order in which it was found.
    """
    kept, more = frozenset(kept), dict[Shown, Relation]()
    tied = Counter(series for relation in relations for series in relation.members)
    while found := derivable({*kept, *more}, relations):
        if not found & kept:
            break
        giving = _giving_away(found, {*kept, *more}, relations)
        if giving is None:
            break
        more[_least(giving, kept | more.keys(), tied)] = giving
    return more


def _least(giving: Relation, hidden: Collection[Shown], tied: Mapping[Shown, int]) -> Shown:
    """What of a relation is withheld: its head, or else what hangs together with least."""
    if giving.head not in hidden:
        return giving.head
    return min(giving.members - set(hidden), key=lambda series: (tied[series], series))


def _giving_away(
    found: Collection[Shown], withheld: Collection[Shown], relations: Sequence[Relation]
) -> Relation | None:
    """A relation whose withheld members all follow, and that still shows something: the smallest first."""
    hidden = set(withheld)
    candidates = (
        relation
        for relation in relations
        if (own := relation.members & hidden) and own <= set(found) and relation.members - hidden
    )
    return min(candidates, key=lambda relation: (len(relation.members), relation.head), default=None)

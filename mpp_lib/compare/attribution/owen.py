"""Deeper into one group: its part of every difference, split over the members in which two rounds differ.

The Owen value: the members of the group join in some order after any set H of other groups. The part of member i is

    Σ_H w(H) · mean over orders of (v(H ∪ before i ∪ {i}) − v(H ∪ before i)),   w(H) the Shapley weight of H,

so the parts of the members add up to that of their group, whatever orders are taken. Up to :data:`EXACT` members every
order counts; with more, for each H some drawn orders and their
reverses: exact where members work on each other two by two.

Source: Owen (1977), Values of games with a priori unions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.chance import stream
from mpp_lib.base.dutch import number
from mpp_lib.compare.attribution.attribution import groups_of, recomputation_gap, yearly_values
from mpp_lib.compare.attribution.group_members import members_of
from mpp_lib.compare.attribution.mixed_run import STRUCTURE, Coalition, MixedRuns
from mpp_lib.compare.attribution.shapley import coalition, shapley, weight
from mpp_lib.compare.attribution.shared import shared_indicators, shared_years
from mpp_lib.production.chain_data import Array
from mpp_lib.production.run import RoundResult

EXACT = 8
"""Members whose every order is taken."""
RECOMPUTED = "herrekening van de vorige ronde"
"""Member of the structure: what the code of now makes otherwise of what was adopted."""
ORDERS = 4
"""Drawn orders per set of other groups when there are more members, each with its reverse."""


@dataclass(frozen=True)
class Within:
    """The part of one group, over its members.

    Attributes:
        indicators, years: what the rounds share, as in :class:`mpp_lib.compare.attribution.attribution.Attribution`.
        members: those in which the rounds differ.
        parts: part of each member [members, i, y, 3].
        exact: whether every order of members was taken.
        orders: how many orders, over all sets of other groups together; 0 where every order was.
    """

    group: str
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    members: tuple[str, ...]
    parts: Array
    exact: bool
    orders: int

    @property
    def method(self) -> str:
        """How the parts were found, in Dutch."""
        if self.exact:
            return "Owen-waarde, over alle volgordes van de leden"
        count = f"{number(self.orders)} getrokken volgordes met vast zaad, elk ook omgekeerd"
        return f"Owen-waarde, over {count}; de delen tellen precies op tot dat van de groep"


@dataclass(frozen=True)
class _Game:
    """A set of groups beside one group that is taken apart; a coalition is (other groups, members)."""

    mixed: MixedRuns
    group: str
    members: tuple[str, ...]
    others: tuple[str, ...]
    indicators: tuple[str, ...]
    years: tuple[int, ...]

    def values(self, coalitions: Sequence[tuple[frozenset[int], frozenset[int]]]) -> Array:
        """v of every coalition [coalitions, i, y, 3]."""
        choices = [self._coalition(groups, members) for groups, members in coalitions]
        return yearly_values(self.mixed, choices, self.indicators, self.years)

    def sets(self) -> list[tuple[frozenset[int], float]]:
        """Every set of other groups with its weight."""
        count = len(self.others)
        found = [coalition(place, count) for place in range(1 << count)]
        return [(groups, weight(len(groups), count + 1)) for groups in found]

    def _coalition(self, groups: frozenset[int], members: frozenset[int]) -> Coalition:
        taken = {self.others[place] for place in groups}
        inside = {self.members[place] for place in members}
        everyone = len(members) == len(self.members)
        return lambda group, member: (everyone or member in inside) if group == self.group else group in taken


def within(result: RoundResult, previous: RoundResult, group: str) -> Within:
    """Split the part of one group in every yearly difference over its members.

    Raises:
        KeyError: when the two rounds cannot differ in a group of that name.
        ValueError: when the rounds share no year.
    """
    mixed, groups = MixedRuns.between(result, previous), groups_of(result, previous)
    years, indicators = shared_years(result, previous), shared_indicators(result, previous)
    if group not in groups:
        raise KeyError(group)
    if not years:
        raise ValueError("de rondes delen geen jaar")
    members = members_of(mixed, group)
    others = tuple(name for name in groups if name != group and members_of(mixed, name))
    game = _Game(mixed, group, members, others, indicators, years)
    exact = len(members) <= EXACT
    parts = _every_order(game) if exact else _drawn_orders(game, result.inputs.settings.seed)
    if group == STRUCTURE and (gap := recomputation_gap(previous, indicators, years)).any():
        members, parts = (*members, RECOMPUTED), np.concatenate([parts, gap[None]])
    return Within(group, indicators, years, members, parts, exact, 0 if exact else ORDERS * len(game.sets()))


def _every_order(game: _Game) -> Array:
    count = len(game.members)
    parts = np.zeros((count, len(game.indicators), len(game.years), 3))
    if count:
        for groups, share in game.sets():
            parts += share * shapley(game.values([(groups, coalition(place, count)) for place in range(1 << count)]))
    return parts


def _drawn_orders(game: _Game, seed: int) -> Array:
    count, chance = len(game.members), stream(seed, "toerekening", game.group)
    parts = np.zeros((count, len(game.indicators), len(game.years), 3))
    for groups, share in game.sets():
        for order in (chance.permutation(count).tolist() for _ in range(ORDERS)):
            for each in (order, order[::-1]):
                joined = [(groups, frozenset(each[:place])) for place in range(count + 1)]
                parts[each] += share / (2 * ORDERS) * np.diff(game.values(joined), axis=0)
    return parts

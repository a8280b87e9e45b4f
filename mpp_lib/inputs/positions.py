"""Where partners stand on a product, as the decisions say it: nothing is filled in for a partner that said nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mpp_lib.inputs.declared.ladder import CONSENSUS, NO_CONSENSUS, REOPENING
from mpp_lib.inputs.declared.partner_word import OBJECTION
from mpp_lib.inputs.declared.products import BY_NAME, RAPPORTAGE

Entries = Iterable[Mapping[str, Any]]
"""Entries of ``decisions.yml``, oldest first."""
ROUTES = {CONSENSUS: "A", NO_CONSENSUS: "B"}
"""What the werkgroep says of the report → by which route it goes to the Topberaad (4.2)."""
_ANEW = {step.name for step in REOPENING}


@dataclass(frozen=True)
class Position:
    """What a partner said.

    Attributes:
        about: of what in the product; empty for an objection that was noted with a decision of a gremium.
        word: one of those of :mod:`mpp_lib.inputs.declared.partner_word`.
        ground: of an objection.
    """

    partner: str
    about: str
    word: str
    day: date
    ground: str = ""

    @property
    def objects(self) -> bool:
        """Whether it is an objection."""
        return self.word == OBJECTION


def positions_on(decisions: Entries, product: str) -> tuple[Position, ...]:
    """The last word of each partner on each of its figures and the chain, since the product was last taken up again."""
    found: dict[tuple[str, str], Position] = {}
    for entry in _since_anew(decisions, product):
        if entry["word"]:
            key = entry["partner"].casefold(), entry["about"]
            found.pop(key, None)
            found[key] = _position(entry, entry["word"])
    return tuple(found.values())


def is_spoken_for(decisions: Entries) -> bool:
    """Whether a word of any partner on any product stands."""
    entries = list(decisions)
    return any(positions_on(entries, name) for name in BY_NAME)


def objections_on(decisions: Entries, product: str) -> tuple[Position, ...]:
    """Every objection that is open: said as a word, or noted with a decision before the partner gave its word."""
    ours = list(_since_anew(decisions, product))
    spoke = {position.partner.casefold(): position.day for position in positions_on(ours, product)}
    noted = (_position(entry, OBJECTION) for entry in ours if entry["objection"] and not entry["word"])
    return (
        *(each for each in noted if each.day > spoke.get(each.partner.casefold(), date.min)),
        *(each for each in positions_on(ours, product) if each.objects),
    )


def open_objections(decisions: Entries) -> Iterator[tuple[str, Position]]:
    """Every objection that is open against a product of the MPP, with the name of that product."""
    entries = list(decisions)
    names = (name for name, product in BY_NAME.items() if product.of_mpp)
    yield from ((name, each) for name in names for each in objections_on(entries, name))


def objectors(decisions: Entries) -> frozenset[str]:
    """The partners of those objections, in small letters."""
    return frozenset(each.partner.casefold() for _, each in open_objections(decisions))


def route_of(decisions: Entries) -> str:
    """``A`` with consensus on the report, ``B`` without; empty as long as the werkgroep said neither."""
    said = [ROUTES[each["step"]] for each in _since_anew(decisions, RAPPORTAGE) if each["step"] in ROUTES]
    return said[-1] if said else ""


def _since_anew(decisions: Entries, product: str) -> Iterator[Mapping[str, Any]]:
    """The entries on a product since the Topberaad had it adjusted or made again; all, where it never did."""
    ours = [entry for entry in decisions if entry["product"] == product]
    starts = [place for place, entry in enumerate(ours) if entry["step"] in _ANEW]
    yield from ours[starts[-1] if starts else 0 :]


def _position(entry: Mapping[str, Any], word: str) -> Position:
    return Position(entry["partner"], entry["about"], word, entry["date"], entry["objection"])

"""Comments as tables: one for whoever handles them, one for the report that accounts for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from mpp_lib.base.letters import in_letter
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.review.found import GONE
from mpp_lib.inputs.review.listing import Listed
from mpp_lib.inputs.review.store import UNCONFIRMED
from mpp_lib.inputs.review.versions_read import Number
from mpp_lib.present.reacties.figure_names import Names, named
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.printed_values import text_of

UUID = "urn:uuid:"
LONGEST = 1_500
_NOT_YET = "nog niet verwerkt"


def handling_table(found: Iterable[Listed], names: Names) -> Table[Listed]:
    """Every comment, for whoever handles it: by partner, kind and state."""
    rows = list(found)
    gone = sum(one.found.how == GONE for one in rows)
    lost = f" Van {gone} is de plaats verdwenen." if gone else ""
    return Table(
        rows,
        [
            Column("Soort", lambda one: one.comment.kind),
            Column("Stand", lambda one: one.state),
            Column("Versie", lambda one: one.comment.version),
            Column("Plaats", lambda one: place_of(one, names)),
            Column("Reactie", lambda one: one.comment.said),
            Column("Verwerking", settled_text),
            Column("In de nieuwste versie", where_now),
            Column("Kenmerk", lambda one: one.comment.id.removeprefix(UUID)),
        ],
        title="Reacties",
        note=f"{len(rows)} reacties.{lost}",
        group=lambda one: " · ".join(filter(None, (one.comment.partner, one.group))),
    )


def account_table(found: Sequence[Listed], version: str, names: Names) -> Table[Listed]:
    """What was said of a version and what was done with it, per partner, for the report that comes after it."""
    return Table(
        list(found),
        _told(names),
        title=f"Reacties op {version} en wat ermee is gedaan",
        note=f"Plaats: zoals in {version}. {_source(found)}",
        group=_by_whom,
    )


def open_table(found: Sequence[Listed], names: Names) -> Table[Listed]:
    """What is still open of all versions, per partner, for who decides on what they are about."""
    return Table(
        list(found),
        [Column("Versie", lambda one: one.comment.version), *_told(names)],
        title="Openstaande reacties",
        note=f"Plaats: zoals in die versie. {_source(found)}",
        group=_by_whom,
    )


def _told(names: Names) -> list[Column[Listed]]:
    return [
        Column("Soort", lambda one: one.comment.kind),
        Column("Plaats", lambda one: in_letter(place_of(one, names))),
        Column("Reactie", lambda one: in_letter(in_short(one.comment.said))),
        Column("Verwerking", lambda one: in_letter(in_short(settled_text(one)))),
    ]


def _by_whom(one: Listed) -> str:
    return one.comment.partner if one.state != UNCONFIRMED else f"{one.comment.partner} ({UNCONFIRMED})"


def _source(found: Iterable[Listed]) -> str:
    unsure = sum(one.state == UNCONFIRMED for one in found)
    said = f"{unsure} reacties zijn" if unsure > 1 else "1 reactie is"
    aside = f" {said} niet bevestigd: niet gekomen uit het eigen exemplaar van de partner." if unsure else ""
    return f"Bron: de reacties van de partners, in hun woorden.{aside}"


def counted(found: Collection[Listed]) -> str:
    """How many there are, of how many partners."""
    partners = {one.comment.partner for one in found}
    number = f"{len(found)} reacties" if len(found) > 1 else "1 reactie"
    return f"{number} van {len(partners)} {'partners' if len(partners) > 1 else 'partner'}"


def in_short(text: str) -> str:
    """A text that a row of the report can hold on a page; whole it stands in what is kept."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … (ingekort)"


def place_of(one: Listed, names: Names) -> str:
    """The place of a comment as a reader knows it: title, words, number."""
    place = one.comment.place
    quote = f"“{shorten(place.quote.exact)}”" if place.quote else ""
    where = f"rij {place.cell.row}, kolom {place.cell.column}" if place.cell and place.figure is None else ""
    return ": ".join(filter(None, (one.title or place.element, named(place.figure, names), where or quote)))


def settled_text(one: Listed) -> str:
    """What was done with a comment, and why."""
    if one.settlement is None:
        return _NOT_YET
    return ": ".join(filter(None, (one.settlement.verdict, one.settlement.reason)))


def where_now(one: Listed) -> str:
    """Where it stands in the newest version, and what became of its number."""
    moved = f" ({number_text(one.was)} → {number_text(one.now)})" if one.was and one.now and one.was != one.now else ""
    return f"{one.newest}: {one.found.how}{moved}" if one.newest else one.found.how


def number_text(number: Number | None) -> str:
    """A number as the report prints it."""
    return text_of(*number) if number else ""

"""Comments as tables: one for whoever handles them, one for the report that accounts for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    unsure = sum(one.state == UNCONFIRMED for one in found)
    aside = (
        f" {unsure} reacties zijn niet bevestigd: zij kwamen niet uit het eigen exemplaar van de partner."
        if unsure
        else ""
    )
    return Table(
        list(found),
        [
            Column("Soort", lambda one: one.comment.kind),
            Column("Plaats", lambda one: in_letter(place_of(one, names))),
            Column("Reactie", lambda one: in_letter(in_short(one.comment.said))),
            Column("Verwerking", lambda one: in_letter(in_short(settled_text(one)))),
        ],
        title=f"Reacties op {version} en wat ermee is gedaan",
        note=f"Plaats: zoals in {version}. Bron: de reacties van de partners, in hun woorden.{aside}",
        group=lambda one: one.comment.partner if one.state != UNCONFIRMED else f"{one.comment.partner} ({UNCONFIRMED})",
    )


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

"""What is still open about the figures of a partner: its objections, what it said of versions, and the risks that touch
them most.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import attrgetter

from mpp_lib.base.dutch import day_name, enumerate_nl
from mpp_lib.base.letters import in_letter
from mpp_lib.base.markdown import literal
from mpp_lib.inputs.positions import open_objections
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.review.store import UNCONFIRMED
from mpp_lib.present.reacties.comment_tables import place_of
from mpp_lib.present.reacties.figure_names import figure_names
from mpp_lib.present.reacties.open_comments import open_comments
from mpp_lib.present.shown.table import records
from mpp_lib.present.verantwoording.register_tables import main_clause, risks_by_weight
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.production.impact_sheets import Sheet
from mpp_lib.production.run import RoundResult

SAID, RISKS = 2, 3
"""How much of each stands on a sheet of two pages, of risks less where more is said; nota, report and register have
all.
"""
LINE, TWO_LINES, PLACE = 95, 215, 60
"""Signs of what others say that fit on one line with a head, of a comment with its head on two, of a place in it."""
NOTHING = "Er staat niets open: geen bezwaar of reactie van deze partner, en geen risico dat aan haar cijfers hangt."


def open_points_text(result: RoundResult, sheet: Sheet) -> str:
    """A list in Markdown: objections, oldest in front, and comments; how many more there are; the weightiest risks."""
    objections, comments = list(_objections(result, sheet)), list(_comments(result, sheet))
    first = objections[: SAID - bool(comments)]
    then = comments[: SAID - len(first)]
    more = _more(len(objections) - len(first), len(comments) - len(then))
    risks = _risks(result, sheet, LINE if objections or comments else TWO_LINES)
    points = [*first, *then, *more, *islice(risks, max(1, RISKS - len(first) - len(then)))]
    return "\n".join(f"- {point}" for point in points) or NOTHING


def _more(objections: int, comments: int) -> Iterator[str]:
    left = [*_number(objections, "bezwaar", "bezwaren"), *_number(comments, "reactie", "reacties")]
    if left:
        stand = "staat" if objections + comments == 1 else "staan"
        yield f"Verder {stand} van deze partner nog {enumerate_nl(left)} open."


def _number(count: int, one: str, many: str) -> Iterator[str]:
    if count:
        yield f"{count} {one if count == 1 else many}"


def _names(sheet: Sheet) -> frozenset[str]:
    """Every name of the partner, in lower case."""
    names = (sheet.partner, partner_named(sheet.partner).short, *sheet.called)
    return frozenset(name.casefold() for name in names)


def _objections(result: RoundResult, sheet: Sheet) -> Iterator[str]:
    for each in sorted((each for _, each in open_objections(result.inputs.decisions)), key=attrgetter("day")):
        if each.partner.casefold() in _names(sheet):
            yield f"**Bezwaar**, {day_name(each.day)}: {_said(each.ground, LINE)}"


def _comments(result: RoundResult, sheet: Sheet) -> Iterator[str]:
    """On two lines at most."""
    names = figure_names(result.inputs.folder)
    for one in open_comments(result.inputs.folder):
        if one.comment.partner.casefold() in _names(sheet):
            kind, aside = one.comment.kind.capitalize(), f" ({UNCONFIRMED})" if one.state == UNCONFIRMED else ""
            head = f"{aside}, {one.comment.version}, {_said(place_of(one, names), PLACE)}"
            words = _said(one.comment.said, TWO_LINES - len(kind) - len(head))
            yield f"**{kind}**{head}{f': {words}' if words else ''}"


def _said(words: str, length: int) -> str:
    return literal(shorten(in_letter(words), length))


def _risks(result: RoundResult, sheet: Sheet, length: int) -> Iterator[str]:
    for row in records(risks_by_weight(result)):
        if row["indicator"] in sheet.table:
            head = f"**{row['soort'].capitalize()} {literal(row['id'])}**, weging {row['weging']}"
            yield f"{head}: {_said(main_clause(row['omschrijving']), length)}"

"""Every comment on a round with what became of it: whose it is, in what state, where it is in the newest version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mpp_lib.inputs.review.comment import Comment
from mpp_lib.inputs.review.consultations import Organisations
from mpp_lib.inputs.review.found import GONE, UNSEEN, Found, find
from mpp_lib.inputs.review.store import Review, Settlement
from mpp_lib.inputs.review.versions_read import Number, VersionsRead


@dataclass(frozen=True)
class Listed:
    """A comment, and what became of it.

    Attributes:
        group: in which its organisation speaks of the product.
        state: ``open``, ``afgehandeld`` or ``niet bevestigd``.
        is_open: whether something is still to be done with it, also where it is not confirmed.
        newest: the version in which it was looked for: the last one of the same product.
        title: how a reader knows the section, table or figure that it is about.
        was, now: the number that it is about, in its own version and in the newest.
    """

    comment: Comment
    group: str
    state: str
    is_open: bool
    settlement: Settlement | None
    newest: str
    found: Found
    title: str
    was: Number | None
    now: Number | None
    replies: tuple[Comment, ...]

    def as_dict(self) -> dict[str, object]:
        """The comment as ``mpp review --json`` gives it."""
        one, settled = self.comment, self.settlement
        return {
            "id": one.id,
            "partner": one.partner,
            "group": self.group,
            "kind": one.kind,
            "version": one.version,
            "target": str(one.place),
            "text": one.text,
            "proposal": one.proposal,
            "created": one.created,
            "state": self.state,
            "settlement": settled.verdict if settled else "",
            "reason": settled.reason if settled else "",
            "replies": [{"partner": each.partner, "text": each.text} for each in self.replies],
            "found": self.found.there,
            "how": self.found.how,
            "in": self.newest,
            "place": str(self.found),
            "was": self.was[0] if self.was else None,
            "now": self.now[0] if self.now else None,
        }


def listed(review: Review, versions: VersionsRead, known: Organisations) -> Iterator[Listed]:
    """The comments by partner, kind and state, and so on; replies stand with what they are about."""
    found = (_listed(one, review, versions, known) for one in review.comments if not one.is_reply)
    yield from sorted(found, key=_order)


def _order(one: Listed) -> tuple[str, ...]:
    comment = one.comment
    return comment.partner.casefold(), comment.kind, one.state, comment.version, comment.created, comment.id


def _listed(one: Comment, review: Review, versions: VersionsRead, known: Organisations) -> Listed:
    there = one.version in versions.by_name
    newest = versions.newest(one.version).name if there else ""
    own = versions.page(one.version) if there else None
    figure = one.place.figure
    return Listed(
        comment=one,
        group=known.group(one.partner, versions.by_name[one.version].product) if there else "",
        state=review.state(one),
        is_open=review.is_open(one),
        settlement=review.settlement(one),
        newest=newest,
        found=_found(one, versions, newest),
        title=own.title(own.section_of(one.place.within)) if own is not None else "",
        was=versions.numbers(one.version).get(figure) if figure else None,
        now=versions.numbers(newest).get(figure) if figure else None,
        replies=review.replies(one),
    )


def _found(one: Comment, versions: VersionsRead, newest: str) -> Found:
    """Where it is; a number that no table of the page shows is there as long as the result table has it."""
    page = versions.page(newest) if newest else None
    found = Found(UNSEEN) if page is None else find(one.place, versions.page(one.version), page)
    if not found.there and one.place.figure in versions.numbers(newest):
        return Found("cijfer")
    return found if page is not None or newest else Found(GONE)

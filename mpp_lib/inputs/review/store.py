"""What is kept in the folder of a round: the comments on each version, what was done with them, who was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mpp_lib.base.catalogue import APM
from mpp_lib.inputs.declared.review import COMMENT_ID, FOLDER, INVITATIONS, ORPHANS, SETTLEMENTS
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.review.comment import HASHED, Comment
from mpp_lib.inputs.review.read_annotations import Reading

OPEN, DONE, UNCONFIRMED = "open", "afgehandeld", "niet bevestigd"
Invitation = tuple[str, str, str]
"""Partner in small letters, version, checksum of the token."""


@dataclass(frozen=True)
class Settlement:
    """What was done with a comment."""

    verdict: str
    reason: str
    by: str
    day: str


@dataclass(frozen=True)
class Review:
    """All comments of a round, and what was done with them.

    Attributes:
        comments: comments and replies, of every version.
        invitations: of which personal copies there are.
        registered: what ``verwerking.csv`` says: id → what was done.
    """

    comments: tuple[Comment, ...] = ()
    invitations: frozenset[Invitation] = frozenset()
    registered: Mapping[str, Settlement] = field(default_factory=dict)

    def of(self, version: str) -> tuple[Comment, ...]:
        """The comments on a version, without replies, in order."""
        return tuple(one for one in in_order(self.comments) if not one.is_reply and one.version == version)

    @cached_property
    def by_id(self) -> Mapping[str, Comment]:
        """Id → comment or reply."""
        return {one.id: one for one in self.comments}

    def root(self, comment: Comment) -> Comment | None:
        """The comment that a reply is about in the end; None where it has not come in."""
        seen = {comment.id}
        while comment.is_reply:
            above = self.by_id.get(comment.replies_to)
            if above is None or above.id in seen:
                return None
            seen.add(above.id)
            comment = above
        return comment

    def replies(self, comment: Comment) -> tuple[Comment, ...]:
        """Everything that was answered to a comment, in order."""
        return tuple(one for one in in_order(self.comments) if one.is_reply and self.root(one) == comment)

    def confirmed(self, comment: Comment) -> bool:
        """Whether it was made in the personal copy of the organisation that it says it is of."""
        root = self.root(comment)
        checksum = comment.token.removeprefix(HASHED)
        return root is not None and (comment.partner.casefold(), root.version, checksum) in self.invitations

    def settlement(self, comment: Comment) -> Settlement | None:
        """What was done with a comment: as registered, else as APM last said in its own copy of the page."""
        if comment.id in self.registered:
            return self.registered[comment.id]
        said = [one for one in self.replies(comment) if self.is_settlement(one)]
        if not said:
            return None
        last = max(said, key=lambda one: (one.when, one.content))
        return Settlement(last.kind, last.text, last.partner, last.when[:10])

    def is_settlement(self, reply: Comment) -> bool:
        """Whether a reply says what was done, of the one who says so: APM, in its own copy."""
        return reply.settles and reply.partner.casefold() == APM and self.confirmed(reply)

    def state(self, comment: Comment) -> str:
        """In what state a comment is: its organisation can close it itself, or open it again after it was settled."""
        if not self.confirmed(comment):
            return UNCONFIRMED
        return OPEN if self.is_open(comment) else DONE

    def is_open(self, comment: Comment) -> bool:
        """Whether something is still to be done with a comment, confirmed or not."""
        settled = self.settlement(comment)
        again = comment.stand == OPEN and settled is not None and comment.when[:10] > settled.day
        return comment.stand != DONE and (settled is None or again)


def in_order(comments: Iterable[Comment]) -> list[Comment]:
    """By when they were made."""
    return sorted(comments, key=lambda one: (one.created, one.id))


def file_of(version: str) -> str:
    """The file that the comments on a version are kept in, relative to the round folder."""
    return f"{FOLDER}/{version}.json"


def has_review(folder: Path) -> bool:
    """Whether anything was ever said of a version of the round."""
    return (folder / FOLDER).is_dir()


def read_review(intake: Intake) -> Review:
    """The comments of a round; what is wrong with what is kept is noted with the intake."""
    invitations = invitations_in(read_table(intake, INVITATIONS))
    comments: list[Comment] = []
    for path in sorted((intake.folder / FOLDER).glob("*.json")):
        comments += comments_in(intake, f"{FOLDER}/{path.name}")
    return Review(
        tuple(merged(comments, (), invitations)), invitations, settlements_in(read_table(intake, SETTLEMENTS))
    )


def comments_in(intake: Intake, file: str) -> list[Comment]:
    """The comments of one file that is kept; what is wrong with it is noted with the intake."""
    text = intake.text(file)
    if text is None:
        return []
    reading = Reading(file, kept=True)
    comments = reading.read(text)
    intake.problems.extend(reading.problems)
    return comments


def invitations_in(table: Table) -> frozenset[Invitation]:
    """Every personal copy that the register names."""
    return frozenset(
        (str(one).casefold(), version, checksum) for _, one, version, checksum in table.rows(*INVITATIONS.names)
    )


def settlements_in(table: Table) -> dict[str, Settlement]:
    """Id → what the register says was done."""
    rows = table.rows(*SETTLEMENTS.names)
    return {full_id(one): Settlement(verdict, reason, by, str(day)) for _, one, _, verdict, reason, by, day in rows}


def full_id(text: str) -> str:
    """The id of a comment, also where only its uuid is written."""
    prefix = COMMENT_ID.partition("[")[0]
    return text if text.startswith(prefix) else f"{prefix}{text}"


def merged(
    kept: Iterable[Comment], new: Iterable[Comment], invitations: frozenset[Invitation] = frozenset()
) -> list[Comment]:
    """Each comment once: of two with one id the one that was changed last, whichever came in first.

    What was made in a personal copy gives way to nothing that was not.
    """
    found: dict[str, Comment] = {}
    for one in (*kept, *new):
        other = found.get(one.id)
        if other is None or _rank(one, invitations) > _rank(other, invitations):
            found[one.id] = one
    return in_order(found.values())


def _rank(comment: Comment, invitations: frozenset[Invitation]) -> tuple[bool, str, str]:
    checksum, partner = comment.token.removeprefix(HASHED), comment.partner.casefold()
    invited = any(
        (one, token) == (partner, checksum) and comment.version in ("", version) for one, version, token in invitations
    )
    return invited, comment.when, comment.content


def files_for(comments: Iterable[Comment]) -> dict[str, list[Comment]]:
    """File → what is kept in it: a reply with the comment it is about, and apart while that has not come in."""
    review = Review(tuple(comments), frozenset(), {})
    found: dict[str, list[Comment]] = {}
    for one in in_order(review.comments):
        root = review.root(one)
        found.setdefault(file_of(ORPHANS if root is None else root.version), []).append(one)
    return dict(sorted(found.items(), key=lambda item: item[0] == file_of(ORPHANS)))

"""A comment on a version, or a reply to one: what is said, of which place, by which organisation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mpp_lib.inputs.declared.review import VERDICTS

HASHED = "sha256:"
"""Before the checksum of a token, which takes the place of the token in what is kept."""
Annotation = Mapping[str, Any]


@dataclass(frozen=True)
class Quote:
    """Words of the page, and what stands around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class CellPlace:
    """A cell: its table, and the row and column of its body, both from 1, spans counted."""

    table: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.table}, rij {self.row}, kolom {self.column}"


@dataclass(frozen=True)
class Figure:
    """A number of the result table, whatever page shows it; what a page does not say of it is empty."""

    indicator: str
    scenario: str
    period: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.indicator, self.scenario, self.period)))

    @property
    def whole(self) -> bool:
        """Whether it is one number of the table."""
        return bool(self.scenario and self.period)


@dataclass(frozen=True)
class Place:
    """What a comment is about, in as many ways as it says.

    Attributes:
        element: id of an element of the page; empty for a number that no page is named of.
        position: start and end of the words in the text of that element, in code points.
    """

    element: str = ""
    quote: Quote | None = None
    position: tuple[int, int] | None = None
    cell: CellPlace | None = None
    figure: Figure | None = None

    def __str__(self) -> str:
        return str(self.cell or self.element or self.figure or "")

    @property
    def within(self) -> str:
        """The id of the element that it is, or is in."""
        return self.cell.table if self.cell else self.element


@dataclass(frozen=True)
class Comment:
    """One comment.

    Attributes:
        id: ``urn:uuid:…``.
        kind: one of the kinds or, of an expert, of the judgements; of a reply what was done, or nothing.
        proposal: other words, of a suggestion.
        round, version: what it is about; empty for a reply, which is about a comment.
        checksum: of the page that it was made on.
        replies_to: the id of that comment.
        stand: whether its own organisation says that it is done with, or open again.
        token: the checksum of the token of a personal copy, as it is kept; empty without.
        annotation: as it is kept: JSON-LD, with that checksum in the place of the token.
    """

    id: str
    created: str
    modified: str
    partner: str
    role: str
    kind: str
    text: str
    proposal: str
    round: str = ""
    version: str = ""
    checksum: str = ""
    place: Place = field(default_factory=Place)
    replies_to: str = ""
    stand: str = ""
    token: str = ""
    annotation: Annotation = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_reply(self) -> bool:
        """Whether it is about another comment."""
        return bool(self.replies_to)

    @property
    def settles(self) -> bool:
        """Whether it says what was done with a comment."""
        return self.is_reply and self.kind in VERDICTS

    @property
    def when(self) -> str:
        """When it became what it is."""
        return self.modified or self.created

    @property
    def said(self) -> str:
        """All words of it: what is said and what is proposed."""
        return " → ".join(filter(None, (self.text, self.proposal)))

    @property
    def content(self) -> str:
        """The bytes of it, by which two of one moment are told apart."""
        return canonical(self.annotation)

    def by(self, partner: str) -> Comment:
        """The same, of an organisation as the round calls it."""
        creator = {**self.annotation["creator"], "name": partner}
        return replace(self, partner=partner, annotation={**self.annotation, "creator": creator})

    def on(self, version: str) -> Comment:
        """The same, on a version as the archive calls it."""
        target = {**self.annotation["target"], "source": f"urn:mpp:{self.round}:{version}"}
        return replace(self, version=version, annotation={**self.annotation, "target": target})


def canonical(document: Any) -> str:
    """JSON in the one way that it is kept in."""
    return json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False) + "\n"


def hashed(token: str) -> str:
    """A token as it is kept."""
    return f"{HASHED}{token_checksum(token)}"


def token_checksum(token: str) -> str:
    """SHA-256 of a token, as ``uitnodigingen.csv`` has it."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()

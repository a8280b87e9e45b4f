"""Annotations made of what came in another form than the page writes: a workbook, a PDF, a Word document."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mpp_lib.inputs.declared.review import JUDGEMENTS, JUDGING, KINDS
from mpp_lib.inputs.review.annotation import MOMENT
from mpp_lib.inputs.review.comment import Place

_NAMES = uuid.UUID("b8a7a1ab-4f3a-4c1c-9d5a-5f3b8c5f6d11")
NO_CHECKSUM = "0" * 64
"""Of a page that does not say what it is."""
LONG_AGO = "2000-01-01T00:00:00Z"
"""When something was said that does not say when."""


@dataclass(frozen=True)
class Of:
    """What a whole file is of.

    Attributes:
        round, version, checksum: the version, and the checksum of its page.
        partner: the organisation that says it.
        role: how it came in.
        token: of a personal copy; empty without.
    """

    round: str
    version: str
    checksum: str
    partner: str
    role: str
    token: str = ""


@dataclass(frozen=True)
class Said:
    """What is said of one place.

    Attributes:
        name: of the place within the file: the same one gives the same id.
        when: the moment at which it was said.
    """

    name: str
    place: Place
    kind: str
    words: str
    proposal: str = ""
    when: str = LONG_AGO


def moment(text: str) -> str:
    """A moment as a comment has it; that of what does not say when, where there is no such moment."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return LONG_AGO
    return text if re.fullmatch(MOMENT, text) else LONG_AGO


def annotations_of(of: Of, every: Mapping[str, Said]) -> dict[str, dict[str, Any]]:
    """The annotations of a file, each by how a message names its place.

    Where more is said of one place each has a name of its own: none takes the place of another.
    """
    known: dict[str, dict[Said, int]] = {}
    made: dict[str, dict[str, Any]] = {}
    for where, said in every.items():
        same = known.setdefault(said.name, {})
        number = same.setdefault(said, len(same))
        made[where] = _annotation(of, replace(said, name=f"{said.name}#{number + 1}") if number else said)
    return made


def _annotation(of: Of, said: Said) -> dict[str, Any]:
    """The annotation; made again of the same file it is the same."""
    own = uuid.uuid5(_NAMES, "/".join((of.round, of.version, of.partner, of.token, said.name)))
    purposes = {"commenting": said.words, "classifying": said.kind, "editing": said.proposal}
    return {
        "id": f"urn:uuid:{own}",
        "type": "Annotation",
        "motivation": JUDGING if said.kind in JUDGEMENTS else KINDS[said.kind],
        "created": said.when,
        "modified": said.when,
        "creator": {"type": "Organization", "name": of.partner, "mpp:rol": of.role},
        "body": [
            {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": text}
            for purpose, text in purposes.items()
            if text
        ],
        "target": {
            "source": f"urn:mpp:{of.round}:{of.version}",
            "mpp:controlegetal": of.checksum,
            "selector": selectors_of(said.place),
        },
        **({"mpp:uitnodiging": of.token} if of.token else {}),
    }


def selectors_of(place: Place) -> list[dict[str, Any]]:
    """A place as a comment file names it."""
    found: list[dict[str, Any]] = []
    if place.element:
        plain: dict[str, Any] = {"type": "FragmentSelector", "value": place.element}
        found.append(plain)
        if place.quote is not None:
            around = {"prefix": place.quote.prefix, "suffix": place.quote.suffix}
            quote = {"type": "TextQuoteSelector", "exact": place.quote.exact}
            found.append({**plain, "refinedBy": quote | {name: text for name, text in around.items() if text}})
    if place.figure is not None:
        named = {"indicator": place.figure.indicator, "scenario": place.figure.scenario}
        found.append({"type": "mpp:Cijfer", **named, "periode": place.figure.period})
    return found

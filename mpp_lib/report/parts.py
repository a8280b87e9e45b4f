"""The documents that the PDF of a report comes in: each a run of its chapters, numbered as in the whole.

The front matter of the main document names them under ``delen``; a report that names none is one document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mpp_lib.base.errors import RenderError
from mpp_lib.report.references import Target
from mpp_lib.report.shortcodes import expand_text
from mpp_lib.report.sources import Document, Faults

PARTS = "delen"
SETTINGS = "deel"
"""Key of the metadata by which templates and ``delen.lua`` know which part they make."""


@dataclass(frozen=True)
class Part:
    """A document that holds some of the chapters.

    Attributes:
        name: names its file.
        since: label of the heading it begins with; empty for the first of the report.
        until: label of the heading that the next part begins with; empty for the last.
        subtitle: on its cover; empty where that is the report's.
    """

    name: str
    since: str
    until: str
    subtitle: str

    @property
    def document(self) -> str:
        """What the other parts call it."""
        return f"MPP-{self.name}"


def documents(document: Document, labels: Sequence[str], targets: Mapping[str, Target]) -> dict[str, dict[str, Any]]:
    """Name of each document of the PDF → its settings; none where the document is the whole report.

    Args:
        labels: everything a link can lead to, in the order of the report.
        targets: those that have a name, with the number they have in the whole.

    Raises:
        RenderError: a part begins with a heading that the report does not have.
    """
    parts = tuple(_parts(document))
    if not parts:
        return {document.stem: {}}
    _refuse_absent(parts, labels, document.name)
    places = _places(parts, labels)
    return {part.name: _settings(part, parts, places, targets) for part in parts}


def _parts(document: Document) -> Iterator[Part]:
    given = dict(document.front.get(PARTS, {}))
    starts = [str(one.get("vanaf", "")) for one in given.values()]
    faults = Faults()
    for (name, one), since, until in zip(given.items(), starts, (*starts, "")[1:], strict=True):
        subtitle = expand_text(str(one.get("ondertitel", "")), document.name, document.values, faults)
        yield Part(name, since, until, subtitle)
    faults.raise_any()


def _refuse_absent(parts: Sequence[Part], labels: Sequence[str], name: str) -> None:
    absent = [part for part in parts if part.since and part.since not in labels]
    if absent:
        said = (f"{name}: deel '{part.name}' begint bij '{part.since}'; die kop is er niet" for part in absent)
        raise RenderError("\n".join(said))


def _places(parts: Sequence[Part], labels: Sequence[str]) -> dict[str, Part]:
    """Label → the part it stands in."""
    starts, now, places = {part.since: part for part in parts}, parts[0], dict[str, Part]()
    for label in labels:
        now = starts.get(label, now)
        places[label] = now
    return places


def _settings(
    part: Part, parts: Sequence[Part], places: Mapping[str, Part], targets: Mapping[str, Target]
) -> dict[str, Any]:
    before = parts[: parts.index(part)]
    counted = [target.kind for label, target in targets.items() if places[label] in before]
    return {
        "document": part.document,
        "ondertitel": part.subtitle,
        "vanaf": part.since,
        "tot": part.until,
        "figuren": counted.count("fig"),
        "tabellen": counted.count("tbl"),
        "elders": {
            label: {"document": place.document, "naam": _name(targets.get(label))}
            for label, place in places.items()
            if place != part
        },
    }


def _name(target: Target | None) -> str:
    return target.text if target and target.number else ""

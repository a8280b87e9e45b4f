"""What carries comments: a JSON-LD file, or a copy of a page with the same in a block of data.

A copy is read as text. Of all that is in it only that one block is looked at; nothing is executed, loaded or followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.intake import MAX_BYTES, Intake

MAX_JSON = 5_000_000
BLOCK_ID, BLOCK_TYPE = "mpp-reacties", "application/ld+json"
PAGES = (".html", ".htm")
_OPENS = re.compile(r"<script\b([^<>]*)>", re.IGNORECASE)
_CLOSES = re.compile(r"</script\s*>", re.IGNORECASE)
_LONGEST_TAG = 500
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def read_carrier(path: Path, problems: list[Problem]) -> str | None:
    """The JSON-LD in a file; None, with the problem noted, where there is none to be read."""
    intake = Intake(path.parent)
    text = _text(intake, path)
    problems.extend(intake.problems)
    if text is None or path.suffix.lower() not in PAGES:
        return text
    blocks = list(_blocks(text))
    if len(blocks) != 1 or len(blocks[0]) > MAX_JSON:
        found = f"{len(blocks)} keer" if len(blocks) != 1 else f"{len(blocks[0])} tekens"
        expected = f"één blok met opmerkingen van ten hoogste {MAX_JSON} tekens, zoals de bladzijde het bewaart"
        problems.append(Problem(path.name, "", found, "deze bladzijde draagt geen opmerkingen", expected))
        return None
    return blocks[0]


def _text(intake: Intake, path: Path) -> str | None:
    if not intake.exists(path.name):
        intake.refuse(path.name, "", "", "dit bestand is er niet", "een bestand met opmerkingen")
        return None
    return intake.text(path.name, MAX_BYTES if path.suffix.lower() in PAGES else MAX_JSON)


def _blocks(page: str) -> Iterator[str]:
    """The content of every script of that id and type, each after the end of the one before it: in one walk."""
    opens = _OPENS.search(page)
    while opens and (closes := _CLOSES.search(page, opens.end())):
        attributes = _ATTRIBUTE.findall(opens[1]) if len(opens[1]) <= _LONGEST_TAG else []
        named = {name.lower(): "".join(values) for name, *values in attributes}
        if named.get("id") == BLOCK_ID and named.get("type", "").lower() == BLOCK_TYPE:
            yield page[opens.end() : closes.start()]
        opens = _OPENS.search(page, closes.end())

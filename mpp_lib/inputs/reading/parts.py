"""The pieces of a text that a report shows each by itself, at another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from mpp_lib.inputs.reading import files

REVISION = re.compile(r"## +([\w-]+(?:\.[\w-]+)+) *")
"""The heading of what ``text/bijstellingen.md`` says of one indicator."""
HEADING = "## "
"""What a heading of ``duiding.md`` begins with."""
_BEGINS = {"bijstellingen.md": REVISION, files.EDITION_COMMENTARY: re.compile(f"{HEADING}.*")}


def parts_of(file: str, lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """First row, from 0, and lines of each piece: the opening, then each heading with what follows it.

    Args:
        file: which text it is; most are one piece.
    """
    begins = _BEGINS.get(PurePath(file).name)
    starts = [0, *(row for row, line in enumerate(lines) if begins and begins.fullmatch(line))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, lines[start:end]

"""The pieces of a text that a report shows each by itself, at another place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePath

from mpp_lib.base.markdown import rows_of_code
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.nearest import expected_name

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
    begins, code = _BEGINS.get(PurePath(file).name), rows_of_code(lines)
    starts = [0, *(row for row, line in enumerate(lines) if begins and row not in code and begins.fullmatch(line))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, lines[start:end]


def refused_names(
    names: Sequence[str], indicators: Collection[str] | None, other: str = ""
) -> Iterator[tuple[int, str, str]]:
    """Place, what is wrong and what is expected of headings that name an indicator twice, or none.

    Args:
        indicators: ids a heading may name; None where they are not known.
        other: what one may be named besides.
    """
    for place, name in enumerate(names):
        if name in names[:place]:
            yield place, "deze kop staat er twee keer", "elke indicator één keer"
        elif indicators is not None and name != other and name not in indicators:
            what = f"een indicator van de keten of {other}" if other else "een indicator van de keten"
            yield place, "de kop noemt geen indicator", expected_name(what, name, indicators)

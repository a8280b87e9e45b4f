"""The labels that the templates of a report give: what its texts may refer to, known before a notebook runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mpp_lib.report.references import NAMES, Target
from mpp_lib.report.shortcodes import EMBED
from mpp_lib.report.sources import INCLUDE

_GIVEN = re.compile(rf"\{{(?P<before>[^{{}}]*)#(?P<label>(?P<kind>{'|'.join(NAMES)})-[\w-]+)(?P<after>[^{{}}]*)\}}")
_CELL = re.compile(rf"#(?P<label>(?P<kind>{'|'.join(kind for kind in NAMES if kind != 'sec')})-[\w-]+)$")


def labels_of(templates: Path, name: str, instead: Mapping[str, str] | None = None) -> dict[str, Target]:
    """Label → what it is a label of; without a number where nothing can refer to it.

    Args:
        templates: the folder of the report's templates.
        name: of its main document.
        instead: template → the one that stands in its place.

    Headings of another report that it shows as a whole have no number in it.
    """
    return dict(_labels(templates, f"{name}.qmd", instead or {}))


def _labels(templates: Path, file: str, instead: Mapping[str, str]) -> Iterator[tuple[str, Target]]:
    path = next((path for path in _places(templates, instead.get(file, file)) if path.is_file()), None)
    for line in path.read_text(encoding="utf-8").splitlines() if path else ():
        if include := INCLUDE.match(line):
            yield from _labels(templates, include["path"], instead)
        embed = EMBED.match(line)
        for found in (_CELL if embed else _GIVEN).finditer(embed["address"] if embed else line):
            lowered = path is not None and path.parent != templates and found["kind"] == "sec"
            yield found["label"], Target(found["kind"], "" if "unnumbered" in line or lowered else "1")


def _places(templates: Path, file: str) -> tuple[Path, ...]:
    """Where an included file may stand: among the templates of the report, or of another that it shows as a whole."""
    return templates / file, templates.parent / file

"""``text/*.md``: the analyst's prose, one file per section of the report."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.parts import HEADING, REVISION, parts_of, refused_names
from mpp_lib.inputs.reading.prose import refuse_in_prose


def read_texts(intake: Intake, indicators: Collection[str] | None, sections: Iterable[str] = ("*",)) -> dict[str, str]:
    """Section name → markdown, of those that hold more than a comment; every problem is noted with the intake.

    Args:
        indicators: ids that a section on one indicator may be about; None where they are not known.
        sections: those to read; all without more.
    """
    folder = intake.folder / files.TEXTS
    found: dict[str, str] = {}
    for path in sorted(path for name in sections for path in folder.glob(f"{name}.md")):
        relative = f"{files.TEXTS}/{path.name}"
        text = read_prose(intake, relative)
        if text is not None and text.strip():
            found[path.stem] = text
            refuse_in_prose(intake, relative, text)
            _refuse_names(intake, relative, text, indicators)
    return found


def _refuse_names(intake: Intake, file: str, text: str, indicators: Collection[str] | None) -> None:
    _, *sections = parts_of(file, text.splitlines())
    named = [(row, found[1]) for row, lines in sections if (found := REVISION.fullmatch(lines[0]))]
    for place, problem, expected in refused_names([name for _, name in named], indicators):
        row, name = named[place]
        intake.refuse(file, f"regel {row + 1}", f"{HEADING}{name}", problem, expected)

"""``duiding.md`` of an edition: an opening, a section per indicator and the advice."""

from __future__ import annotations

from collections.abc import Collection

from mpp_lib.inputs.edition.edition import NO_COMMENTARY, Commentary
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.parts import HEADING, parts_of, refused_names
from mpp_lib.inputs.reading.prose import refuse_in_prose

ADVICE = "advies"


def read_commentary(intake: Intake, folder: str, indicators: Collection[str] | None) -> Commentary:
    """The analyst's words; every problem is noted with the intake.

    Args:
        folder: of the edition, relative to the round folder.
        indicators: ids a section may be about; None where they are not known.
    """
    relative = f"{folder}/{files.EDITION_COMMENTARY}"
    text = read_prose(intake, relative) if intake.exists(relative) else None
    if text is None:
        return NO_COMMENTARY
    refuse_in_prose(intake, relative, text, figures=False)
    opening, sections = _sections(text)
    for place, problem, expected in refused_names([name for _, name, _ in sections], indicators, ADVICE):
        number, name, _ = sections[place]
        intake.refuse(relative, f"regel {number}", f"{HEADING}{name}", problem, expected)
    told = {name: words for _, name, words in sections}
    return Commentary(opening, {name: told[name] for name in told if name != ADVICE}, told.get(ADVICE, ""))


def _sections(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The opening, and per section its line, its name and its words."""
    (_, opening), *sections = parts_of(files.EDITION_COMMENTARY, text.splitlines())
    return "\n".join(opening).strip(), [
        (row + 1, lines[0].removeprefix(HEADING).strip(), "\n".join(lines[1:]).strip()) for row, lines in sections
    ]

"""``text/*.md``: the analyst's prose, one file per section of the report."""

from __future__ import annotations

from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.prose import refuse_in_prose


def read_texts(intake: Intake) -> dict[str, str]:
    """Section name → markdown; every problem is noted with the intake."""
    folder = intake.folder / files.TEXTS
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        relative = f"{files.TEXTS}/{path.name}"
        text = read_prose(intake, relative)
        if text is not None:
            found[path.stem] = text
            refuse_in_prose(intake, relative, text)
    return found

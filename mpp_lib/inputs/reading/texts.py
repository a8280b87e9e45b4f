"""``text/*.md``: the analyst's prose, one file per section of the report."""

from __future__ import annotations

from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.privacy import personal_text


def read_texts(intake: Intake) -> dict[str, str]:
    """Section name → markdown; every problem is noted with the intake."""
    folder = intake.folder / files.TEXTS
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        relative = f"{files.TEXTS}/{path.name}"
        text = intake.text(relative)
        if text is not None:
            found[path.stem] = text
            refuse_in_prose(intake, relative, text)
    return found


def refuse_in_prose(intake: Intake, file: str, text: str) -> None:
    """Notes what no prose of an analyst may hold: a personal number, or a block of metadata as a document has."""
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        intake.problems.extend(personal_text(file, f"regel {number}", line))
    for row, line in enumerate(lines[:-1]):
        if line.rstrip() == "---" and not "".join(lines[max(row - 1, 0) : row]).strip() and lines[row + 1].strip():
            problem, expected = "hier begint een blok met metadata", "tekst; na een scheidingslijn (---) een lege regel"
            intake.refuse(file, f"regel {row + 1}", "", problem, expected)

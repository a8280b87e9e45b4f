"""What is wrong with the deep-dives of a round: said by check, and before a notebook runs; all of it at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mpp_lib.base.errors import Problem
from mpp_lib.base.markdown import rows_of_code
from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.deep_dives import CELL, DeepDive, NotebookCell, read_deep_dives
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.prose import refuse_in_prose
from mpp_lib.report.analyst_words import Piece, Words
from mpp_lib.report.deep_dive_cells import double_labels, judged, shown_cells
from mpp_lib.report.places import Materials
from mpp_lib.report.references import Target
from mpp_lib.report.sources import Line
from mpp_lib.report.template_labels import labels_of
from mpp_lib.report.text_faults import faults_of
from mpp_lib.report.text_structure import Levels

OF_A_SECTION: Levels = (2, 2)
"""The title of a deep-dive is a heading of the second level, and so is what comes after it."""
CHAPTER = "sec-verdiepingen"
GIVEN = re.compile(r"\{[^{}]*#([\w-]+)")
"""Where a text gives a label."""
_HEADING = re.compile(r"(?P<signs>#+)(?=\s)")
_UNDERLINED = re.compile(r" {0,3}(=+|-+)[ \t]*")


@dataclass(frozen=True)
class DeepDiveWords(Words):
    """The texts of a deep-dive as one, in which each line knows its cell."""

    cells: tuple[NotebookCell, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """The lines of every text, and one that parts it from the next."""
        for cell, lines in self.by_cell():
            place = f"{self.round}/{self.file}{CELL}{cell}"
            yield from (Line(place, number, line) for number, line in enumerate([*lines, ""], start=1))

    def by_cell(self) -> Iterator[tuple[int, list[str]]]:
        """Number of the cell and lines of every text, its headings one level deeper: they stand below a title."""
        yield from ((cell.number, lowered(cell.source)) for cell in self.cells)

    @property
    def pieces(self) -> Iterator[Piece]:
        """All of it: a section of the report."""
        yield _Section(self.file, list(self.lines), False)


class _Section(Piece):
    """The lines of a deep-dive below its title."""

    def levels(self, known: object) -> Levels:  # noqa: ARG002
        return OF_A_SECTION


def refused_deep_dives(folder: Path) -> list[Problem]:
    """What each deep-dive by itself has that may not be: what cannot be read, its code cells, and its texts."""
    intake = Intake(folder)
    dives = read_deep_dives(intake)
    cells = (cell for dive in dives for cell in judged(dive).values())
    of_cells = [problem for cell in cells for problem in cell.problems]
    return [*intake.problems, *of_cells, *(problem for dive in dives for problem in _in_texts(folder, dive))]


def deep_dives_of(folder: Path, product: str = RAPPORTAGE, edition: Month | None = None) -> list[DeepDive]:
    """The deep-dives of a round that can be read and are a section of this report."""
    return [dive for dive in read_deep_dives(Intake(folder)) if dive.belongs_to(product, edition)]


def words_of(folder: Path, dives: Iterable[DeepDive]) -> list[DeepDiveWords]:
    """Their texts, for what only a report can resolve."""
    name, read = folder.resolve().name, ((dive, _readable(folder, dive)) for dive in dives)
    return [DeepDiveWords(name, dive.file, "\n\n".join(cell.source for cell in cells), cells) for dive, cells in read]


def targets_of(dives: Collection[DeepDive]) -> dict[str, Target]:
    """The labels that they give by their cells and titles, and the chapter that holds them."""
    cells = [cell for dive in dives for cell in shown_cells(dive).values()]
    sections = [CHAPTER, *(section_label(dive) for dive in dives)] if dives else []
    return {cell.label: Target(cell.kind, "1") for cell in cells} | {name: Target("sec", "1") for name in sections}


def section_label(dive: DeepDive) -> str:
    """What the section of a deep-dive is referred to by."""
    return f"sec-verdieping-{dive.name}".lower()


def refused_in_monitor(folder: Path, month: Month, materials: Materials) -> list[Problem]:
    """What the monitor of a month cannot resolve of its deep-dives."""
    templates = materials.templates / files.MONITOR
    labels, dives = labels_of(templates, files.MONITOR), deep_dives_of(folder, files.MONITOR, month)
    words = words_of(folder, dives)
    faults = faults_of(words, {**labels, **targets_of(dives)}, {}, templates)
    return [*map(at_cell, faults), *double_labels(dives, {*labels, *labels_in(words)})]


def labels_in(words: Iterable[Words]) -> set[str]:
    """The labels that texts give."""
    return {label for one in words for line in one.lines for label in GIVEN.findall(line.text)}


def at_cell(problem: Problem) -> Problem:
    """A problem of a text that names its cell in the file, with the cell where it belongs."""
    file, found, cell = problem.file.partition(CELL)
    where = ", ".join(filter(None, (f"cel {cell}", problem.where))) if found else problem.where
    return replace(problem, file=file, where=where)


def lowered(text: str) -> list[str]:
    """The lines of a text of a deep-dive as the report has them: its headings stand below a title."""
    lines = text.splitlines()
    code = rows_of_code(lines)
    return [
        line if row in code else _HEADING.sub(r"#\g<signs>", line, count=1) if _HEADING.match(line) else line
        for row, line in enumerate(lines)
    ]


def _readable(folder: Path, dive: DeepDive) -> tuple[NotebookCell, ...]:
    """The texts that are not refused for their size or depth, as a report shows them."""
    intake = _intake(folder, dive)
    read = ((cell, read_prose(intake, dive.place(cell))) for cell in _texts(dive))
    return tuple(replace(cell, source=text) for cell, text in read if text is not None)


def _intake(folder: Path, dive: DeepDive) -> Intake:
    return Intake(folder, {dive.place(cell): cell.source.encode("utf-8", "surrogatepass") for cell in _texts(dive)})


def _texts(dive: DeepDive) -> list[NotebookCell]:
    return [cell for cell in dive.cells if cell.kind == "markdown"]


def _in_texts(folder: Path, dive: DeepDive) -> Iterator[Problem]:
    intake = _intake(folder, dive)
    for cell in _texts(dive):
        text = read_prose(intake, dive.place(cell))
        if text is not None:
            refuse_in_prose(intake, dive.place(cell), text, figures=False)
            _refuse_headings(intake, dive.place(cell), text.splitlines())
    yield from map(at_cell, intake.problems)


def _refuse_headings(intake: Intake, place: str, lines: Sequence[str]) -> None:
    """Refuse a second title, and headings by a line below them, which cannot be put one level deeper."""
    code = rows_of_code(lines)
    for row, (before, line) in enumerate(zip(["", *lines], lines, strict=False)):
        if row in code:
            continue
        if (heading := _HEADING.match(line)) and len(heading["signs"]) == 1:
            expected = "## voor een kop onder de titel"
            intake.refuse(place, f"regel {row + 1}", files.shorten(line), "een verdieping heeft één titel", expected)
        elif before.strip() and _UNDERLINED.fullmatch(line):
            expected = "## voor de kop, of een lege regel voor een scheidingslijn"
            intake.refuse(place, f"regel {row + 1}", line.strip()[:10], "een kop staat hier op één regel", expected)

"""``analysis/*.ipynb``: the deep-dives of the analyst, each a notebook with a title that becomes a section of a report.

Outputs that are stored in one are not looked at: a report runs it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mpp_lib.base.months import Month
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name

PRODUCTS = (RAPPORTAGE, files.MONITOR)
"""The reports that a deep-dive can be a section of; the first one without more."""
PRODUCT, EDITION = "product", "editie"
"""What the first cell may say, between two lines of hyphens."""
MAX_BYTES = 5_000_000
PYTHON = "python"
CELL = ", cel "
"""Between the file of a deep-dive and the number of a cell, in the name of the place that a message is about."""
_NAME = re.compile(r"[\w-]+\.ipynb", re.ASCII)
_TITLE = re.compile(r"#[ \t]+(?P<title>\S.*?)[ \t]*#*[ \t]*")
_SETTING = re.compile(r"(?P<name>\w+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_LINE = "---"
_KINDS = ("markdown", "code", "raw")


@dataclass(frozen=True)
class NotebookCell:
    """A cell: the how manieth it is, counted from 1 over all of them; what is typed in it, and its tags."""

    number: int
    kind: str
    source: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeepDive:
    """A deep-dive as the analyst wrote it.

    Attributes:
        file: relative to the round folder.
        title: of its section; empty, with a problem noted, where it has none.
        cells: without what only says which report it is for, and in the first text without the title.
        product: of :data:`PRODUCTS`.
        edition: of the monitor that it is a section of; None in the report of the round, and where it names no edition.
    """

    file: str
    title: str
    cells: tuple[NotebookCell, ...]
    product: str
    edition: Month | None

    @property
    def name(self) -> str:
        """What it goes by in labels: its file name without extension."""
        return Path(self.file).stem

    def place(self, cell: NotebookCell) -> str:
        """What a cell is called in a message, before :func:`mpp_lib.report.deep_dive_faults.at_cell`."""
        return f"{self.file}{CELL}{cell.number}"

    def belongs_to(self, product: str, edition: Month | None = None) -> bool:
        """Whether it is a section of this report."""
        return (self.product, self.edition) == (product, edition)

    def is_of_another(self, product: str, edition: Month | None = None) -> bool:
        """Whether it is a section of a report that is there, and that is not this one."""
        somewhere = self.product == RAPPORTAGE or self.edition is not None
        return somewhere and not self.belongs_to(product, edition)


def deep_dive_files(folder: Path) -> tuple[str, ...]:
    """The notebooks in ``analysis/`` of a round folder, in the order of their sections."""
    found = (path for path in (folder / files.ANALYSIS).glob("*.ipynb") if not path.name.startswith(files.LEFT_BEHIND))
    return tuple(sorted(f"{files.ANALYSIS}/{path.name}" for path in found))


def read_deep_dives(intake: Intake) -> tuple[DeepDive, ...]:
    """The deep-dives whose cells can be read; what is wrong with these or with the others is noted with the intake."""
    read = (_read(intake, file) for file in deep_dive_files(intake.folder))
    return tuple(one for one in read if one is not None)


def _read(intake: Intake, file: str) -> DeepDive | None:
    if not _NAME.fullmatch(Path(file).name):
        expected = "letters zonder accent, cijfers, _ en -, zoals opvang.ipynb"
        intake.refuse(file, "", Path(file).name, "dit kan geen naam van een verdieping zijn", expected)
        return None
    notebook = _notebook(intake, file)
    if notebook is None:
        return None
    _check_language(intake, file, notebook)
    cells = list(_cells(notebook))
    settings = _settings(intake, file, cells)
    product = settings.get(PRODUCT, RAPPORTAGE)
    edition = _edition(intake, file, product, settings.get(EDITION, ""))
    title = _without_title(intake, file, cells)
    return DeepDive(file, title, tuple(cells), product, edition)


def _notebook(intake: Intake, file: str) -> Mapping[str, Any] | None:
    """The JSON of a notebook whose cells can be read."""
    text = intake.text(file, MAX_BYTES)
    if text is None:
        return None
    try:
        notebook = json.loads(text)
        sound = notebook["nbformat"] == 4 and all(_is_cell(cell) for cell in notebook["cells"])
    except (ValueError, LookupError, TypeError, RecursionError):
        sound = False
    if not sound:
        expected = "een bestand zoals JupyterLab of VS Code het bewaart (nbformat 4)"
        intake.refuse(file, "", "", "dit is geen notebook", expected)
        return None
    return dict(notebook)


def _is_cell(cell: Any) -> bool:
    source, tags = cell["source"], cell.get("metadata", {}).get("tags", [])
    texts = [source] if isinstance(source, str) else source
    return cell["cell_type"] in _KINDS and all(isinstance(one, str) for one in [*texts, *tags])


def _cells(notebook: Mapping[str, Any]) -> Iterator[NotebookCell]:
    for number, cell in enumerate(notebook["cells"], start=1):
        tags = tuple(cell.get("metadata", {}).get("tags", ()))
        yield NotebookCell(number, cell["cell_type"], "".join(cell["source"]), tags)


def _check_language(intake: Intake, file: str, notebook: Mapping[str, Any]) -> None:
    metadata = notebook.get("metadata")
    said = metadata if isinstance(metadata, dict) else {}
    for where, name in (("kernelspec", "language"), ("language_info", "name")):
        part = said.get(where)
        language = part.get(name, PYTHON) if isinstance(part, dict) else PYTHON
        if str(language).lower() != PYTHON:
            intake.refuse(file, "", str(language), "een verdieping is in Python geschreven", "een notebook in Python")
            return


def _settings(intake: Intake, file: str, cells: list[NotebookCell]) -> dict[str, str]:
    """What the first cell says of the report it is for; that is taken out of the cells."""
    lines = cells[0].source.splitlines() if cells and cells[0].kind != "code" else []
    if not lines or lines[0].rstrip() != _LINE:
        return {}
    end = next((row for row, line in enumerate(lines[1:], start=1) if line.rstrip() == _LINE), None)
    if end is None:
        intake.refuse(file, "cel 1", _LINE, "deze kop is niet afgesloten", "een tweede regel ---")
        return {}
    first, *rest = cells
    below = "\n".join(["" for _ in lines[: end + 1]] + lines[end + 1 :])
    cells[:] = [NotebookCell(first.number, first.kind, below, first.tags), *rest]
    said = dict(_said(intake, file, [line for line in lines[1:end] if line.strip()]))
    if said.get(PRODUCT, RAPPORTAGE) not in PRODUCTS:
        expected = expected_name("een rapport met verdiepingen", said[PRODUCT], PRODUCTS)
        intake.refuse(file, "cel 1", said[PRODUCT], "in dit product komt geen verdieping", expected)
    return said


def _said(intake: Intake, file: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = _SETTING.fullmatch(line)
        if found is None or found["name"] not in (PRODUCT, EDITION):
            expected = f"{PRODUCT}: {' of '.join(PRODUCTS)}, of {EDITION}: JJJJ-MM"
            intake.refuse(file, "cel 1", files.shorten(line), "deze regel zegt niets van een verdieping", expected)
        else:
            yield found["name"], found["value"].strip("\"'")


def _edition(intake: Intake, file: str, product: str, said: str) -> Month | None:
    """The edition that it is for, which is there."""
    if product != files.MONITOR:
        if said:
            expected = f"{PRODUCT}: {files.MONITOR} erbij, of geen {EDITION}"
            intake.refuse(file, "cel 1", said, "alleen een verdieping van de monitor noemt een editie", expected)
        return None
    months = {str(month): month for month in files.edition_months(intake.folder)}
    if said not in months:
        expected = expected_name("een editie van deze ronde", said, months)
        intake.refuse(file, "cel 1", said, "een verdieping van de monitor noemt de editie waar zij in komt", expected)
    return months.get(said)


def _without_title(intake: Intake, file: str, cells: list[NotebookCell]) -> str:
    """The title, which is taken out of the first text; the lines below it keep their number."""
    for place, cell in enumerate(cells):
        if cell.kind != "markdown" or not cell.source.strip():
            continue
        lines = cell.source.splitlines()
        row = next(row for row, line in enumerate(lines) if line.strip())
        if found := _TITLE.fullmatch(lines[row]):
            kept = "\n".join([*lines[:row], "", *lines[row + 1 :]])
            cells[place] = NotebookCell(cell.number, cell.kind, kept, cell.tags)
            return found["title"]
        break
    intake.refuse(file, "", "", "deze verdieping heeft geen titel", "# en een titel, boven in de eerste tekstcel")
    return ""

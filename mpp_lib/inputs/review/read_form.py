"""A reactieformulier that a partner filled: cell by cell, what is wrong told by cell, every text a text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.declared.review import AGREED, JUDGEMENTS, KINDS, SUGGESTION
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.review import form_places as form
from mpp_lib.inputs.review.annotation import MAX_TEXT
from mpp_lib.inputs.review.comment import Comment
from mpp_lib.inputs.review.consultations import Organisations
from mpp_lib.inputs.review.made import LONG_AGO, Of, Said, annotations_of
from mpp_lib.inputs.review.read_annotations import Reading
from mpp_lib.inputs.review.versions_read import VersionsRead
from mpp_lib.inputs.workbooks.open_workbook import sheets_in
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Sheet, cell_name

_ROLE = "reactieformulier"
_NOT_OURS = "dit is geen reactieformulier"


def read_form(path: Path, versions: VersionsRead, known: Organisations, reading: Reading) -> list[Comment]:
    """The comments in a form; none where anything is wrong with it, which is noted."""
    intake = Intake(path.parent)
    content = intake.content(path.name)
    reading.problems += intake.problems
    if content is not None:
        try:
            sheets = {sheet.name: sheet for sheet in sheets_in(path.name, content)}
        except InputError as error:
            reading.problems += error.problems
        else:
            return _Form(reading, versions, known, sheets).read(_saved(content))
    return []


class _Form:
    def __init__(
        self, reading: Reading, versions: VersionsRead, known: Organisations, sheets: Mapping[str, Sheet]
    ) -> None:
        self.reading = reading
        self.versions = versions
        self.known = known
        self.sheets = sheets
        self.about = _about(sheets.get(form.ABOUT))

    def read(self, saved: str) -> list[Comment]:
        missing = [name for name in (form.ROUND, form.VERSION, form.CHECKSUM, form.PARTNER) if not self.about.get(name)]
        if missing or form.PLACES not in self.sheets:
            expected = "het formulier zoals mpp review --form het maakte, met de bladen zoals zij heten"
            self._refuse("", ", ".join(missing), _NOT_OURS, expected)
            return []
        every = dict(item for sheet in form.HEADINGS for item in self._sheet(sheet, saved))
        named = (self.about[form.ROUND], self.about[form.VERSION], self.about[form.CHECKSUM], self.about[form.PARTNER])
        of = Of(*named, _ROLE, self.about.get(form.TOKEN, ""))
        return [] if self.reading.problems else self.reading.read_items(annotations_of(of, every))

    def _sheet(self, name: str, saved: str) -> Iterator[tuple[str, Said]]:
        sheet = self.sheets.get(name)
        if sheet is None:
            return
        columns = {cell.text: column for column, cell in sheet.rows.get(form.HEAD_ROW, {}).items()}
        lost = [heading for heading in (form.MARK, *form.ANSWERS) if heading not in columns]
        if lost:
            self._refuse(f"blad {name}, rij {form.HEAD_ROW}", "", "er ontbreken kolommen", ", ".join(lost))
            return
        for row, cells in sheet.rows.items():
            if row > form.HEAD_ROW and any(columns[heading] in cells for heading in form.ANSWERS):
                answered = _Cells(name, row, cells, columns)
                said = self._row(answered, saved)
                if said is not None:
                    yield answered.at(form.WORDS), said

    def _row(self, cells: _Cells, saved: str) -> Said | None:
        before = len(self.reading.problems)
        kind, words, proposal = (cells.text(heading) for heading in form.ANSWERS)
        mark = cells.text(form.MARK)
        version = self.about[form.VERSION]
        page = self.versions.page(version) if version in self.versions.by_name else None
        place = form.place_of(mark, cells.sheet, page)
        self._check(cells, kind, words, proposal)
        if place is None:
            self._refuse(cells.at(form.MARK), shorten(mark), "deze plaats is er niet", "het kenmerk zoals het er stond")
        if len(self.reading.problems) > before or place is None:
            return None
        return Said(f"{cells.sheet}/{mark}", place, kind, words, proposal, saved)

    def _check(self, cells: _Cells, kind: str, words: str, proposal: str) -> None:
        version = self.versions.by_name.get(self.about[form.VERSION])
        kinds = self.known.may_say(self.about[form.PARTNER], version.product) if version else (*KINDS, *JUDGEMENTS)
        for heading in form.ANSWERS:
            cell = cells.cell(heading)
            if cell is not None and cell.uncalculated:
                problem = "de cel bevat een formule zonder uitkomst"
                self._refuse(cells.at(heading), "", problem, "tekst; zet er een apostrof voor als zij met = begint")
            elif cell is not None and len(cell.text) > MAX_TEXT:
                found = f"{len(cell.text)} tekens"
                self._refuse(cells.at(heading), found, "de cel is te lang", f"ten hoogste {MAX_TEXT} tekens")
        if kind not in kinds:
            problem = "dit is hier geen geldige waarde" if kind else "de soort ontbreekt"
            self._refuse(cells.at(form.KIND), shorten(kind), problem, enumerate_nl(kinds, "of"))
        elif proposal and kind != SUGGESTION:
            expected = f"soort {SUGGESTION}, of een lege cel"
            self._refuse(
                cells.at(form.PROPOSAL), shorten(proposal), "alleen een suggestie heeft een voorstel", expected
            )
        elif not (words or proposal) and kind not in (AGREED, *JUDGEMENTS):
            self._refuse(cells.at(form.WORDS), "", "de opmerking is leeg", "wat u wilt zeggen")

    def _refuse(self, where: str, found: str, problem: str, expected: str) -> None:
        self.reading.refuse(where, found, problem, expected)


class _Cells:
    """The cells of one row by the heading of their column."""

    def __init__(self, sheet: str, row: int, cells: Mapping[int, Cell], columns: Mapping[str, int]) -> None:
        self.sheet = sheet
        self.row = row
        self._cells = cells
        self._columns = columns

    def cell(self, heading: str) -> Cell | None:
        return self._cells.get(self._columns[heading])

    def text(self, heading: str) -> str:
        cell = self.cell(heading)
        return "" if cell is None else cell.text.replace("_x000D_", "").replace("\r", "")

    def at(self, heading: str) -> str:
        return f"blad {self.sheet}, cel {cell_name(self.row, self._columns[heading])}"


def _about(sheet: Sheet | None) -> dict[str, str]:
    """What the form says of itself: name → value in the cell beside it."""
    rows = {} if sheet is None else sheet.rows
    return {cells[1].text: cells[2].text for cells in rows.values() if 1 in cells and 2 in cells}


def _saved(content: bytes) -> str:
    """When the workbook was saved last, as it says itself: of two states of one form the later one counts."""
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import fromstring

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            moment = DocumentProperties.from_tree(fromstring(archive.read("docProps/core.xml"))).modified
    except Exception:  # a stranger's file can say anything here, and need not say it
        return LONG_AGO
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) and moment.year >= 2000 else LONG_AGO

"""A sheet of a filled form: its columns by their headings, wherever a partner moved them, and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mpp_lib.base.months import Month
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.numbers import comma_of_thousands, is_counted, is_not_applicable, is_share
from mpp_lib.inputs.reading.table import Cells, Table
from mpp_lib.inputs.reading.typed_table import typed_table
from mpp_lib.inputs.workbooks.labels import without_note_marks, words
from mpp_lib.inputs.workbooks.months import month_of
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Sheet


def head_of(sheet: Sheet) -> int | None:
    """The row of the head of a table: the first in which a heading says that ids stand below it."""
    return next((row for row, cells in sheet.rows.items() if _columns(cells, form.ID)), None)


def _columns(cells: Mapping[int, Cell], heading: str) -> list[int]:
    """Where a heading stands."""
    return [column for column, cell in cells.items() if words(without_note_marks(cell.text)) == words(heading)]


@dataclass(frozen=True)
class FormRow:
    """A row below the head.

    Attributes:
        number: as a spreadsheet shows it.
        columns: heading → column.
    """

    number: int
    cells: Mapping[int, Cell]
    columns: Mapping[str, int]
    notes: SheetNotes

    def given(self, heading: str) -> Cell | None:
        """The cell below a heading, where something is filled in; a dash and ``n.v.t.`` say that nothing is."""
        return self.given_at(self.columns.get(heading, 0))

    def given_at(self, column: int) -> Cell | None:
        """The cell in a column, where something is filled in."""
        cell = self.cells.get(column)
        return None if cell is None or is_not_applicable(cell.text) else cell

    def text(self, heading: str) -> str:
        """What is filled in below a heading."""
        cell = self.given(heading)
        return cell.text if cell else ""

    def month(self, heading: str) -> str:
        """The same of a month or period, of which a spreadsheet may have made a date."""
        cell = self.given(heading)
        month = month_of(cell) if cell and isinstance(cell.value, date) else None
        return str(month) if month else cell.text if cell else ""

    def at(self, heading: str) -> str:
        """The cell below a heading, as a message names it."""
        return self.notes.at((self.number, self.columns.get(heading, self.columns[form.ID])))

    @property
    def id(self) -> str:
        """The id in this row, without what points at a note."""
        return without_note_marks(self.text(form.ID))


class FormSheet:
    """The table on a sheet; what is wrong with its head is noted.

    Attributes:
        months: column → month.
        rows: below the head, in order; none where a column is missing without which nothing can be read.
    """

    def __init__(self, sheet: Sheet, name: str, notes: SheetNotes) -> None:
        head = head_of(sheet)
        if head is None:
            notes.refuse(notes.inside(), "", f"er is geen rij met {form.ID} boven een kolom", "het blad zoals het was")
        cells = sheet.rows[head] if head else {}
        found = {heading: _columns(cells, heading) for heading in _HEADINGS}
        for heading, columns in found.items():
            if len(columns) > 1 and head:
                where = notes.at((head, columns[1]))
                notes.refuse(where, heading, "deze kolom staat er dubbel", "elke kolom één keer")
        lost = [heading for heading in form.NEEDED[name] if head and not found[heading]]
        if lost:
            problem = "deze kolom ontbreekt" if len(lost) == 1 else "er ontbreken kolommen"
            notes.refuse(notes.inside(f"rij {head}"), "", problem, ", ".join(lost))
        columns_of = {heading: columns[0] for heading, columns in found.items() if columns}
        named = {column: month_of(cell) for column, cell in cells.items()}
        self.months: Mapping[int, Month] = {column: month for column, month in named.items() if month}
        below = sheet.rows.items() if head and not lost else ()
        self.rows = [FormRow(row, found, columns_of, notes) for row, found in below if row > (head or 0)]
        read = {*self.months, *columns_of.values()}
        for anchor in sorted(
            {anchor for place, anchor in sheet.merged.items() if place[1] in read and place != anchor}
        ):
            if anchor[0] > (head or 0) and anchor in sheet.cells:
                problem = "deze cel is met andere samengevoegd: wat daarin stond, is weg"
                notes.refuse(notes.at(anchor), sheet.cells[anchor].text, problem, "elke cel apart gevuld")


_HEADINGS = (
    *dict.fromkeys(heading for needed in form.NEEDED.values() for heading in needed),
    form.OWN_TOTAL,
    form.SPREAD,
    form.SOURCE,
    form.NOTE,
)
"""Everything that is read below."""


def is_number_for(cell: Cell, unit: str, where: str, notes: SheetNotes) -> bool:
    """Whether a cell may be read as a number in this unit; why not is noted."""
    if cell.uncalculated:
        problem = "van de formule is geen uitkomst bewaard; formules worden niet uitgerekend"
        notes.refuse(where, "", problem, "een waarde, of een werkboek dat na het rekenen is bewaard")
        return False
    ambiguous = comma_of_thousands(cell.text) if isinstance(cell.value, str) and is_counted(unit) else None
    if ambiguous:
        notes.refuse(where, cell.text, ambiguous.problem, ambiguous.expected)
        return False
    if cell.text.endswith("%") and not is_share(unit):
        notes.refuse(where, cell.text, "een percentage past hier niet", f"een getal in {unit}")
        return False
    return True


class Collected:
    """Rows for a table, each cell with the place in the form that it came from."""

    def __init__(self, declared: InputTable) -> None:
        self.declared = declared
        self._rows: list[Mapping[str, str]] = []
        self._places: dict[tuple[int, str], str] = {}
        self._broken: set[tuple[int, str]] = set()
        self._first: dict[tuple[str, ...], str] = {}

    def add(self, texts: Mapping[str, str], places: Mapping[str, str], notes: SheetNotes, *, broken: str = "") -> None:
        """Take a row in, unless its key is there already, which is noted.

        Args:
            places: column → the cell it came from.
            broken: a column that was already complained of.
        """
        key = tuple(texts[name] for name in self.declared.key)
        where = places[self.declared.key[0]]
        first = self._first.setdefault(key, where)
        if first != where:
            found = ", ".join(filter(None, key))
            notes.refuse(where, found, f"dit staat ook op {first}", "elk cijfer één keer")
            return
        self._rows.append(texts)
        number = len(self._rows)
        self._places |= {(number, name): place for name, place in places.items()}
        if broken:
            self._broken.add((number, broken))

    def table(self, file: str, intake: Intake) -> Table:
        """The rows as a table of a file; what cannot be read is noted with the intake."""
        columns = {name: [row.get(name, "") for row in self._rows] for name in self.declared.names}
        cells = Cells(range(1, len(self._rows) + 1), columns)
        return typed_table(intake, replace(self.declared, file=file), cells, self._broken, self._places)

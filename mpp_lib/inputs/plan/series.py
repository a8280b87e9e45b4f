"""The figures of one sheet of the plan as rows of the tidy table, each with the cells it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.months import Horizon, Month
from mpp_lib.inputs.plan.sheet import PlanRow, PlanSheet
from mpp_lib.inputs.reading.numbers import comma_of_thousands
from mpp_lib.inputs.workbooks.notes import SheetNotes, runs
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Place, cell_name

COMPLETE = "een waarde in elke maand"
Cells = Mapping[Month, tuple[int, Cell]]
"""Month → column and cell, of what is not empty in a row."""


@dataclass(frozen=True)
class Entry:
    """One row of the tidy table.

    Attributes:
        where, where_defined: the places of its value and of its definition, as a message names them.
        read: False for what is not there or was already complained of.
    """

    month: Month
    scenario: str
    stream: str
    quantity: str
    text: str
    definition: str
    where: str
    where_defined: str
    read: bool


@dataclass(frozen=True)
class PastFigure:
    """A figure of a month before the horizon: not read, but held against what was realised.

    Attributes:
        where: its cell, as a message names it.
    """

    where: str
    stream: str
    quantity: str
    scenario: str
    month: Month
    value: float


def read_series(plan: PlanSheet, span: Horizon, required: set[str], notes: SheetNotes) -> Iterator[Entry]:
    """Every month of every row; what cannot be read is noted and comes as an entry that is not to be trusted.

    A row without any figure is passed by, unless it is required or another block has figures for it.
    """
    filled = {row.quantity for row in plan.rows.values() if row.filled}
    definitions = _Definitions(plan, notes)
    for row in plan.rows.values():
        if row.quantity in required | filled:
            cells = _cells(plan, row)
            definitions.refuse_missing(row)
            unread = _refuse_empty(row, cells, notes) | _refuse_uncalculated(row, cells, notes)
            unread |= _refuse_thousands(row, cells, notes)
            yield from _entries(plan.stream, row, span, cells, unread, definitions)


def remark_hidden(plan: PlanSheet, notes: SheetNotes) -> None:
    """Says where a hidden row or column holds other figures than the one that was read in its place."""
    for row in plan.repeated:
        read = plan.rows[row.scenario, row.quantity].row
        _remark_other(plan, notes, {(row.row, column): (read, column) for column in row.header.months})
    for row in plan.rows.values():
        columns = {month: column for column, month in row.header.months.items()}
        shown = {hidden: columns[month] for hidden, month in row.header.repeated.items() if month in columns}
        _remark_other(plan, notes, {(row.row, hidden): (row.row, column) for hidden, column in shown.items()})


def _remark_other(plan: PlanSheet, notes: SheetNotes, read_instead: Mapping[Place, Place]) -> None:
    """Names the first place of a row at which what is hidden differs from what is read."""
    for place, instead in read_instead.items():
        hidden, read = plan.sheet.cells.get(place), plan.sheet.cells.get(instead)
        if hidden and (read is None or hidden.text != read.text):
            problem = f"deze verborgen cel bevat een ander cijfer; gelezen is cel {cell_name(*instead)}"
            notes.remark(notes.at(place), hidden.text, problem, read.text if read else "niets")
            return


def _cells(plan: PlanSheet, row: PlanRow) -> dict[Month, tuple[int, Cell]]:
    if not row.filled:
        return {}
    cells = plan.sheet.rows[row.row]
    return {month: (column, cells[column]) for column, month in row.header.months.items() if column in cells}


def _entries(
    stream: str, row: PlanRow, span: Horizon, cells: Cells, unread: set[Month], definitions: _Definitions
) -> Iterator[Entry]:
    for month in span.months:
        column, cell = cells.get(month, (row.label, None))
        yield Entry(
            month=month,
            scenario=row.scenario,
            stream=stream,
            quantity=row.quantity,
            text=cell.text if cell else "",
            definition=definitions.of(row),
            where=definitions.notes.at((row.row, column)),
            where_defined=definitions.notes.at(definitions.place(row)),
            read=cell is not None and month not in unread,
        )


def _refuse_empty(row: PlanRow, cells: Cells, notes: SheetNotes) -> set[Month]:
    empty = {column: month for column, month in row.header.months.items() if month not in cells}
    if not cells:
        found = row.quantity.replace("_", " ")
        notes.refuse(notes.at((row.row, row.label)), found, "deze rij is leeg", COMPLETE)
        return set(empty.values())
    for run in runs(empty):
        problem = "de cel is leeg" if len(run) == 1 else "de cellen zijn leeg"
        notes.refuse(notes.at(*((row.row, column) for column in run)), "", problem, COMPLETE)
    return set(empty.values())


def _refuse_uncalculated(row: PlanRow, cells: Cells, notes: SheetNotes) -> set[Month]:
    unknown = {column: month for month, (column, cell) in cells.items() if cell.uncalculated}
    for run in runs(unknown):
        problem = "van de formule is geen uitkomst bewaard; formules worden niet uitgerekend"
        expected = "waarden, of een werkboek dat na het rekenen is bewaard"
        notes.refuse(notes.at(*((row.row, column) for column in run)), "", problem, expected)
    return set(unknown.values())


def _refuse_thousands(row: PlanRow, cells: Cells, notes: SheetNotes) -> set[Month]:
    """A count that is text may have been written with an English comma: ``1,455``."""
    unread: set[Month] = set()
    for month, (column, cell) in cells.items():
        counted = isinstance(cell.value, str) and "percentage" not in row.quantity
        why = comma_of_thousands(cell.text) if counted else None
        if why:
            notes.refuse(notes.at((row.row, column)), cell.text, why.problem, why.expected)
            unread.add(month)
    return unread


def past_figures(plan: PlanSheet, notes: SheetNotes) -> Iterator[PastFigure]:
    """The figures of months before the horizon, of rows that are read."""
    for row in plan.rows.values():
        for column, month in row.header.past.items():
            cell = plan.sheet.cells.get((row.row, column))
            if cell is not None and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                where = notes.at((row.row, column))
                yield PastFigure(where, plan.stream, row.quantity, row.scenario, month, float(cell.value))


class _Definitions:
    """What the percentages of a sheet mean: each row's own text, or the first that its quantity has."""

    def __init__(self, plan: PlanSheet, notes: SheetNotes) -> None:
        self.plan = plan
        self.notes = notes
        self.first: dict[str, PlanRow] = {}
        for row in plan.rows.values():
            if self._own(row):
                self.first.setdefault(row.quantity, row)
        self._told: set[str] = set()

    def of(self, row: PlanRow) -> str:
        """The definition that counts for a row."""
        return self._own(row) or (self._own(self.first[row.quantity]) if row.quantity in self.first else "")

    def place(self, row: PlanRow) -> Place:
        """Where it stands."""
        source = row if self._own(row) else self.first.get(row.quantity, row)
        return source.row, source.header.definition or source.label

    def refuse_missing(self, row: PlanRow) -> None:
        """Notes a percentage without a definition, once."""
        if "percentage" not in row.quantity or self.of(row) or row.quantity in self._told:
            return
        self._told.add(row.quantity)
        meaning = "welke beslissingen meetellen"
        expected = meaning if row.header.definition else f"een kolom definitie, met {meaning}"
        self.notes.refuse(self.notes.at(self.place(row)), "", "het percentage heeft geen definitie", expected)

    def _own(self, row: PlanRow) -> str:
        if row.header.definition is None:
            return ""
        cell = self.plan.sheet.shown_at(row.row, row.header.definition)
        return cell.text if cell else ""

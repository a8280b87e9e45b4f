"""The rows of one sheet of the plan: to which block (minimum, medio, maximum) each belongs, and what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.months import Horizon
from mpp_lib.inputs.plan.header import Header, likeliest_header, read_headers
from mpp_lib.inputs.plan.words import is_beside, is_part, is_total, quantity_of, scenario_of
from mpp_lib.inputs.reading.nearest import expected_name, nearest
from mpp_lib.inputs.reading.numbers import is_not_applicable
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Sheet, cell_name

NOTHING = Cell("")


@dataclass(frozen=True)
class Names:
    """The names that stand on a sheet.

    Attributes:
        stream: those of the stream it is about.
        quantities: quantity → label, of everything it may hold.
    """

    stream: tuple[str, ...]
    quantities: Mapping[str, str]


@dataclass(frozen=True)
class PlanRow:
    """A row of figures.

    Attributes:
        quantity: empty for a total or a part of rows above it.
        label: column of its name.
        filled: whether any month has a figure.
    """

    row: int
    scenario: str
    quantity: str
    label: int
    filled: bool
    header: Header


@dataclass(frozen=True)
class PlanSheet:
    """The table of one stream.

    Attributes:
        rows: (mpp-scenario, quantity) → the row that is read.
        repeated: hidden rows that say once more what another row says.
        totals: rows that sum others.
        parts: rows that say which part of another is of a kind: "waarvan AMV".
        meant: what a row with a misspelt name stands for.
    """

    sheet: Sheet
    stream: str
    rows: Mapping[tuple[str, str], PlanRow]
    repeated: tuple[PlanRow, ...]
    totals: tuple[PlanRow, ...]
    parts: tuple[PlanRow, ...]
    meant: frozenset[tuple[str | None, str | None]]


def read_sheet(sheet: Sheet, stream: str, names: Names, span: Horizon, notes: SheetNotes) -> PlanSheet | None:
    """The table on a sheet, with everything wrong in its structure noted; None for a sheet without months."""
    headers = read_headers(sheet, span, notes)
    if not headers:
        _refuse_no_months(sheet, span, notes)
        return None
    reader = _Rows(sheet, headers, names, notes)
    found = list(reader.read())
    rows, repeated = _each_once(sheet, [row for row in found if row.quantity], notes)
    beside = [row for row in found if not row.quantity]
    parts = tuple(row for row in beside if is_part(_label(sheet, row)))
    totals = tuple(row for row in beside if row not in parts)
    return PlanSheet(sheet, stream, rows, tuple(repeated), totals, parts, frozenset(reader.meant))


def _label(sheet: Sheet, row: PlanRow) -> str:
    return sheet.cells[row.row, row.label].text


def _refuse_no_months(sheet: Sheet, span: Horizon, notes: SheetNotes) -> None:
    """Says which row was taken for the one with months, and what stands there."""
    row = likeliest_header(sheet)
    found = "; ".join(cell.text for cell in sheet.rows[row].values()) if row else ""
    where = notes.inside(f"rij {row}" if row else "")
    problem = "er is geen rij met maanden; deze lijkt er het meest op" if row else "er is geen rij met maanden"
    notes.refuse(where, found, problem, f"maanden van {span.start} t/m {span.end}, zoals jan-24 of 2024-01")


def refuse_missing_rows(plan: PlanSheet, required: set[str], quantities: Mapping[str, str], notes: SheetNotes) -> None:
    """Every block is there, with every row that is needed or that another block has."""
    wanted = required | {quantity for _, quantity in plan.rows}
    for scenario in SCENARIOS:
        present = {quantity for name, quantity in plan.rows if name == scenario}
        if not present and scenario not in {block for block, _ in plan.meant}:
            expected = f"drie blokken: {enumerate_nl(SCENARIOS)}"
            notes.refuse(notes.inside(), "", f"het blok {scenario} ontbreekt", expected)
            continue
        for quantity in sorted(wanted - present - {name for block, name in plan.meant if block == scenario}):
            label = quantities.get(quantity, quantity.replace("_", " "))
            expected = f"een rij {label}, met een waarde in elke maand"
            notes.refuse(notes.inside(f"blok {scenario}"), "", f"de rij {label} ontbreekt", expected)


class _Rows:
    def __init__(self, sheet: Sheet, headers: list[Header], names: Names, notes: SheetNotes) -> None:
        self.sheet = sheet
        self.headers = headers
        self.names = names
        self.notes = notes
        self.meant: set[tuple[str | None, str | None]] = set()

    def read(self) -> Iterator[PlanRow]:
        scenario: str | None = None
        for number, cells in self.sheet.rows.items():
            header = max((h for h in self.headers if h.row <= number), key=lambda h: h.row, default=self.headers[0])
            labels = {column: cell for column, cell in cells.items() if column < header.first}
            scenario = self._scenario(labels or cells) or scenario
            row = self._row(number, scenario, labels, header) if number > header.row else None
            if row is not None and (row.filled or row.quantity):
                yield row

    def _scenario(self, cells: Mapping[int, Cell]) -> str | None:
        return next((name for name in (scenario_of(cell.text) for cell in cells.values()) if name), None)

    def _row(self, number: int, scenario: str | None, labels: Mapping[int, Cell], header: Header) -> PlanRow | None:
        cells = self.sheet.rows[number]
        filled = any(column in header.months and not is_not_applicable(cell.text) for column, cell in cells.items())
        names = {
            column: cell.text
            for column, cell in labels.items()
            if column != header.definition and not scenario_of(cell.text) and isinstance(cell.value, str)
        }
        if any(map(is_beside, names.values())):
            return None
        for column, name in names.items():
            quantity = quantity_of(name, self.names.quantities, self.names.stream)
            if quantity is None and not is_total(name) and not is_part(name):
                continue
            if scenario is None and filled:
                self._refuse_outside_blocks(number, column, name)
            return PlanRow(number, scenario, quantity or "", column, filled, header) if scenario else None
        if any(isinstance(self.sheet.rows[number].get(column, NOTHING).value, int | float) for column in header.months):
            self._refuse_unknown(number, scenario, names, header)
        return None

    def _refuse_outside_blocks(self, number: int, column: int, name: str) -> None:
        expected = f"boven de rij: {enumerate_nl(SCENARIOS).replace(' en ', ' of ')}"
        self.notes.refuse(self.notes.at((number, column)), name, "deze rij staat in geen blok", expected)

    def _refuse_unknown(self, number: int, scenario: str | None, names: Mapping[int, str], header: Header) -> None:
        column, name = next(iter(names.items()), (header.first, ""))
        labels = {label.lower(): quantity for quantity, label in self.names.quantities.items()}
        self.meant.add((scenario, labels.get(nearest(name, labels) or "")))
        expected = expected_name("een grootheid van het plan", name, labels)
        problem = "onbekende grootheid" if name else "deze cijfers hebben geen naam"
        self.notes.refuse(self.notes.at((number, column)), name, problem, expected)


def _each_once(
    sheet: Sheet, rows: list[PlanRow], notes: SheetNotes
) -> tuple[dict[tuple[str, str], PlanRow], list[PlanRow]]:
    """The row that is read of each quantity in each block, and the hidden rows that repeat one."""
    place: dict[tuple[str, str], PlanRow] = {}
    repeated: list[PlanRow] = []
    for row in sorted(rows, key=lambda row: (not row.filled, row.row in sheet.hidden_rows, row.row)):
        first = place.setdefault((row.scenario, row.quantity), row)
        if first is row or not row.filled:
            continue
        if row.row in sheet.hidden_rows:
            repeated.append(row)
        else:
            problem = f"deze rij staat ook in cel {cell_name(first.row, first.label)}"
            found = f"{row.scenario}, {row.quantity.replace('_', ' ')}"
            notes.refuse(notes.at((row.row, row.label)), found, problem, "elke grootheid één keer per blok")
    return place, repeated

"""The row of months above a table of the plan: which column holds which month, which a total, which the definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.base.dutch import month_name
from mpp_lib.base.months import Horizon, Month
from mpp_lib.inputs.plan.total_names import Total, total_of
from mpp_lib.inputs.reading.period_codes import without_mark
from mpp_lib.inputs.reading.spans import spans
from mpp_lib.inputs.workbooks.labels import words
from mpp_lib.inputs.workbooks.months import FEWEST_MONTHS, is_bare_month, month_of, numbered_months, year_of
from mpp_lib.inputs.workbooks.notes import SheetNotes, runs
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Sheet, cell_name, column_name


@dataclass(frozen=True)
class Header:
    """The head of a table.

    Attributes:
        row: where it stands; the table reaches to ``last``.
        first: the first column with a month: what stands left of it are labels.
        months: column → month of the horizon, each month once.
        past: column → month of before the horizon.
        repeated: hidden column → the month it holds once more.
        totals: column → what it sums.
        definition: the column of the definitions.
    """

    row: int
    last: int
    first: int
    months: Mapping[int, Month]
    past: Mapping[int, Month]
    repeated: Mapping[int, Month]
    totals: Mapping[int, Total]
    definition: int | None


def read_headers(sheet: Sheet, span: Horizon, notes: SheetNotes) -> list[Header]:
    """The heads on a sheet, from top to bottom; what is wrong with them is noted."""
    rows = [row for row in sheet.rows if _names_months(sheet, row)]
    ends = [*rows[1:], max(sheet.rows, default=0) + 1]
    return [_Reader(sheet, row, end - 1, span, notes).header() for row, end in zip(rows, ends, strict=False)]


def has_months(sheet: Sheet) -> bool:
    """Whether any row of a sheet is the head of a table."""
    return any(_names_months(sheet, row) for row in sheet.rows)


def likeliest_header(sheet: Sheet) -> int | None:
    """The row where months would stand if there were any: the last that has words above or beside the first figures."""
    figures = [row for row, cells in sheet.rows.items() if sum(map(_is_figure, cells.values())) >= FEWEST_MONTHS]
    until = min(figures, default=max(sheet.rows, default=0) + 1)
    above = [row for row, cells in sheet.rows.items() if row < until and len(cells) >= FEWEST_MONTHS]
    return max(above, default=min(figures, default=None))


def _names_months(sheet: Sheet, row: int) -> bool:
    return len(_month_columns(sheet.rows[row])) >= FEWEST_MONTHS


def _month_columns(cells: Mapping[int, Cell]) -> set[int]:
    """The columns that hold a month, with or without a year."""
    return {column for column, cell in cells.items() if month_of(cell, 2000)} | numbered_months(cells).keys()


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


class _Reader:
    def __init__(self, sheet: Sheet, row: int, last: int, span: Horizon, notes: SheetNotes) -> None:
        self.sheet = sheet
        self.row = row
        self.last = last
        self.span = span
        self.notes = notes
        self.cells = sheet.rows[row]
        self.named = dict(self._named())

    def header(self) -> Header:
        self._refuse_bare_months()
        used, repeated = self._each_once()
        self._refuse_outside(used)
        first = min(_month_columns(self.cells))
        self._remark_marks()
        totals = dict(self._totals(first))
        definition = next((column for column, cell in self.cells.items() if _is_definition(cell)), None)
        known = {*self.named, *totals, *([definition] if definition else [])}
        meant = self._strange(first, known)
        self._refuse_missing(set(used.values()) | meant)
        inside = {column: month for column, month in used.items() if month in self.span.months}
        past = {column: month for column, month in used.items() if month < self.span.start}
        return Header(self.row, self.last, first, inside, past, repeated, totals, definition)

    def _named(self) -> Iterator[tuple[int, Month]]:
        yield from numbered_months(self.cells).items()
        for column, cell in self.cells.items():
            month = month_of(cell, self._year_above(column))
            if month:
                yield column, month

    def _year_above(self, column: int) -> int | None:
        """The year in the row above, in this column or the nearest one left of it."""
        above = (self.sheet.shown_at(self.row - 1, left) for left in range(column, 0, -1))
        return next((year for year in map(year_of, above) if year), None)

    def _refuse_bare_months(self) -> None:
        for column, cell in self.cells.items():
            if is_bare_month(cell) and column not in self.named:
                where = self.notes.at((self.row, column))
                self.notes.refuse(where, cell.text, "deze maand heeft geen jaar", "een maand met jaar, zoals jan-24")

    def _remark_marks(self) -> None:
        """Says of months that are marked as provisional that their figures are read like any other."""
        marked = [column for column in self.named if without_mark(self.cells[column].text) != self.cells[column].text]
        if marked:
            problem = "deze maanden zijn als voorlopig gemerkt; hun cijfers zijn gelezen als alle andere"
            where = self.notes.at((self.row, marked[0])) if len(marked) == 1 else self.notes.inside(f"rij {self.row}")
            found = ", ".join(self.cells[column].text for column in marked)
            self.notes.remark(where, found, problem, "maanden zonder teken")

    def _each_once(self) -> tuple[dict[int, Month], dict[int, Month]]:
        """Column → month where each month is read, and where a hidden column repeats one."""
        place: dict[Month, int] = {}
        repeated: dict[int, Month] = {}
        for column in sorted(self.named, key=lambda column: (column in self.sheet.hidden_columns, column)):
            month = self.named[column]
            first = place.setdefault(month, column)
            if first != column and column in self.sheet.hidden_columns:
                repeated[column] = month
            elif first != column:
                found, problem = self.cells[column].text, f"deze maand staat ook in cel {cell_name(self.row, first)}"
                self.notes.refuse(self.notes.at((self.row, column)), found, problem, "elke maand één keer")
        return {column: month for month, column in sorted(place.items())}, repeated

    def _refuse_outside(self, used: Mapping[int, Month]) -> None:
        outside = [column for column, month in used.items() if month > self.span.end]
        for run in runs(outside):
            where = self.notes.at(*((self.row, column) for column in run))
            found = spans(used[column] for column in run)
            expected = f"maanden van {self.span.start} tot en met {self.span.end}"
            self.notes.refuse(where, found, "deze maanden liggen buiten de horizon", expected)

    def _refuse_missing(self, present: set[Month]) -> None:
        missing = set(self.span.months) - present
        if missing:
            expected = f"elke maand van {self.span.start} t/m {self.span.end}"
            where = self.notes.inside(f"rij {self.row}")
            self.notes.refuse(where, "", f"boven de kolommen ontbreekt {spans(missing)}", expected)

    def _totals(self, first: int) -> Iterator[tuple[int, Total]]:
        for column, cell in self.cells.items():
            if column > first and column not in self.named:
                total = total_of(cell.text, self._year_above(column))
                if total:
                    yield column, total

    def _strange(self, first: int, known: set[int]) -> set[Month]:
        """Notes columns with figures under something that is no month; returns the months that were meant."""
        meant: set[Month] = set()
        for column in sorted(self._columns_with_figures(first) - known):
            cell = self.cells.get(column)
            where, found = self.notes.at((self.row, column)), cell.text if cell else ""
            month = self._following(column)
            if column in self.sheet.hidden_columns:
                problem = f"de verborgen kolom {column_name(column)} bevat andere cijfers, die niet gelezen zijn"
                self.notes.remark(where, found, problem, "alleen kolommen met een maand")
            elif cell is None or not is_bare_month(cell):
                expected = f"een maand, zoals {month_name(month)}" if month else "een maand, of geen cijfers"
                problem = "dit is geen maand" if cell else "boven deze cijfers staat geen maand"
                self.notes.refuse(where, found, problem, expected)
                meant |= {month} if month else set()
        return meant

    def _following(self, column: int) -> Month | None:
        """The month after the one left of a column, where it is in the horizon and nowhere else."""
        left = self.named.get(column - 1)
        following = left + 1 if left else None
        return following if following in self.span.months and following not in self.named.values() else None

    def _columns_with_figures(self, first: int) -> set[int]:
        return {
            column
            for (row, column), cell in self.sheet.cells.items()
            if self.row < row <= self.last and column > first and isinstance(cell.value, int | float)
        }


def _is_definition(cell: Cell) -> bool:
    return words(cell.text)[:1] in (("definitie",), ("definities",))

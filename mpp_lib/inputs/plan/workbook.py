"""The IND-prognoseplan as a workbook: a sheet per stream, months across, a block per mpp-scenario.

What comes out is the tidy table that ``ind_prognoseplan.csv`` holds, with for every row the cells it came from, so that
every later rule speaks of cells. Nothing in a workbook is executed or followed: a formula counts by its saved outcome.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat

from mpp_lib.base.catalogue import SCENARIOS, Catalogue
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Horizon
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.plan.basis import PlanBasis
from mpp_lib.inputs.plan.header import has_months
from mpp_lib.inputs.plan.series import Entry, PastFigure, past_figures, read_series, remark_hidden
from mpp_lib.inputs.plan.sheet import Names, read_sheet, refuse_missing_rows
from mpp_lib.inputs.plan.totals import remark_parts, remark_totals
from mpp_lib.inputs.plan.words import StreamNames, is_side_sheet, names_of_stream, quantities_of
from mpp_lib.inputs.reading.nearest import expected_name, nearest
from mpp_lib.inputs.reading.table import Cells
from mpp_lib.inputs.workbooks.labels import words
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.open_workbook import personal_data, sheets_in
from mpp_lib.inputs.workbooks.remarks import remark_set_aside, remarks_of_deliverer
from mpp_lib.inputs.workbooks.workbook_cells import Sheet
from mpp_lib.inputs.workbooks.workbook_guard import warn_outside_sources

_KINDS_OF_MONTH = frozenset((word,) for word in ("prognose", "raming", "realisatie", "voorlopig", "definitief"))
"""What may stand above months: no name of a Prognose."""


NO_MONTHS = "dit blad heeft geen rij met maanden en is niet gelezen"


@dataclass
class WorkbookPlan:
    """What a workbook holds.

    Attributes:
        file: the workbook, relative to the round folder.
        cells: the tidy table as text, one row per month, mpp-scenario, stream and quantity; None where the workbook
            could not be opened.
        places: (row, column) → the cell of the workbook, as a message names it.
        broken: (row, column) of what is not to be trusted: it was complained of, or is not there.
        basis: every mention of the Prognose it was made on.
        past: what it holds of months before the horizon.
    """

    file: str
    cells: Cells | None = None
    places: dict[tuple[int, str], str] = field(default_factory=dict)
    broken: set[tuple[int, str]] = field(default_factory=set)
    basis: list[PlanBasis] = field(default_factory=list)
    past: list[PastFigure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


def read_plan_workbook(file: str, content: bytes, catalogue: Catalogue, span: Horizon) -> WorkbookPlan:
    """The plan in a workbook, with everything wrong and everything remarkable in it."""
    plan = WorkbookPlan(file)
    try:
        sheets = sheets_in(file, content)
    except InputError as error:
        plan.problems.extend(error.problems)
        return plan
    plan.remarks.extend(warn_outside_sources(file, content))
    read_plan_sheets(plan, sheets, catalogue, span)
    return plan


def read_plan_sheets(plan: WorkbookPlan, sheets: tuple[Sheet, ...], catalogue: Catalogue, span: Horizon) -> None:
    """Fills a plan with what stands on its sheets."""
    _Reader(plan, catalogue, span).read(sheets)


class _Reader:
    def __init__(self, plan: WorkbookPlan, catalogue: Catalogue, span: Horizon) -> None:
        self.plan = plan
        self.catalogue = catalogue
        self.span = span
        self.names = StreamNames(catalogue)
        self.entries: list[Entry] = []

    def read(self, sheets: tuple[Sheet, ...]) -> None:
        for sheet in sheets:
            notes = SheetNotes(self.plan.file, sheet.name)
            self.plan.problems.extend(personal_data(sheet, notes))
            self.plan.remarks.extend(remarks_of_deliverer(sheet, notes, in_table=has_months(sheet)))
            self.plan.basis.extend(_mentions(sheet, notes))
        chosen, meant = self._chosen(sheets)
        for stream, sheet in chosen.items():
            self._read_stream(stream, sheet)
        for stream in self.names.labels.keys() - chosen.keys() - meant:
            expected = f"een blad per stroom, ook voor {self.names.labels[stream]}"
            where = f"blad {self.names.sheet_names()[stream]}"
            self.plan.problems.append(Problem(self.plan.file, where, "", "dit blad ontbreekt", expected))
        self._collect()

    def _chosen(self, sheets: tuple[Sheet, ...]) -> tuple[dict[str, Sheet], set[str]]:
        """Stream → its sheet, and the streams that a refused sheet may stand for.

        A sheet with months goes before one without: what only explains a stream is set aside.
        """
        chosen: dict[str, Sheet] = {}
        meant: set[str] = set()
        for sheet in sorted(sheets, key=lambda sheet: not has_months(sheet)):
            streams = self.names.of(sheet.name)
            if len(streams) == 1 and not streams & chosen.keys():
                chosen[streams.pop()] = sheet
            elif sheet.cells and not is_side_sheet(sheet.name):
                if has_months(sheet):
                    meant |= self._refuse_sheet(sheet, streams, chosen)
                else:
                    notes = SheetNotes(self.plan.file, sheet.name)
                    self.plan.remarks.extend(remark_set_aside(sheet, notes, NO_MONTHS, "een blad per stroom"))
        return chosen, meant

    def _refuse_sheet(self, sheet: Sheet, streams: set[str], chosen: dict[str, Sheet]) -> set[str]:
        """Refuses a sheet that is no stream's own; returns the streams it may stand for."""
        names = self.names.sheet_names()
        where, close = f"blad {sheet.name}", nearest(sheet.name, {name.lower() for name in names.values()})
        if len(streams) > 1:
            found = ", ".join(sorted(names[stream] for stream in streams))
            problem, expected = "dit blad kan van meer dan één stroom zijn", "een naam die één stroom noemt"
            self.plan.problems.append(Problem(self.plan.file, where, found, problem, expected))
        elif streams:
            problem = f"deze stroom staat ook op blad {chosen[next(iter(streams))].name}"
            self.plan.problems.append(Problem(self.plan.file, where, "", problem, "één blad per stroom"))
        else:
            expected = expected_name("een blad van het plan", sheet.name, {name.lower() for name in names.values()})
            self.plan.problems.append(Problem(self.plan.file, where, "", "onbekend blad", expected))
        return streams or {stream for stream, name in names.items() if name.lower() == close}

    def _read_stream(self, stream: str, sheet: Sheet) -> None:
        notes = SheetNotes(self.plan.file, sheet.name)
        quantities = quantities_of(stream, self.catalogue)
        required = {spec.quantity for spec in self.catalogue.plan if spec.stream == stream}
        names = Names(names_of_stream(stream, self.catalogue), quantities)
        table = read_sheet(sheet, stream, names, self.span, notes)
        if table is not None:
            refuse_missing_rows(table, required, quantities, notes)
            self.entries.extend(read_series(table, self.span, required, notes))
            self.plan.past.extend(past_figures(table, notes))
            remark_totals(table, notes)
            remark_parts(table, notes)
            remark_hidden(table, notes)
        self.plan.problems.extend(notes.problems)
        self.plan.remarks.extend(notes.remarks)

    def _collect(self) -> None:
        entries = [*self.entries, *self._absent()]
        rows = [(str(e.month), e.scenario, e.stream, e.quantity, e.text, e.definition) for e in entries]
        columns, texts = ROUND.plan.names, zip(*rows, strict=True) if rows else repeat(())
        self.plan.cells = Cells(range(1, len(rows) + 1), dict(zip(columns, texts, strict=False)))
        for row, entry in enumerate(entries, start=1):
            self.plan.places |= {(row, name): entry.where for name in columns}
            self.plan.places[row, "definitie"] = entry.where_defined
            if not entry.read:
                self.plan.broken |= {(row, "waarde"), (row, "definitie")}
            elif "percentage" in entry.quantity and not entry.definition:
                self.plan.broken.add((row, "definitie"))

    def _absent(self) -> Iterator[Entry]:
        """What is not there, of every series that is needed or of which a part is there: it was complained of."""
        present = {(e.stream, e.quantity, e.scenario) for e in self.entries}
        needed = {(spec.stream, spec.quantity) for spec in self.catalogue.plan}
        for stream, quantity in sorted(needed | {(e.stream, e.quantity) for e in self.entries}):
            for scenario in SCENARIOS:
                if (stream, quantity, scenario) not in present:
                    for month in self.span.months:
                        yield Entry(month, scenario, stream, quantity, "", "", "", "", read=False)


def _mentions(sheet: Sheet, notes: SheetNotes) -> Iterator[PlanBasis]:
    """Every cell ``prognose`` with something beside it."""
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        if isinstance(cell.value, str) and words(cell.text) == ("prognose",):
            beside = [(c, other.text) for c, other in sheet.rows[row].items() if c > column]
            if not all(words(text) in _KINDS_OF_MONTH for _, text in beside):
                yield PlanBasis(notes.at((row, beside[0][0])), " ".join(text for _, text in beside))

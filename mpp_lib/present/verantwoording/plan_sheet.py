"""A sheet of the IND-prognoseplan: a stream, in three blocks; under each row to fill what it can be held against."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.catalogue import SCENARIOS, Catalogue
from mpp_lib.inputs.beside_plan import BesidePlan
from mpp_lib.inputs.declared.registers import FOUNDATIONS
from mpp_lib.inputs.plan.words import BESIDE, STOCK, StreamNames, quantities_of
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.rules.plan_stock import FLOWS
from mpp_lib.present.verantwoording.form_checks import coloured, still_to_do
from mpp_lib.present.verantwoording.form_style import (
    COUNT,
    DARK,
    FIRST,
    GREY,
    PALE,
    SHARE,
    a_share,
    at_least_zero,
    fill,
    finish,
    font,
    one_of,
    opened,
    same_look,
    title,
)
from mpp_lib.present.verantwoording.plan_checks import (
    far_from_before,
    in_order,
    margin,
    mark_far,
    mark_stock,
    row_check,
    stock_check,
)
from mpp_lib.present.verantwoording.plan_grid import Grid, cells
from mpp_lib.present.wording.text_cell import put_text
from mpp_lib.production.realised import ASSUMED

TITLE = "IND-prognoseplan"
NAMES: Mapping[str, float] = {"grootheid": 31, "eenheid": 15, "definitie of grondslag": 24, "controle": 23}
LABEL, UNIT, DEFINITION, CHECK = range(1, len(NAMES) + 1)
_NO_COUNT = (ASSUMED, "raming")


class StreamSheet:
    """The sheet of one stream.

    Attributes:
        row_of: (mpp-scenario, quantity) → its row; what it can be held against stands in the row below.
    """

    def __init__(
        self, sheet: Worksheet, settings: RoundSettings, catalogue: Catalogue, stream: str, beside: BesidePlan
    ) -> None:
        self.sheet = sheet
        self.stream = stream
        self.beside = beside
        self.round = settings.round
        self.grid = Grid(NAMES, beside.months, settings.span.months)
        self.title = StreamNames(catalogue).labels[stream]
        self.units = {spec.quantity: spec.unit for spec in catalogue.plan if spec.stream == stream}
        asked = quantities_of(stream, catalogue)
        self.rows = {name: label for name, label in asked.items() if "capaciteit" in self.units or name in self.units}
        height = 2 * len(self.rows) + 2
        self.row_of = {
            (scenario, name): FIRST + block * height + 1 + 2 * place
            for block, scenario in enumerate(SCENARIOS)
            for place, name in enumerate(self.rows)
        }
        self.counts, self.shares = at_least_zero(TITLE), a_share(TITLE)
        self.grounds = one_of(f'"{",".join(FOUNDATIONS)}"', "", TITLE)
        self.grounds.showErrorMessage = False

    def write(self, explained: str) -> str:
        """Fills the sheet; returns the formula that says what is left to do on it.

        Args:
            explained: the sheet with the explanation.
        """
        title(self.sheet, self.title, f"{TITLE} voor ronde {self.round}. Vul de gele cellen; zie het blad {explained}.")
        self.grid.write(self.sheet)
        for scenario in SCENARIOS:
            self._block(scenario)
        for validation in (self.counts, self.shares, self.grounds):
            if validation.sqref.ranges:
                self.sheet.add_data_validation(validation)
        last = max(self.row_of.values())
        coloured(self.sheet, CHECK, FIRST, last)
        left = still_to_do(self.sheet, CHECK, FIRST, last, "rijen", len(self.row_of))
        self.sheet.cell(3, 1, left)
        finish(self.sheet, self.sheet.cell(FIRST, CHECK + 1).coordinate)
        return left

    def _block(self, scenario: str) -> None:
        row, last = self.row_of[scenario, next(iter(self.rows))] - 1, self.grid.columns.stop - 1
        for column in range(LABEL, last + 1):
            self.sheet.cell(row, column).fill = fill(PALE)
        put_text(self.sheet.cell(row, LABEL), scenario.capitalize()).font = font(bold=True, color=DARK)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=LABEL, end_column=last)
        for quantity in self.rows:
            self._to_fill(scenario, quantity)
            self._to_look_at(scenario, quantity)
        self._stock(scenario)

    def _to_fill(self, scenario: str, quantity: str) -> None:
        row, unit = self.row_of[scenario, quantity], self.unit(quantity)
        put_text(self.sheet.cell(row, LABEL), self.rows[quantity])
        put_text(self.sheet.cell(row, UNIT), "percentage" if is_share(unit) else unit)
        first, *rest = (self.sheet.cell(row, column) for column in self.grid.columns)
        opened(first).number_format = _format(unit)
        for cell in rest:
            same_look(cell, first)
        (self.shares if is_share(unit) else self.counts).add(cells(row, self.grid.columns))
        if scenario == SCENARIOS[0]:
            self._ground(row, share=is_share(unit))
        self.sheet.cell(row, CHECK, self._check(scenario, quantity))

    def _ground(self, row: int, *, share: bool) -> None:
        """The cell of a definition, with room for a sentence, or of a grondslag."""
        cell = opened(self.sheet.cell(row, DEFINITION))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if share:
            cell.font = font(size=9)
            opened(self.sheet.cell(row + 1, DEFINITION))
            self.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=DEFINITION, end_column=DEFINITION)
            self.sheet.row_dimensions[row + 1].height = 36
        else:
            self.grounds.add(cell.coordinate)

    def _to_look_at(self, scenario: str, quantity: str) -> None:
        row = self.row_of[scenario, quantity] + 1
        label = f"{BESIDE}: {self.beside.name}" if self.beside.name else f"{BESIDE}: realisatie"
        name = put_text(self.sheet.cell(row, LABEL), label)
        name.font, name.alignment = font(size=8, color=GREY), Alignment(vertical="top")
        looks: dict[bool, Cell] = {}
        for column in self.grid.dated:
            value, italic = self._known(scenario, quantity, column)
            cell = self.sheet.cell(row, column, value)
            if italic not in looks:
                looks[italic] = cell
                cell.fill, cell.alignment = fill(PALE), Alignment(vertical="top")
                cell.font, cell.number_format = font(size=9, color=GREY, italic=italic), _format(self.unit(quantity))
            same_look(cell, looks[italic])

    def _known(self, scenario: str, quantity: str, column: int) -> tuple[float | None, bool]:
        """What stands under a cell, and whether nobody counted it though it is of before the horizon."""
        month = self.grid.dated[column]
        if column in self.grid.columns:
            return self.beside.planned.get((self.stream, quantity, scenario, month)), False
        value, status = self.beside.counted(self.stream, quantity, month) or (None, "")
        return value, status in _NO_COUNT

    def _check(self, scenario: str, quantity: str) -> str:
        row, share, columns = self.row_of[scenario, quantity], is_share(self.unit(quantity)), self.grid.columns
        later, before = in_order(), self._planned(scenario, quantity)
        if before:
            later = far_from_before(row, before, "vorig plan", later, share=share)
            mark_far(self.sheet, row, before, share=share)
        if quantity == STOCK and self._flows(scenario):
            later = stock_check(row, self._flows(scenario), columns, self._margin(scenario), later)
        others = [cells(self.row_of[other, quantity], columns) for other in SCENARIOS if other != scenario]
        ground = f"${get_column_letter(DEFINITION)}${self.row_of[SCENARIOS[0], quantity]}"
        needed = quantity in self.units
        return row_check(cells(row, columns), others, ground, share=share, needed=needed, later=later)

    def _planned(self, scenario: str, quantity: str) -> range | None:
        """The columns of the months that the plan before has too."""
        known = [
            column
            for column in self.grid.columns
            if (self.stream, quantity, scenario, self.grid.dated[column]) in self.beside.planned
        ]
        return range(known[0], known[-1] + 1) if known and known[-1] - known[0] + 1 == len(known) else None

    def _flows(self, scenario: str) -> list[int]:
        """The rows from which a stock follows; none where not all are asked."""
        rows = [self.row_of[scenario, name] for name in FLOWS if name in self.rows]
        return rows if len(rows) == len(FLOWS) else []

    def _margin(self, scenario: str) -> str:
        return f"${get_column_letter(DEFINITION)}${self.row_of[scenario, STOCK] + 1}"

    def _stock(self, scenario: str) -> None:
        """The margin of the stock identity, and the months that do not follow."""
        flows = self._flows(scenario)
        if STOCK not in self.rows or not flows:
            return
        stock = self.row_of[scenario, STOCK]
        cell = self.sheet.cell(stock + 1, DEFINITION, margin([stock, *flows], self.grid.columns))
        cell.number_format, cell.font = '"afronding tot "0.0', font(size=8, color=GREY)
        cell.alignment = Alignment(horizontal="left")
        mark_stock(self.sheet, stock, flows, self.grid.columns, self._margin(scenario))

    def unit(self, quantity: str) -> str:
        """What a quantity is counted in."""
        if "percentage" in quantity:
            return "aandeel"
        flow = next((unit for unit in self.units.values() if not is_share(unit)), "zaken per maand")
        return flow.removesuffix(" per maand") if quantity == STOCK else flow


def _format(unit: str) -> str:
    return SHARE if is_share(unit) else COUNT

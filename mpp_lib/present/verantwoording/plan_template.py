"""The empty IND-prognoseplan that a partner fills: what :mod:`mpp_lib.inputs.plan.workbook` reads, ready to type in.

A sheet per stream, months across, a block per mpp-scenario; only the cells to fill are unlocked. The cell ``prognose``
and the gehanteerde aantallen tell on which Prognose the plan is to be made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.catalogue import SCENARIOS, Catalogue
from mpp_lib.base.months import Month
from mpp_lib.base.workbook import workbook_bytes
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.forecast import forecast_round, monthly_inflow
from mpp_lib.inputs.plan.words import STOCK, StreamNames, quantities_of
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rules.prognose_checksum import prognose_checksum, prognose_name
from mpp_lib.present.verantwoording.form_style import (
    COUNT,
    DARK,
    MONTH,
    PALE,
    SHARE,
    a_share,
    at_least_zero,
    fill,
    finish,
    font,
    head,
    opened,
    title,
)
from mpp_lib.present.wording.text_cell import put_text

LABEL, UNIT, DEFINITION, FIRST_MONTH = 1, 2, 3, 4
YEAR_ROW, MONTH_ROW, FIRST_BLOCK = 4, 5, 6
TITLE = "IND-prognoseplan"
YEAR_ON_A4 = 60
"""Scale, in percent, at which the labels and twelve months fit the width of a page."""
EXPLANATION, ADOPTED = "Toelichting", "Gehanteerde aantallen"
INSTRUCTIONS = (
    "Dit plan hoort bij de Prognose Eerste Asielinstroom die hierboven in de cel prognose staat. Laat die cel staan.",
    "Er is een blad per stroom. Vul op elk blad de gele cellen: per maand, voor minimum, medio en maximum.",
    "Instroom, capaciteit, beslissingen en zaken die zonder beslissing eindigen zijn aantallen per maand;"
    " de voorraad is de stand aan het eind van de maand.",
    "De voorraad sluit van maand op maand: vorige voorraad + instroom − beslissingen − zonder beslissing.",
    "Een percentage is 62% of 0,62. Schrijf er in de kolom definitie bij welke beslissingen meetellen;"
    " die definitie geldt voor alle drie de blokken.",
    "Een rij is in elke maand gevuld. Een rij die niet van toepassing is, blijft in alle drie de blokken leeg.",
    "Op het blad Gehanteerde aantallen staan de eerste asielaanvragen per maand waarop het plan wordt gemaakt.",
    "Formules mogen, als het werkboek na het rekenen is bewaard: alleen de uitkomsten worden gelezen."
    " Macro's en koppelingen met andere bestanden worden niet uitgevoerd of gevolgd.",
    "Bewaar het werkboek als ind_prognoseplan.xlsx.",
)


def plan_template(inputs: RoundInputs, catalogue: Catalogue) -> bytes:
    """The workbook for a round, as the bytes of an .xlsx file.

    Args:
        inputs: the round; its plan is not looked at.
        catalogue: what the chain takes from the plan.

    Raises:
        InputError: when the round holds no forecast that can be made.
    """
    book = Workbook()
    explanation, adopted = book.active, book.create_sheet(ADOPTED)
    _write_explanation(explanation, inputs)
    _write_adopted(adopted, inputs, monthly_inflow(forecast_round(inputs), inputs))
    for stream, name in StreamNames(catalogue).sheet_names().items():
        _StreamSheet(book.create_sheet(name), inputs, catalogue, stream).write()
    book.properties.title = f"IND-prognoseplan {inputs.settings.round}"
    book.properties.creator = "MPP"
    return workbook_bytes(book)


def _write_explanation(sheet: Worksheet, inputs: RoundInputs) -> None:
    sheet.title = EXPLANATION
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 100
    title(sheet, f"IND-prognoseplan voor ronde {inputs.settings.round}", inputs.settings.title)
    put_text(sheet.cell(4, 1), "prognose").font = font(bold=True)
    put_text(sheet.cell(4, 2), prognose_name(inputs.settings, prognose_checksum(inputs))).font = font(
        name="Courier New"
    )
    for row, line in enumerate(INSTRUCTIONS, start=6):
        sheet.cell(row, 1, row - 5).alignment = Alignment(vertical="top", horizontal="right")
        put_text(sheet.cell(row, 2), line).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 32
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    finish(sheet, "A1")


def _write_adopted(sheet: Worksheet, inputs: RoundInputs, monthly: Floats) -> None:
    """First applications by month: what the plan is made on, to look at."""
    months = inputs.settings.span.months
    title(sheet, "Eerste asielaanvragen waarop het plan wordt gemaakt", "Gehanteerde aantallen per maand, afgerond.")
    _months_across(sheet, months, ("mpp-scenario", "eenheid", ""))
    for number, scenario in enumerate(SCENARIOS):
        row = FIRST_BLOCK + number
        put_text(sheet.cell(row, LABEL), scenario.capitalize()).font = font(bold=True)
        put_text(sheet.cell(row, UNIT), "personen per maand")
        for column, value in enumerate(monthly[:, number], start=FIRST_MONTH):
            sheet.cell(row, column, round(float(value))).number_format = COUNT
    finish(sheet, sheet.cell(FIRST_BLOCK, FIRST_MONTH).coordinate)
    _break_by_year(sheet, months)


class _StreamSheet:
    """The sheet of one stream."""

    def __init__(self, sheet: Worksheet, inputs: RoundInputs, catalogue: Catalogue, stream: str) -> None:
        self.sheet = sheet
        self.months = inputs.settings.span.months
        self.round = inputs.settings.round
        self.title = StreamNames(catalogue).labels[stream]
        self.units = {spec.quantity: spec.unit for spec in catalogue.plan if spec.stream == stream}
        asked = quantities_of(stream, catalogue)
        self.rows = {name: label for name, label in asked.items() if "capaciteit" in self.units or name in self.units}
        self.counts, self.shares = at_least_zero(TITLE), a_share(TITLE)

    def write(self) -> None:
        """Fills the sheet."""
        hint = f"IND-prognoseplan voor ronde {self.round}. Vul de gele cellen; zie het blad {EXPLANATION}."
        title(self.sheet, self.title, hint)
        _months_across(self.sheet, self.months, ("grootheid", "eenheid", "definitie"))
        row = FIRST_BLOCK
        for scenario in SCENARIOS:
            row = self._block(scenario, row)
        for validation in (self.counts, self.shares):
            if validation.sqref.ranges:
                self.sheet.add_data_validation(validation)
        finish(self.sheet, self.sheet.cell(FIRST_BLOCK, FIRST_MONTH).coordinate)
        _break_by_year(self.sheet, self.months)

    def _block(self, scenario: str, row: int) -> int:
        """Writes one block; returns the row for the next."""
        last = FIRST_MONTH + len(self.months) - 1
        for column in range(LABEL, last + 1):
            self.sheet.cell(row, column).fill = fill(PALE)
        put_text(self.sheet.cell(row, LABEL), scenario.capitalize()).font = font(bold=True, color=DARK)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=LABEL, end_column=last)
        for number, (quantity, label) in enumerate(self.rows.items(), start=row + 1):
            self._row(number, quantity, label, defined=scenario == SCENARIOS[0])
        return row + len(self.rows) + 2

    def _row(self, row: int, quantity: str, label: str, *, defined: bool) -> None:
        unit = self._unit(quantity)
        put_text(self.sheet.cell(row, LABEL), label)
        put_text(self.sheet.cell(row, UNIT), "percentage" if is_share(unit) else unit)
        if is_share(unit) and defined:
            opened(self.sheet.cell(row, DEFINITION)).alignment = Alignment(wrap_text=True)
        last = FIRST_MONTH + len(self.months) - 1
        for column in range(FIRST_MONTH, last + 1):
            opened(self.sheet.cell(row, column)).number_format = SHARE if is_share(unit) else COUNT
        cells = f"{get_column_letter(FIRST_MONTH)}{row}:{get_column_letter(last)}{row}"
        (self.shares if is_share(unit) else self.counts).add(cells)

    def _unit(self, quantity: str) -> str:
        if "percentage" in quantity:
            return "aandeel"
        flow = next((unit for unit in self.units.values() if not is_share(unit)), "zaken per maand")
        return flow.removesuffix(" per maand") if quantity == STOCK else flow


def _months_across(sheet: Worksheet, months: Sequence[Month], names: tuple[str, str, str]) -> None:
    """The head of a table: merged years above months that are real dates."""
    for column, width in {LABEL: 34, UNIT: 18, DEFINITION: 28}.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column, name in enumerate(names, start=LABEL):
        head(put_text(sheet.cell(MONTH_ROW, column), name))
    for column, month in enumerate(months, start=FIRST_MONTH):
        sheet.column_dimensions[get_column_letter(column)].width = 8.5
        cell = sheet.cell(MONTH_ROW, column, date(month.year, month.month, 1))
        cell.number_format = MONTH
        head(cell, centred=True)
    for first, last in _years(months):
        head(sheet.cell(YEAR_ROW, first, months[first - FIRST_MONTH].year), centred=True)
        sheet.merge_cells(start_row=YEAR_ROW, end_row=YEAR_ROW, start_column=first, end_column=last)


def _years(months: Sequence[Month]) -> Iterator[tuple[int, int]]:
    """First and last column of every year."""
    for start in range(0, len(months), 12):
        yield FIRST_MONTH + start, FIRST_MONTH + min(start + 12, len(months)) - 1


def _break_by_year(sheet: Worksheet, months: Sequence[Month]) -> None:
    """On paper a year per page, with the labels on each."""
    sheet.page_setup.scale = YEAR_ON_A4
    sheet.print_title_cols = f"{get_column_letter(LABEL)}:{get_column_letter(DEFINITION)}"
    sheet.col_breaks = ColBreak()
    for _, last in list(_years(months))[:-1]:
        sheet.col_breaks.append(Break(id=last))

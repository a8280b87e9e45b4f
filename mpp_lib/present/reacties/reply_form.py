"""The reactieformulier: a workbook in which a partner says what it finds of a version, by place and by number.

Only the cells to fill are open. Every text is a text, whatever it begins with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.workbook import workbook_bytes
from mpp_lib.inputs.declared.review import SUGGESTION, Consultation
from mpp_lib.inputs.review import form_places as form
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.present.wording.text_cell import put_text

_TITLE = Font(bold=True, size=14, color="154273")
PALE, OPEN = "E8EDF5", "FFF9E1"
WIDTHS: Mapping[str, tuple[int, ...]] = {
    form.PLACES: (6, 12, 60, 26, 22, 60, 40),
    form.FIGURES: (6, 44, 12, 8, 14, 14, 40, 22, 60, 40),
}


@dataclass(frozen=True)
class Asked:
    """What a form asks of whom.

    Attributes:
        about: what the form says of itself, name → value.
        kinds: what the partner can say.
        labels: indicator → how a reader knows it.
    """

    about: Mapping[str, str]
    consultations: Sequence[Consultation]
    kinds: Sequence[str]
    labels: Mapping[str, str]


def reply_form(asked: Asked, places: Iterable[form.Row], figures: Iterable[form.Row]) -> bytes:
    """The workbook, as the bytes of an .xlsx file."""
    book = Workbook()
    _write_about(book.active, asked)
    _write_rows(book.create_sheet(form.PLACES), form.PLACES, list(places), asked)
    own = list(figures)
    if own:
        _write_rows(book.create_sheet(form.FIGURES), form.FIGURES, own, asked)
    book.active = 1
    book.properties.title = f"Reactieformulier {asked.about[form.ROUND]}, {asked.about[form.VERSION]}"
    book.properties.creator = "MPP"
    return workbook_bytes(book)


def _write_about(sheet: Worksheet, asked: Asked) -> None:
    sheet.title = form.ABOUT
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100
    for row, (name, text) in enumerate(asked.about.items(), start=1):
        put_text(sheet.cell(row, 1), name).font = Font(bold=True)
        put_text(sheet.cell(row, 2), text)
    lines = [
        *(f"{each.question} (protocol {each.paragraph})" for each in asked.consultations),
        f"Vul de gele cellen van het blad {form.PLACES}: kies een soort en schrijf uw opmerking."
        f" Andere woorden, bij een {SUGGESTION}, komen in de kolom {form.PROPOSAL}.",
        f"Op het blad {form.FIGURES} staan uw eigen cijfers; laat leeg waar u niets over te zeggen hebt.",
        "Noem geen namen, adressen of nummers van personen. Bewaar het werkboek als .xlsx en stuur het terug naar APM.",
    ]
    for row, line in enumerate(lines, start=len(asked.about) + 2):
        put_text(sheet.cell(row, 2), line).alignment = Alignment(wrap_text=True, vertical="top")
    _close(sheet)


def _write_rows(sheet: Worksheet, name: str, rows: Sequence[form.Row], asked: Asked) -> None:
    headings = form.HEADINGS[name]
    put_text(sheet.cell(1, 1), f"{name} op {asked.about[form.VERSION]} van {asked.about[form.ROUND]}").font = _TITLE
    for column, (heading, width) in enumerate(zip(headings, WIDTHS[name], strict=True), start=1):
        head = put_text(sheet.cell(form.HEAD_ROW, column), heading)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor=PALE)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, form.HEAD_ROW + number, [str(number), *_shown(row, name, asked)], len(headings))
    _restrict(sheet, headings, len(rows), asked.kinds)
    sheet.freeze_panes = sheet.cell(form.HEAD_ROW + 1, 3)
    sheet.auto_filter.ref = f"A{form.HEAD_ROW}:{get_column_letter(len(headings))}{form.HEAD_ROW + len(rows)}"
    _close(sheet)


def _shown(row: form.Row, name: str, asked: Asked) -> list[str]:
    if name == form.PLACES or row.number is None:
        return [*row.cells, row.mark]
    label, *rest = row.cells
    return [asked.labels.get(label, label), *rest, text_of(*row.number), row.number[1], row.mark]


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str], width: int) -> None:
    for column, text in enumerate(texts, start=1):
        put_text(sheet.cell(row, column), text).alignment = Alignment(wrap_text=True, vertical="top")
    for column in range(len(texts) + 1, width + 1):
        cell = sheet.cell(row, column)
        cell.fill, cell.protection = PatternFill("solid", fgColor=OPEN), Protection(locked=False)
        cell.number_format, cell.alignment = "@", Alignment(wrap_text=True, vertical="top")


def _restrict(sheet: Worksheet, headings: Sequence[str], rows: int, kinds: Sequence[str]) -> None:
    """A list of the kinds there are."""
    kind = DataValidation("list", formula1=f'"{",".join(kinds)}"', allow_blank=True, showErrorMessage=True)
    kind.error, kind.errorTitle = "Kies een soort uit de lijst.", "Soort"
    letter = get_column_letter(headings.index(form.KIND) + 1)
    kind.add(f"{letter}{form.HEAD_ROW + 1}:{letter}{form.HEAD_ROW + max(rows, 1)}")
    sheet.add_data_validation(kind)


def _close(sheet: Worksheet) -> None:
    """Nothing but the open cells can be changed, though columns can be made wider and rows filtered."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.autoFilter = sheet.protection.sort = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True

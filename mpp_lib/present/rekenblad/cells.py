"""Writes cells and lines: texts that stay texts, numbers by their unit, links, and what may be typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from mpp_lib.present.rekenblad.line import Content, Line
from mpp_lib.present.rekenblad.looks import LINKED, MONTH_FORMAT, named_styles, number_format
from mpp_lib.present.rekenblad.places import column
from mpp_lib.present.wording.text_cell import put_text

Given = dict[str, float | str | None]
"""Cell with a formula → what it gives; None for an empty text."""
Values = dict[str, Given]
"""Sheet → what its formulas give."""
_NUMBER_WIDTH = 9


def empty_workbook() -> Any:
    """An openpyxl workbook without sheets, that knows the named styles."""
    made = Workbook()
    made.remove(made.active)
    for style in named_styles():
        made.add_named_style(style)
    return made


def write_sections(
    sheet: Any, number: int, sections: Iterable[tuple[str, tuple[Line, ...]]], heading_column: int, first_column: int
) -> Given:
    """Headings with their lines below row ``number``; returns what the formulas give."""
    values: Given = {}
    for heading, lines in sections:
        number += 1
        put_styled(sheet.cell(number, heading_column), heading, "MPP groep")
        for line in lines:
            number += 1
            values |= write_line(sheet, number, line, first_column)
            _name(sheet, number, line)
            _guard(sheet, number, line, first_column)
    return values


def write_line(sheet: Any, number: int, line: Line, first_column: int) -> Given:
    """One line; returns what its formulas give."""
    values: Given = {}
    id_cell = sheet.cell(number, 1)
    put_styled(id_cell, line.id, LINKED if line.leads_to else "MPP tekst")
    if line.leads_to:
        id_cell.hyperlink = Hyperlink("", location=line.leads_to)
    for place, text in enumerate(line.about, 2):
        values |= _write_about(sheet.cell(number, place), text, "MPP tekst" if place < 4 else "MPP toelichting")
    return values | _write_numbers(sheet, number, line, first_column)


def _write_numbers(sheet: Any, number: int, line: Line, first_column: int) -> Given:
    """Cells of numbers and our own formulas, past the checks that openpyxl makes of what could be anything.

    Cells that look alike share their look: to look a style up, or to copy it, takes longer than all else.
    """
    values: Given = {}
    looks: dict[str, Any] = {}
    for place, content in line.cells.items():
        cell = sheet._get_cell(number, first_column + place)
        cell._value, cell.data_type = content.formula or content.value, "f" if content.formula else "n"
        style = _style(line, content)
        if style not in looks:
            cell.style, cell.number_format = style, number_format(line.unit)
            looks[style] = cell._style
        cell._style = looks[style]
        if content.formula:
            values[cell.coordinate] = content.value
    return values


def _write_about(cell: Any, told: str | Content, style: str) -> Given:
    if isinstance(told, str):
        put_styled(cell, told, style)
        return {}
    return put_content(cell, told, style if told.formula else "MPP invoer")


def put_content(cell: Any, content: Content, style: str) -> Given:
    """A formula with what it gives, or a text; returns what the formula gives."""
    if not content.formula:
        put_styled(cell, str(content.value), style)
        return {}
    cell.value, cell.style = content.formula, style
    if not isinstance(content.value, str):
        cell.number_format = number_format("verschil")
    return {cell.coordinate: content.value}


def _style(line: Line, content: Content) -> str:
    if line.role == "invoer":
        return "MPP invoer volgt" if content.formula else "MPP invoer"
    return f"MPP {line.role}"


def put_styled(cell: Any, text: str, style: str) -> None:
    """A text that stays a text, whatever it starts with."""
    cell.style = style
    if text:
        put_text(cell, text)


def put_link(cell: Any, text: str, place: str, *, file: bool = False) -> None:
    """A text that leads to a sheet, or to a file in the same folder."""
    put_styled(cell, text, LINKED)
    cell.hyperlink = Hyperlink("", target=place) if file else Hyperlink("", location=address(place))


def address(sheet: str, row: int = 1) -> str:
    """Where a row of a sheet begins, as a link has it."""
    return f"'{sheet}'!A{row}"


def put_head(cell: Any, head: str | int | date) -> None:
    """A cell of a header: a text, a year or a month."""
    if isinstance(head, str):
        put_styled(cell, head, "MPP kop")
    else:
        cell.value, cell.style = head, "MPP kop"
        cell.number_format = MONTH_FORMAT if isinstance(head, date) else "0"


def _name(sheet: Any, number: int, line: Line) -> None:
    if not line.name:
        return
    first, last = column(min(line.cells)), column(max(line.cells))
    names = sheet.parent.defined_names
    if line.name in names:
        raise ValueError(f"twee invoerregels heten {line.name}")
    names[line.name] = DefinedName(line.name, attr_text=f"'{sheet.title}'!${first}${number}:${last}${number}")


def _guard(sheet: Any, number: int, line: Line, first_column: int) -> None:
    """Refuse what may not be typed in the cells of a line."""
    if line.only is None:
        return
    guard = DataValidation("custom", line.only.formula, showErrorMessage=True, errorTitle=line.id)
    guard.error = line.only.refusal
    for place in line.cells:
        guard.add(sheet.cell(number, first_column + place))
    sheet.add_data_validation(guard)


def set_widths(sheet: Any, widths: dict[str, int], numbers: Iterable[int]) -> None:
    """Widths of columns by letter, and the one width of columns with numbers, by number."""
    for letters, width in widths.items():
        sheet.column_dimensions[letters].width = width
    for number in numbers:
        sheet.column_dimensions[get_column_letter(number)].width = _NUMBER_WIDTH

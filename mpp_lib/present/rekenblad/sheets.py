"""Writes the sheets of a workbook: headers, lines, names, panes and print settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.chain_lines import chain_line
from mpp_lib.present.rekenblad.input_lines import input_line
from mpp_lib.present.rekenblad.line import Content, Line
from mpp_lib.present.rekenblad.looks import MONTH_FORMAT, named_styles, number_format
from mpp_lib.present.rekenblad.outline import INPUT, KERNELS
from mpp_lib.present.rekenblad.places import FIRST_MONTH_COLUMN, HEADER_ROWS, NUMBER_ROW, Outline, column
from mpp_lib.present.rekenblad.reading_guide import reading_guide
from mpp_lib.present.rekenblad.years import YearSheet, year_sheets
from mpp_lib.present.wording.text_cell import put_text

Values = dict[str, dict[str, float | None]]
"""Sheet → cell with a formula → the number it gives."""
ENTERED = (INPUT, KERNELS)
WIDTHS = {"A": 36, "B": 56, "C": 20, "D": 14, "E": 40}
YEAR_WIDTHS = {"A": 40, "B": 60, "C": 22}
MONTH_WIDTH = 9
GUIDE_WIDTH = 80
LINE_HEIGHT = 15
A4 = 9
NARROW = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)


def workbook(book: Book) -> tuple[Any, Values]:
    """The workbook as openpyxl object, and what its formulas give."""
    made = Workbook()
    made.remove(made.active)
    for style in named_styles():
        made.add_named_style(style)
    values: Values = {}
    _write_guide(made.create_sheet("Leeswijzer"), book)
    for years in year_sheets(book):
        values[years.sheet] = _write_years(made.create_sheet(years.sheet), years, book)
    for outline in book.outlines:
        values[outline.sheet] = _write_months(made.create_sheet(outline.sheet), outline, book)
    return made, values


def _write_guide(sheet: Any, book: Book) -> None:
    for number, (text, style) in enumerate(reading_guide(book), 1):
        _put_text(sheet, number, 1, text, style)
        sheet.row_dimensions[number].height = LINE_HEIGHT * (1 + len(text) // GUIDE_WIDTH)
    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    _print_on_a4(sheet, book, "portrait", 1, f"A1:A{number}")


def _write_years(sheet: Any, years: YearSheet, book: Book) -> dict[str, float | None]:
    title = f"{years.sheet}, ronde {book.about.round}, {book.about.scenario}"
    heads: tuple[str | int, ...] = ("indicator", title, "eenheid", *years.years)
    for place, head in enumerate(heads, 1):
        _put_head(sheet, 1, place, head)
    first = len(YEAR_WIDTHS) + 1
    values = _write_sections(sheet, 1, years.sections, 2, first)
    _set_widths(sheet, YEAR_WIDTHS, range(first, len(heads) + 1))
    sheet.freeze_panes = f"{get_column_letter(first)}2"
    sheet.print_title_rows = "1:1"
    _print_on_a4(sheet, book, "portrait", 1, f"A1:{get_column_letter(len(heads))}{sheet.max_row}")
    return values


def _write_months(sheet: Any, outline: Outline, book: Book) -> dict[str, float | None]:
    _write_month_header(sheet, outline, book)
    make = input_line if outline.sheet in ENTERED else chain_line
    sections = (
        (section.heading, tuple(make(row, book, outline.sheet) for row in section.rows)) for section in outline.sections
    )
    values = _write_sections(sheet, HEADER_ROWS, sections, 1, FIRST_MONTH_COLUMN)
    _set_widths(sheet, WIDTHS, range(FIRST_MONTH_COLUMN, FIRST_MONTH_COLUMN + book.data.rows))
    sheet.freeze_panes = f"C{HEADER_ROWS + 1}"
    _fold_history(sheet, book, hidden=outline.sheet not in ENTERED)
    _print_months(sheet, book, entered=outline.sheet in ENTERED)
    return values


def _print_months(sheet: Any, book: Book, *, entered: bool) -> None:
    """The horizon, a year per page; of input also owner, source and the months before."""
    sheet.print_title_rows, sheet.print_title_cols = f"1:{HEADER_ROWS}", "A:C"
    first, shown = ("D", book.data.rows + 12) if entered else (column(book.first), len(book.horizon))
    area = f"{first}1:{column(book.data.rows - 1)}{sheet.max_row}"
    _print_on_a4(sheet, book, "landscape", shown // 12, area)


def _write_sections(
    sheet: Any, number: int, sections: Iterable[tuple[str, tuple[Line, ...]]], heading_column: int, first_column: int
) -> dict[str, float | None]:
    """Headings with their lines below row ``number``; returns what the formulas give."""
    values: dict[str, float | None] = {}
    for heading, lines in sections:
        number += 1
        _put_text(sheet, number, heading_column, heading, "MPP groep")
        for line in lines:
            number += 1
            values |= _write_line(sheet, number, line, first_column)
            _name(sheet, number, line)
            _guard(sheet, number, line, first_column)
    return values


def _write_month_header(sheet: Any, outline: Outline, book: Book) -> None:
    _put_text(sheet, 1, 1, f"{outline.sheet}: {book.about.line}", "MPP titel")
    _put_text(sheet, NUMBER_ROW, 1, "maandnummer", "MPP toelichting")
    entered = outline.sheet in ENTERED
    last = ("eigenaar", "bron") if entered else ("soort", "definitie")
    for place, head in enumerate(("id", "omschrijving", "eenheid", *last), 1):
        _put_head(sheet, HEADER_ROWS, place, head)
    for place, month in enumerate(book.calendar):
        number = sheet.cell(NUMBER_ROW, FIRST_MONTH_COLUMN + place, place + 1)
        number.style = "MPP toelichting"
        _put_head(sheet, HEADER_ROWS, FIRST_MONTH_COLUMN + place, date(month.year, month.month, 1))


def _write_line(sheet: Any, number: int, line: Line, first_column: int) -> dict[str, float | None]:
    """One line; returns what its formulas give."""
    for place, text in enumerate((line.id, *line.about), 1):
        _put_text(sheet, number, place, text, "MPP tekst" if place < 4 else "MPP toelichting")
    values: dict[str, float | None] = {}
    looks: dict[str, Any] = {}
    for place, content in line.cells.items():
        cell = sheet.cell(number, first_column + place, content.formula or content.value)
        _style_as(cell, _style(line, content), number_format(line.unit), looks)
        if content.formula:
            values[cell.coordinate] = content.value
    return values


def _style_as(cell: Any, style: str, shown: str, looks: dict[str, Any]) -> None:
    """Style a cell; one that looks like another of its line takes that over, as looking a style up takes long."""
    if style in looks:
        cell._style = copy(looks[style])
    else:
        cell.style, cell.number_format = style, shown
        looks[style] = cell._style


def _style(line: Line, content: Content) -> str:
    if line.role == "invoer":
        return "MPP invoer volgt" if content.formula else "MPP invoer"
    return f"MPP {line.role}"


def _put_text(sheet: Any, row: int, place: int, text: str, style: str) -> None:
    """A text that stays a text, whatever it starts with."""
    cell = sheet.cell(row, place)
    cell.style = style
    if text:
        put_text(cell, text)


def _put_head(sheet: Any, row: int, place: int, head: str | int | date) -> None:
    if isinstance(head, str):
        _put_text(sheet, row, place, head, "MPP kop")
    else:
        cell = sheet.cell(row, place, head)
        cell.style = "MPP kop"
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


def _set_widths(sheet: Any, widths: dict[str, int], numbers: Iterable[int]) -> None:
    for letters, width in (*widths.items(), *_month_widths(numbers)):
        sheet.column_dimensions[letters].width = width


def _month_widths(numbers: Iterable[int]) -> Iterator[tuple[str, int]]:
    return ((get_column_letter(number), MONTH_WIDTH) for number in numbers)


def _fold_history(sheet: Any, book: Book, *, hidden: bool) -> None:
    """The months before the horizon in one group, that a click opens."""
    for month in range(book.first):
        dimension = sheet.column_dimensions[column(month)]
        dimension.outlineLevel, dimension.hidden = 1, hidden
    sheet.column_dimensions[column(book.first)].collapsed = hidden


def _print_on_a4(sheet: Any, book: Book, orientation: str, pages_wide: int, area: str) -> None:
    """So many pages beside each other, as many below each other as it takes; a year fills a page."""
    sheet.print_area, sheet.page_margins = area, NARROW
    setup = sheet.page_setup
    setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight = A4, orientation, pages_wide, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = book.about.line.replace("&", "&&")
    sheet.oddFooter.right.text = "&A, &P van &N"

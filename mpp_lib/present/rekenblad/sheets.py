"""The sheets of a workbook of one scenario: what comes after what, their headers, panes and pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.cells import (
    Given,
    Values,
    address,
    empty_workbook,
    put_content,
    put_head,
    put_link,
    put_styled,
    set_widths,
    write_sections,
)
from mpp_lib.present.rekenblad.chain_lines import chain_line
from mpp_lib.present.rekenblad.front import write_front
from mpp_lib.present.rekenblad.input_lines import input_line
from mpp_lib.present.rekenblad.key_sheet import key_nodes, write_key_sheet
from mpp_lib.present.rekenblad.outline import CHECKS, GUIDE, INPUT, KERNELS, KEY, TRACE
from mpp_lib.present.rekenblad.places import FIRST_MONTH_COLUMN, HEADER_ROWS, NUMBER_ROW, Outline, column
from mpp_lib.present.rekenblad.printing import print_on_a4, print_on_one_page, protect
from mpp_lib.present.rekenblad.reading_guide import reading_guide
from mpp_lib.present.rekenblad.trace import write_trace
from mpp_lib.present.rekenblad.verdict import HEADS, colour_verdicts, whole_verdict
from mpp_lib.present.rekenblad.years import YEAR_HEADER_ROWS, YearSheet, year_sheets

ENTERED = (INPUT, KERNELS)
WIDTHS = {"A": 36, "B": 56, "C": 20, "D": 14, "E": 40}
CHECK_WIDTHS = WIDTHS | {"E": 18}
YEAR_WIDTHS = {"A": 40, "B": 60, "C": 22}


def workbook(book: Book) -> tuple[Any, Values]:
    """The workbook as openpyxl object, and what its formulas give."""
    made, values = empty_workbook(), {}
    years = year_sheets(book)
    key = (KEY,) if key_nodes(book.chain) else ()
    names = (*key, *(each.sheet for each in years), *(each.sheet for each in book.outlines), TRACE)
    values[GUIDE] = write_front(made.create_sheet(GUIDE), reading_guide(book, names), book.about.line)
    if key:
        values[KEY] = write_key_sheet(made.create_sheet(KEY), book, years)
    for each in years:
        values[each.sheet] = _write_years(made.create_sheet(each.sheet), each, book)
    for outline in book.outlines:
        values[outline.sheet] = _write_months(made.create_sheet(outline.sheet), outline, book)
    write_trace(made.create_sheet(TRACE), book)
    return made, values


def _write_years(sheet: Any, years: YearSheet, book: Book) -> Given:
    title = f"{years.sheet}, ronde {book.about.round}, {book.about.scenario} (naar de {GUIDE})"
    heads: tuple[str | int, ...] = ("indicator", title, "eenheid", *years.years)
    for place, head in enumerate(heads, 1):
        put_head(sheet.cell(YEAR_HEADER_ROWS, place), head)
    sheet.cell(YEAR_HEADER_ROWS, 2).hyperlink = Hyperlink("", location=address(GUIDE))
    first = len(YEAR_WIDTHS) + 1
    values = write_sections(sheet, YEAR_HEADER_ROWS, years.sections, 2, first)
    set_widths(sheet, YEAR_WIDTHS, range(first, len(heads) + 1))
    sheet.freeze_panes = f"{get_column_letter(first)}2"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet, book.about.line, "portrait", f"A1:{get_column_letter(len(heads))}{sheet.max_row}")
    protect(sheet)
    return values


def _write_months(sheet: Any, outline: Outline, book: Book) -> Given:
    values = _write_month_header(sheet, outline, book)
    make = input_line if outline.sheet in ENTERED else chain_line
    sections = (
        (section.heading, tuple(make(row, book, outline.sheet) for row in section.rows)) for section in outline.sections
    )
    values |= write_sections(sheet, HEADER_ROWS, sections, 1, FIRST_MONTH_COLUMN)
    widths = CHECK_WIDTHS if outline.sheet == CHECKS else WIDTHS
    set_widths(sheet, widths, range(FIRST_MONTH_COLUMN, FIRST_MONTH_COLUMN + book.data.rows))
    sheet.freeze_panes = f"C{HEADER_ROWS + 1}"
    _fold_history(sheet, book, hidden=outline.sheet not in ENTERED)
    if outline.sheet == CHECKS:
        colour_verdicts(sheet, book)
        print_on_one_page(sheet, book.about.line, f"A1:E{sheet.max_row}")
    else:
        _print_months(sheet, book, entered=outline.sheet in ENTERED)
    protect(sheet)
    return values


def _print_months(sheet: Any, book: Book, *, entered: bool) -> None:
    """The horizon, a year per page; of input also owner, source and the months before."""
    sheet.print_title_rows, sheet.print_title_cols = f"1:{HEADER_ROWS}", "A:C"
    first, shown = ("D", book.data.rows + 12) if entered else (column(book.first), len(book.horizon))
    area = f"{first}1:{column(book.data.rows - 1)}{sheet.max_row}"
    print_on_a4(sheet, book.about.line, "landscape", area, wide=shown // 12)


def _write_month_header(sheet: Any, outline: Outline, book: Book) -> Given:
    """Title, numbers of the months and heads; of the checks also whether all hold. Returns what its formulas give."""
    put_styled(sheet.cell(1, 1), f"{outline.sheet}: {book.about.line}", "MPP titel")
    put_styled(sheet.cell(NUMBER_ROW, 1), "maandnummer", "MPP toelichting")
    put_link(sheet.cell(NUMBER_ROW, 2), f"naar de {GUIDE}", GUIDE)
    for place, head in enumerate(("id", "omschrijving", "eenheid", *_last_heads(outline.sheet)), 1):
        put_head(sheet.cell(HEADER_ROWS, place), head)
    for place, month in enumerate(book.calendar):
        number = sheet.cell(NUMBER_ROW, FIRST_MONTH_COLUMN + place, place + 1)
        number.style = "MPP toelichting"
        put_head(sheet.cell(HEADER_ROWS, FIRST_MONTH_COLUMN + place), date(month.year, month.month, 1))
    return put_content(sheet["D1"], whole_verdict(book), "MPP titel") if outline.sheet == CHECKS else {}


def _last_heads(sheet: str) -> tuple[str, str]:
    if sheet == CHECKS:
        return HEADS
    return ("eigenaar", "bron") if sheet in ENTERED else ("soort", "definitie")


def _fold_history(sheet: Any, book: Book, *, hidden: bool) -> None:
    """The months before the horizon in one group, hidden where nobody types in them."""
    for month in range(book.first):
        dimension = sheet.column_dimensions[column(month)]
        dimension.outlineLevel, dimension.hidden = 1, hidden
    sheet.column_dimensions[column(book.first)].collapsed = hidden

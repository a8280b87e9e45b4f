"""The key figures on one page: their years, each a link to where it comes from, and a chart of those in the summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.cells import Given, address, put_head, set_widths, write_line
from mpp_lib.present.rekenblad.charts import Drawn, column_chart, place_charts
from mpp_lib.present.rekenblad.line import Content, Line
from mpp_lib.present.rekenblad.looks import number_format
from mpp_lib.present.rekenblad.outline import GUIDE, KEY
from mpp_lib.present.rekenblad.printing import print_on_one_page, protect
from mpp_lib.present.rekenblad.years import YearSheet
from mpp_lib.present.wording.indicator_names import full_label, short_name
from mpp_lib.production.key_figures import KEY_FIGURES, SUMMARY
from mpp_lib.production.node import Chain, Node

WIDTHS = {"A": 34, "B": 54, "C": 16}
FIRST_YEAR_COLUMN = len(WIDTHS) + 1
CHART_SIZE = (9.4, 5.6)
"""Three beside each other are as wide as the table."""


def key_nodes(chain: Chain) -> list[Node]:
    """The key figures that a chain has, in its order."""
    return [chain.by_id[figure.indicator] for figure in KEY_FIGURES if figure.indicator in chain.by_id]


def write_key_sheet(sheet: Any, book: Book, years: tuple[YearSheet, ...]) -> Given:
    """The table with the charts below it; returns what its formulas give."""
    columns = years[0].years
    heads: tuple[str | int, ...] = (
        "indicator",
        f"{KEY}, ronde {book.about.round}, {book.about.scenario} (naar de {GUIDE})",
        "eenheid",
        *columns,
    )
    for place, head in enumerate(heads, 1):
        put_head(sheet.cell(1, place), head)
    sheet.cell(1, 2).hyperlink = Hyperlink("", location=address(GUIDE))
    values: Given = {}
    lines = list(_lines(book, years))
    for number, line in enumerate(lines, 2):
        values |= write_line(sheet, number, line, FIRST_YEAR_COLUMN)
    last = FIRST_YEAR_COLUMN + len(columns) - 1
    set_widths(sheet, WIDTHS, range(FIRST_YEAR_COLUMN, last + 1))
    bottom = _draw(sheet, {line.id: number for number, line in enumerate(lines, 2)}, book, last)
    sheet.freeze_panes = f"{get_column_letter(FIRST_YEAR_COLUMN)}2"
    print_on_one_page(sheet, book.about.line, f"A1:{get_column_letter(last)}{bottom}")
    protect(sheet)
    return values


def _lines(book: Book, years: tuple[YearSheet, ...]) -> Iterator[Line]:
    """Every key figure refers to its line on the sheet of its domain."""
    found = {line.id: (each.sheet, number, line) for each in years for number, line in each.lines}
    for node in key_nodes(book.chain):
        sheet, number, line = found[node.id]
        cells = {
            year: Content(content.value, f"='{sheet}'!{get_column_letter(FIRST_YEAR_COLUMN + year)}{number}")
            for year, content in line.cells.items()
        }
        yield Line(node.id, (full_label(node.spec()), node.unit), node.unit, cells, leads_to=address(sheet, number))


def _draw(sheet: Any, rows: dict[str, int], book: Book, last: int) -> int:
    """The charts below the table; returns the last row they cover."""
    drawn = [indicator for indicator in SUMMARY if indicator in rows]
    charts = [
        column_chart(_drawn(sheet, book.chain.by_id[indicator], rows[indicator], last), rows[indicator], CHART_SIZE)
        for indicator in drawn
    ]
    return place_charts(sheet, charts, len(rows) + 2)


def _drawn(sheet: Any, node: Node, row: int, last: int) -> Drawn:
    years = [sheet.cell(1, place).value for place in (FIRST_YEAR_COLUMN, last)]
    title = f"{short_name(node.spec())} ({node.unit})"
    in_words = f"Kolommen: {title}, per jaar van {years[0]} tot en met {years[1]}. De getallen staan in rij {row}."
    return Drawn(sheet, (FIRST_YEAR_COLUMN, last), title, number_format(node.unit), in_words)

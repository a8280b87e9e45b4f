"""Writes the first sheet of a workbook, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mpp_lib.present.rekenblad.cells import Given, put_content, put_link, put_styled
from mpp_lib.present.rekenblad.line import Content
from mpp_lib.present.rekenblad.printing import print_on_one_page, protect
from mpp_lib.present.rekenblad.reading_guide import HEADING, TITLE, Told
from mpp_lib.present.rekenblad.verdict import colour_front

_WIDTHS = {"A": 22, "B": 110}
_LINE_HEIGHT = 14
_ROOM = {TITLE: 6, HEADING: 8}
"""Points above a title or heading."""


def write_front(sheet: Any, lines: Iterable[Told], footer: str) -> Given:
    """Names of sheets as links with beside them what they hold, all else over both columns."""
    values: Given = {}
    for number, told in enumerate(lines, 1):
        if told.beside:
            put_link(sheet.cell(number, 1), told.text, told.text, file=told.file)
            values |= _beside(sheet, number, told.beside)
        else:
            put_styled(sheet.cell(number, 1), told.text, told.style)
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
            lines_high = 1 + len(told.text) // sum(_WIDTHS.values())
            sheet.row_dimensions[number].height = _LINE_HEIGHT * lines_high + _ROOM.get(told.style, 0)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    print_on_one_page(sheet, footer, f"A1:B{number}")
    protect(sheet)
    return values


def _beside(sheet: Any, number: int, beside: str | Content) -> Given:
    cell = sheet.cell(number, 2)
    if isinstance(beside, str):
        put_styled(cell, beside, "MPP tekst")
        return {}
    colour_front(sheet, cell.coordinate)
    return put_content(cell, beside, "MPP tekst")

"""Writes the data workbook: the front, the contents, and a sheet per table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from mpp_lib.present.datawerkboek.front import FRONT, HEADING_ROW, front
from mpp_lib.present.datawerkboek.many_rows import many_rows
from mpp_lib.present.datawerkboek.printed_number import PrintedNumber
from mpp_lib.present.datawerkboek.sheet import CONTENTS, Cell, Sheet
from mpp_lib.present.rekenblad.finish import finished
from mpp_lib.present.rekenblad.looks import BLUE, FAMILY, SIZE, named_styles
from mpp_lib.present.wording.text_cell import READS_AS_FORMULA, put_text

FRONT_WIDTH = 100
LINE_HEIGHT = 15
NARROWEST, WIDEST = 9, 60
_LOOKED_AT = 200
"""So many rows decide the width of a column."""
_PLAIN = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
_LINKED = Font(name=FAMILY, size=SIZE, color=BLUE, underline="single")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def data_workbook(cover: Mapping[str, Any], sheets: Sequence[Sheet], day: str) -> bytes:
    """The file that goes with a report.

    Args:
        cover: what stands on the cover of the report.
        day: ``JJJJ-MM-DD``, the day the file says it was made.
    """
    order = "Figuren en tabellen staan in de volgorde en met het nummer van het rapport."
    title = f"Data bij de MPP-rapportage {cover['ronde']}"
    return workbook(title, front(cover), [_contents(sheets, order), *sheets], cover, day)


def workbook(
    title: str, lines: Iterable[tuple[str, str]], sheets: Sequence[Sheet], cover: Mapping[str, Any], day: str
) -> bytes:
    """A file with a front and sheets that hold a table each: the same bytes for the same words and numbers.

    Args:
        title: what the file is called.
        lines: of the front, each with its style.
        cover: round and mark, for the foot of every page.
        day: ``JJJJ-MM-DD``, the day the file says it was made.
    """
    made = Workbook()
    made.remove(made.active)
    made.properties.title, made.properties.creator = title, "MPP"
    made.properties.language = "nl-NL"
    for style in named_styles():
        made.add_named_style(style)
    footer = ", ".join(filter(None, (f"MPP {cover['ronde']}", str(cover["merk"]).lower())))
    first = made.create_sheet(FRONT)
    _write_front(first, lines)
    _print(first, footer)
    between = {}
    for sheet in sheets:
        written = made.create_sheet(sheet.name)
        between[sheet.name] = _write(written, sheet)
        _print(written, footer)
        written.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    return finished(made, {}, day, between)


def _contents(sheets: Sequence[Sheet], order: str) -> Sheet:
    """The sheets by name, each leading to its own."""
    return Sheet(
        name=CONTENTS,
        table="inhoud",
        title="Inhoud",
        units="Een naam in de eerste kolom is een koppeling naar dat blad.",
        note=order,
        headings=("Blad", "Titel", "Tabel in Excel"),
        rows=[(sheet.name, sheet.title, sheet.table) for sheet in sheets],
        leads_to=[sheet.name for sheet in sheets],
        back=FRONT,
    )


def _write_front(sheet: Any, lines: Iterable[tuple[str, str]]) -> None:
    for number, (text, style) in enumerate(lines, 1):
        _put_styled(sheet.cell(number, 1), text, style)
        _set_height(sheet, number, [text], [FRONT_WIDTH])
    sheet.column_dimensions["A"].width = FRONT_WIDTH


def _write(written: Any, sheet: Sheet) -> bytes:
    """Write a sheet; returns the rows that are left for later, when there are many."""
    above = ((sheet.title, "MPP titel"), (sheet.units, "MPP toelichting"), (sheet.note, "MPP toelichting"))
    for number, (text, style) in enumerate(above, 1):
        _put_styled(written.cell(number, 1), text, style)
    _lead(written.cell(HEADING_ROW - 1, 1, f"Naar {sheet.back}"), sheet.back)
    for place, heading in enumerate(sheet.headings, 1):
        _put_styled(written.cell(HEADING_ROW, place), heading, "MPP kop")
    left = len(sheet.rows) - 1 if sheet.many else 0
    for number, row in enumerate(sheet.rows[left:], HEADING_ROW + 1 + left):
        for place, content in enumerate(row, 1):
            _put(written.cell(number, place), content)
    for number, name in enumerate(sheet.leads_to, HEADING_ROW + 1):
        _lead(written.cell(number, 1), name)
    written.add_table(_table(sheet))
    written.freeze_panes = f"B{HEADING_ROW + 1}"
    written.print_area = f"A1:{_last(sheet)}"
    _set_sizes(written, sheet, left)
    return many_rows(sheet.rows[:left], HEADING_ROW + 1)


def _put_styled(cell: Any, text: str, style: str) -> None:
    """The style first: it would take the mark from a text that stays text."""
    cell.style = style
    put_text(cell, text)


def _put(cell: Any, content: Cell) -> None:
    if isinstance(content, PrintedNumber):
        cell.value, cell.number_format = content.value, content.form
    elif not isinstance(content, str):
        cell.value = content
    elif content.startswith(READS_AS_FORMULA):
        put_text(cell, content)
    else:
        cell.value = content
        cell.data_type = "s"


def _lead(cell: Any, name: str) -> None:
    """Make of a cell a link to a sheet."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=str(cell.value))
    cell.font = _LINKED


def _table(sheet: Sheet) -> Table:
    ref = f"A{HEADING_ROW}:{_last(sheet)}"
    table = Table(displayName=sheet.table, name=sheet.table, ref=ref, tableStyleInfo=_PLAIN)
    table.tableColumns = [TableColumn(id=place, name=name) for place, name in enumerate(sheet.headings, 1)]
    return table


def _set_sizes(written: Any, sheet: Sheet, left: int) -> None:
    """The widths of columns, and the heights of rows: not every program finds those of a wrapped text itself."""
    widths = [
        _width(heading, [row[place] for row in sheet.rows[:_LOOKED_AT]]) for place, heading in enumerate(sheet.headings)
    ]
    for place, width in enumerate(widths, 1):
        written.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate([sheet.headings, *sheet.rows[left:]], HEADING_ROW):
        _set_height(written, number if number == HEADING_ROW else number + left, row, widths)


def _width(heading: str, contents: Sequence[Cell]) -> int:
    longest = max(map(len, heading.split()), default=0) + 4
    return min(max([longest + 1, NARROWEST, *(_length(content) + 1 for content in contents)]), WIDEST)


def _set_height(written: Any, number: int, row: Sequence[Cell], widths: Sequence[int]) -> None:
    texts = ((text, width) for text, width in zip(row, widths, strict=True) if isinstance(text, str))
    lines = max((len(wrap(text, width - 2)) for text, width in texts if len(text) >= width), default=1)
    if lines > 1:
        written.row_dimensions[number].height = LINE_HEIGHT * lines
        for place in range(1, len(row) + 1):
            written.cell(number, place).alignment = _WRAPPED


def _length(content: Cell) -> int:
    return len(content) if isinstance(content, str) else NARROWEST


def _last(sheet: Sheet) -> str:
    return f"{get_column_letter(len(sheet.headings))}{HEADING_ROW + len(sheet.rows)}"


def _print(written: Any, footer: str) -> None:
    written.page_setup.orientation, written.page_setup.paperSize, written.page_setup.fitToHeight = "landscape", 9, 0
    written.sheet_properties.pageSetUpPr.fitToPage = True
    written.oddFooter.left.text, written.oddFooter.right.text = footer.replace("&", "&&"), "&A, &P van &N"

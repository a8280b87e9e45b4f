"""A workbook of Excel as OpenDocument, written out by hand: the cells, what is merged, hidden, noted and in percent."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
STYLES = (
    '<office:automatic-styles><style:style style:name="T1" style:family="text">'
    '<style:text-properties style:text-position="33% 58%"/></style:style></office:automatic-styles>'
)
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
SHEETS_END = "</office:spreadsheet>"


def to_ods(book: Workbook, change: Callable[[str], str] = str, parts: dict[str, bytes] | None = None) -> bytes:
    """The workbook as a spreadsheet of OpenDocument.

    Args:
        change: made to its content.
        parts: beside or in the place of the others.
    """
    sheets = "".join(map(_sheet, book.worksheets))
    dc = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = f"<office:body><office:spreadsheet>{sheets}{SHEETS_END}</office:body>"
    content = f"<?xml version='1.0'?><office:document-content{NAMES}{dc}>{STYLES}{body}</office:document-content>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {"mimetype": TYPE.encode(), "content.xml": change(content).encode(), **(parts or {})}.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _sheet(sheet: Worksheet) -> str:
    hidden = {name for name, size in sheet.column_dimensions.items() if size.hidden}
    letters = map(get_column_letter, range(1, sheet.max_column + 1))
    columns = "".join(f"<table:table-column{_unseen(letter in hidden)}/>" for letter in letters)
    rows = "".join(_line(sheet, number, cells) for number, cells in enumerate(sheet.iter_rows(), start=1))
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return f"<table:table table:name={quoteattr(sheet.title)}>{columns}{rows}{end}</table:table>"


def _line(sheet: Worksheet, number: int, cells: tuple[Cell, ...]) -> str:
    unseen = _unseen(sheet.row_dimensions[number].hidden)
    return f"<table:table-row{unseen}>{''.join(_row(sheet, cells))}</table:table-row>"


def _unseen(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _row(sheet: Worksheet, cells: tuple[Cell, ...]) -> Iterator[str]:
    """The cells of a row; those alike that stand beside each other once, with how many there are."""
    written = [_cell(sheet, cell) for cell in cells]
    place = 0
    while place < len(written):
        same = next((k for k in range(place, len(written)) if written[k] != written[place]), len(written))
        times = f' table:number-columns-repeated="{same - place}"'
        yield re.sub(r"^<table:[a-z-]+", rf"\g<0>{times}", written[place])
        place = same


def _cell(sheet: Worksheet, cell: Cell) -> str:
    area = next((area for area in sheet.merged_cells.ranges if cell.coordinate in area), None)
    if area is not None and (cell.row, cell.column) != (area.min_row, area.min_col):
        return "<table:covered-table-cell/>"
    spans = (
        f' table:number-columns-spanned="{area.size["columns"]}" table:number-rows-spanned="{area.size["rows"]}"'
        if area
        else ""
    )
    return f"<table:table-cell{spans}{_value(cell)}{_note(cell)}</table:table-cell>"


def _note(cell: Cell) -> str:
    if cell.comment is None:
        return ""
    said = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.comment.text.splitlines())
    return f"<office:annotation><dc:creator>{escape(cell.comment.author)}</dc:creator>{said}</office:annotation>"


def _value(cell: Cell) -> str:
    match cell.value:
        case None:
            return ">"
        case bool() as value:
            return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}">'
        case int() | float() as value:
            kind = "percentage" if "%" in cell.number_format else "float"
            return f' office:value-type="{kind}" office:value="{value!r}">'
        case datetime() | date() as value:
            return f' office:value-type="date" office:date-value="{value.isoformat()}">'
        case str() as value if value.startswith("="):
            return f" table:formula={quoteattr(f'of:{value}')}>"
        case list() as parts:
            inside = "".join(
                escape(part)
                if isinstance(part, str)
                else f'<text:span text:style-name="T1">{escape(part.text)}</text:span>'
                for part in parts
            )
            return f' office:value-type="string"><text:p>{inside}</text:p>'
        case value:
            return f' office:value-type="string"><text:p>{escape(str(value))}</text:p>'

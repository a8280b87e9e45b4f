"""An OpenDocument spreadsheet as the same plain cells that a workbook of Excel gives."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any

from mpp_lib.inputs.workbooks.workbook_cells import Cell, Place, Sheet, UnreadableWorkbookError, raised, spoken
from mpp_lib.inputs.workbooks.workbook_guard import ODS_CONTENT

_SPACES = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
}
_OFFICE, _TABLE, _TEXT, _STYLE = _SPACES["office"], _SPACES["table"], _SPACES["text"], _SPACES["style"]
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_UNSEEN = ("collapse", "filter")
_SPACE = (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
_INLINE = (f"{_TEXT}span", f"{_TEXT}a")
_ABOVE = re.compile(r"super|[1-9]")
"""How a position above the line is written: as a word, or as how much of the height."""
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_ANNOTATION = f"{_OFFICE}annotation"


def read_ods(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet that :func:`mpp_lib.inputs.workbooks.workbook_guard.refuse_workbook` let through.

    Raises:
        UnreadableWorkbookError: when it cannot be read.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(archive.read(ODS_CONTENT), parser)
        superscript = frozenset(_superscript(root))
        tables = root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
        sheets = tuple(_Reader(table, superscript).sheet() for table in tables if not _is_copy_of_elsewhere(table))
    except Exception as error:  # a stranger's file can break it anywhere: all of it means unreadable
        raise UnreadableWorkbookError(str(error)) from error
    if not sheets:
        raise UnreadableWorkbookError("geen bladen")
    return sheets


def _superscript(root: Any) -> Iterator[str]:
    """The names of the styles that raise a text above the line."""
    for style in root.iter(f"{_STYLE}style"):
        for properties in style.iterfind(f"{_STYLE}text-properties"):
            if _ABOVE.match(str(properties.get(f"{_STYLE}text-position", ""))):
                yield str(style.get(f"{_STYLE}name"))


def _is_copy_of_elsewhere(table: Any) -> bool:
    """Whether a sheet only keeps what was read from another file."""
    return table.find(f"{_TABLE}table-source") is not None


class _Reader:
    """Reads one sheet: a cell, a row and a column can each stand for several."""

    def __init__(self, table: Any, superscript: frozenset[str]) -> None:
        self.table = table
        self.superscript = superscript
        self.cells: dict[Place, Cell] = {}
        self.merged: dict[Place, Place] = {}
        self.comments: dict[Place, str] = {}
        self.hidden_rows: set[int] = set()

    def sheet(self) -> Sheet:
        """The sheet."""
        number = 1
        for row in self.table.iter(f"{_TABLE}table-row"):
            times = _times(row, "number-rows-repeated")
            self._read_row(row, range(number, number + times))
            number += times
        name = str(self.table.get(f"{_TABLE}name", ""))
        hidden = frozenset(_hidden_columns(self.table, max((column for _, column in self.cells), default=0)))
        return Sheet(name, self.cells, self.merged, frozenset(self.hidden_rows), hidden, self.comments)

    def _read_row(self, row: Any, numbers: range) -> None:
        column = 1
        filled = False
        for element in row.iterchildren(*_CELLS):
            times = _times(element, "number-columns-repeated")
            if element.tag == _CELLS[0]:
                places = ((number, each) for number in numbers for each in range(column, column + times))
                filled |= self._read_cell(element, places)
            column += times
        if filled and row.get(f"{_TABLE}visibility") in _UNSEEN:
            self.hidden_rows.update(numbers)

    def _read_cell(self, element: Any, places: Iterator[Place]) -> bool:
        """Whether there is anything in it; only then its places are visited."""
        cell, comment = self._cell(element), self._comment(element)
        across, down = _times(element, "number-columns-spanned"), _times(element, "number-rows-spanned")
        if cell is None and not comment:
            return False
        for row, column in places:
            if cell is not None:
                self.cells[row, column] = cell
            if comment:
                self.comments[row, column] = comment
            if across * down > 1:
                covered = ((r, c) for r in range(row, row + down) for c in range(column, column + across))
                self.merged.update(dict.fromkeys(covered, (row, column)))
        return True

    def _cell(self, element: Any) -> Cell | None:
        kind = element.get(f"{_OFFICE}value-type")
        if kind in (None, "string"):
            given = " ".join(map(self._words, element.iterfind(f"{_TEXT}p")))
            text = (given or str(element.get(f"{_OFFICE}string-value", ""))).strip()
            is_formula = element.get(f"{_TABLE}formula") is not None
            return Cell(text) if text else Cell(None) if is_formula and kind is None else None
        return Cell(_value(kind, element.attrib), percent=kind == "percentage")

    def _comment(self, element: Any) -> str:
        said = "\n".join(map(self._words, element.iterfind(f"{_ANNOTATION}/{_TEXT}p")))
        return spoken(said, element.findtext(f"{_ANNOTATION}/{_CREATOR}", ""))

    def _words(self, paragraph: Any) -> str:
        """The text of a paragraph; what is raised above the line stays so."""
        said = paragraph.text or ""
        for part in paragraph:
            inside = " " if part.tag in _SPACE else self._words(part) if part.tag in _INLINE else ""
            said += raised(inside) if part.get(f"{_TEXT}style-name") in self.superscript else inside
            said += part.tail or ""
        return said


def _value(kind: str, attributes: Mapping[str, str]) -> object:
    """The value of a cell; what calls itself a number and is none (``NaN``, ``INF``) is text."""
    match kind:
        case "boolean":
            return attributes[f"{_OFFICE}boolean-value"] == "true"
        case "date":
            text = attributes[f"{_OFFICE}date-value"]
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        case "time":
            return attributes[f"{_OFFICE}time-value"]
        case _:
            number = float(attributes[f"{_OFFICE}value"])
            if not isfinite(number):
                return attributes[f"{_OFFICE}value"]
            return int(number) if number.is_integer() and kind != "percentage" else number


def _hidden_columns(table: Any, last: int) -> Iterator[int]:
    number = 1
    for column in table.iter(f"{_TABLE}table-column"):
        times = _times(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") in _UNSEEN:
            yield from range(number, min(number + times, last + 1))
        number += times


def _times(element: Any, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))

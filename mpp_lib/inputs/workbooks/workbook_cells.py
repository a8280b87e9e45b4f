"""A workbook as plain cells: what stands in each, and why it may not be used. Formulas count by their saved outcome."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mpp_lib.base.errors import MppError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LITERAL = re.compile(r'"[^"]*"|\\.')
"""Text in a number format that is shown as it stands."""
_RAISED = str.maketrans("0123456789()*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾*")
_THREAD = re.compile(r"\[[^]]*\].*?fwlink/?\?linkid=\d+\s*(?:\w+:)?", re.IGNORECASE | re.DOTALL)
"""What a comment thread begins with for a program that does not know threads."""
Place = tuple[int, int]
"""Row and column, both from 1."""


class UnreadableWorkbookError(MppError):
    """A workbook that cannot be read, for whatever reason."""


@dataclass(frozen=True)
class Cell:
    """A cell that holds something.

    Attributes:
        value: text, number, truth value or moment; None for a formula that was saved without an outcome.
        percent: whether its number is shown as a percentage.
    """

    value: object
    percent: bool = False

    @property
    def uncalculated(self) -> bool:
        """Whether it is a formula without an outcome."""
        return self.value is None

    @property
    def text(self) -> str:
        """The cell as a CSV file would hold it, digit for digit: ``62%``, ``0,62``, ``2024-03-01``."""
        match self.value:
            case None:
                return ""
            case bool():
                return "WAAR" if self.value else "ONWAAR"
            case int() | float():
                return self._number(Decimal(repr(self.value)))
            case datetime() | date():
                return self.value.isoformat()[:10]
            case _:
                return str(self.value).strip()

    def _number(self, value: Decimal) -> str:
        shown = (value * 100 if self.percent else value).normalize()
        exponent = shown.as_tuple().exponent
        plain = f"{shown:f}" if isinstance(exponent, int) and abs(exponent) < 30 else str(shown)
        return plain.replace(".", ",") + ("%" if self.percent else "")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook.

    Attributes:
        cells: what is not empty, by place; text that is only spaces counts as empty.
        merged: every place covered by a merged cell → the place that holds its value.
        hidden_rows, hidden_columns: numbers of what a reader does not see.
        comments: what was noted with a cell, by place; without who noted it.
    """

    name: str
    cells: Mapping[Place, Cell]
    merged: Mapping[Place, Place]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    comments: Mapping[Place, str]

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """Row → column → cell, in order, of the rows that hold anything."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items(), key=lambda item: item[0]):
            found.setdefault(row, {})[column] = cell
        return found

    def shown_at(self, row: int, column: int) -> Cell | None:
        """What a reader sees at a place: also where it stands in a merged cell."""
        return self.cells.get(self.merged.get((row, column), (row, column)))


def column_name(column: int) -> str:
    """The letters of a column.

    >>> column_name(28)
    'AB'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A place as a spreadsheet names it.

    >>> cell_name(12, 8)
    'H12'
    """
    return f"{column_name(column)}{row}"


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook that :func:`mpp_lib.inputs.workbooks.workbook_guard.refuse_workbook` let through.

    Raises:
        UnreadableWorkbookError: when it cannot be read.
    """
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out when writing; nothing is written here
        try:
            formulas = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
            outcomes = openpyxl.load_workbook(io.BytesIO(content), keep_links=False, data_only=True, rich_text=True)
            pairs = zip(formulas.worksheets, outcomes.worksheets, strict=True)
            sheets = tuple(_sheet(formula, outcome) for formula, outcome in pairs)
        except Exception as error:  # a stranger's file can break openpyxl anywhere: all of it means unreadable
            raise UnreadableWorkbookError(str(error)) from error
    if not sheets:
        raise UnreadableWorkbookError("geen bladen")
    return sheets


def _sheet(formulas: Worksheet, outcomes: Worksheet) -> Sheet:
    return Sheet(
        name=str(outcomes.title),
        cells=dict(_cells(formulas, outcomes)),
        merged=dict(_merged(outcomes)),
        hidden_rows=frozenset(row for row, size in outcomes.row_dimensions.items() if size.hidden),
        hidden_columns=frozenset(_hidden_columns(outcomes)),
        comments=dict(_comments(outcomes)),
    )


def _cells(formulas: Worksheet, outcomes: Worksheet) -> Iterator[tuple[Place, Cell]]:
    for row in outcomes.iter_rows():
        for cell in row:
            value = _plain(cell.value)
            if isinstance(value, str) and not value.strip():
                value = None
            if value is not None or _is_formula(formulas, cell):
                yield (cell.row, cell.column), Cell(value, "%" in _LITERAL.sub("", str(cell.number_format)))


def _plain(value: object) -> object:
    """A value without formatting; what is raised above the line stays so: a mark of a note is no digit of a number."""
    if not isinstance(value, list):
        return value
    return "".join(raised(str(part)) if _is_raised(part) else str(part) for part in value)


def _is_raised(part: object) -> bool:
    font = getattr(part, "font", None)
    return font is not None and font.vertAlign == "superscript"


def raised(text: str) -> str:
    """A text as it stands above the line.

    >>> raised("1)")
    '¹⁾'
    """
    return text.translate(_RAISED)


def _comments(sheet: Worksheet) -> Iterator[tuple[Place, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            text = spoken(cell.comment.text, str(cell.comment.author or "")) if cell.comment else ""
            if text:
                yield (cell.row, cell.column), text


def spoken(text: str, author: str) -> str:
    """A comment without what Excel puts before it: who wrote it, or how a thread is read in an old version.

    >>> spoken("J. Jansen:\\n120 dubbel", "J. Jansen")
    '120 dubbel'
    """
    thread = _THREAD.match(text)
    said = text[thread.end() :].strip() if thread else text.strip()
    return said.removeprefix(f"{author}:").strip() if author else said


def _is_formula(formulas: Worksheet, cell: Any) -> bool:
    return bool(formulas.cell(cell.row, cell.column).data_type == "f")


def _merged(sheet: Worksheet) -> Iterator[tuple[Place, Place]]:
    for area in sheet.merged_cells.ranges:
        for place in area.cells:
            yield place, (area.min_row, area.min_col)


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for size in sheet.column_dimensions.values():
        if size.hidden and size.min and size.max:
            yield from range(size.min, size.max + 1)

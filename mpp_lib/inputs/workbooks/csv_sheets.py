"""The sheets of a workbook saved as one CSV, below each other: each begins with a row that holds only its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mpp_lib.inputs.reading.csv import MAX_COLUMNS, MAX_ROWS
from mpp_lib.inputs.reading.numbers import UnreadableError, read_count
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Place, Sheet

ABOVE = "Toelichting"
"""What stands above the first sheet."""


def sheets_of_csv(records: Sequence[Sequence[str]], is_name: Callable[[str], bool]) -> tuple[Sheet, ...]:
    """The sheets in the records of a CSV; none where there is too much of it.

    Args:
        is_name: whether a text that stands alone in its row is the name of a sheet.
    """
    if len(records) > MAX_ROWS or max(map(len, records), default=0) > MAX_COLUMNS:
        return ()
    named: dict[int, str] = {1: ABOVE}
    for number, record in enumerate(records, start=1):
        filled = [text for text in record if text]
        if len(filled) == 1 and is_name(filled[0]):
            named[number] = filled[0]
    ends = [*list(named)[1:], len(records) + 1]
    return tuple(_sheet(name, records, start, end) for (start, name), end in zip(named.items(), ends, strict=True))


def _sheet(name: str, records: Sequence[Sequence[str]], start: int, end: int) -> Sheet:
    """The rows from ``start`` to ``end``, numbered as in the file."""
    cells: Mapping[Place, Cell] = {
        (row, column): Cell(_value(text))
        for row in range(start, end)
        for column, text in enumerate(records[row - 1], start=1)
        if text
    }
    return Sheet(name, cells, {}, frozenset(), frozenset(), {})


def _value(text: str) -> object:
    """A number where it can only be that one; anything else is judged where it is read."""
    try:
        value = read_count(text)
    except UnreadableError:
        return text
    return int(value) if value.is_integer() and text.isdecimal() else value

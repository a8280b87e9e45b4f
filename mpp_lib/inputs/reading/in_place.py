"""Cells and rows of a CSV file changed where they stand: every other byte stays as it was.

Rows are counted as :mod:`mpp_lib.inputs.reading.csv` counts them: the header is row 1.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence

from mpp_lib.inputs.reading.csv import as_text

_CELL = re.compile(r'("(?:[^"]|"")*"|[^;\r\n]*)(;|\r\n|\r|\n|\Z)')
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")
_QUOTED = re.compile(r'[;"\r\n]')
Span = tuple[int, int]


def with_cells(content: bytes, cells: Mapping[tuple[int, str], str]) -> bytes:
    """The file with other texts in some of its cells; those that Excel left out at the end of a row come there.

    Args:
        content: a file that was read without a problem.
        cells: row and column → the new text.

    Raises:
        KeyError: when the file has no such cell.
    """
    mark, text = _opened(content)
    records = _records(text)
    columns = {_unquoted(text[start:end]): place for place, (start, end) in reversed([*enumerate(records[0])])}
    rows: dict[int, dict[int, str]] = {}
    for (row, name), new in cells.items():
        if not 0 < row <= len(records):
            raise KeyError(row)
        rows.setdefault(row, {})[columns[name]] = new
    for row in sorted(rows, reverse=True):
        text = _with_record(text, records[row - 1], rows[row])
    return mark + text.encode("utf-8")


def with_rows(content: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The file with rows behind those it has, in the order of its columns and with its own way of ending lines."""
    mark, text = _opened(content)
    header = [_unquoted(text[start:end]) for start, end in _records(text)[0]]
    ending = _ending(text)
    before = text if not text or text.endswith(("\n", "\r")) else f"{text}{ending}"
    added = (";".join(_written(row.get(name, "")) for name in header) + ending for row in rows)
    return mark + f"{before}{''.join(added)}".encode()


def with_rows_behind(content: bytes, rows: Sequence[tuple[Mapping[str, str], int]]) -> tuple[bytes, list[int]]:
    """The file with rows behind others, and where each of them stands in it.

    Args:
        content: as :func:`with_cells`.
        rows: column → text, and the row behind which it comes; of several behind one row in their order.
    """
    mark, text = _opened(content)
    records = _records(text)
    header = [_unquoted(text[start:end]) for start, end in records[0]]
    ending = _ending(text)
    numbers = [0] * len(rows)
    in_order = sorted(range(len(rows)), key=lambda place: rows[place][1])
    for shift, place in enumerate(in_order, start=1):
        numbers[place] = rows[place][1] + shift
    for place in reversed(in_order):
        cells, behind = rows[place]
        end = records[behind - 1][-1][1]
        line = ";".join(_written(cells.get(name, "")) for name in header)
        text = f"{text[:end]}{ending}{line}{text[end:]}"
    return mark + text.encode("utf-8"), numbers


def _ending(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _with_record(text: str, record: Sequence[Span], cells: Mapping[int, str]) -> str:
    """The text with other cells in one of its records."""
    end, beyond = record[-1][1], range(len(record), max(cells) + 1)
    text = text[:end] + "".join(f";{_written(cells.get(place, ''))}" for place in beyond) + text[end:]
    for place in sorted(set(cells) - set(beyond), reverse=True):
        start, stop = record[place]
        text = f"{text[:start]}{_written(cells[place])}{text[stop:]}"
    return text


def _opened(content: bytes) -> tuple[bytes, str]:
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark, content.removeprefix(mark).decode("utf-8")


def _records(text: str) -> list[list[Span]]:
    """Where each cell of each record starts and ends; a line without anything is a record too."""
    records: list[list[Span]] = [[]]
    for found in _CELL.finditer(text):
        records[-1].append(found.span(1))
        if found[2] == "":
            break
        if found[2] != ";":
            records.append([])
    return records


def _unquoted(cell: str) -> str:
    plain = cell.strip()
    return plain[1:-1].replace('""', '"').strip() if plain[:1] == '"' else plain


def _written(text: str) -> str:
    cell = text if _NUMBER.fullmatch(text) else as_text(text)
    if not _QUOTED.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'

"""Cells and rows of a CSV file changed where they stand: every other byte stays as it was.

Rows are counted as :mod:`mpp_lib.inputs.reading.csv` counts them: the header is row 1.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence

from mpp_lib.inputs.reading.csv import as_text

_CELL = re.compile(r'("(?:[^"]|"")*"|[^;\r\n]*)(;|\r\n|\r|\n|\Z)')
_QUOTED = re.compile(r'[;"\r\n]')
Span = tuple[int, int]


def with_cells(content: bytes, cells: Mapping[tuple[int, str], str]) -> bytes:
    """The file with other texts in some of its cells.

    Args:
        content: a file that was read without a problem.
        cells: row and column → the new text.

    Raises:
        KeyError: when the file has no such cell.
    """
    mark, text = _opened(content)
    records = _records(text)
    header = [_unquoted(text[start:end]) for start, end in records[0]]
    places = {
        (row, name): span
        for row, record in enumerate(records, start=1)
        for name, span in zip(header, record, strict=False)
    }
    changed = sorted(((places[cell], new) for cell, new in cells.items()), reverse=True)
    for (start, end), new in changed:
        text = f"{text[:start]}{_written(new)}{text[end:]}"
    return mark + text.encode("utf-8")


def with_rows(content: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The file with rows behind those it has, in the order of its columns and with its own way of ending lines."""
    mark, text = _opened(content)
    header = [_unquoted(text[start:end]) for start, end in _records(text)[0]]
    ending = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    before = text if not text or text.endswith(("\n", "\r")) else f"{text}{ending}"
    added = (";".join(_written(row.get(name, "")) for name in header) + ending for row in rows)
    return mark + f"{before}{''.join(added)}".encode()


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
    cell = as_text(text)
    if not _QUOTED.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'

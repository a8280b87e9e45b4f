"""JSON, CSV and workbooks as lines: short enough to keep, long enough to say where they differ."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

RESULTS = "Resultaten"
SERIES = ("ronde", "scenario", "indicator")
MOST_ROWS = 2000
"""A longer list is kept as a digest per indicator."""


def digest(text: str) -> str:
    """Twelve letters that stand for a text too long to keep."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def json_lines(document: Any, path: str = "") -> list[str]:
    """A line per row of a list and per value beside it."""
    if isinstance(document, dict):
        return [line for name, value in document.items() for line in json_lines(value, f"{path}/{name}")]
    if isinstance(document, list) and document and isinstance(document[0], dict):
        return [f"{path} {line}" for line in _row_lines(document)]
    return [f"{path} {_compact(document)}"]


def csv_lines(file: Path) -> list[str]:
    """The long result table."""
    with file.open(encoding="utf-8", newline="") as opened:
        delimiter = ";" if ";" in opened.readline() else ","
        opened.seek(0)
        return list(_row_lines(list(csv.DictReader(opened, delimiter=delimiter))))


def _row_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The names once, then the values of each row; of a long list the rows of each series as one digest."""
    yield _compact(list(rows[0]))
    if len(rows) <= MOST_ROWS:
        yield from (_compact(list(row.values())) for row in rows)
        return
    for names, group in groupby(rows, key=lambda row: tuple(row[name] for name in SERIES if name in row)):
        series = [list(row.values()) for row in group]
        yield f"{' '.join(map(str, names))}: {len(series)} rijen {digest(_compact(series))}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def workbook_lines(file: Path) -> list[str]:
    """Per row of a sheet its first two texts and a digest of every cell: formulas and values as stored.

    The result table, tens of thousands of rows, is left out: it is recorded where it is exported.
    """
    from openpyxl import load_workbook

    book = load_workbook(file)
    return [line for sheet in book.worksheets if sheet.title != RESULTS for line in _sheet_lines(sheet)]


def _sheet_lines(sheet: Any) -> Iterator[str]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        filled = [(place, str(value)) for place, value in enumerate(row) if value is not None]
        if filled:
            named = " | ".join(text[:24].replace("\n", " ") for _, text in filled[:2])
            yield f"{sheet.title}!{number} {named} {digest(_compact(filled))}"

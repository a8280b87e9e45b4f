"""An input table as its file: CSV as Dutch Excel writes it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal

from mpp_lib.inputs.declared.table import InputTable

THOUSANDS = 3
"""Digits behind a comma that could also part thousands."""
Row = Mapping[str, object]
"""Column → text or number; a column that is not there, and a number that is none, is an empty cell."""


def csv_file(table: InputTable, rows: Iterable[Row]) -> bytes:
    """The file that holds these rows, which are read back as they are."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([table.names, *([cell_text(row.get(name, "")) for name in table.names] for row in rows)])
    return text.getvalue().encode("utf-8")


def cell_text(value: object) -> str:
    """A value as it is written in a cell."""
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):
        return ""
    text = format(Decimal(repr(float(value))).normalize(), "f").replace(".", ",")
    return f"{text}0" if len(text.partition(",")[2]) == THOUSANDS else text  # which would else look like thousands

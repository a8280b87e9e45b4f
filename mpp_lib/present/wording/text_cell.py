"""A cell of a workbook whose text stays text."""

from __future__ import annotations

from typing import Any

READS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text starts that a spreadsheet would work out once somebody edits the cell."""


def put_text(cell: Any, text: str) -> Any:
    """Writes text in a cell of openpyxl, whatever it starts with; returns the cell."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(READS_AS_FORMULA)
    return cell

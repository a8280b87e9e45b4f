"""One place where the inputs of two rounds differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.inputs.declared.row_key import cell_key, row_key
from mpp_lib.inputs.reading.spans import shown

Value = str | float | None
"""What stands in a cell; None where nothing does."""
Row = Mapping[str, Value]
"""Column → what stands in it."""
ADDED, GONE, CHANGED = "erbij", "vervallen", "gewijzigd"


@dataclass(frozen=True)
class InputChange:
    """A cell that differs, or a row that only one of two rounds has.

    Attributes:
        file: relative to the round folder.
        at: the values of the key columns of the row.
        column: of the cell; empty where the row came or went as a whole.
        old, new: what stands there; of a row its cells outside the key; None where it is not there.
    """

    file: str
    at: tuple[object, ...]
    column: str
    old: Value | Row
    new: Value | Row

    @property
    def row(self) -> str:
        """The row as a line of the ledger names it."""
        return row_key(self.at)

    @property
    def key(self) -> str:
        """The cell or row as a line of the ledger names it."""
        return cell_key(self.row, self.column)

    @property
    def kind(self) -> str:
        """What happened, in Dutch."""
        if self.column:
            return CHANGED
        return ADDED if self.old is None else GONE

    def as_dict(self) -> dict[str, object]:
        """The change as an object of ``mpp diff --json``."""
        place = {"file": self.file, "key": self.row, "column": self.column}
        return {**place, "from": self.old, "to": self.new}


def said(value: Value | Row) -> str:
    """A value as a table shows it; of a row every cell that is filled.

    >>> said({"kans": 0.25, "basis": None}), said(None)
    ('kans 0,25', '')
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case int() | float():
            return shown(value)
        case _:
            cells = ((name, said(cell)) for name, cell in value.items())
            return "; ".join(f"{name} {text}" for name, text in cells if text)

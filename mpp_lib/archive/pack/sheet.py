"""A table of the pack: which file, which columns and what they mean; and how it is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Cell = str | float | int | bool | None
Row = Mapping[str, Cell]
"""Column → what stands in it; what is left out is empty."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table.

    Attributes:
        file: its name in the pack.
        about: what a row is, in Dutch.
        columns: name → what it means, in Dutch.
    """

    file: str
    about: str
    columns: Mapping[str, str]

    def csv(self, rows: Iterable[Row]) -> bytes:
        """The rows as a machine reads them: ``;`` as delimiter, decimal point, shortest exact numbers, ``\\n``.

        Raises:
            ValueError: for a cell of a column that is not declared.
        """
        text = io.StringIO()
        writer = csv.DictWriter(text, list(self.columns), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _written(cell) for name, cell in row.items()} for row in rows)
        return text.getvalue().encode("utf-8")


def _written(cell: Cell) -> str:
    """A cell as text: 1 or 0 for yes or no, and a number that is whole without a point.

    >>> _written(None), _written(True), _written(2.0), _written(0.1), _written("a;b")
    ('', '1', '2', '0.1', 'a;b')
    """
    match cell:
        case None:
            return ""
        case bool():
            return str(int(cell))
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case _:
            return str(cell)


def numbers(found: Iterable[int]) -> str:
    """Numbers of rows as a cell that names them, each once and in order.

    >>> numbers([12, 3, 12])
    '3 12'
    """
    return " ".join(map(str, sorted(set(found))))

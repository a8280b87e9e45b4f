"""A table of the round: the text of its cells, their values, and which cells are not to be trusted.

Rules look only at cells that could be read, so that one wrong cell gives one message and not a row of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

import pandas as pd

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.privacy import personal_number


@dataclass(frozen=True)
class Table:
    """A file of the round, row by row.

    Attributes:
        cells: text as it stands in the file; the index holds row numbers as a spreadsheet shows them.
        frame: the same with values; a cell that could not be read is missing.
        bad: (row, column) of every cell with a problem.
        complete: False for a file that could not be read as a table, so that nothing can be said of what it lacks.
        places: (row, column) → how a message names the cell, where its row and column do not say it.
    """

    declared: InputTable
    cells: pd.DataFrame
    frame: pd.DataFrame
    bad: frozenset[tuple[int, str]]
    complete: bool = True
    places: Mapping[tuple[int, str], str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def file(self) -> str:
        """Path relative to the round folder."""
        return self.declared.file

    def at(self, row: int, column: str, problem: str, expected: str = "") -> Problem:
        """A problem with one cell."""
        text = str(self.cells.loc[row, column])
        declared = self.declared.column(column)
        found = "" if declared.type == "text" and personal_number(text) else shorten(text)
        return Problem(self.file, self.place(row, column), found, problem, expected or declared.expected)

    def place(self, row: int, column: str) -> str:
        """A cell as a message names it."""
        return self.places.get((row, column), f"rij {row}, kolom {column}")

    def of(self, where: str, found: str, problem: str, expected: str) -> Problem:
        """A problem with the file or a group of its rows."""
        return Problem(self.file, where, found, problem, expected)

    @property
    def values(self) -> pd.DataFrame:
        """The values of a table without a problem: whole numbers as such, an empty cell as what it stands for."""
        whole = {column.name: "int64" for column in self.declared.columns if column.type == "whole"}
        stands_for = {column.name: {"": column.when_empty} for column in self.declared.columns if column.when_empty}
        return self.frame.astype(whole).replace(stands_for).reset_index(drop=True)

    @cached_property
    def percentages(self) -> frozenset[tuple[int, str]]:
        """(row, column) of every cell written with a percent sign."""
        rows = self.cells.index.tolist()
        return frozenset(
            (row, str(name))
            for name, cells in self.cells.items()
            for row, cell in zip(rows, cells.tolist(), strict=True)
            if cell.endswith("%")
        )

    def has(self, *columns: str) -> bool:
        """Whether the file could be read and holds these columns."""
        return self.complete and set(columns) <= set(self.frame.columns)

    def trusted(self, *columns: str) -> bool:
        """Whether every cell of these columns could be read."""
        return self.has(*columns) and not any(column in columns for _, column in self.bad)

    def usable(self, *columns: str) -> pd.DataFrame:
        """The rows in which all these columns could be read; none when one of them is not there."""
        if not self.has(*columns):
            return pd.DataFrame(columns=list(columns))
        bad = self._bad_rows(columns)
        return self.frame.loc[~self.frame.index.isin(bad), list(columns)] if bad else self.frame[list(columns)]

    def rows(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Row number and values of each row in which all these columns could be read."""
        usable = self.usable(*columns)
        return zip(usable.index.tolist(), *(usable[column].tolist() for column in columns), strict=True)

    def groups(self, keys: tuple[str, ...], *values: str) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame]]:
        """Groups of rows whose ``values`` could all be read; nothing where a key could not."""
        if not (self.trusted(*keys) and self.has(*values)):
            return
        bad = self._bad_rows(values)
        for key, rows in self.frame.groupby(list(keys), sort=True):
            if not bad & set(rows.index):
                yield key, rows

    def _bad_rows(self, columns: tuple[str, ...]) -> set[int]:
        return {row for row, column in self.bad if column in columns}


def absent(declared: InputTable, *, complete: bool) -> Table:
    """A table without rows: of an optional file that is not there, or of one that could not be read."""
    frame = pd.DataFrame({column.name: pd.Series(dtype=column.dtype) for column in declared.columns})
    return Table(declared, frame.astype("str"), frame, frozenset(), complete)

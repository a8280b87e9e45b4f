"""A table of the round: the text of its cells, their values, and which cells are not to be trusted.

Rules look only at cells that could be read, so that one wrong cell gives one message and not a row of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from types import MappingProxyType
from typing import Any

import pandas as pd

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.privacy import personal_number


@dataclass(frozen=True)
class Cells:
    """The text of cells, column by column.

    Attributes:
        rows: the number of each row, as a spreadsheet shows it.
        columns: name → the text in each of these rows.
    """

    rows: Sequence[int]
    columns: Mapping[str, Sequence[str]]

    def text(self, row: int, column: str) -> str:
        """What stands in a cell."""
        return self.columns[column][self._place[row]]

    def parted(self, column: str, words: Collection[str]) -> tuple[Cells, Cells]:
        """The rows that have one of these words in a column, and the others; all are others where it is not there."""
        has = [text in words for text in self.columns.get(column, ())]
        if not any(has):
            return Cells((), dict.fromkeys(self.columns, ())), self
        return self._kept(has), self._kept([not one for one in has])

    def _kept(self, keep: Sequence[bool]) -> Cells:
        columns = {name: list(compress(texts, keep)) for name, texts in self.columns.items()}
        return Cells(list(compress(self.rows, keep)), columns)

    @cached_property
    def _place(self) -> dict[int, int]:
        return {row: place for place, row in enumerate(self.rows)}


@dataclass(frozen=True)
class Table:
    """A file of the round, row by row.

    Attributes:
        cells: text as it stands in the file.
        read: column → the value in each row; None where it could not be read.
        bad: (row, column) of every cell with a problem.
        complete: False for a file that could not be read as a table, so that nothing can be said of what it lacks.
        places: (row, column) → how a message names the cell, where its row and column do not say it.
    """

    declared: InputTable
    cells: Cells
    read: Mapping[str, Sequence[Any]]
    bad: frozenset[tuple[int, str]]
    complete: bool = True
    places: Mapping[tuple[int, str], str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def file(self) -> str:
        """Path relative to the round folder."""
        return self.declared.file

    def at(self, row: int, column: str, problem: str, expected: str = "") -> Problem:
        """A problem with one cell."""
        text = self.cells.text(row, column)
        declared = self.declared.column(column)
        found = "" if declared.type == "text" and personal_number(text) else shorten(text)
        return Problem(self.file, self.place(row, column), found, problem, expected or declared.expected)

    def place(self, row: int, column: str) -> str:
        """A cell as a message names it."""
        return self.places.get((row, column), f"rij {row}, kolom {column}")

    def of(self, where: str, found: str, problem: str, expected: str) -> Problem:
        """A problem with the file or a group of its rows."""
        return Problem(self.file, where, found, problem, expected)

    @cached_property
    def values(self) -> pd.DataFrame:
        """The values of a table without a problem; an empty cell has what it stands for."""
        return pd.DataFrame({name: self._array(name, values) for name, values in self.read.items()}, copy=False)

    def _array(self, name: str, values: Sequence[Any]) -> Any:
        """Values as an array of pandas, which a frame takes as it is; a series it would first align."""
        column = self.declared.column(name)
        given = [value or column.when_empty for value in values] if column.when_empty else values
        dtype: Any = column.dtype
        return pd.array(given, dtype=dtype)

    def has(self, *columns: str) -> bool:
        """Whether the file could be read and holds these columns."""
        return self.complete and self.read.keys() >= set(columns)

    def trusted(self, *columns: str) -> bool:
        """Whether every cell of these columns could be read."""
        return self.has(*columns) and not self._bad_rows(columns)

    def rows(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Row number and values of each row in which all these columns could be read; none when one is not there."""
        if not self.has(*columns):
            return iter(())
        bad = self._bad_rows(columns)
        found = zip(self.cells.rows, *(self.read[column] for column in columns), strict=True)
        return (row for row in found if row[0] not in bad) if bad else found

    def records(self) -> list[dict[str, Any]]:
        """Column → value, of each row that could be read as a whole."""
        names = self.declared.names
        return [dict(zip(names, values, strict=True)) for _, *values in self.rows(*names)]

    def distinct(self, name: str) -> set[Any]:
        """The values that stand in a column, as far as they could be read."""
        return {value for _, value in self.rows(name)}

    def groups(
        self, keys: tuple[str, ...], *values: str
    ) -> Iterator[tuple[tuple[Any, ...], Sequence[tuple[Any, ...]]]]:
        """Key and rows (number and ``values``) of each group whose ``values`` could all be read, in order of key.

        Nothing where a key could not be read.
        """
        if not (self.trusted(*keys) and self.has(*values)):
            return
        bad = self._bad_rows(values)
        columns = (self.cells.rows, *(self.read[column] for column in values))
        for key, places in self._places(keys).items():
            rows = list(zip(*([column[place] for place in places] for column in columns), strict=True))
            if not bad or bad.isdisjoint(row[0] for row in rows):
                yield key, rows

    def _places(self, keys: tuple[str, ...]) -> dict[tuple[Any, ...], list[int]]:
        if keys not in self._grouped:
            found: dict[tuple[Any, ...], list[int]] = {}
            for place, key in enumerate(zip(*(self.read[column] for column in keys), strict=True)):
                found.setdefault(key, []).append(place)
            self._grouped[keys] = dict(sorted(found.items()))
        return self._grouped[keys]

    @cached_property
    def _grouped(self) -> dict[tuple[str, ...], dict[tuple[Any, ...], list[int]]]:
        """Columns → their values → where these stand, of what was grouped before: several rules ask for the same."""
        return {}

    def _bad_rows(self, columns: tuple[str, ...]) -> set[int]:
        return {row for row, column in self.bad if column in columns}


def absent(declared: InputTable, *, complete: bool) -> Table:
    """A table without rows: of an optional file that is not there, or of one that could not be read."""
    empty: dict[str, list[Any]] = {name: [] for name in declared.names}
    return Table(declared, Cells([], empty), empty, frozenset(), complete)

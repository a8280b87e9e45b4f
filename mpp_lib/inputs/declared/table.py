"""A declared table: a CSV file, its columns and what makes a row unique."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from mpp_lib.inputs.declared.column import Column


@dataclass(frozen=True)
class InputTable:
    """A CSV file that an analyst fills.

    Attributes:
        file: path relative to the folder it belongs to.
        meaning: what it holds, in Dutch.
        columns: in the order of the file.
        key: columns that together are unique.
        required: whether a folder without the file is refused.
        owner: key of the partner that delivers it; empty where a file that is not there is awaited from nobody.
        ascending: columns whose numbers, where given, do not fall from left to right.
        moved: how a folder of before the file gets one, in Dutch; empty for a file that always was.
    """

    file: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    owner: str = ""
    ascending: tuple[str, ...] = ()
    moved: str = ""

    @property
    def name(self) -> str:
        """The name of the file, without folder and ending."""
        return PurePosixPath(self.file).stem

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def header(self) -> str:
        """The first line of the file; alone it is the empty file to start from."""
        return ";".join(self.names)

    @cached_property
    def may_be_empty(self) -> frozenset[str]:
        """Columns whose cells may be empty."""
        return frozenset(column.name for column in self.columns if column.empty)

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            ValueError: when there is none.
        """
        return self.columns[self.names.index(name)]

    def at(self, folder: str) -> InputTable:
        """The same table in a folder."""
        return replace(self, file=f"{folder}/{self.file}")

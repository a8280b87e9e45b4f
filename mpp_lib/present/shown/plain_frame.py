"""An ordinary DataFrame as a table of the house: its words and numbers as a Dutch reader sees them, and no more.

What comes of it is plain data: it goes from the notebook of an analyst to the report as words, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mpp_lib.base.dutch import day_name, month_name, number
from mpp_lib.base.months import Month
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.printed_values import DAYS, TERM, text_of

if TYPE_CHECKING:
    from collections.abc import Hashable

PEOPLE = ("personen", "zaken", TERM, DAYS)
"""Units in a heading by which numbers are printed as everywhere in the report."""
PERCENT = "%"
MOST_ROWS = 200
_UNIT = re.compile(r".*\(([^()]+)\)\s*")
_YEARS = range(1900, 2101)
_DENSE = 24
"""From here on a table is set small."""


@dataclass(frozen=True)
class FrameColumn:
    """A column: its heading, that over it, and whether it holds numbers."""

    heading: str
    over: str
    number: bool


@dataclass(frozen=True)
class FrameTable:
    """A DataFrame as words.

    Attributes:
        columns: those of the index first, where that says anything.
        heads: how many of them name the rows.
        rows: a text for each column.
    """

    columns: Sequence[FrameColumn]
    heads: int
    rows: Sequence[Sequence[str]]

    def as_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return asdict(self)

    def table(self, title: str, note: str) -> Table[Sequence[str]]:
        """The table of the house."""
        return Table(
            self.rows,
            [
                Column(
                    each.heading,
                    place,
                    kind="number" if each.number else "text",
                    role="head" if 0 < place < self.heads else "",
                    over=each.over if place >= self.heads else "",
                )
                for place, each in enumerate(self.columns)
            ],
            title=title,
            note=note,
            dense=len(self.rows) > _DENSE,
        )


def read_frame_table(said: Mapping[str, Any]) -> FrameTable:
    """What :meth:`FrameTable.as_dict` gave.

    Raises:
        ValueError: it is none.
    """
    try:
        columns = [FrameColumn(str(one["heading"]), str(one["over"]), bool(one["number"])) for one in said["columns"]]
        rows = [[str(text) for text in row] for row in said["rows"]]
        heads = int(said["heads"])
    except (LookupError, TypeError) as error:
        raise ValueError("dit is geen tabel") from error
    if not columns or not 0 < heads <= len(columns) or any(len(row) != len(columns) for row in rows):
        raise ValueError("dit is geen tabel")
    return FrameTable(columns, heads, rows)


def frame_table(frame: pd.DataFrame) -> FrameTable:
    """The words of a DataFrame: its index names the rows, and without one that says anything its first column does.

    Raises:
        ValueError: it has no columns, too many rows, or three or more rows of headings.
    """
    if frame.columns.nlevels > 2:
        raise ValueError("een tabel heeft hoogstens twee rijen koppen")
    if len(frame) > MOST_ROWS:
        raise ValueError(f"deze tabel heeft {number(len(frame))} rijen; een rapport toont er hoogstens {MOST_ROWS}")
    index = _index_columns(frame)
    named = [*index, *((name, frame.iloc[:, place]) for place, name in enumerate(frame.columns))]
    if not named:
        raise ValueError("deze tabel heeft geen kolommen")
    columns, texts = zip(*(_column(name, values) for name, values in named), strict=True)
    return FrameTable(list(columns), max(1, len(index)), [list(row) for row in zip(*texts, strict=True)])


def _index_columns(frame: pd.DataFrame) -> list[tuple[Hashable, pd.Series[Any]]]:
    """The levels of the index; none of one that only counts."""
    if _only_counts(frame.index):
        return []
    levels = [frame.index.get_level_values(level) for level in range(frame.index.nlevels)]
    return [(_called(level) if level.name is None else level.name, pd.Series(level)) for level in levels]


def _only_counts(index: pd.Index[Any]) -> bool:
    """Whether it says no more than the how manieth row each was: whole numbers that nobody named, and no years."""
    if index.nlevels > 1 or index.name is not None or not pd.api.types.is_integer_dtype(index.dtype):
        return False
    return not len(index) or any(place not in _YEARS for place in index)


def _called(level: pd.Index[Any]) -> str:
    """What heads the names of the rows, where nobody said: no column of a table is without a heading."""
    if isinstance(level, pd.PeriodIndex | pd.DatetimeIndex):
        return "Periode"
    return "Jaar" if all(str(name).isdecimal() and int(name) in _YEARS for name in level) else "Naam"


def _column(name: Hashable, values: pd.Series[Any]) -> tuple[FrameColumn, list[str]]:
    parts = [str(part).strip() for part in (name if isinstance(name, tuple) else (name,))]
    heading, over = parts[-1], parts[0] if len(parts) > 1 and parts[1] else ""
    if len(parts) > 1 and not parts[1]:
        heading = parts[0]
    unit = _UNIT.fullmatch(heading or over)
    text, is_number = _printer(values, unit[1].strip().lower() if unit else "")
    return FrameColumn(heading, over, is_number), [_cell(value, text) for value in values]


def _cell(value: Any, text: Callable[[Any], str]) -> str:
    return "" if value is pd.NaT or (pd.api.types.is_scalar(value) and pd.isna(value)) else text(value)


def _printer(values: pd.Series[Any], unit: str) -> tuple[Callable[[Any], str], bool]:
    """How the values of a column are printed, and whether they are numbers."""
    if pd.api.types.is_bool_dtype(values):
        return lambda value: "ja" if value else "nee", False
    if not pd.api.types.is_numeric_dtype(values):
        return word_of, False
    known = values.dropna()
    if not unit and len(known) and all(float(value).is_integer() and int(value) in _YEARS for value in known):
        return lambda value: str(int(value)), False
    if pd.api.types.is_integer_dtype(values):
        return lambda value: number(int(value)), True
    if unit in PEOPLE:
        return lambda value: text_of(float(value), unit), True
    decimals = 1 if unit == PERCENT else decimals_of([float(value) for value in known])
    return lambda value: number(float(value), decimals or _own_decimals(float(value))), True


def _own_decimals(value: float) -> int:
    """Those of a number below one that stands among large ones: whole it would read as one or nothing."""
    return decimals_of([value]) if abs(value) < 1 else 0


def decimals_of(values: Sequence[float]) -> int:
    """How many decimals numbers bear: none where all are whole or there are hundreds, three below one.

    >>> [decimals_of(values) for values in ([56134.2, 12.5], [12.5, 3.0], [1.25], [0.125], [2.0])]
    [0, 1, 2, 3, 0]
    """
    if all(value == round(value) for value in values):
        return 0
    most = max(map(abs, values))
    return next((decimals for decimals, least in ((0, 100.0), (1, 10.0), (2, 1.0)) if most >= least), 3)


def word_of(value: object) -> str:
    """A value that is no number, in words: a month or a day by its name.

    >>> word_of("2024-03"), word_of(pd.Period("2025-01", "M")), word_of(pd.Timestamp("2024-03-05")), word_of("COA")
    ('maart 2024', 'januari 2025', '5 maart 2024', 'COA')
    """
    if isinstance(value, pd.Period):
        value = str(value)
    if isinstance(value, date):
        return day_name(value)
    if isinstance(value, float | np.floating):
        return number(float(value), decimals_of([float(value)]))
    text = str(value)
    return month_name(Month.parse(text)) if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text) else text

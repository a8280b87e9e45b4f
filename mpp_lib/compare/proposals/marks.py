"""What a round still has to settle: rows that say they were taken from the round before.

Each row is about what its first key column names: a parameter, a distribution, or what a range is of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from mpp_lib.inputs.declared.rolled import taken_from
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.round_inputs import RoundInputs

SETTLED = (ROUND.parameters, ROUND.kernels, ROUND.ranges)
"""The tables whose rows are settled by name."""
Marks = Mapping[str, Mapping[str, int]]
"""Name → file → rows that bear the mark."""


def marks(inputs: RoundInputs) -> Marks:
    """What a round still has to settle, in the order of its files."""
    found: dict[str, dict[str, int]] = {}
    frames = dict(zip((table.file for table in ROUND.every), inputs.every, strict=False))
    for table in SETTLED:
        for name, count in Counter(_marked(table, frames[table.file])).items():
            found.setdefault(name, {})[table.file] = count
    return found


def marks_elsewhere(inputs: RoundInputs) -> Mapping[str, int]:
    """Rows that bear a mark in the tables that are not settled by name, by file: somebody has to look at those."""
    tables = zip(ROUND.every, inputs.every, strict=False)
    counts = {table.file: _bear_mark(table, frame) for table, frame in tables if table not in SETTLED}
    return {file: count for file, count in counts.items() if count}


def _bear_mark(table: InputTable, frame: pd.DataFrame) -> int:
    rows = zip(*(frame[column] for column in text_columns(table)), strict=True)
    return sum(any(taken_from(str(cell)) for cell in row) for row in rows)


def text_columns(table: InputTable) -> list[str]:
    """The columns in which a mark can stand."""
    return [column.name for column in table.columns if column.type == "text" and column.name not in table.key]


def _marked(table: InputTable, frame: pd.DataFrame) -> Iterator[str]:
    """The name of each row that bears a mark."""
    for name, *cells in frame[[table.key[0], *text_columns(table)]].itertuples(index=False, name=None):
        if any(taken_from(str(cell)) for cell in cells):
            yield str(name)

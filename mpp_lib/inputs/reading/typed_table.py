"""From a CSV file to a typed table: cells read as Dutch numbers, months and words, then held against the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd
import pandera.pandas as pa

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.csv import Broken, read_cells
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.numbers import UnreadableError, read_number, read_share, read_whole
from mpp_lib.inputs.reading.schemas import Layout
from mpp_lib.inputs.reading.table import Table, absent

_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|VERW!|N/B|WAARDE!|DEEL/0!|NAAM\?|GETAL!|LEEG!|OVERLOOP!|"
    r"BEREKENEN!|#+)",
    re.IGNORECASE,
)
_EXCEL_DATE = re.compile(r"[a-z]{3}[-. ]?[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{1,2}-[a-z]{3}", re.IGNORECASE)
_DUTCH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
NOWHERE: Mapping[tuple[int, str], str] = MappingProxyType({})


def read_table(intake: Intake, layout: Layout) -> Table:
    """A table of the round; every problem of its structure and its cells is noted with the intake."""
    if not intake.exists(layout.file):
        if layout.required:
            intake.refuse(layout.file, "", "", "het bestand ontbreekt", f"een CSV met {';'.join(layout.columns)}")
        return absent(layout, complete=not layout.required)
    found = read_cells(intake, layout)
    if found is None:
        return absent(layout, complete=False)
    return typed_table(intake, layout, *found)


def typed_table(
    intake: Intake, layout: Layout, cells: pd.DataFrame, broken: Broken, places: Mapping[tuple[int, str], str] = NOWHERE
) -> Table:
    """Cells of text as values; what cannot be read is noted with the intake.

    Args:
        broken: cells whose text is not to be trusted, whose problem is already noted.
        places: as :attr:`mpp_lib.inputs.reading.table.Table.places`.
    """
    unread: dict[tuple[int, str], UnreadableError] = {}
    frame = pd.DataFrame({name: _typed(cells[name], layout, unread) for name in cells.columns}, index=cells.index)
    table = Table(layout, cells, frame, frozenset(broken), places=places)
    problems = {**dict(_failures(table)), **{cell: _unreadable(table, cell, why) for cell, why in unread.items()}}
    fresh = {cell: problem for cell, problem in problems.items() if cell not in broken}
    table = replace(table, bad=frozenset(broken | fresh.keys()))
    intake.problems.extend([*fresh.values(), *_doubles(table)])
    return table


def _typed(cells: pd.Series[str], layout: Layout, unread: dict[tuple[int, str], UnreadableError]) -> pd.Series[Any]:
    name = str(cells.name)
    reader = READERS[layout.reads(name)]
    values: list[object] = []
    for row, cell in cells.items():
        try:
            values.append(_value(cell, reader, layout.reads(name)))
        except UnreadableError as why:
            unread[int(str(row)), name] = why
            values.append(None)
    return pd.Series(values, index=cells.index, dtype=layout.dtype(name))


def _value(cell: str, reader: Callable[[str], object], kind: str) -> object:
    if _EXCEL_ERROR.fullmatch(cell):
        raise UnreadableError("de cel bevat een foutmelding van Excel")
    if not cell:
        return None if kind in ("number", "share", "whole") else ""
    return reader(cell)


def _month(cell: str) -> str:
    if _EXCEL_DATE.fullmatch(cell):
        raise UnreadableError(
            "Excel heeft hier een datum van gemaakt", "JJJJ-MM; maak de kolom in Excel eerst op als Tekst"
        )
    return cell


def _day(cell: str) -> str:
    match = _DUTCH_DAY.fullmatch(cell)
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else cell


def _text(cell: str) -> str:
    return cell


READERS: dict[str, Callable[[str], object]] = {
    "text": _text,
    "number": read_number,
    "share": read_share,
    "whole": read_whole,
    "month": _month,
    "day": _day,
}


def _unreadable(table: Table, cell: tuple[int, str], why: UnreadableError) -> Problem:
    return table.at(*cell, why.problem, why.expected)


def _failures(table: Table) -> Iterator[tuple[tuple[int, str], Problem]]:
    schema = table.layout.schema
    present = schema.remove_columns([name for name in table.layout.columns if name not in table.frame])
    try:
        present.validate(table.frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            title = str(error.check.title) if isinstance(error.check, pa.Check) else "de cel is leeg"
            for row in error.failure_cases["index"]:
                cell = (int(row), str(error.schema.name))
                empty = not table.cells.loc[cell[0], cell[1]]
                yield cell, table.at(*cell, "de cel is leeg" if empty else title)


def _doubles(table: Table) -> Iterator[Problem]:
    key = list(table.layout.key)
    rows = table.usable(*key)
    first: dict[tuple[object, ...], int] = {}
    for row, *values in rows.itertuples():
        earlier = first.setdefault(tuple(values), row)
        if earlier != row:
            found = ", ".join(str(value) for value in values if value != "")
            expected = f"elke combinatie van {enumerate_nl(key)} één keer" if len(key) > 1 else f"elk {key[0]} één keer"
            yield table.of(f"rij {row}", found, f"dit staat ook al in rij {earlier}", expected)

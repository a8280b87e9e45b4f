"""From a CSV file to a typed table: cells read as Dutch numbers, months and words, held against what is declared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from math import nan
from types import MappingProxyType
from typing import Any

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.column import DAY, Column, Type
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.csv import Broken, read_cells
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.numbers import UnreadableError, read_count, read_share, read_whole
from mpp_lib.inputs.reading.table import Cells, Table, absent

_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|VERW!|N/B|WAARDE!|DEEL/0!|NAAM\?|GETAL!|LEEG!|OVERLOOP!|"
    r"BEREKENEN!|#+)",
    re.IGNORECASE,
)
_EXCEL_DATE = re.compile(r"[a-z]{3}[-. ]?[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{1,2}-[a-z]{3}", re.IGNORECASE)
_DUTCH_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
NOWHERE: Mapping[tuple[int, str], str] = MappingProxyType({})


def read_table(intake: Intake, declared: InputTable) -> Table:
    """A table of the round; every problem of its structure and its cells is noted with the intake."""
    if not intake.exists(declared.file):
        if declared.required:
            intake.problems.append(Problem(declared.file, "", "", *_absence(declared), awaits=declared.owner))
        return absent(declared, complete=not declared.required)
    found = read_cells(intake, declared)
    if found is None:
        return absent(declared, complete=False)
    return typed_table(intake, declared, *found)


def _absence(declared: InputTable) -> tuple[str, str]:
    expected = f"een CSV met {declared.header}"
    if declared.moved:
        return "de map is van een oudere indeling, zonder dit bestand", f"{expected}; {declared.moved}"
    return "het bestand ontbreekt", expected


def typed_table(
    intake: Intake, declared: InputTable, cells: Cells, broken: Broken, places: Mapping[tuple[int, str], str] = NOWHERE
) -> Table:
    """Cells of text as values; what cannot be read is noted with the intake.

    Args:
        broken: cells whose text is not to be trusted, whose problem is already noted.
        places: as :attr:`mpp_lib.inputs.reading.table.Table.places`.
    """
    unread: dict[tuple[int, str], UnreadableError] = {}
    read = {name: _typed(cells, declared.column(name), unread) for name in cells.columns}
    table = Table(declared, cells, read, frozenset(broken | unread.keys()), places=places)
    fresh = (table.at(*cell, why.problem, why.expected) for cell, why in unread.items() if cell not in broken)
    intake.problems.extend([*fresh, *_doubles(table)])
    return table


def _typed(cells: Cells, column: Column, unread: dict[tuple[int, str], UnreadableError]) -> list[Any]:
    texts = cells.columns[column.name]
    read = {text: _read(text, column) for text in set(texts)}
    wrong = {text: why for text, why in read.items() if isinstance(why, UnreadableError)}
    if wrong:
        unread |= {
            (row, column.name): wrong[text] for row, text in zip(cells.rows, texts, strict=True) if text in wrong
        }
    return list(map({**read, **dict.fromkeys(wrong)}.__getitem__, texts))


def _read(cell: str, column: Column) -> object:
    """The value of a cell, or why it has none."""
    try:
        return _value(cell, column)
    except UnreadableError as why:
        return why


def _value(cell: str, column: Column) -> object:
    if _EXCEL_ERROR.fullmatch(cell):
        raise UnreadableError("de cel bevat een foutmelding van Excel")
    if not cell:
        if not column.empty:
            raise UnreadableError("de cel is leeg")
        return "" if column.dtype == "str" else nan
    value = READERS[column.type](cell)
    if not column.allows(value):
        raise UnreadableError(column.wrong)
    return value


def _month(cell: str) -> str:
    if _EXCEL_DATE.fullmatch(cell):
        raise UnreadableError(
            "Excel heeft hier een datum van gemaakt", "JJJJ-MM; maak de kolom in Excel eerst op als Tekst"
        )
    return cell


def _day(cell: str) -> str:
    match = _DUTCH_DAY.fullmatch(cell)
    day = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else cell
    if re.fullmatch(DAY, day):
        _refuse_no_day(day)
    return day


def _refuse_no_day(day: str) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise UnreadableError("deze dag bestaat niet") from None


READERS: dict[Type, Callable[[str], str | float]] = {
    "text": str,
    "number": read_count,
    "share": read_share,
    "whole": read_whole,
    "month": _month,
    "period": _month,
    "day": _day,
}


def _doubles(table: Table) -> Iterator[Problem]:
    key = table.declared.key
    first: dict[tuple[object, ...], int] = {}
    for row, *values in table.rows(*key):
        earlier = first.setdefault(tuple(values), row)
        if earlier != row:
            found = ", ".join(str(value) for value in values if value != "")
            expected = f"elke combinatie van {enumerate_nl(key)} één keer" if len(key) > 1 else f"elk {key[0]} één keer"
            yield table.of(f"rij {row}", found, f"dit staat ook al in rij {earlier}", expected)

"""From a CSV file to a typed table: cells read as Dutch numbers, months and words, held against what is declared."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from math import nan
from types import MappingProxyType
from typing import Any

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.base.periods import HALF_YEAR, MONTH, QUARTER, YEAR
from mpp_lib.inputs.declared.column import DAY, Column, Type
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.csv import Broken, read_cells
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.numbers import (
    UnreadableError,
    is_not_applicable,
    lost_digits,
    read_count,
    read_share,
    read_whole,
)
from mpp_lib.inputs.reading.period_codes import NAMES, is_week, period_of, seems, without_mark
from mpp_lib.inputs.reading.table import Cells, Table, absent

_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|VERW!|N/B|WAARDE!|DEEL/0!|NAAM\?|GETAL!|LEEG!|OVERLOOP!|"
    r"BEREKENEN!|#+)",
    re.IGNORECASE,
)
_EXCEL_DATE = re.compile(r"[a-z]{3}[-. ]?[0-9]{2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{1,2}-[a-z]{3}", re.IGNORECASE)
_AS_TEXT = "maak de kolom in Excel eerst op als Tekst"
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
    intake.remarks.extend(_lost_digits(table))
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
    if not cell or _means_empty(cell, column):
        if not column.empty:
            raise UnreadableError("de cel is leeg")
        return "" if column.dtype == "str" else nan
    value = _word(cell, column) if column.words else READERS[column.type](cell)
    if not column.allows(value):
        raise UnreadableError(column.wrong)
    return value


def _means_empty(cell: str, column: Column) -> bool:
    """Whether a cell that may be empty says so in words; free text says what it says."""
    return column.empty and (column.type != "text" or bool(column.words)) and is_not_applicable(cell)


def _word(cell: str, column: Column) -> str:
    """One of the words of a column, also where it is written with a capital."""
    return next((word for word in column.words if word.casefold() == cell.casefold()), cell)


def _month(cell: str) -> str:
    return _dated(cell, (MONTH,))


def _period(cell: str) -> str:
    return _dated(cell, (MONTH, QUARTER, YEAR))


def _dated(cell: str, lengths: Collection[int]) -> str:
    """A period of one of these lengths as a round writes it; what is none comes back as it is."""
    period = period_of(cell)
    if period is not None and period.length in lengths:
        return str(period)
    meant = seems(cell)
    if period is not None and str(period) != cell:
        instead = " en ".join(map(str, period.parts(QUARTER))) if period.length == HALF_YEAR else ""
        raise UnreadableError(f"dit is {NAMES[period.length]}", instead if len(lengths) > 1 else "")
    if _EXCEL_DATE.fullmatch(cell):
        raise UnreadableError("Excel heeft hier een datum van gemaakt", f"{meant or 'JJJJ-MM'}; {_AS_TEXT}")
    if meant is not None and period is None and cell.isdigit():
        raise UnreadableError("dit is een dag zoals Excel die telt", f"{meant}; {_AS_TEXT}")
    if meant is not None and without_mark(cell) != cell:
        raise UnreadableError("achter de periode staat een teken", f"{meant}")
    if meant is not None and meant.length in lengths:
        raise UnreadableError("deze maand is anders geschreven", f"{meant}")
    if is_week(cell):
        raise UnreadableError("dit is een week")
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
    "period": _period,
    "day": _day,
}


def _lost_digits(table: Table) -> Iterator[Problem]:
    """Numbers that a spreadsheet shortened before they came here."""
    for name, texts in table.cells.columns.items():
        numeric = table.declared.column(name).dtype != "str"
        shortened = {text for text in set(texts) if "+" in text and lost_digits(text)} if numeric else set()
        for row, text in zip(table.cells.rows, texts, strict=True) if shortened else ():
            if text in shortened and (row, name) not in table.bad:
                problem = "Excel schreef dit getal korter op; er kunnen cijfers zijn weggevallen"
                yield table.at(row, name, problem, "alle cijfers van het getal")


def _doubles(table: Table) -> Iterator[Problem]:
    key = table.declared.key
    first: dict[tuple[object, ...], int] = {}
    for row, *values in table.rows(*key):
        earlier = first.setdefault(tuple(values), row)
        if earlier != row:
            found = ", ".join(str(value) for value in values if value != "")
            expected = f"elke combinatie van {enumerate_nl(key)} één keer" if len(key) > 1 else f"elk {key[0]} één keer"
            yield table.of(f"rij {row}", found, f"dit staat ook al in rij {earlier}", expected)

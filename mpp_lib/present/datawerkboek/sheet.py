"""A sheet of the data workbook: words above, then one table that begins in column A."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mpp_lib.present.datawerkboek.printed_number import PrintedNumber, printed_column
from mpp_lib.present.shown.plain_table import NOT_APPLICABLE, PlainTable
from mpp_lib.present.shown.table import distinct
from mpp_lib.present.wording.marks import MARKS
from mpp_lib.present.wording.signs import SHORTHAND, signs_in

Cell = str | float | PrintedNumber
LONGEST_NAME = 31
"""What Excel permits for the name of a sheet."""
CONTENTS = "Inhoud"
MARKED = "Raming of aanname"
SIGNED = "Reeksbreuk of niet gescoord"
NOT_SCORED = "(telt niet mee in scores)"
_UNITS = "Eenheid: in de kop van een kolom of bij een regel; waar er geen staat, zijn het personen of zaken."
_WORDS = "Eenheid: geen, de tabel bestaat uit woorden."


@dataclass(frozen=True)
class Sheet:
    """One table on a sheet of its own.

    Attributes:
        name: of the sheet, at most :data:`LONGEST_NAME` characters.
        table: the name under which Excel knows the table.
        title: first row of the sheet.
        units: second row.
        note: third row: how to read it, its source and cut-off.
        headings: of the columns, no two alike.
        rows: none of the cells is empty.
        leads_to: per row the sheet that its first cell leads to.
        back: the sheet that the fourth row leads to.
        many: whether there are so many rows, of names of ours and numbers, that they are written without their cells.
    """

    name: str
    table: str
    title: str
    units: str
    note: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    leads_to: Sequence[str] = ()
    back: str = CONTENTS
    many: bool = False


def sheet_of(plain: PlainTable, number: str, label: str) -> Sheet:
    """The sheet of a figure or table.

    Args:
        number: how the report names it: ``Tabel 12``.
        label: the label it is embedded by: ``tbl-coa``.
    """
    columns = [
        printed_column(list(map(_in_shorthand, texts)) if numbers else texts, numbers=numbers)
        for texts, numbers in zip(_columns(plain), plain.numbers, strict=True)
    ]
    rows: list[Sequence[Cell]] = [list(row) for row in zip(*columns, strict=True)]
    noted: dict[str, Sequence[Cell]] = {
        MARKED: [_marks(plain.headings, row) for row in plain.rows],
        SIGNED: [_signs(plain, row) for row in plain.rows],
    }
    noted = {heading: said for heading, said in noted.items() if any(said)}
    rows = [
        [*row, *(said or NOT_APPLICABLE for said in notes)] for row, *notes in zip(rows, *noted.values(), strict=True)
    ]
    return Sheet(
        name=sheet_name(number, label),
        table=re.sub(r"\W", "_", label, flags=re.ASCII),
        title=f"{number}: {plain.title}",
        units=_UNITS if any(plain.numbers) else _WORDS,
        note=plain.note,
        headings=distinct([*plain.headings, *noted]),
        rows=rows,
    )


def _columns(plain: PlainTable) -> Iterator[list[str]]:
    return ([row[place] for row in plain.rows] for place in range(len(plain.headings)))


def _marks(headings: Sequence[str], row: Iterable[str]) -> str:
    """Which cells of a row bear a mark, for who reads the numbers by machine and doesn't see their format."""
    cells = zip(headings, row, strict=True)
    return "; ".join(
        f"{heading} {mark}" for heading, text in cells for mark in MARKS.values() if text.endswith(f" {mark}")
    )


def _in_shorthand(text: str) -> str:
    """A figure with what stands for its signs; one that is not scored keeps nothing but its note.

    >>> _in_shorthand("x"), _in_shorthand("49.892 :"), _in_shorthand("12 ~"), _in_shorthand("12")
    ('[c]', '49.892 [b]', '12', '12')
    """
    figure, signs = signs_in(text)
    marks = "".join(SHORTHAND.get(sign, "") for sign in signs)
    return f"{figure} {marks}".strip() if signs else text


def _signs(plain: PlainTable, row: Sequence[str]) -> str:
    """Which figures of a row the series breaks at, and which are not scored."""
    cells = zip(plain.headings, plain.numbers, map(signs_in, row), strict=True)
    return "; ".join(
        f"{heading} {SHORTHAND.get(sign, NOT_SCORED)}"
        for heading, numbers, (figure, signs) in cells
        for sign in signs
        if numbers and figure
    )


def sheet_name(number: str, label: str) -> str:
    """A name that says which figure or table it is and what it is about.

    >>> sheet_name("Tabel\\u00a012", "tbl-ind-asiel")
    'Tabel 12 ind asiel'
    >>> sheet_name("Tabel\\u00a0131", "tbl-keten-gegeven-instroom-per-jaar")
    'Tabel 131 keten gegeven'
    """
    name = number.replace("\u00a0", " ")
    for word in label.split("-")[1:]:
        if len(name) + 1 + len(word) > LONGEST_NAME:
            break
        name = f"{name} {word}"
    return name

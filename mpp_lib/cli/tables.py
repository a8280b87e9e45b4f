"""Tables for people: no figure or id is ever cut or broken, however narrow the terminal is.

Drawn here and not by rich, that measures and folds every cell of thousands, breaks a figure where a column is narrow
and leaves out columns for which there is no room.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any

from mpp_lib.cli.answers import ASKED, folded, width_of

if TYPE_CHECKING:
    from mpp_lib.present.shown.table import Table

_BETWEEN = "  "
_UNBROKEN = "\N{NO-BREAK SPACE}"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        heading: what stands above it.
        right: figures, in line at their last digit; such a cell is never broken.
    """

    heading: str
    right: bool = False


@dataclass
class Shown:
    """A table as people read it.

    Attributes:
        columns: their headings; a text alone heads a column of words.
        rows: each with a text for every column.
        title, note: above and below it.
        groups: of each row what stands above it and the rows that follow with the same; empty for nothing.
    """

    columns: Sequence[Column | str]
    rows: list[Row] = field(default_factory=list)
    title: str = ""
    note: str = ""
    groups: list[str] = field(default_factory=list)

    def add(self, *texts: str, group: str = "") -> None:
        """One row more."""
        self.rows.append(texts)
        self.groups.append(group)


def of_report(table: Table[Any]) -> Shown:
    """A table of the report with its title, the groups of its rows and its note."""
    columns = [Column(column.heading, column.aligns_right) for column in table.columns]
    rows = [tuple(texts) for texts in table.texts()]
    return Shown(columns, rows, table.caption or "", table.under or "", table.groups())


def show(shown: Shown, *, stderr: bool = False) -> None:
    """Print a table on stdout, or on stderr: there with ``-q`` nothing."""
    if stderr and ASKED.quiet:
        return
    out = sys.stderr if stderr else sys.stdout
    for line in drawn(shown, width_of(out)):
        print(line, file=out)


def drawn(shown: Shown, width: int | None) -> Iterator[str]:
    """The lines: in columns where these fit with every figure and word whole, else each row below the other.

    Args:
        width: of the terminal; None where a row is a line, however long.
    """
    columns = [each if isinstance(each, Column) else Column(each) for each in shown.columns]
    yield from folded(shown.title, width)
    if shown.rows:
        widths = _widths(columns, shown.rows, width)
        lines = _below_one_another(columns, shown, width or 0) if widths is None else _aligned(columns, shown, widths)
        yield from lines
    yield from folded(shown.note, width)


def _widths(columns: Sequence[Column], rows: Sequence[Row], width: int | None) -> list[int] | None:
    """Of each column; None where they do not fit. Columns of words become narrower, the widest first."""
    by_column = list(zip(*rows, strict=True))
    widths = [max(len(column.heading), *map(len, texts)) for column, texts in zip(columns, by_column, strict=True)]
    excess = 0 if width is None else sum(widths) + len(_BETWEEN) * (len(widths) - 1) - width
    if excess <= 0:
        return widths
    least = [_least(column, texts) for column, texts in zip(columns, by_column, strict=True)]
    for _ in range(excess):
        place = max(range(len(widths)), key=lambda each: (widths[each] > least[each], widths[each]))
        if widths[place] <= least[place]:
            return None
        widths[place] -= 1
    return widths


def _least(column: Column, texts: Row) -> int:
    """The width in which nothing is broken that belongs together."""
    words = [word for text in texts for word in ((text,) if column.right else text.split())]
    return max(map(len, (*words, *column.heading.split())), default=1)


def _aligned(columns: Sequence[Column], shown: Shown, widths: Sequence[int]) -> Iterator[str]:
    yield from _line(columns, tuple(column.heading for column in columns), widths)
    yield "─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1))
    for group, rows in _grouped(shown):
        yield from [group] if group else []
        for texts in rows:
            yield from _line(columns, texts, widths)


def _line(columns: Sequence[Column], texts: Row, widths: Sequence[int]) -> Iterator[str]:
    """A row: one line, or as many as its longest cell has."""
    cells: list[list[str]] = [
        [text] if len(text) <= width else list(folded(text, width)) for text, width in zip(texts, widths, strict=True)
    ]
    for parts in zip_longest(*cells, fillvalue=""):
        aligned = (
            part.rjust(width) if column.right else part.ljust(width)
            for column, part, width in zip(columns, parts, widths, strict=True)
        )
        yield _BETWEEN.join(aligned).rstrip()


def _below_one_another(columns: Sequence[Column], shown: Shown, width: int) -> Iterator[str]:
    for group, rows in _grouped(shown):
        yield from folded(group, width)
        for texts in rows:
            for column, text in zip(columns, texts, strict=True):
                if text:
                    whole = text.replace(" ", _UNBROKEN) if column.right else text
                    said = folded(f"{column.heading}: {whole}" if column.heading else whole, width, "  ")
                    yield from (line.replace(_UNBROKEN, " ") for line in said)
            yield ""


def _grouped(shown: Shown) -> Iterator[tuple[str, Iterable[Row]]]:
    groups = shown.groups or [""] * len(shown.rows)
    for group, members in groupby(zip(groups, shown.rows, strict=True), key=lambda each: each[0]):
        yield group, [row for _, row in members]

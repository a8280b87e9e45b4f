"""What a figure or table says, as plain data: for whoever wants its numbers rather than its looks.

It goes with every figure and table in the output of a notebook cell, so that what is made of a report later on, such as
the data workbook, holds the very words and numbers that were shown, and has to read no HTML for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import unescape
from typing import Any

from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Column, Table, distinct
from mpp_lib.present.shown.table_html import on_one_line
from mpp_lib.present.wording.printed_values import AS_PUBLISHED, NOTHING, heading_of

UNKNOWN, NOT_APPLICABLE = "[x]", "[z]"
"""What stands where the report shows nothing: the figure isn't known, or there is none to be known."""
GROUP = "Groep"
DRAWN = "Wat de figuur toont"
_TAG = re.compile(r"<[^>]*>")
"""What stands around the words of a small drawing (:mod:`mpp_lib.present.drawing.small_drawing`)."""
OF_SCENARIO = ("Scenario", "MPP-scenario")
"""Headings of the columns that name the mpp-scenario of a row."""


@dataclass(frozen=True)
class PlainTable:
    """A table, or the numbers of a figure, as words.

    Attributes:
        title: title and finding.
        note: how to read it, its source and cut-off.
        headings: of the columns, each with its unit and no two alike.
        numbers: whether a column holds numbers.
        rows: the cells as a reader sees them; none is empty (:data:`UNKNOWN`, :data:`NOT_APPLICABLE`).
    """

    title: str
    note: str
    headings: Sequence[str]
    numbers: Sequence[bool]
    rows: Sequence[Sequence[str]]

    def as_dict(self) -> dict[str, Any]:
        """The JSON object; the keywords make it again."""
        return asdict(self)


def plain_table(item: Picture | Table[Any]) -> PlainTable:
    """The words and numbers of a figure or table; of a figure that shows no numbers what is drawn in it."""
    if isinstance(item, Table):
        return _plain(item, item.caption, item.under)
    if len(item.data):
        return _plain(item.numbers, item.finding, item.under, item.unknown)
    return PlainTable(item.finding, item.under, [DRAWN], [False], [[on_one_line(item.alt)]])


def _plain(table: Table[Any], title: str, note: str, unknown: frozenset[str] = frozenset()) -> PlainTable:
    grouped = bool(table.group)
    headings = [_with_unit(name, column) for name, column in table.named().items()]
    rows = [[on_one_line(text) for text in row] for row in _filled(table, unknown)]
    groups = [[on_one_line(group)] for group in table.groups()] if grouped else [[] for _ in rows]
    return PlainTable(
        " ".join(title.split()),
        " ".join(note.split()),
        distinct([*([GROUP] if grouped else []), *map(on_one_line, headings)]),
        [*([False] if grouped else []), *(column.kind == "number" or bool(column.unit) for column in table.columns)],
        [[*group, *row] for group, row in zip(groups, rows, strict=True)],
    )


def _with_unit(name: str, column: Column[Any]) -> str:
    unit = "" if column.unit == AS_PUBLISHED else heading_of(column.unit)
    return name if unit in ("", name) else f"{name} ({unit})"


def _filled(table: Table[Any], unknown: frozenset[str]) -> Iterator[list[str]]:
    """The texts, with a sign where nothing stands."""
    texts = table.texts()
    known = set(_known_realised(table, texts))
    for row in texts:
        yield [
            _cell(column, text, unknown=_is_unknown(table, row, place, known) or column.of in unknown)
            for place, (column, text) in enumerate(zip(table.columns, row, strict=True))
        ]


def _cell(column: Column[Any], text: str, *, unknown: bool) -> str:
    if column.kind == "drawing":
        return unescape(_TAG.sub("", text)) or NOT_APPLICABLE
    if text == NOTHING:
        return UNKNOWN if column.aligns_right else NOT_APPLICABLE
    return text or (UNKNOWN if unknown else NOT_APPLICABLE)


def _known_realised(table: Table[Any], texts: Sequence[Sequence[str]]) -> Iterator[tuple[str, int]]:
    """What is realised: the subject of a row, and the place of the column."""
    for row in texts:
        yield from ((_subject(table, row), place) for place, text in enumerate(row) if text)


def _is_unknown(table: Table[Any], row: Sequence[str], place: int, known: set[tuple[str, int]]) -> bool:
    """Whether a realised figure isn't known: it belongs to no mpp-scenario and stands once, beside one of them."""
    return table.columns[place].role == "realised" and (_subject(table, row), place) not in known


def _subject(table: Table[Any], row: Sequence[str]) -> str:
    """What names the row, whatever the mpp-scenario."""
    names = zip(table.columns[: table.heads], row, strict=False)
    return "\n".join(text for column, text in names if column.heading not in OF_SCENARIO)


def read_plain_table(said: Mapping[str, Any]) -> PlainTable:
    """What :meth:`PlainTable.as_dict` gave.

    Raises:
        TypeError: it is something else.
    """
    return PlainTable(**said)


def shown_again(plain: PlainTable) -> Table[Sequence[str]]:
    """The table again, from its words: what was empty is empty, and what is not known a dash."""
    first = 1 if plain.headings[0] == GROUP else 0
    columns = [
        Column[Sequence[str]](heading, _word(place), kind="number" if plain.numbers[place] else "text")
        for place, heading in enumerate(plain.headings)
    ]
    group = (lambda row: row[0]) if first else None
    return Table(plain.rows, columns[first:], title=plain.title, note=plain.note, group=group)


def _word(place: int) -> Callable[[Sequence[str]], str]:
    signs = {UNKNOWN: NOTHING, NOT_APPLICABLE: ""}
    return lambda row: signs.get(row[place], row[place])

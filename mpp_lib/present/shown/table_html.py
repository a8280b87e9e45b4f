"""A table as bare, semantic HTML: what both renderers read, the same bytes every time.

Meaning stands in classes: ``groep`` (a row that heads a group), ``totaal`` (a row that is a total), ``realisatie`` (a
cell of realised figures), ``getal`` (a cell that aligns right), ``dicht`` (a table set small). There are no styles.
Which number of the result table a cell shows stands in ``data-i`` (indicator), ``data-s`` (scenario) and ``data-p``
(period): of a row, of the heading of a column, and of a cell where these two contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

from mpp_lib.present.shown.table import UNKEYED, Column, Key, Table

_LINES = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""What begins a new line, on which Markdown could end the block that the table stands in."""


_KEYED = ("data-i", "data-s", "data-p")


def table_html(table: Table[Any]) -> str:
    """The table from ``<table>`` to ``</table>``, one row per line."""
    classes = " ".join(name for name, holds in (("dicht", table.dense), ("heel", table.whole)) if holds)
    opening = f'<table class="{classes}">' if classes else "<table>"
    return "\n".join([opening, "<thead>", *_head(table), "</thead>", "<tbody>", *_body(table), "</tbody>", "</table>"])


def _head(table: Table[Any]) -> Iterator[str]:
    """The headings, in two rows where there is one over several columns."""
    names, columns = table.columns[: table.heads], table.columns[table.heads :]
    lower = [_heading(column) for column in columns if column.over]
    height = 2 if lower else 1
    upper = [_cell("th", column.heading, rowspan=height, scope="col") for column in names]
    for over, spanned in groupby(columns, key=lambda column: column.over):
        members = list(spanned)
        upper += [_over(table, members)] if over else [_heading(column, height) for column in members]
    yield from (_row(row) for row in (upper, lower) if row)


def _heading(column: Column[Any], height: int = 1) -> str:
    return _cell("th", column.heading, _classes(column), rowspan=height, scope="col", key=column.key)


def _over(table: Table[Any], columns: Sequence[Column[Any]]) -> str:
    """The heading over columns; it stands right where they do, but left in a table with groups."""
    classes = "getal" if columns[0].aligns_right and not table.group else ""
    return _cell("th", columns[0].over, classes, colspan=len(columns), scope="colgroup" if len(columns) > 1 else "col")


def _body(table: Table[Any]) -> Iterator[str]:
    rows = zip(table.groups(), table.totals(), table.texts(), table.keys(), strict=True)
    for group, members in groupby(rows, key=lambda row: row[0]):
        if group:
            yield _row([_cell("th", group, colspan=len(table.columns), scope="rowgroup")], "groep")
        _, totals, texts, keys = zip(*members, strict=True)
        for total, row, key, heights in zip(totals, texts, keys, _heights(table.heads, texts), strict=True):
            yield _row([*_row_headers(row, heights), *_cells(table, row, key)], "totaal" if total else "", key)


def _heights(heads: int, rows: Sequence[Sequence[str]]) -> Iterator[Sequence[int]]:
    """Per row the height of each row header, 0 for one that a merged header covers.

    Equal neighbours are merged in all row headers but the last, where those before them are.
    """
    merged = [_runs([tuple(row[: place + 1]) for row in rows]) for place in range(heads - 1)]
    return zip(*merged, [1] * len(rows), strict=True)


def _runs(keys: Sequence[Hashable]) -> list[int]:
    """At the start of each run of equal keys how long it is, 0 further on."""
    lengths = (len(list(run)) for _, run in groupby(keys))
    return [height for length in lengths for height in (length, *[0] * (length - 1))]


def _row_headers(texts: Sequence[str], heights: Sequence[int]) -> Iterator[str]:
    """What names the row; it stands left, whatever it is."""
    for text, height in zip(texts, heights, strict=False):
        if height:
            yield _cell("th", text, rowspan=height, scope="rowgroup" if height > 1 else "row")


def _cells(table: Table[Any], texts: Sequence[str], key: Key) -> Iterator[str]:
    for column, text in zip(table.columns[table.heads :], texts[table.heads :], strict=True):
        own = _before(column.key, key) if text else UNKEYED
        yield _cell("td", text, _classes(column), drawn=column.kind == "drawing", key=own)


def _before(column: Key, row: Key) -> Key:
    """What a column says that its row contradicts."""
    if column == UNKEYED or row == UNKEYED:
        return UNKEYED
    return Key(*(own if own and other and own != other else "" for own, other in zip(column, row, strict=True)))


def _classes(column: Column[Any]) -> str:
    named = {"realisatie": column.role == "realised", "getal": column.aligns_right}
    return " ".join(name for name, holds in named.items() if holds)


def _cell(
    tag: str, text: str, classes: str = "", *, drawn: bool = False, key: Key = UNKEYED, **spans: int | str
) -> str:
    """A cell; a span of one row or column goes without saying.

    Args:
        drawn: whether the text is a drawing, which stands as it is.
    """
    attributes = {name: value for name, value in spans.items() if value != 1} | ({"class": classes} if classes else {})
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}{_keyed(key)}>{text if drawn else escape(on_one_line(text), quote=False)}</{tag}>"


def on_one_line(text: str) -> str:
    """The text as it stands in a cell.

    >>> on_one_line(" een\\n\\x0btwee ")
    'een twee'
    """
    return _LINES.sub(" ", text).strip()


def _row(cells: Iterable[str], kind: str = "", key: Key = UNKEYED) -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<tr{named}{_keyed(key)}>{''.join(cells)}</tr>"


def _keyed(key: Key) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in zip(_KEYED, key, strict=True) if value)

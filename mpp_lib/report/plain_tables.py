"""Tables that hold nothing but text, as data: pandoc has nothing to parse in them and ``opmaak.lua`` lays them out.

A report holds tens of thousands of cells, and as a tree of nodes they take most of the time that a report takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import chain
from typing import Any

from mpp_lib.base.pandoc import Node, attributes
from mpp_lib.report.finished import Finished, part_key

CONTENT, NEW, READY = "inhoud", "sleutel", "gereed"
"""Attributes of a table that ``opmaak.lua`` reads: its rows, what the finished table goes by, the same where it is
there already."""

_TEXT = r"(?:[^<&\x00-\x1f\x7f-\x9f]|&(?:amp|lt|gt);)*"
_ATTRIBUTES = r'(?: [\w-]+="[^"<>&]*")*'
_CELL = re.compile(rf"<(t[hd])({_ATTRIBUTES})>({_TEXT})</\1>")
_ROW = re.compile(rf"<tr({_ATTRIBUTES})>((?:<t[hd]{_ATTRIBUTES}>{_TEXT}</t[hd]>)+)</tr>\n?")
_ROWS = rf"(?:<tr{_ATTRIBUTES}>(?:<t[hd]{_ATTRIBUTES}>{_TEXT}</t[hd]>)+</tr>\n?)*"
_TABLE = re.compile(
    rf"\s*<table({_ATTRIBUTES})>\n?<thead>\n?({_ROWS})</thead>\n?<tbody>\n?({_ROWS})</tbody>\n?</table>\s*"
)
_PAIR = re.compile(r' ([\w-]+)="([^"]*)"')
_KEYS = ("data-i", "data-s", "data-p")
_KNOWN = {
    "tr": {"class", *_KEYS},
    "th": {"class", "scope", "rowspan", "colspan", *_KEYS},
    "td": {"class", "rowspan", "colspan", *_KEYS},
}
_SPACES = re.compile(" +")
_NO_ATTRIBUTES: list[Any] = ["", [], []]
Keys = Mapping[str, str]
"""What a row or cell says of the numbers in it, by the letter behind ``data-``; see :mod:`table_html`."""
Cell = tuple[str, str, int, int, str, Keys]
"""Text, classes, columns, rows, scope, keys; a cell without scope is no heading."""
Row = tuple[str, Sequence[Cell], Keys]
"""Classes, cells and keys."""


class _OtherError(Exception):
    """A table that is more than text in a grid, which pandoc reads."""


def plain_table(html: str, finished: Finished | None = None) -> Node | None:
    """A table without cells that carries its rows in :data:`CONTENT`; None when they hold more than text.

    Args:
        finished: the parts of the page; of a table that is among them the rows are not looked at.
    """
    if finished is None:
        return _with_rows(html, {})
    name = part_key(html)
    return _table("", 0, {READY: name}) if finished.knows(name) else _with_rows(html, {NEW: name})


def without_content(table: Node) -> Node:
    """A table that was written as one, without attributes by which it would show something else."""
    identifier, classes, pairs = table["c"][0]
    kept = [pair for pair in pairs if pair[0] not in (CONTENT, NEW, READY)]
    return {**table, "c": [[identifier, classes, kept], *table["c"][1:]]}


def _table(classes: str, width: int, given: Mapping[str, str]) -> Node:
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in range(width)]
    head, foot = [_NO_ATTRIBUTES, []], [_NO_ATTRIBUTES, []]
    attr = attributes("", classes.split(), given)
    return {"t": "Table", "c": [attr, [None, []], columns, head, [[_NO_ATTRIBUTES, 0, [], []]], foot]}


def _with_rows(html: str, given: Mapping[str, str]) -> Node | None:
    found = _TABLE.fullmatch(html)
    if found is None:
        return None
    try:
        classes = _pairs(found[1], {"class"}).get("class", "")
        head, body = list(_rows(found[2], "th")), list(_rows(found[3], "td"))
        width = _width(head, body)
    except _OtherError:
        return None
    content = json.dumps({"kop": head, "lijf": body}, ensure_ascii=False, separators=(",", ":"))
    return _table(classes, width, {CONTENT: content, **given})


def _rows(html: str, tag: str) -> Iterator[Row]:
    for row in _ROW.finditer(html):
        pairs = _pairs(row[1], _KNOWN["tr"])
        cells = [_cell(*cell.groups(), heads=tag == "th") for cell in _CELL.finditer(row[2])]
        yield pairs.get("class", ""), cells, _keys(pairs)


def _cell(tag: str, given: str, text: str, *, heads: bool) -> Cell:
    pairs = _pairs(given, _KNOWN[tag])
    scope = pairs.get("scope", "")
    if (tag == "th") != (heads or scope in ("row", "rowgroup")):
        raise _OtherError
    shown = _SPACES.sub(" ", unescape(text)).strip(" ")
    width, height = (_count(pairs.get(name, "1")) for name in ("colspan", "rowspan"))
    return shown, pairs.get("class", ""), width, height, scope, _keys(pairs)


def _keys(pairs: Mapping[str, str]) -> Keys:
    return {name.removeprefix("data-"): pairs[name] for name in _KEYS if name in pairs}


def _pairs(given: str, known: set[str]) -> dict[str, str]:
    pairs = dict(_PAIR.findall(given))
    if pairs.keys() - known:
        raise _OtherError
    return pairs


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,3}", text):
        raise _OtherError
    return int(text)


def _width(head: Sequence[Row], body: Sequence[Row]) -> int:
    """How many columns the table has, once each row is known to fill them."""
    if not head or not body:
        raise _OtherError
    widths = set(chain(_filled(head), _filled(body)))
    if len(widths) != 1:
        raise _OtherError
    return widths.pop()


def _filled(rows: Sequence[Row]) -> Iterator[int]:
    """How many columns each row takes, with the cells that reach down to it."""
    reaching: list[tuple[int, int]] = []
    for number, (_, cells, _) in enumerate(rows):
        if any(number + height > len(rows) for _, _, _, height, *_ in cells):
            raise _OtherError
        reaching = [(width, until) for width, until in reaching if until > number]
        reaching += [(width, number + height) for _, _, width, height, *_ in cells]
        yield sum(width for width, _ in reaching)

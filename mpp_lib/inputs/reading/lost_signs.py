"""What of a line is not printed: a sign as in ``>65 jaar``, a number in a list of 1, 3 and 7, a cell too many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mpp_lib.base.markdown import INLINE_CODE

CODE = "```"
_Refused = tuple[int, str, str, str]
"""Row from 0, what stands there, what is wrong and what is expected."""
_ITEMS = r"(?P<items>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)+|)[ \t]{0,3}"
_LOST = {
    re.compile(rf"{_ITEMS}(?P<sign>>)[=\d€$-]"): "een citaat",
    re.compile(rf"{_ITEMS}(?P<sign>\+)[ \t]+(?:[€$] ?)?\d"): "een punt van een lijst",
}
"""How a line begins that is shown without its sign, and what it becomes."""
_NUMBERED = re.compile(r"(?P<indent> *)(?P<number>\d{1,9})(?P<after>[.)])[ \t]+\S")
_BEGINS_ANEW = re.compile(r"\s*$|#{1,6} | {0,3}(:::|```|~~~)")
"""A line after which the next is no part of its paragraph."""
_ENDS_LISTS = re.compile(r":::|```|~~~")
_TABLE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
"""The line below the head of a table with ``|``."""
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_FORMULA = re.compile(r"\$[^$\s][^$]*\$")
_Item = tuple[int, int]
"""Row, and the number that it was given."""


def lost_signs(lines: Sequence[str]) -> Iterator[_Refused]:
    """What would be printed without its sign, cell or number; lines of code are to be ``CODE``."""
    for row, (before, line) in enumerate(zip(["", *lines], lines, strict=False)):
        for pattern, becomes in _LOST.items():
            found = pattern.match(line)
            if found and (found["items"] or _BEGINS_ANEW.match(before)):
                problem = f"dit wordt {becomes}, zonder het teken {found['sign']}"
                yield row, line, problem, f"\\{found['sign']} voor een teken dat zo bedoeld is"
    yield from _cells_too_many(lines)
    for items in _numbered(lines):
        yield from _out_of_order(items, lines)


def _cells_too_many(lines: Sequence[str]) -> Iterator[_Refused]:
    columns = 0
    for row, (line, after) in enumerate(pairwise([*lines, ""])):
        if "|" in after and _TABLE.fullmatch(after):
            columns = len(_cells(after))
        elif not line.strip():
            columns = 0
        if columns and len(cells := _cells(line)) > columns:
            problem = f"de tabel heeft {columns} kolommen: wat verder staat, vervalt"
            yield row, cells[columns].strip() or line, problem, f"{columns} cellen, of \\| voor het teken zelf"


def _cells(line: str) -> list[str]:
    """The cells of a row; what stands between the marks of code or a formula is one with its cell."""
    plain = _FORMULA.sub("x", INLINE_CODE.sub("x", line)).strip()
    return _BETWEEN_CELLS.split(plain.removeprefix("|").removesuffix("|"))


def _numbered(lines: Sequence[str]) -> Iterator[list[_Item]]:
    """The items of each numbered list."""
    opened = dict[tuple[str, str], list[_Item]]()
    for row, (before, line) in enumerate(zip(["", *lines], lines, strict=False)):
        item = _NUMBERED.match(line)
        if item and (opened or _BEGINS_ANEW.match(before)):
            yield from _closed(opened, len(item["indent"]) + 1)
            opened.setdefault((item["indent"], item["after"]), []).append((row, int(item["number"])))
        elif _ENDS_LISTS.match(line) or (line.strip() and not line[0].isspace() and not before.strip()):
            yield from _closed(opened, 0)
    yield from _closed(opened, 0)


def _closed(opened: dict[tuple[str, str], list[_Item]], indent: int) -> list[list[_Item]]:
    return [opened.pop(key) for key in list(opened) if len(key[0]) >= indent]


def _out_of_order(items: Sequence[_Item], lines: Sequence[str]) -> Iterator[_Refused]:
    """The first whose number is not the one that is printed; where all are equal, counting is meant."""
    first = items[0][1]
    if len({number for _, number in items}) == 1:
        return
    for printed, (row, number) in enumerate(items, start=first):
        if number != printed:
            problem = f"in een lijst die met {first} begint wordt dit {printed}"
            yield row, lines[row], problem, f"{printed}, of {number}\\. voor een nummer dat zo bedoeld is"
            return

"""Lines that begin with a sign or a number that Markdown does not print, as in ``>65 jaar`` or a list of 1, 3 and 7."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_Refused = tuple[int, str, str, str]
"""Row from 0, what stands there, what is wrong and what is expected."""
_IN_LIST = r"(?P<item>(?:\s*(?:[-*+]|\d+[.)])\s)*)\s*"
_LOST = {
    re.compile(rf"{_IN_LIST}(?P<sign>>)[=\d]"): "een citaat",
    re.compile(rf"{_IN_LIST}(?P<sign>\+)\s+(?:[€$]\s?)?\d"): "een punt van een lijst",
}
"""How a line begins that is shown without its sign, and what it becomes."""
_NUMBERED = re.compile(r"(?P<indent>\s*)(?P<number>\d{1,9})(?P<after>[.)])\s+\S")
_Item = tuple[int, int]
"""Row, and the number that it was given."""


def lost_signs(lines: Sequence[str]) -> Iterator[_Refused]:
    """What would be printed without its sign or with another number; lines of code are to be blank."""
    for row, (before, line) in enumerate(zip(["", *lines], lines, strict=False)):
        for pattern, becomes in _LOST.items():
            found = pattern.match(line)
            if found and (found["item"] or not before.strip()):
                problem = f"dit wordt {becomes}, zonder het teken {found['sign']}"
                yield row, line, problem, f"\\{found['sign']} voor een teken dat zo bedoeld is"
    for items in _numbered(lines):
        yield from _out_of_order(items, lines)


def _numbered(lines: Sequence[str]) -> Iterator[list[_Item]]:
    """The items of each numbered list."""
    opened = dict[tuple[str, str], list[_Item]]()
    for row, (before, line) in enumerate(zip(["", *lines], lines, strict=False)):
        if item := _NUMBERED.match(line):
            yield from _closed(opened, len(item["indent"]) + 1)
            opened.setdefault((item["indent"], item["after"]), []).append((row, int(item["number"])))
        elif line.strip() and not line[0].isspace() and not before.strip():
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

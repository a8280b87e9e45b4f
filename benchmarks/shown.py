"""What was measured, as a Markdown table for a Dutch reader, and its place on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mpp_lib.base.dutch import number
from mpp_lib.base.write import write_atomically

BEGIN, END = "<!-- gemeten: make bench -->", "<!-- /gemeten -->"
_UNITS = ((1.0, "s", 1.0), (1e-3, "ms", 1e3), (0.0, "µs", 1e6))


@dataclass
class Table:
    """One part of what is measured.

    Attributes:
        title: heading above it.
        heads: of the columns; one that begins with a space is aligned to the right.
        rows: a text for every column.
        note: what a reader has to know of it.
    """

    title: str
    heads: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    note: str = ""

    @property
    def markdown(self) -> str:
        """Heading, table and note."""
        lines = [
            f"### {self.title}",
            "",
            _row([head.strip() for head in self.heads]),
            _row(["---:" if head.startswith(" ") else "---" for head in self.heads]),
            *map(_row, self.rows),
        ]
        return "\n".join([*lines, *(["", self.note] if self.note else [])])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def seconds(value: float) -> str:
    """A time in the unit that suits it, with three figures."""
    unit, factor = next((unit, factor) for least, unit, factor in _UNITS if value >= least)
    return f"{figures(value * factor)} {unit}"


def figures(value: float) -> str:
    """A number with some three figures."""
    return number(value, 2 if value < 10 else 1 if value < 100 else 0)


def apart(value: float) -> str:
    """How far two answers lie apart, relatively."""
    return "0" if value == 0 else f"{value:.0e}".replace("e-0", "e-")


def verdict(*, met: bool) -> str:
    """Whether a goal is met."""
    return "gehaald" if met else "**niet gehaald**"


BESIDE = ("naast", " daar", " hier", " verhouding", " doel", "", " verschil")
"""Heads of a table that holds others beside us."""


def beside(name: str, theirs: float, ours: float, goal: float | None = None, difference: str = "") -> Sequence[str]:
    """A row of such a table.

    Args:
        theirs, ours: seconds.
        goal: how many times as long theirs takes, at least.
    """
    ratio = theirs / ours
    asked = ("", "") if goal is None else (f"{number(goal)} ×", verdict(met=ratio >= goal))
    return (name, seconds(theirs), seconds(ours), f"{figures(ratio)} ×", *asked, difference)


def absent(name: str, why: str, ours: float, goal: float) -> Sequence[str]:
    """A row for one who is not there."""
    return (f"{name}: {why}", "", seconds(ours), "", f"{number(goal)} ×", "", "")


def put(page: Path, measured: str) -> None:
    """Put what was measured in its place on a page.

    Raises:
        ValueError: when the page has no such place.
    """
    text = page.read_text(encoding="utf-8")
    place = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    if not place.search(text):
        raise ValueError(f"{page}: geen plaats tussen {BEGIN} en {END}")
    write_atomically(page, place.sub(lambda _: f"{BEGIN}\n\n{measured}\n\n{END}", text).encode("utf-8"))

"""Tables of thousands of rows on a terminal: drawn as those of rich, which measures and folds every cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from mpp_lib.cli.answers import console

if TYPE_CHECKING:
    from rich.table import Table


def print_rows(headings: Mapping[str, bool], rows: Sequence[Sequence[str]]) -> None:
    """A table with each row on one line; only on a terminal that is narrower its cells are folded.

    Args:
        headings: name of each column → whether its cells stand to the right.
        rows: the text of each cell, of letters that are one column wide.
    """
    widths = [max(map(len, texts)) for texts in zip(headings, *rows, strict=True)]
    whole = sum(widths) + 3 * len(widths) + 1
    terminal = console(whole)
    if terminal.width < whole:
        terminal.print(_folding(headings, rows))
    else:
        print("\n".join(_lines(headings, rows, widths)))


def _lines(headings: Mapping[str, bool], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Iterable[str]:
    sides = ["" if right else "-" for right in headings.values()]
    cells = [f"%{side}{width}s" for side, width in zip(sides, widths, strict=True)]
    heading, row = f"┃ {' ┃ '.join(cells)} ┃", f"│ {' │ '.join(cells)} │"
    yield _rule("┏━┳┓", widths)
    yield heading % tuple(headings)
    yield _rule("┡━╇┩", widths)
    yield from (row % tuple(texts) for texts in rows)
    yield _rule("└─┴┘", widths)


def _rule(marks: str, widths: Iterable[int]) -> str:
    """A line of a table: its begin, what it is made of, where columns meet, its end."""
    begin, along, between, end = list(marks)
    return f"{begin}{between.join(along * (width + 2) for width in widths)}{end}"


def _folding(headings: Mapping[str, bool], rows: Iterable[Sequence[str]]) -> Table:
    from rich.table import Table

    shown = Table()
    for heading, right in headings.items():
        shown.add_column(heading, justify="right" if right else "left", overflow="fold")
    for texts in rows:
        shown.add_row(*texts)
    return shown

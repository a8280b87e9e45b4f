"""The sheet of checks says of every line whether it holds, in a word and in red: what a reader has to see at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.line import Content
from mpp_lib.present.rekenblad.looks import DUTCH, ON_WRONG, WRONG
from mpp_lib.present.rekenblad.outline import CHECKS
from mpp_lib.present.rekenblad.places import HEADER_ROWS, Row, WholeRow, column

TOLERANCE = 1e-6
"""What lies this close is the same: rounding of a computer, and what a round permits the shares of a whole."""
HOLDS, FAILS, ALL_HOLD, SEVERAL = "klopt", "verschil", "alles klopt", "verschillen: "
HEADS = ("oordeel", "grootste verschil")
WHOLE_VERDICT = f"{CHECKS}!D1"
_LIMIT = f"{TOLERANCE:f}"
_UNEQUAL = NumberFormat(numFmtId=200, formatCode=f'"≠ "{DUTCH}#,##0.00')
"""In a month the number itself says that it should have been another, to who does not see red."""


def verdict_cells(row: Row, months: Iterable[int], values: Iterable[float], book: Book) -> tuple[Content, Content]:
    """The word of a line of checks, and the largest of its differences in size.

    Args:
        months: in which it is checked.
        values: what stands there.
    """
    number, months = book.places.of[row][1], list(months)
    cells = f"{column(months[0])}{number}:{column(months[-1])}{number}"
    meant = 1.0 if isinstance(row, WholeRow) else 0.0
    largest = max(abs(value - meant) for value in values)
    text = f"=MAX(MAX({cells})-{meant:g},{meant:g}-MIN({cells}))"
    size = f"E{number}"
    word = f'=IF(ISNUMBER({size}),IF({size}>{_LIMIT},"{FAILS}","{HOLDS}"),"{FAILS}")'
    return Content(FAILS if largest > TOLERANCE else HOLDS, word), Content(largest, text)


def whole_verdict(book: Book) -> Content:
    """One word over all checks."""
    last = max(number for sheet, number in book.places.of.values() if sheet == CHECKS)
    failing = f'COUNTIF(D{HEADER_ROWS + 1}:D{last},"{FAILS}")'
    return Content(ALL_HOLD, f'=IF({failing}=0,"{ALL_HOLD}","{SEVERAL}"&{failing})')


def colour_verdicts(sheet: Any, book: Book) -> None:
    """Red where something differs: the word of the line, and the months in which it does."""
    _colour(sheet, "D1", f'$D$1<>"{ALL_HOLD}"')
    top = HEADER_ROWS + 1
    _colour(sheet, f"D{top}:E{sheet.max_row}", f'$D{top}="{FAILS}"')
    for whole in (False, True):
        numbers = [number for row, (name, number) in book.places.of.items() if name == CHECKS and _whole(row) == whole]
        if numbers:
            first = f"{column(0)}{min(numbers)}"
            cells = f"{first}:{column(book.data.rows - 1)}{max(numbers)}"
            _colour(sheet, cells, f"AND(ISNUMBER({first}),ABS({first}-{whole:d})>{_LIMIT})", _UNEQUAL)


def colour_front(sheet: Any, cell: str) -> None:
    """Red where the word over all checks is copied and is not that all hold."""
    _colour(sheet, cell, f'{cell}<>"{ALL_HOLD}"')


def _whole(row: Row) -> bool:
    return isinstance(row, WholeRow)


def _colour(sheet: Any, cells: str, formula: str, shown: Any = None) -> None:
    look = DifferentialStyle(
        font=Font(bold=True, color=ON_WRONG), fill=PatternFill("solid", bgColor=WRONG), numFmt=shown
    )
    sheet.conditional_formatting.add(cells, Rule("expression", dxf=look, formula=[formula]))

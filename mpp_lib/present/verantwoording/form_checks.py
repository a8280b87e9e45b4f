"""What a form says of itself while it is filled: the words of its checks, and how they show."""

from __future__ import annotations

from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.present.verantwoording.form_style import font

IN_ORDER, STILL_EMPTY, MAY_BE_EMPTY = "in orde", "nog leeg", "leeg, dat mag"
LARGE = 0.5
"""A change from which a number is asked to be explained, as a part of what it was."""
_GREEN, _RED = "1E6B3A", "A61B1B"


def coloured(sheet: Worksheet, column: int, first: int, last: int) -> None:
    """A check in green where it is in order, and in red where it is neither that nor empty."""
    letter = get_column_letter(column)
    cells, cell = f"{letter}{first}:{letter}{last}", f"{letter}{first}"
    sheet.conditional_formatting.add(cells, CellIsRule("equal", [f'"{IN_ORDER}"'], font=font(color=_GREEN)))
    quiet = ",".join(f'{cell}<>"{word}"' for word in ("", IN_ORDER, STILL_EMPTY, MAY_BE_EMPTY))
    wrong = f"AND({quiet})"
    sheet.conditional_formatting.add(cells, FormulaRule([wrong], font=font(color=_RED, bold=True)))


def still_to_do(sheet: Worksheet, column: int, first: int, last: int, what: str, count: int) -> str:
    """The formula that says what is left to do on a sheet, wherever it stands.

    Args:
        what: what is counted, as in ``rijen``.
        count: how many checks there are between the rows.
    """
    letter = get_column_letter(column)
    cells = f"'{sheet.title}'!${letter}${first}:${letter}${last}"
    empty, right, free = (f'COUNTIF({cells},"{word}")' for word in (STILL_EMPTY, IN_ORDER, MAY_BE_EMPTY))
    other = f"({count}-{empty}-{right}-{free})"
    return f'="Van de {count} {what}: "&{empty}&" nog leeg, "&{right}&" in orde, "&{other}&" na te lopen"'


def on_one_width(sheet: Worksheet, head: int) -> None:
    """On paper the whole width on a page, with the head of the table on each."""
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{head}:{head}"
    sheet.oddFooter.center.text = "&A, bladzijde &P van &N"

"""How a workbook looks that a partner fills: its title, its heads, the cells to fill, and the sheet on paper."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.inputs.declared.registers import FOUNDATIONS
from mpp_lib.present.wording.text_cell import put_text

BLACK, DARK, PALE, OPEN = "000000", "154273", "E8EDF5", "FFF9E1"
GREY = "666666"
HEAD, FIRST = 5, 6
"""Rows of the head of a table, and of what stands first below it."""
_BROADER = 1.12
"""What a text takes more than its letters, by breaking between words."""
COUNT, SHARE, MONTH = "#,##0", "0.0%", "[$-413]mmm yy"


def at_least_zero(whose: str) -> DataValidation:
    """What a cell for a count accepts."""
    counts = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    return _told(counts, "Vul een getal van 0 of hoger in.", whose)


def a_number(whose: str) -> DataValidation:
    """What a cell accepts for a number that may lie below zero."""
    numbers = DataValidation(type="decimal", operator="between", formula1="-1E+12", formula2="1E+12", allow_blank=True)
    return _told(numbers, "Vul een getal in.", whose)


def a_share(whose: str) -> DataValidation:
    """What a cell for a share accepts."""
    shares = DataValidation(type="decimal", operator="between", formula1="0", formula2="1", allow_blank=True)
    return _told(shares, "Vul een percentage van 0% tot en met 100% in, zoals 62% of 0,62.", whose)


def one_of(words: str, message: str, whose: str) -> DataValidation:
    """What a cell accepts that holds one of a list: its words, or the cells where they stand."""
    return _told(DataValidation(type="list", formula1=words, allow_blank=True), message, whose)


def grounds(whose: str) -> DataValidation:
    """What a cell accepts that says on what a value rests."""
    return one_of(f'"{",".join(FOUNDATIONS)}"', f"Kies {', '.join(FOUNDATIONS)}.", whose)


def _told(validation: DataValidation, message: str, whose: str) -> DataValidation:
    validation.error, validation.errorTitle, validation.showErrorMessage = message, whose, True
    return validation


def title(sheet: Worksheet, text: str, hint: str) -> None:
    """The two lines above everything."""
    put_text(sheet.cell(1, 1), text).font = font(bold=True, size=14, color=DARK)
    put_text(sheet.cell(2, 1), hint).font = font(italic=True)


def finish(sheet: Worksheet, frozen: str) -> None:
    """Locks what is not to be filled, and makes the sheet fit for reading and for paper."""
    sheet.freeze_panes = frozen
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)


def head(cell: Cell, *, centred: bool = False) -> None:
    """A cell of the head of a table."""
    cell.fill = fill(DARK)
    cell.font = font(bold=True, color="FFFFFF")
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)


def heads(sheet: Worksheet, widths: Mapping[str, float]) -> None:
    """The head of a table, with the width of each column."""
    for column, (name, width) in enumerate(widths.items(), start=1):
        head(put_text(sheet.cell(HEAD, column), name))
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[HEAD].height = 32


def fit_height(sheet: Worksheet, row: int, texts: Mapping[str, float]) -> None:
    """Make a row as high as its texts need: a program that opens the file does not see to it.

    Args:
        texts: text → width of its column, in characters.
    """
    lines = max(ceil(len(text) * _BROADER / width) for text, width in texts.items() if text)
    sheet.row_dimensions[row].height = 3 + 14.5 * lines


def opened(cell: Cell) -> Cell:
    """A cell to fill."""
    side = Side(style="hair", color="999999")
    cell.fill, cell.border, cell.protection = fill(OPEN), Border(side, side, side, side), Protection(locked=False)
    return cell


def same_look(cell: Cell, model: Cell) -> None:
    """Makes a cell look like another of its workbook: thirty times as fast as to say so of each."""
    cell._style = copy(model._style)


def font(
    *, name: str = "Calibri", size: int = 11, bold: bool = False, italic: bool = False, color: str = BLACK
) -> Font:
    """A letter of the house."""
    return Font(name=name, size=size, bold=bold, italic=italic, color=color)


def fill(colour: str) -> PatternFill:
    """A plain ground."""
    return PatternFill("solid", fgColor=colour)

"""How a sheet prints, and what a reader may do to it."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.page import PageMargins

A4 = 9
NARROW = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)


def print_on_a4(sheet: Any, footer: str, orientation: str, area: str, *, wide: int = 1, tall: int = 0) -> None:
    """On A4, so many pages beside each other and below each other; ``tall`` 0 for as many as it takes."""
    sheet.print_area, sheet.page_margins = area, NARROW
    setup = sheet.page_setup
    setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight = A4, orientation, wide, tall
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = footer.replace("&", "&&")
    sheet.oddFooter.right.text = "&A, &P van &N"


def print_on_one_page(sheet: Any, footer: str, area: str) -> None:
    """On one page of A4, on its side."""
    print_on_a4(sheet, footer, "landscape", area, tall=1)


def protect(sheet: Any) -> None:
    """Only input can be typed in; rows and columns can be widened and shown. There is no password: who wants can."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False

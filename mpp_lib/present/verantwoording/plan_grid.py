"""The table of a sheet of the IND-prognoseplan: names on the left, months across under their years, a year per page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.months import Month
from mpp_lib.present.verantwoording.form_style import HEAD, MONTH, font, head
from mpp_lib.present.wording.text_cell import put_text

YEAR_ON_A4 = 46
"""Scale, in percent, at which the names, the months before and a year fit the width of a page."""
_MONTH_WIDTH = 7.5


@dataclass(frozen=True)
class Grid:
    """Where everything stands.

    Attributes:
        names: heading → width, of the columns before the months.
        past: months before the horizon.
        months: of the horizon.
    """

    names: Mapping[str, float]
    past: Sequence[Month]
    months: Sequence[Month]

    @property
    def past_columns(self) -> range:
        """The columns of the months before the horizon."""
        first = len(self.names) + 1
        return range(first, first + len(self.past))

    @property
    def columns(self) -> range:
        """The columns of the months of the horizon."""
        first = self.past_columns.stop
        return range(first, first + len(self.months))

    @property
    def dated(self) -> dict[int, Month]:
        """Column → its month, of all of them."""
        return dict(zip((*self.past_columns, *self.columns), (*self.past, *self.months), strict=True))

    def years(self) -> Iterator[tuple[int, range]]:
        """Every year of the horizon with its columns."""
        of_horizon = ((column, month) for column, month in self.dated.items() if column in self.columns)
        for year, group in groupby(of_horizon, key=lambda item: item[1].year):
            columns = [column for column, _ in group]
            yield year, range(columns[0], columns[-1] + 1)

    def write(self, sheet: Worksheet) -> None:
        """The head, and how the sheet breaks on paper."""
        for column, (name, width) in enumerate(self.names.items(), start=1):
            head(put_text(sheet.cell(HEAD, column), name))
            sheet.column_dimensions[get_column_letter(column)].width = width
        for column, month in self.dated.items():
            sheet.column_dimensions[get_column_letter(column)].width = _MONTH_WIDTH
            cell = sheet.cell(HEAD, column, date(month.year, month.month, 1))
            cell.number_format = MONTH
            head(cell, centred=True)
        if self.past:
            put_text(sheet.cell(HEAD - 1, self.past_columns.start), "realisatie, ter vergelijking").font = font(
                italic=True, size=9
            )
        for year, columns in self.years():
            head(sheet.cell(HEAD - 1, columns.start, year), centred=True)
            sheet.merge_cells(
                start_row=HEAD - 1, end_row=HEAD - 1, start_column=columns.start, end_column=columns.stop - 1
            )
        self._break_by_year(sheet)

    def _break_by_year(self, sheet: Worksheet) -> None:
        """On paper a year per page, with the names on each and the months before on the first."""
        sheet.page_setup.scale = YEAR_ON_A4
        sheet.print_title_cols = f"A:{get_column_letter(len(self.names))}"
        sheet.oddFooter.center.text = "&A, bladzijde &P van &N"
        sheet.col_breaks = ColBreak()
        for _, columns in list(self.years())[:-1]:
            sheet.col_breaks.append(Break(id=columns.stop - 1))


def cells(row: int, columns: range) -> str:
    """The address of a stretch of a row."""
    return f"{get_column_letter(columns.start)}{row}:{get_column_letter(columns.stop - 1)}{row}"

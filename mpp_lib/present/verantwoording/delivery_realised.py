"""The sheets of a form on which a partner says what it counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.catalogue import Aggregation, IndicatorSpec
from mpp_lib.base.dutch import number
from mpp_lib.base.periods import Period
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivery.asked import Asked
from mpp_lib.present.verantwoording.form_checks import IN_ORDER, LARGE, STILL_EMPTY, coloured, on_one_width, still_to_do
from mpp_lib.present.verantwoording.form_style import (
    COUNT,
    FIRST,
    GREY,
    HEAD,
    MONTH,
    PALE,
    a_number,
    at_least_zero,
    fill,
    finish,
    fit_height,
    font,
    head,
    heads,
    one_of,
    opened,
    title,
)
from mpp_lib.present.wording.text_cell import put_text
from mpp_lib.production.realised import ASSUMED

FREE = 15
"""Rows for other periods."""
_STATUS = form.FIGURES.column("status").words
_WIDTHS = {form.ID: 24, form.LABEL: 30, form.UNIT: 20, form.LAST_COUNT: 24}
_AFTER = {form.STATUS: 11, form.OWN_TOTAL: 15, form.CHANGE: 13, form.CHECK: 21}
Figure = tuple[float, str]
"""Value and status."""


def write_realised(sheet: Worksheet, asked: Asked) -> str:
    """Fills the sheet; returns the formula that says what is left to do on it."""
    return _Realised(sheet, asked).write()


def _figures(asked: Asked) -> dict[str, dict[Period, Figure]]:
    """Indicator → period → what the round has of it."""
    found: dict[str, dict[Period, Figure]] = {}
    columns = "indicator", "periode", "waarde", "status"
    for _, name, period, value, status in asked.standing.realisations.rows(*columns):
        found.setdefault(name, {})[Period.parse(period)] = (value, status)
    return found


def _last_count(known: Mapping[Period, Figure]) -> str:
    """The latest figure that is no assumption, as a text."""
    counted = [(period.end, -period.length, period) for period, (_, status) in known.items() if status != ASSUMED]
    if not counted:
        return "nog niet geteld"
    latest = max(counted)[2]
    value, status = known[latest]
    return f"{latest}: {number(value)} ({status})"


def label_of(spec: IndicatorSpec) -> str:
    """The indicator among those of its partner."""
    return f"{spec.part}: {spec.label}" if spec.part else spec.label


class _Realised:
    def __init__(self, sheet: Worksheet, asked: Asked) -> None:
        self.sheet = sheet
        self.asked = asked
        standing = asked.standing
        self.beside, self.months = standing.beside, standing.months
        start = len(_WIDTHS) + 1
        self.known_columns = range(start, start + len(self.beside))
        self.columns = range(self.known_columns.stop, self.known_columns.stop + len(self.months))
        self.after = {name: self.columns.stop + place for place, name in enumerate(_AFTER)}
        self.figures = _figures(asked)
        self.row_of = {spec.id: row for row, spec in enumerate(asked.series, start=FIRST)}
        self.last = FIRST + len(asked.series) - 1

    def write(self) -> str:
        hint = "Vul de gele cellen: aantallen in de maand, of de stand aan het eind ervan. Grijs heeft de ronde al."
        title(self.sheet, f"{form.REALISED} van {self.asked.whose}", hint)
        self._heads()
        for spec in self.asked.series:
            self._row(spec, self.row_of[spec.id])
        self._validate()
        check = self.after[form.CHECK]
        coloured(self.sheet, check, FIRST, self.last)
        left = still_to_do(self.sheet, check, FIRST, self.last, "rijen", len(self.asked.series))
        self.sheet.cell(3, 1, left)
        finish(self.sheet, self.sheet.cell(FIRST, self.known_columns.start).coordinate)
        on_one_width(self.sheet, HEAD)
        return left

    def _heads(self) -> None:
        for column, (name, width) in enumerate(_WIDTHS.items(), start=1):
            self._head(column, name, width)
        for column, month in zip((*self.known_columns, *self.columns), (*self.beside, *self.months), strict=True):
            cell = self.sheet.cell(HEAD, column, date(month.year, month.month, 1))
            cell.number_format = MONTH
            head(cell, centred=True)
            self.sheet.column_dimensions[get_column_letter(column)].width = 7.5
        for name, column in self.after.items():
            self._head(column, name, _AFTER[name])
        self.sheet.row_dimensions[HEAD].height = 32
        groups = ((self.known_columns, "ter vergelijking"), (self.columns, "te vullen"))
        for columns, text in groups:
            put_text(self.sheet.cell(HEAD - 1, columns.start), text).font = font(italic=True, size=9)

    def _head(self, column: int, name: str, width: int) -> None:
        head(put_text(self.sheet.cell(HEAD, column), name))
        self.sheet.column_dimensions[get_column_letter(column)].width = width

    def _row(self, spec: IndicatorSpec, row: int) -> None:
        at_end = spec.aggregation is Aggregation.STOCK
        known = self.figures.get(spec.id, {})
        texts = (spec.id, label_of(spec), f"{spec.unit}, {'stand' if at_end else 'per maand'}", _last_count(known))
        for column, text in enumerate(texts, start=1):
            put_text(self.sheet.cell(row, column), text).alignment = Alignment(vertical="top", wrap_text=column > 1)
        self.sheet.cell(row, 1).font = font(size=8, color=GREY)
        fit_height(self.sheet, row, {texts[1]: _WIDTHS[form.LABEL], texts[3]: _WIDTHS[form.LAST_COUNT]})
        for column, month in zip(self.known_columns, self.beside, strict=True):
            self._known(row, column, known.get(Period(month)))
        for column in self.columns:
            cell = opened(self.sheet.cell(row, column))
            cell.number_format, cell.alignment = COUNT, Alignment(vertical="top")
        self._counted(row, known)
        for name in (form.STATUS, form.OWN_TOTAL):
            cell = opened(self.sheet.cell(row, self.after[name]))
            cell.number_format, cell.alignment = COUNT, Alignment(vertical="top")
        self.sheet.cell(row, self.after[form.CHANGE], self._change(row)).number_format = "+0%;-0%;0%"
        self.sheet.cell(row, self.after[form.CHECK], self._check(spec, row, at_end=at_end))
        for name in (form.CHANGE, form.CHECK):
            self.sheet.cell(row, self.after[name]).alignment = Alignment(vertical="top")

    def _known(self, row: int, column: int, figure: Figure | None) -> None:
        cell = self.sheet.cell(row, column)
        cell.fill, cell.alignment = fill(PALE), Alignment(vertical="top")
        if figure is not None:
            cell.value, cell.number_format = figure[0], COUNT
            cell.font = font(color=GREY, italic=figure[1] in (ASSUMED, "raming"))

    def _counted(self, row: int, known: Mapping[Period, Figure]) -> None:
        """What the round already has of the months to fill, where all of it is equally firm."""
        given = {month: known[Period(month)] for month in self.months if Period(month) in known}
        statuses = {status for _, status in given.values()}
        if len(statuses) == 1 and ASSUMED not in statuses:
            for column, month in zip(self.columns, self.months, strict=True):
                if month in given:
                    self.sheet.cell(row, column).value = given[month][0]
            self.sheet.cell(row, self.after[form.STATUS]).value = statuses.pop()

    def _cells(self, row: int, columns: range) -> str:
        return f"{get_column_letter(columns.start)}{row}:{get_column_letter(columns.stop - 1)}{row}"

    def _change(self, row: int) -> str:
        """How far the month that is furthest off lies from what was ordinary before, or else among the months."""
        own, before = self._cells(row, self.columns), self._cells(row, self.known_columns)
        ordinary = f"IF(COUNT({before})>0,AVERAGE({before}),MEDIAN({own}))"
        further = f"IF(MAX({own})-{ordinary}>{ordinary}-MIN({own}),MAX({own}),MIN({own}))"
        return f'=IF(COUNT({own})=0,"",IF({ordinary}=0,"",{further}/{ordinary}-1))'

    def _check(self, spec: IndicatorSpec, row: int, *, at_end: bool) -> str:
        own, count = self._cells(row, self.columns), len(self.columns)
        status, total, change = (
            f"{get_column_letter(self.after[name])}{row}" for name in (form.STATUS, form.OWN_TOTAL, form.CHANGE)
        )
        last = f"{get_column_letter(self.columns.stop - 1)}{row}"
        meant = last if at_end else f"SUM({own})"
        found = f'IF(ABS(N({change}))>{LARGE},"grote verandering","{IN_ORDER}")'
        parts = self._parts(spec)
        if parts:
            found = f'IF({self._differs(row, parts)},"delen tellen niet op",{found})'
        found = (
            f'IF(AND(ISNUMBER({total}),ABS(N({total})-{meant})>{(count + 1) / 2}),"controletotaal wijkt af",{found})'
        )
        found = f'IF(COUNTA({own})<{count},"nog leeg: "&({count}-COUNTA({own})),{found})'
        return f'=IF(COUNTA({own})=0,"{STILL_EMPTY}",IF({status}="","status ontbreekt",{found}))'

    def _parts(self, spec: IndicatorSpec) -> list[int]:
        """The rows of its parts, where all are on the sheet."""
        parts = self.asked.standing.catalogue.totals.get(spec.id, ())
        return [self.row_of[part] for part in parts] if all(part in self.row_of for part in parts) else []

    def _differs(self, row: int, parts: Sequence[int]) -> str:
        """Whether, of months that are all filled, a total is further from its parts than rounding."""
        ranges = [self._cells(each, self.columns) for each in (row, *parts)]
        filled = ",".join(f"COUNT({each})={len(self.columns)}" for each in ranges)
        rounding = len(self.columns) * len(ranges) / 2
        return f"AND({filled},SUMPRODUCT(ABS({'-'.join(ranges)}))>{rounding})"

    def _validate(self) -> None:
        whose = form.REALISED
        counts, any_number = at_least_zero(whose), a_number(whose)
        status = one_of(f'"{",".join(_STATUS)}"', f"Kies {', '.join(_STATUS)}.", form.STATUS)
        for spec in self.asked.series:
            cells = self._cells(self.row_of[spec.id], self.columns)
            (any_number if spec.signed else counts).add(cells)
            status.add(f"{get_column_letter(self.after[form.STATUS])}{self.row_of[spec.id]}")
        for validation in (counts, any_number, status):
            if validation.sqref.ranges:
                self.sheet.add_data_validation(validation)


def write_other(sheet: Worksheet, asked: Asked) -> None:
    """The sheet for earlier months, quarters and years."""
    hint = "Een herziening van een eerdere maand (2024-03), of een cijfer per kwartaal (2024-K3) of jaar (2024)."
    title(sheet, f"{form.OTHER} van {asked.whose}", hint)
    widths = {form.ID: 34, form.PERIOD: 14, form.VALUE: 14, form.STATUS: 14, form.NOTE: 50, form.CHECK: 18}
    heads(sheet, widths)
    last = FIRST + FREE - 1
    for row in range(FIRST, last + 1):
        for column, name in enumerate(widths, start=1):
            if name != form.CHECK:
                cell = opened(sheet.cell(row, column))
                cell.number_format = {form.VALUE: "#,##0.###", form.PERIOD: "@"}.get(name, "@")
        sheet.cell(row, 6, f'=IF(COUNTA(A{row}:E{row})=0,"",IF(COUNTA(A{row}:D{row})<4,"niet compleet","{IN_ORDER}"))')
    known = one_of(
        f"{form.REALISED}!$A${FIRST}:$A${FIRST + len(asked.series) - 1}", "Kies een kenmerk uit de lijst.", form.ID
    )
    known.add(f"A{FIRST}:A{last}")
    status = one_of(f'"{",".join(_STATUS)}"', f"Kies {', '.join(_STATUS)}.", form.STATUS)
    status.add(f"D{FIRST}:D{last}")
    for validation in (known, status):
        sheet.add_data_validation(validation)
    coloured(sheet, 6, FIRST, last)
    finish(sheet, f"A{FIRST}")
    on_one_width(sheet, HEAD)

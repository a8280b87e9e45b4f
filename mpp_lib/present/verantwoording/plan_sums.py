"""The sheet of the IND-prognoseplan that adds up its streams: per domain and year, beside the plan before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.inputs.plan.words import BESIDE, COUNTED, DOMAINS, STOCK
from mpp_lib.inputs.rules.magnitude import LEAST
from mpp_lib.present.verantwoording.form_checks import IN_ORDER, LARGE, STILL_EMPTY, coloured, on_one_width
from mpp_lib.present.verantwoording.form_style import (
    COUNT,
    DARK,
    FIRST,
    GREY,
    HEAD,
    PALE,
    fill,
    finish,
    font,
    head,
    heads,
    title,
)
from mpp_lib.present.verantwoording.plan_grid import cells
from mpp_lib.present.verantwoording.plan_sheet import StreamSheet
from mpp_lib.present.wording.text_cell import put_text

_NAMES: Mapping[str, float] = {"grootheid": 34, "mpp-scenario": 14, "stromen": 9, "controle": 30}
_FIRST_YEAR = len(_NAMES) + 1


def write_sums(sheet: Worksheet, streams: Sequence[StreamSheet]) -> None:
    """Fills the sheet, from the sheets of the streams."""
    hint = "Som van de stromen per jaar; een voorraad is de stand aan het eind. Hier is niets te vullen."
    title(sheet, "Controle: de stromen samen", hint)
    heads(sheet, _NAMES)
    years = list(streams[0].grid.years())
    for column, (year, _) in enumerate(years, start=_FIRST_YEAR):
        head(sheet.cell(HEAD, column, year), centred=True)
        sheet.column_dimensions[get_column_letter(column)].width = 11
    row = FIRST
    for domain, members in _domains(streams):
        for column in range(1, _FIRST_YEAR + len(years)):
            sheet.cell(row, column).fill = fill(PALE)
        put_text(sheet.cell(row, 1), domain.capitalize()).font = font(bold=True, color=DARK)
        row += 1
        for quantity in COUNTED:
            summed = [stream for stream in members if quantity in stream.rows]
            for scenario in SCENARIOS if summed else ():
                _write_sum(sheet, row, quantity, scenario, summed)
                row += 2
    coloured(sheet, len(_NAMES), FIRST, row)
    finish(sheet, sheet.cell(FIRST, _FIRST_YEAR).coordinate)
    on_one_width(sheet, HEAD)


def _domains(streams: Sequence[StreamSheet]) -> Iterator[tuple[str, list[StreamSheet]]]:
    """Domain → its streams: those that name none are asylum's."""
    domain_of = {
        one.stream: next((name for name in DOMAINS if one.stream.startswith(name)), "asiel") for one in streams
    }
    for domain in dict.fromkeys(domain_of.values()):
        yield domain, [one for one in streams if domain_of[one.stream] == domain]


def _write_sum(sheet: Worksheet, row: int, quantity: str, scenario: str, streams: Sequence[StreamSheet]) -> None:
    """The sum of the streams, and below it that of the plan before where it has the same."""
    put_text(sheet.cell(row, 1), streams[0].rows[quantity])
    put_text(sheet.cell(row, 2), scenario)
    beside = streams[0].beside.name
    if beside:
        put_text(sheet.cell(row + 1, 1), f"{BESIDE}: {beside}").font = font(size=8, color=GREY)
    far = []
    for column, (_, months) in enumerate(streams[0].grid.years(), start=_FIRST_YEAR):
        summed = range(months.stop - 1, months.stop) if quantity == STOCK else months
        own, before = (_places(quantity, scenario, streams, summed, below=below) for below in (0, 1))
        cell, other = sheet.cell(row, column), sheet.cell(row + 1, column)
        cell.value, cell.number_format = f'=IF(COUNT({own})=0,"",SUM({own}))', COUNT
        if beside:
            same = f"AND(COUNT({before})>0,OR(COUNT({own})=0,COUNT({before})=COUNT({own})))"
            other.value, other.number_format = f'=IF({same},SUM({before}),"")', COUNT
            other.font, other.fill = font(size=9, color=GREY), fill(PALE)
            a, b = cell.coordinate, other.coordinate
            far.append(f"IF(COUNT({a},{b})=2,(ABS({a}-{b})>{LARGE}*{b})*(MAX({a},{b})>={LEAST:g}),0)")
    counts = [_count(quantity, scenario, one) for one in streams]
    in_use = "+".join(f"({count}>0)" for count in counts)
    sheet.cell(row, 3, f"={in_use}").alignment = Alignment(horizontal="center")
    verdict = f'"{IN_ORDER}"'
    if far:
        verdict = f'IF({"+".join(far)}>0,"ver van vorig plan: "&({"+".join(far)})&" jr",{verdict})'
    left = f"(({in_use})*{len(streams[0].grid.columns)}-{'-'.join(counts)})"
    gaps = f'"nog leeg: "&{left}&" mnd"'
    sheet.cell(row, len(_NAMES), f'=IF(({in_use})=0,"{STILL_EMPTY}",IF({left}>0,{gaps},{verdict}))')


def _places(quantity: str, scenario: str, streams: Sequence[StreamSheet], columns: range, *, below: int) -> str:
    return ",".join(f"'{one.sheet.title}'!{cells(one.row_of[scenario, quantity] + below, columns)}" for one in streams)


def _count(quantity: str, scenario: str, stream: StreamSheet) -> str:
    return f"COUNT('{stream.sheet.title}'!{cells(stream.row_of[scenario, quantity], stream.grid.columns)})"

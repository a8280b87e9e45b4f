"""The sheet of a form on which a partner says how a distribution lies over the months."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.delivery.asked import Asked, AskedShares
from mpp_lib.inputs.rules.scenarios import TOLERANCE
from mpp_lib.present.verantwoording.form_checks import IN_ORDER, STILL_EMPTY, coloured, on_one_width, still_to_do
from mpp_lib.present.verantwoording.form_style import (
    FIRST,
    GREY,
    HEAD,
    PALE,
    a_share,
    fill,
    finish,
    font,
    grounds,
    heads,
    opened,
    title,
)
from mpp_lib.present.wording.text_cell import put_text

TAIL = 6
"""Rows for a longer tail of a distribution."""
_WIDTHS = {
    form.ID: 26,
    form.LABEL: 46,
    form.SINCE: 9,
    form.K: 16,
    form.SHARE_NOW: 10,
    form.NEW_SHARE: 10,
    form.GROUND: 12,
    form.SOURCE: 34,
    form.CHECK: 30,
}


def write_shares(sheet: Worksheet, asked: Asked) -> str:
    """Fills the sheet with distributions; returns the formula that says what is left to do on it."""
    return _Shares(sheet, asked).write()


class _Shares:
    def __init__(self, sheet: Worksheet, asked: Asked) -> None:
        self.sheet = sheet
        self.asked = asked
        self.at = {name: column for column, name in enumerate(_WIDTHS, start=1)}
        self.given = dict(asked.standing.kernels.rows("aandeel"))
        self.blocks: list[tuple[AskedShares, int, int]] = []
        row = FIRST
        for one in asked.shares:
            last = row + len(_lags(one)) - 1
            self.blocks.append((one, row, last))
            row = last + 2

    def write(self) -> str:
        hint = "Vul een verdeling die wijzigt helemaal, ook met 0. Een maand zonder aandeel telt als 0."
        title(self.sheet, f"{form.SHARES} van {self.asked.whose}", hint)
        heads(self.sheet, _WIDTHS)
        for one, first, last in self.blocks:
            self._block(one, first, last)
        check, end = self.at[form.CHECK], self.blocks[-1][2]
        coloured(self.sheet, check, FIRST, end)
        left = still_to_do(self.sheet, check, FIRST, end, "verdelingen", len(self.blocks))
        self.sheet.cell(3, 1, left)
        finish(self.sheet, f"C{FIRST}")
        on_one_width(self.sheet, HEAD)
        return left

    def _block(self, one: AskedShares, first: int, last: int) -> None:
        for row, lag in zip(range(first, last + 1), _lags(one), strict=True):
            for name, text in ((form.ID, one.spec.name), (form.LABEL, one.spec.label), (form.SINCE, one.since)):
                put_text(self.sheet.cell(row, self.at[name]), text).font = font(size=9, color=GREY)
            self.sheet.cell(row, self.at[form.K], lag)
            now = self.sheet.cell(row, self.at[form.SHARE_NOW], self.given.get(one.rows.get(lag, 0)))
            now.fill, now.number_format = fill(PALE), "0.0##%"
            opened(self.sheet.cell(row, self.at[form.NEW_SHARE])).number_format = "0.0##%"
        for name in (form.GROUND, form.SOURCE):
            opened(self.sheet.cell(first, self.at[name])).alignment = Alignment(vertical="top", wrap_text=True)
        self.sheet.cell(first, self.at[form.CHECK], self._check(one, first, last))
        shares, resting_on = a_share(form.SHARES), grounds(form.GROUND)
        shares.add(self._cells(form.NEW_SHARE, first, last))
        resting_on.add(f"{get_column_letter(self.at[form.GROUND])}{first}")
        for validation in (shares, resting_on):
            self.sheet.add_data_validation(validation)

    def _cells(self, name: str, first: int, last: int) -> str:
        letter = get_column_letter(self.at[name])
        return f"{letter}{first}:{letter}{last}"

    def _check(self, one: AskedShares, first: int, last: int) -> str:
        own, now = (self._cells(name, first, last) for name in (form.NEW_SHARE, form.SHARE_NOW))
        together = [
            self._cells(form.NEW_SHARE, start, end)
            for other, start, end in self.blocks
            if other is one or (one.spec.group and (other.spec.group, other.since) == (one.spec.group, one.since))
        ]
        total = "+".join(f"SUM({cells})" for cells in together)
        ground = f"{get_column_letter(self.at[form.GROUND])}{first}"
        goal = 1.0 if one.spec.group else one.spec.total
        found = f'IF({ground}="","grondslag ontbreekt","{IN_ORDER}")'
        if goal is not None:
            meant = "samen " if len(together) > 1 else ""
            told = f'"telt {meant}op tot "&ROUND(100*({total}),2)&"%"'
            found = f"IF(ABS({total}-{goal:g})>{TOLERANCE:f},{told},{found})"
        empty = f'SUMPRODUCT(({now}<>"")*({own}=""))'
        return f'=IF(COUNTA({own})=0,"{STILL_EMPTY}",IF({empty}>0,"nog leeg: "&{empty},{found}))'


def _lags(one: AskedShares) -> range:
    """From the first that there can be to beyond the last that there is."""
    return range(min(one.spec.first_lag, *one.rows), max(one.rows) + 1 + TAIL)

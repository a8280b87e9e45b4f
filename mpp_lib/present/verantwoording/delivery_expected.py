"""The sheets of a form on which a partner says what it expects: values of parameters, and distributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.base.catalogue import SCENARIOS, ParameterSpec
from mpp_lib.inputs.declared import delivery as form
from mpp_lib.inputs.declared.rolled import unmarked
from mpp_lib.inputs.delivery.asked import Asked, AskedValue
from mpp_lib.inputs.reading.numbers import is_share
from mpp_lib.inputs.rules.magnitude import APART
from mpp_lib.present.verantwoording.form_checks import IN_ORDER, LARGE, STILL_EMPTY, coloured, on_one_width, still_to_do
from mpp_lib.present.verantwoording.form_style import (
    FIRST,
    GREY,
    HEAD,
    PALE,
    a_share,
    at_least_zero,
    fill,
    finish,
    fit_height,
    font,
    grounds,
    heads,
    one_of,
    opened,
    title,
)
from mpp_lib.present.wording.text_cell import put_text

FREE = 6
"""Rows for values from another month."""
_WIDTHS: Mapping[str, float] = {
    form.ID: 25,
    form.LABEL: 34,
    form.UNIT: 13,
    form.SINCE: 8.5,
    form.SCENARIO: 10,
    form.NOW: 9.5,
    form.SPREAD_NOW: 12.5,
    form.GROUND_NOW: 22,
    form.NEW: 9.5,
    form.SPREAD: 12.5,
    form.GROUND: 12,
    form.SOURCE: 20,
    form.NOTE: 28,
    form.CHANGE: 12,
    form.CHECK: 19,
}
_ANSWERS = (form.NEW, form.SPREAD, form.GROUND, form.SOURCE, form.NOTE)
_NUMBERS = (form.NOW, form.SPREAD_NOW, form.NEW, form.SPREAD)


def write_expected(sheet: Worksheet, asked: Asked) -> str:
    """Fills the sheet with values; returns the formula that says what is left to do on it."""
    return _Expected(sheet, asked).write()


class _Expected:
    def __init__(self, sheet: Worksheet, asked: Asked) -> None:
        self.sheet = sheet
        self.asked = asked
        self.at = {name: column for column, name in enumerate(_WIDTHS, start=1)}
        columns = "waarde", "onzekerheid", "bron"
        self.given = {row: rest for row, *rest in asked.standing.parameters.rows(*columns)}
        self.last = FIRST + len(asked.values) - 1

    def write(self) -> str:
        hint = (
            "Vul de gele cellen naast de waarde die er nu staat. Klopt zij nog, neem haar dan over, met een grondslag."
        )
        title(self.sheet, f"{form.EXPECTED} van {self.asked.whose}", hint)
        heads(self.sheet, _WIDTHS)
        for row, value in enumerate(self.asked.values, start=FIRST):
            self._row(row, value)
        self._free_rows()
        check = self.at[form.CHECK]
        coloured(self.sheet, check, FIRST, self.last + FREE + 1)
        left = still_to_do(self.sheet, check, FIRST, self.last, "waarden", len(self.asked.values))
        self.sheet.cell(3, 1, left)
        finish(self.sheet, f"C{FIRST}")
        on_one_width(self.sheet, HEAD)
        return left

    def _row(self, row: int, value: AskedValue) -> None:
        spec = value.spec
        now, spread, source = self.given.get(value.row, (None, None, "")) if value.row else (None, None, "")
        texts = {
            form.ID: spec.name,
            form.LABEL: spec.label,
            form.UNIT: spec.unit,
            form.SINCE: value.since,
            form.SCENARIO: value.scenario or form.ALL,
            form.GROUND_NOW: unmarked(source) if now is not None else _without(spec),
        }
        for name, text in texts.items():
            cell = put_text(self.sheet.cell(row, self.at[name]), text)
            indent = int(name == form.GROUND_NOW)
            cell.alignment = Alignment("left", vertical="top", wrap_text=name != form.ID, indent=indent)
        self.sheet.cell(row, self.at[form.ID]).font = font(size=8, color=GREY)
        fit_height(self.sheet, row, {texts[name]: _WIDTHS[name] for name in (form.LABEL, form.UNIT, form.GROUND_NOW)})
        for name, number in ((form.NOW, now), (form.SPREAD_NOW, spread)):
            if number is not None and number == number:
                self.sheet.cell(row, self.at[name], number)
        for name in (form.NOW, form.SPREAD_NOW, form.GROUND_NOW):
            self.sheet.cell(row, self.at[name]).fill = fill(PALE)
        self._open(row, _ANSWERS)
        share = is_share(spec.unit)
        for name in _NUMBERS:
            cell = self.sheet.cell(row, self.at[name])
            cell.number_format = "0.0##%" if share else _number_format(now)
            cell.alignment = Alignment(vertical="top")
        self._checks(row, share=share, given=now is not None)
        allowed = a_share(form.EXPECTED) if share else at_least_zero(form.EXPECTED)
        allowed.add(self._cell(row, form.NEW))
        self.sheet.add_data_validation(allowed)

    def _open(self, row: int, names: Sequence[str]) -> None:
        for name in names:
            opened(self.sheet.cell(row, self.at[name])).alignment = Alignment(vertical="top", wrap_text=True)

    def _cell(self, row: int, name: str) -> str:
        return f"{get_column_letter(self.at[name])}{row}"

    def _checks(self, row: int, *, share: bool, given: bool) -> None:
        new, now, ground, note, change = (
            self._cell(row, name) for name in (form.NEW, form.NOW, form.GROUND, form.NOTE, form.CHANGE)
        )
        apart = f"{new}-{now}" if share else f'IF({now}=0,"",{new}/{now}-1)'
        cell = self.sheet.cell(row, self.at[form.CHANGE])
        if given:
            cell.value = f'=IF(ISNUMBER({new}),{apart},"")'
        cell.number_format = "+0.0%;-0.0%;0.0%" if not share else '+0.0%" punt";-0.0%" punt";0.0%" punt"'
        most = APART if share else LARGE
        answers = f"COUNTA({self._cell(row, _ANSWERS[0])}:{self._cell(row, _ANSWERS[-1])})"
        far = f'IF(AND(ABS(N({change}))>{most},{note}=""),"grote verandering: licht toe","{IN_ORDER}")'
        found = f'IF({new}="","waarde ontbreekt",IF({ground}="","grondslag ontbreekt",{far}))'
        self.sheet.cell(row, self.at[form.CHECK], f'=IF({answers}=0,"{STILL_EMPTY}",{found})')
        for name in (form.CHANGE, form.CHECK):
            self.sheet.cell(row, self.at[name]).alignment = Alignment(vertical="top")

    def _free_rows(self) -> None:
        """Rows in which also the parameter and its month are to be filled."""
        start = self.last + 2
        text = "Een andere waarde vanaf een latere maand, of voor één mpp-scenario"
        put_text(self.sheet.cell(start - 1, 1), text).font = font(italic=True)
        for row in range(start, start + FREE):
            self._open(row, (form.ID, form.SINCE, form.SCENARIO, *_ANSWERS))
            self.sheet.cell(row, self.at[form.SINCE]).number_format = "@"
            told = f"A{row}:{get_column_letter(self.at[form.NOTE])}{row}"
            needed = ",".join(f'{self._cell(row, name)}=""' for name in (form.ID, form.SINCE, form.NEW, form.GROUND))
            check = f'=IF(COUNTA({told})=0,"",IF(OR({needed}),"niet compleet","{IN_ORDER}"))'
            self.sheet.cell(row, self.at[form.CHECK], check)
        self._lists(start)

    def _lists(self, start: int) -> None:
        end = start + FREE - 1
        names = one_of(f"$A${FIRST}:$A${self.last}", "Kies een kenmerk uit de lijst.", form.ID)
        names.add(f"A{start}:A{end}")
        words = f'"{form.ALL},{",".join(SCENARIOS)}"'
        scenarios = one_of(words, f"Kies {form.ALL}, {', '.join(SCENARIOS)}.", form.SCENARIO)
        scenarios.add(f"{self._cell(start, form.SCENARIO)}:{self._cell(end, form.SCENARIO)}")
        resting_on = grounds(form.GROUND)
        resting_on.add(f"{self._cell(FIRST, form.GROUND)}:{self._cell(end, form.GROUND)}")
        for validation in (names, scenarios, resting_on):
            self.sheet.add_data_validation(validation)


def _without(spec: ParameterSpec) -> str:
    return "nog geen waarde; dan afgeleid" if spec.per_half_year else "nog geen waarde"


def _number_format(now: float | None) -> str:
    return "#,##0" if now is None or float(now).is_integer() else "#,##0.0##"

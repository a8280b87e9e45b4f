"""A CSV, or a sheet of a workbook, as records: a row each, or a cell each where the periods stand across."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.numbers import UnreadableError
from mpp_lib.inputs.reading.period_codes import named_month
from mpp_lib.inputs.reading.privacy import is_personal_column, personal_column
from mpp_lib.inputs.source.cells import period_in, text_of
from mpp_lib.inputs.source.delivered import PERIODS, VALUES, Delivered, Record
from mpp_lib.inputs.source.mapping import TableForm
from mpp_lib.inputs.workbooks.notes import SheetNotes
from mpp_lib.inputs.workbooks.open_workbook import personal_data, sheets_in
from mpp_lib.inputs.workbooks.workbook_cells import Cell, Sheet, cell_name

FORMS = (".csv", ".xlsx", ".ods")
MAX_RECORDS = 500_000
"""Rows of a table of a source: of more than a round ever holds, as a source has more than is taken from it."""
_TABS = {"tab": "\t"}


def read_file(name: str, content: bytes, form: TableForm, source: str = "") -> Delivered:
    """What stands in a file.

    Args:
        source: where it came from, where that is more than its name.

    Raises:
        InputError: with why it cannot be read.
    """
    road = PurePath(name).suffix.lower().removeprefix(".")
    sheet = _csv_sheet(name, content, form) if road == "csv" else _sheet_of(name, content, form)
    header = _header(name, sheet, form)
    personal = [personal_column(name, column) for column in header.values() if is_personal_column(column)]
    if personal:
        raise InputError(personal)
    across = not ({form.period, *PERIODS} & set(header.values()))
    periods = _periods_across(sheet, form, header) if across else {}
    if across and not periods:
        expected = "een kolom met de periode (tabel.periode), of een kop met maanden, kwartalen of jaren (tabel.kop)"
        raise InputError([Problem(name, _row(sheet, form.header), "", "er zijn geen perioden gevonden", expected)])
    labels = {column: text for column, text in header.items() if column not in periods}
    records = _cells(sheet, form, labels, periods) if across else _rows(sheet, form, labels)
    columns = (*labels.values(), PERIODS[0], VALUES[0]) if across else tuple(labels.values())
    digest = hashlib.sha256(content).hexdigest()
    return Delivered(name, road, source or name, columns, list(records), digest, across=across)


def _csv_sheet(name: str, content: bytes, form: TableForm) -> Sheet:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        expected = "UTF-8 (in Excel: CSV UTF-8)"
        raise InputError([Problem(name, "", "", "de tekencodering is onjuist", expected)]) from None
    cells: dict[tuple[int, int], Cell] = {}
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_TABS.get(form.delimiter, form.delimiter))
        for number, record in enumerate(reader, start=1):
            if number > MAX_RECORDS:
                problem = Problem(name, "", "", "de tabel is te groot", f"ten hoogste {MAX_RECORDS} rijen")
                raise InputError([problem])
            filled = ((column, cell.strip()) for column, cell in enumerate(record, start=1) if cell.strip())
            cells |= {(number, column): Cell(text) for column, text in filled}
    except csv.Error:
        expected = 'een cel tussen "…", met elk aanhalingsteken daarbinnen verdubbeld'
        raise InputError([Problem(name, "", "", "de aanhalingstekens kloppen niet", expected)]) from None
    return Sheet("", cells, {}, frozenset(), frozenset(), {})


def _sheet_of(name: str, content: bytes, form: TableForm) -> Sheet:
    sheets = {sheet.name: sheet for sheet in sheets_in(name, content)}
    filled = {title: sheet for title, sheet in sheets.items() if sheet.cells}
    chosen = form.sheet or (next(iter(filled)) if len(filled) == 1 else "")
    if chosen in sheets:
        personal = list(personal_data(sheets[chosen], SheetNotes(name, chosen)))
        if personal:
            raise InputError(personal)
        return sheets[chosen]
    problem = "dit blad is er niet" if form.sheet else "het werkboek heeft meer dan één blad"
    expected = expected_name("een blad van het werkboek (tabel.blad)", form.sheet, list(sheets))
    raise InputError([Problem(name, "", form.sheet, problem, expected)])


def _header(name: str, sheet: Sheet, form: TableForm) -> dict[int, str]:
    """Column → its name, as the cell of it says."""
    header = {column: text_of(cell.value) for column, cell in sheet.rows.get(form.header, {}).items()}
    if not header:
        problem, expected = "de kop ontbreekt", "de namen van de kolommen, in de rij die tabel.kop noemt"
        raise InputError([Problem(name, _row(sheet, form.header), "", problem, expected)])
    return header


def _periods_across(sheet: Sheet, form: TableForm, header: Mapping[int, str]) -> dict[int, object]:
    """Column → the period above it; the year of a month without one stands in the row before, or left of there."""
    above = sheet.rows.get(form.header - 1, {})
    found: dict[int, object] = {}
    for column in header:
        value = sheet.cells[form.header, column].value
        bare = text_of(value).rstrip("* ")
        years = [cell.value for place, cell in above.items() if place <= column and text_of(cell.value).isdecimal()]
        month = named_month(bare, int(text_of(years[-1]))) if years else None
        try:
            found[column] = f"{month}{text_of(value)[len(bare) :]}" if month else value
            period_in(found[column])
        except UnreadableError:
            del found[column]
    return found


def _rows(sheet: Sheet, form: TableForm, labels: Mapping[int, str]) -> Iterator[Record]:
    for number, cells in sheet.rows.items():
        if number > form.header:
            named = {text: _value(cells[column]) for column, text in labels.items() if column in cells}
            if named:
                yield Record(named, _row(sheet, number))


def _cells(sheet: Sheet, form: TableForm, labels: Mapping[int, str], periods: Mapping[int, object]) -> Iterator[Record]:
    """A record for each cell below a period; a label counts on in the rows below it where its cell is merged."""
    for number, cells in sheet.rows.items():
        if number <= form.header:
            continue
        shown = {text: sheet.shown_at(number, column) for column, text in labels.items()}
        named = {text: _value(cell) for text, cell in shown.items() if cell is not None}
        for column, period in periods.items():
            if column in cells:
                figure = {PERIODS[0]: period, VALUES[0]: _value(cells[column])}
                yield Record(named | figure, _cell(sheet, number, column))


def _value(cell: Cell) -> object:
    """What a cell holds; a formula that was saved without its outcome is text that is no number."""
    return "formule zonder uitkomst" if cell.uncalculated else cell.value


def _row(sheet: Sheet, number: int) -> str:
    return f"blad {sheet.name}, rij {number}" if sheet.name else f"rij {number}"


def _cell(sheet: Sheet, row: int, column: int) -> str:
    return f"blad {sheet.name}, cel {cell_name(row, column)}" if sheet.name else f"rij {row}, kolom {column}"

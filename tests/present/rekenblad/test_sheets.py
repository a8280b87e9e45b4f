"""What a reader of the workbook meets: input they can find and change, formulas everywhere else, pages that print."""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from mpp_lib.base.months import Month
from mpp_lib.present.rekenblad.book import book
from mpp_lib.present.rekenblad.cells import Values
from mpp_lib.present.rekenblad.looks import number_format
from mpp_lib.present.rekenblad.sheets import workbook
from mpp_lib.production.engine import run
from tests.support.rekenblad.edits import named_cell
from tests.support.rekenblad.recalculate import formulas
from tests.support.rekenblad.twin_cases import CHAIN, DAY, about
from tests.support.rekenblad.whole_chain import DANGEROUS, WHOLE, write_whole

ENTERED = ("Invoer", "Verdelingen")


def with_months(made: Any) -> Iterator[Any]:
    return (sheet for sheet in made if sheet["A3"].value == "id")


def test_text_that_reads_as_a_formula_stays_text(made: Any):
    """Owners and sources that start with = + - @ or a tab are texts, in Excel also after editing the cell."""
    cells = [cell for row in made["Invoer"].iter_rows(min_row=4, min_col=4, max_col=5) for cell in row]
    risky = [cell for cell in cells if cell.value in DANGEROUS]
    assert len(risky) > 100
    assert {cell.data_type for cell in risky} == {"s"}
    assert all(cell.quotePrefix for cell in risky)
    assert not any(cell.quotePrefix for cell in cells if cell.value == "hulpregel")


def test_a_parameter_nobody_gave_says_so():
    """An optional parameter without a source of its own stands at the model's default, and names that as its source."""
    content, _ = workbook(book(CHAIN, WHOLE, run(CHAIN, WHOLE), 0, about("medio")))
    sources = {row[0].value: row[4].value for row in content["Invoer"].iter_rows(min_row=4)}
    assert sources["ir_capaciteit"] == "standaardwaarde van het model"
    assert sources["uitval_spoor4"] is None


def test_nothing_is_typed_where_something_is_calculated(made: Any):
    """Outside the sheets of input every number below the header is a formula."""
    for sheet in made:
        if sheet.title not in (*ENTERED, "Leeswijzer", "Herleiding"):
            first = 4 if sheet["A3"].value == "id" else 2
            cells = [cell for row in sheet.iter_rows(min_row=first) for cell in row if cell.value is not None]
            assert [cell.coordinate for cell in cells if cell.data_type == "n"] == [], sheet.title
            assert any(cell.data_type == "f" for cell in cells), sheet.title


def test_every_formula_shows_its_number_before_anybody_calculates(content: tuple[bytes, Values], made: Any):
    """A preview shows the engine's numbers: every formula has one, apart from half-years nobody gave."""
    shown = load_workbook(io.BytesIO(content[0]), data_only=True)
    where = formulas(made)
    assert {name: set(cells) for name, cells in where.items() if cells} == {
        name: set(cells) for name, cells in content[1].items()
    }
    for name, cells in content[1].items():
        for cell, value in cells.items():
            assert shown[name][cell].value == value, (name, cell)


def test_every_line_of_input_has_a_name(made: Any):
    """Each name covers the coloured cells of its line; every line of input but a derived one has one."""
    lines = {
        (sheet.title, row[0].row)
        for sheet in (made["Invoer"], made["Verdelingen"])
        for row in sheet.iter_rows(min_row=4)
        if row[2].value and not row[0].value.endswith("[bekend]")
    }
    named = {}
    for name, place in made.defined_names.items():
        sheet, first, row, last = re.fullmatch(r"'(\w+)'!\$(\w+)\$(\d+):\$(\w+)\$\3", place.attr_text).groups()
        named[sheet, int(row)] = name
        filled = [cell.column_letter for cell in made[sheet][int(row)][5:] if cell.style.startswith("MPP invoer")]
        assert (filled[0], filled[-1]) == (first, last), name
    assert set(named) == lines
    assert len(set(named.values())) == len(lines)


def test_a_parameter_follows_the_month_before_until_it_changes(made: Any):
    """The first month of a value is a number, the months after it refer to the cell before."""
    cells = [named_cell(made, "parameter_uitval_spoor4", Month(2024, 1) + place) for place in range(24)]
    typed = [place for place, cell in enumerate(cells) if cell.data_type == "n"]
    assert typed == [0, 11]
    for before, cell in pairwise(cells):
        assert cell.data_type == "n" or cell.value == f"={before.coordinate}"


def test_a_delivered_series_has_a_number_in_every_month(made: Any):
    """Plan and forecast are as they were delivered: no month follows another."""
    for name in ("plan_spoor4_capaciteit", "reeks_eerste_asielinstroom"):
        assert {named_cell(made, name, Month(2024, 1) + place).data_type for place in range(24)} == {"n"}


def test_the_same_month_is_the_same_column_everywhere(made: Any):
    """Headers of all sheets with months are equal; the months before the horizon fold into a group."""
    headers = {tuple(cell.value for cell in sheet[3][5:]) for sheet in with_months(made)}
    assert len(headers) == 1
    months = headers.pop()
    assert (months[0], months[-1]) == (datetime(2020, 9, 1), datetime(2025, 12, 1))
    for sheet in with_months(made):
        assert sheet.column_dimensions["F"].outlineLevel == 1
        assert sheet.column_dimensions["F"].hidden == (sheet.title not in ENTERED)
        assert sheet.freeze_panes == "C4"


def test_the_sheets_by_year_have_one_header(made: Any):
    """Column A holds ids, the first row the years as numbers, and no other row does."""
    for title in ("MPP Asiel", "MPP Regulier", "MPP Bewaring"):
        sheet = made[title]
        assert [cell.value for cell in sheet[1]][3:] == [2024, 2025]
        assert sheet.freeze_panes == "D2"
        ids = [cell.value for cell in sheet["A"][1:] if cell.value]
        assert len(ids) == len(set(ids)) == sum(node.domain == title[4:].lower() for node in CHAIN.nodes)


def test_every_sheet_prints_on_a4(made: Any):
    """A4, as wide as its years ask, with titles on every page and what it is at the foot."""
    for sheet in made:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert sheet.oddFooter.left.text == "MPP 2024-1, medio (concept, voor intern gebruik)"
    assert made["IND"].page_setup.orientation == "landscape"
    assert made["IND"].page_setup.fitToWidth == 2
    assert made["IND"].print_title_cols == "$A:$C"
    assert made["MPP Asiel"].page_setup.orientation == "portrait"
    assert made["MPP Asiel"].page_setup.fitToWidth == 1


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("personen", "#,##0"),
        ("zaken per maand", "#,##0"),
        ("personen per halfjaar", "#,##0"),
        ("aandeel per maand", "0.0%"),
        ("kans per maand", "0.0000"),
        ("maanden", "#,##0.0"),
        ("personen per inwilliging", "#,##0.00"),
    ],
)
def test_a_unit_decides_on_the_format(unit: str, code: str):
    """People whole, shares as percentages, ratios with decimals; separators are Dutch where a program allows it."""
    assert number_format(unit) == f"[$-413]{code}"


def test_the_same_workbook_is_the_same_bytes(content: tuple[bytes, Values]):
    """Written twice it is equal to the byte, and says it was made on the day its data were known."""
    assert write_whole()[0] == content[0]
    with ZipFile(io.BytesIO(content[0])) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r">(\d{4}-[^<]+)<", core) == [f"{DAY}T00:00:00Z"] * 2


def test_it_is_the_same_bytes_on_windows(content: tuple[bytes, Values], monkeypatch: pytest.MonkeyPatch):
    """An archive names the system it was written on; this one does not."""
    monkeypatch.setattr("zipfile.sys", SimpleNamespace(platform="win32"))
    assert write_whole()[0] == content[0]

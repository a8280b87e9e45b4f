"""The data workbook: one table a sheet, as a machine and a screen reader want it, and text that stays text."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pytest

from mpp_lib.base.months import Month
from mpp_lib.base.result_table import COLUMNS
from mpp_lib.compare.evaluation.forecast_history import PastForecast
from mpp_lib.compare.evaluation.published_ranges import Outcome
from mpp_lib.compare.uncertainty.round_bands import NAMES, RoundBands
from mpp_lib.present.datawerkboek.book import data_workbook
from mpp_lib.present.datawerkboek.long_tables import bands_sheet, history_sheet, results_sheet
from mpp_lib.present.datawerkboek.many_rows import many_rows
from mpp_lib.present.datawerkboek.sheet import sheet_name, sheet_of
from mpp_lib.present.shown.plain_table import PlainTable
from mpp_lib.production.open_round import open_round
from tests.support.libreoffice import saved_again

COVER = {
    "titel": "=1+1",
    "ronde": "2024-1",
    "vorige": "2023-2",
    "horizon": "2024–2028",
    "versie": "concept",
    "status": "Concept",
    "datum": "15 april 2024",
    "peildatum": "maart 2024 (peildatum 15 april 2024)",
    "protocol": "1.1",
    "rubricering": "Voor intern gebruik",
    "controlegetal": "0123abc",
    "merk": "Concept, voor intern gebruik",
    "verantwoording": "@SOM(A1)",
}
ROUND = Path(__file__).parents[2] / "rounds" / "_klein"
HOSTILE = ["=1+1", "+1", "-1", "@SOM(A1)", "\tx", '=HYPERLINK("http://elders.example")', "#N/A", "<b>&amp;", "'s"]
"""What a spreadsheet could work out, and what is markup elsewhere."""
RESULTS = pd.DataFrame(
    [
        ("2024-1", "concept", "medio", "asiel", "coa", "coa.bezetting", f"2024-{month:02d}", 70_000 / month, "personen")
        for month in range(1, 13)
    ],
    columns=list(COLUMNS),
)
HISTORY = [
    PastForecast("ronde", "2023-2", Month(2023, 6), 2023, "coa.bezetting", "personen", 1.5, 2.5, 3.5, None, "", ""),
    PastForecast("ronde", "2023-2", Month(2023, 6), 2024, "coa.bezetting", "personen", 1.5, 2.5, 3.5, None, "", ""),
    PastForecast(
        "gepubliceerd",
        "2022-9",
        Month(2022, 4),
        2023,
        "x",
        "",
        1.0,
        None,
        3.0,
        Outcome(None, 2.0, 4.0),
        "gepubliceerd",
        "=1",
    ),
]


def plain(rows, numbers=(False, True), headings=("Naam", "Aantal (personen)")):
    return PlainTable("Titel", "Bron: toets.", headings, numbers, rows)


def made(*sheets) -> bytes:
    return data_workbook(COVER, [*sheets], "2024-04-15")


@pytest.fixture(scope="module")
def content() -> bytes:
    hostile = plain([(text, "1") for text in HOSTILE], headings=("=naam", "Aantal (personen)"))
    return made(
        sheet_of(plain([("a", "49.892 (r)"), ("b", "12,5%"), ("c", "[x]")]), "Figuur\u00a01", "fig-een"),
        sheet_of(hostile, "Tabel\u00a01", "tbl-vreemd"),
        results_sheet(RESULTS, "Bron: keten."),
        history_sheet(HISTORY, 2023, "Bron: keten."),
    )


@pytest.fixture(scope="module")
def book(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def table_of(sheet):
    """The cells of the only table of a sheet, headings first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def test_the_contents_lead_to_every_sheet(book):
    """The sheets in order, each name said in the contents, which lead to it."""
    assert book.sheetnames == [
        "Voorblad",
        "Inhoud",
        "Figuur 1 een",
        "Tabel 1 vreemd",
        "Resultaten",
        "Eerdere prognoses",
    ]
    _, *rows = table_of(book["Inhoud"])
    assert [row[0] for row in rows] == book.sheetnames[2:]
    leads = [book["Inhoud"].cell(number, 1).hyperlink.location for number in range(6, 10)]
    assert leads == [f"'{name}'!A1" for name in book.sheetnames[2:]]


def test_a_sheet_is_one_table_from_column_a(book):
    """Under the words, with its headings in the fifth row, frozen; nothing is merged or empty."""
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        first, last = table.ref.split(":")
        assert (first, last) == ("A5", f"{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}")
        assert sheet.freeze_panes == "B6"
        assert not sheet.merged_cells.ranges
        assert [column.name for column in table.tableColumns] == table_of(sheet)[0]
        assert not [value for row in table_of(sheet) for value in row if value in (None, "")]
        assert sheet["A4"].hyperlink.location == ("'Voorblad'!A1" if sheet.title == "Inhoud" else "'Inhoud'!A1")


def test_numbers_can_be_calculated_with(book):
    """With their mark in the format and, for a machine, in a column of its own; a sign stays a text."""
    assert table_of(book["Figuur 1 een"]) == [
        ["Naam", "Aantal (personen)", "Raming of aanname"],
        ["a", 49_892, "Aantal (personen) (r)"],
        ["b", 0.125, "[z]"],
        ["c", "[x]", "[z]"],
    ]
    assert book["Figuur 1 een"]["B6"].number_format == '[$-413]#,##0" (r)"'


def test_text_of_others_stays_text(book, content):
    """No cell is a formula, also in the file as it stands; what could become one says that it is text."""
    sheet = book["Tabel 1 vreemd"]
    assert [row[0] for row in table_of(sheet)] == ["=naam", *HOSTILE]
    assert [sheet.cell(number, 1).data_type for number in range(5, 15)] == ["s"] * 10
    marked = [cell.value for cell in sheet["A"] if cell.quotePrefix]
    assert marked == ["=naam", *(text for text in HOSTILE if text[0] in "=+-@\t")]
    assert book["Voorblad"]["A5"].value == "Titel: =1+1"
    assert [cell.quotePrefix for cell in book["Voorblad"]["A"] if cell.value == "@SOM(A1)"] == [True]
    with ZipFile(io.BytesIO(content)) as files:
        assert not [name for name in files.namelist() if b"<f>" in files.read(name)]


def test_the_front_says_what_it_is(book):
    """Round, stamp, cut-off, checksum, signs."""
    lines = [cell.value for cell in book["Voorblad"]["A"]]
    assert lines[:2] == ["Data bij de MPP-rapportage, ronde 2024-1", "Concept, voor intern gebruik"]
    assert "Gerealiseerd tot en met: maart 2024 (peildatum 15 april 2024)" in lines
    assert "Controlegetal van de resultaattabel (SHA-256): 0123abc" in lines
    assert [line[:3] for line in lines if re.match(r"\[.\]:|\(.\):", line)] == ["[x]", "[c]", "[z]", "(r)", "(a)"]
    assert any(line.startswith("[b], achter een getal: ") for line in lines)
    assert {sheet.oddFooter.left.text for sheet in book.worksheets[1:]} == {"MPP 2024-1, concept, voor intern gebruik"}


def test_an_adopted_version_bears_no_stamp():
    book = openpyxl.load_workbook(io.BytesIO(data_workbook({**COVER, "merk": ""}, [], "2024-04-15")))
    assert "Concept, voor intern gebruik" not in [cell.value for cell in book["Voorblad"]["A"]]
    assert book["Inhoud"].oddFooter.left.text == "MPP 2024-1"


def test_the_results_are_those_of_the_round_unrounded(book):
    """Under the column names that others rely on, all rows in their order."""
    headings, *rows = table_of(book["Resultaten"])
    assert tuple(headings) == COLUMNS
    pd.testing.assert_frame_equal(pd.DataFrame(rows, columns=headings), RESULTS)


def test_the_history_says_what_was_known(book):
    """How far ahead, what came of it, what is still to come, and what lies between bounds only."""
    headings, *rows = table_of(book["Eerdere prognoses"])
    by_name = [dict(zip(headings, row, strict=True)) for row in rows]
    assert [(row["ronde"], row["jaren_vooruit"]) for row in by_name] == [("2023-2", 0), ("2023-2", 1), ("2022-9", 1)]
    assert [row["medio"] for row in by_name] == [2.5, 2.5, "[x]"]
    assert [row["gerealiseerd"] for row in by_name] == ["[x]", "[z]", "[x]"]
    assert [row["gerealiseerd_minstens"] for row in by_name] == ["[x]", "[z]", 2.0]
    assert [row["bron"] for row in by_name] == ["[z]", "[z]", "=1"]


def test_another_program_reads_the_same(content, tmp_path: Path):
    """LibreOffice finds the same texts and numbers in every table; it keeps fifteen digits."""
    (tmp_path / "data.xlsx").write_bytes(content)
    again = openpyxl.load_workbook(saved_again(tmp_path / "data.xlsx", tmp_path / "opnieuw"))
    first = openpyxl.load_workbook(io.BytesIO(content))
    assert again.sheetnames == first.sheetnames
    for sheet in first.worksheets[1:]:
        (table,) = sheet.tables.values()
        for kept, row in zip(again[sheet.title][table.ref], table_of(sheet), strict=True):
            exactly = [pytest.approx(value, rel=1e-14) if isinstance(value, float) else value for value in row]
            assert [cell.value for cell in kept] == exactly, sheet.title
        assert not [cell for row in again[sheet.title].iter_rows() for cell in row if cell.data_type == "f"]


def test_a_long_text_has_the_lines_it_takes():
    """Also where a program doesn't find the height of a row itself."""
    long = sheet_of(plain([("woord " * 50, "1"), ("kort", "2")]), "Tabel\u00a01", "tbl-een")
    sheet = openpyxl.load_workbook(io.BytesIO(made(long)))["Tabel 1 een"]
    assert sheet["A6"].alignment.wrap_text
    assert sheet.row_dimensions[6].height >= 15 * len("woord " * 50) / sheet.column_dimensions["A"].width
    assert sheet.row_dimensions[7].height is None


def test_the_same_sheets_are_the_same_bytes():
    """Whenever they are written; the file says the day of the cut-off."""
    sheet = sheet_of(plain([("a", "1")]), "Tabel\u00a01", "tbl-een")
    assert made(sheet) == made(sheet)
    with ZipFile(io.BytesIO(made(sheet))) as files:
        assert files.read("docProps/core.xml").count(b"2024-04-15T00:00:00Z") == 2
        assert {entry.date_time for entry in files.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("number", "label", "name"),
    [
        ("Tabel\u00a07", "tbl-coa", "Tabel 7 coa"),
        ("Figuur\u00a0112", "fig-keten-gegeven-instroom", "Figuur 112 keten gegeven"),
        ("Tabel\u00a01", f"tbl-{'a' * 40}", "Tabel 1"),
    ],
)
def test_a_sheet_has_a_name_that_excel_permits(number, label, name):
    assert sheet_name(number, label) == name


def test_a_number_that_is_none_is_refused():
    """A workbook with it would not open."""
    with pytest.raises(ValueError, match="nan"):
        many_rows([["a", float("nan")]], 1)


def test_bands_stand_under_the_names_a_machine_has():
    """A row per indicator and year, unrounded, with the quantiles as ``mpp simulate --json`` calls them."""
    values = np.arange(3.0 * len(NAMES)).reshape(3, len(NAMES)) / 7
    bands = RoundBands(open_round(ROUND), {}, {"coa.bezetting": values})
    sheet = bands_sheet(bands, "Bron: keten.")
    assert {"mean", "p12_5", "p87_5", "mc_error", "place_medio"} <= set(sheet.headings)
    assert [row[:3] for row in sheet.rows] == [("coa.bezetting", "personen", year) for year in (2024, 2025, 2026)]
    assert [row[3:-1] for row in sheet.rows] == [tuple(row) for row in values.tolist()]
    assert [row[-1] for row in sheet.rows] == ["onbekend"] * 3

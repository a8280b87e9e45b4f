"""The data workbook beside the report: whoever has the report finds each figure, table and number in it."""

import hashlib
import re
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from tests.support.number_format import as_shown
from tests.support.workplace import SMALL

pytestmark = pytest.mark.long
SIGNS = {"[x]": ("", "–"), "[z]": ("", "–")}
EXTRA = ("Groep", "Raming of aanname")
"""Columns that the report shows otherwise: as a row above others, and behind a number."""


@pytest.fixture(scope="module")
def page(everything):
    return html.fromstring(everything[0].read_bytes().decode("utf-8"))


@pytest.fixture(scope="module")
def book(everything):
    (made,) = (path for path in everything if path.name == f"MPP-data-{SMALL}.xlsx")
    return openpyxl.load_workbook(made)


@pytest.fixture(scope="module")
def sheets(book):
    """Name of the table in Excel → its sheet."""
    return {name: sheet for sheet in book for name in sheet.tables}


def floats(page):
    """Label → element of every numbered figure and table of the page, in order."""
    return {found.get("id"): found for found in page.xpath("//*[starts-with(@id,'fig-') or starts-with(@id,'tbl-')]")
            if found.tag in ("figure", "table")}  # fmt: skip


def words(element) -> str:
    """The text of an element, a small drawing by what it says."""
    said = [element.text_content(), *element.xpath(".//svg/@aria-label")]
    return re.sub(r"[ \n]+", " ", " ".join(said)).strip()


def plainly(text: str) -> str:
    """With plain spaces and apostrophes, which the renderer curls."""
    return text.replace("\u00a0", " ").replace("’", "'")


def rows_of(table):
    """The rows of an HTML table with their heads on every row; what heads a group is left out."""
    covered: dict[int, tuple[int, str]] = {}
    for row in table.xpath("./tbody/tr[not(contains(@class,'groep'))]"):
        cells, given = [], list(row)
        while given or len(cells) in covered:
            place = len(cells)
            left, text = covered.pop(place, (0, ""))
            if not left:
                cell = given.pop(0)
                left, text = int(cell.get("rowspan", 1)), words(cell)
            if left > 1:
                covered[place] = (left - 1, text)
            cells.append(text)
        yield cells


def rows_in(sheet):
    """The rows of the table of a sheet as a spreadsheet shows them, without the extra columns."""
    (table,) = sheet.tables.values()
    headings, *rows = sheet[table.ref]
    kept = [place for place, heading in enumerate(headings) if heading.value not in EXTRA]
    for row in rows:
        yield [shown(row[place]) for place in kept]


def shown(cell) -> str:
    return cell.value if isinstance(cell.value, str) else as_shown(cell.value, cell.number_format)


def same(text: str, printed: str) -> bool:
    return printed in SIGNS.get(text, (text,))


def test_every_figure_and_table_has_its_sheet(page, sheets):
    """In the order of the report, under its number, with its title."""
    made = [name for name in sheets if name.startswith(("fig_", "tbl_"))]
    assert made == [label.replace("-", "_") for label in floats(page)]
    assert len(made) > 100
    for label, element in floats(page).items():
        sheet = sheets[label.replace("-", "_")]
        caption = words(element.xpath(".//figcaption | ./caption")[0])
        assert plainly(sheet["A1"].value) == plainly(caption)
        number = plainly(caption).partition(":")[0]
        assert f"{sheet.title} ".startswith(f"{number} ")


def test_every_number_of_a_table_is_in_its_sheet(page, sheets):
    """Row by row and cell by cell what is printed, from a number where there is one."""
    numbers = 0
    for label, table in floats(page).items():
        if table.tag == "table":
            sheet = sheets[label.replace("-", "_")]
            for printed, found in zip(rows_of(table), rows_in(sheet), strict=True):
                assert [one for one in zip(found, printed, strict=True) if not same(*one)] == [], label
            numbers += sum(isinstance(cell.value, int | float) for row in sheet.iter_rows() for cell in row)
    assert numbers > 5000


def test_every_number_under_a_figure_is_in_its_sheet(page, sheets):
    """The same of what stands under a figure; a diagram has none and says what is drawn."""
    without = []
    for label, figure in floats(page).items():
        if figure.tag == "figure":
            under = figure.xpath("following-sibling::details[contains(@class,'cijfers')]//table")
            rows = list(rows_in(sheets[label.replace("-", "_")]))
            if not under:
                without.append(label)
                assert rows == [[figure.xpath("./svg/@aria-label")[0]]]
            else:
                for printed, found in zip(rows_of(under[0]), rows, strict=True):
                    assert [one for one in zip(found, printed, strict=True) if not same(*one)] == [], label
    assert without == ["fig-ketendiagram", "fig-ketendiagram-regulier", "fig-ketendiagram-bewaring"]


def test_every_sheet_says_what_the_report_says_below(page, sheets):
    """The meaning of marks, how to read it, source and cut-off."""
    for label, element in floats(page).items():
        around = element.xpath("ancestor-or-self::*[contains(@class,'cel')][1]//*[contains(@class,'bron')]")
        assert plainly(sheets[label.replace("-", "_")]["A3"].value or "") == plainly(
            words(around[0]) if around else ""
        ), label


def test_the_front_names_the_results_it_goes_with(workplace, book, sheets):
    """The checksum is that of the result table beside the report, and that table is in the workbook."""
    content = (workplace.round() / "build" / "resultaten.csv").read_bytes()
    lines = [cell.value for cell in book["Voorblad"]["A"]]
    assert f"Ronde: {SMALL}" in lines
    assert f"Controlegetal van de resultaattabel (SHA-256): {hashlib.sha256(content).hexdigest()}" in lines
    rows = sheets["resultaten"].iter_rows(min_row=5, values_only=True)
    said = [[cell if isinstance(cell, str) else f"{float(cell)!r}" for cell in row] for row in rows]
    assert said == [line.split(";") for line in content.decode().splitlines()]


def test_it_names_no_place_on_this_machine(book):
    """Nothing of where it was made stands in a cell."""
    texts = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    places = (str(Path.home()), "/tmp/", str(Path.cwd()))
    assert not [text for text in texts if any(place in text for place in places)]

"""What a reader of the workbook does not break, finds by a click, sees at once, and holds on one page."""

import io
import re
from typing import Any
from zipfile import ZipFile

from openpyxl.utils import range_boundaries

from mpp_lib.base.brand import colour
from mpp_lib.present.rekenblad.cells import Values
from mpp_lib.production.key_figures import KEY_FIGURES, SUMMARY
from tests.support.rekenblad.twin_cases import CHAIN
from tests.support.rekenblad.whole_chain import WHOLE

ONE_PAGE = ("Leeswijzer", "Kerncijfers", "Controle")


def link(cell: Any) -> tuple[str, str]:
    """Sheet and cell that a link leads to."""
    sheet, _, place = cell.hyperlink.location.partition("!")
    return sheet.strip("'"), place


def test_only_input_can_be_typed_in(made: Any):
    """Every sheet is protected, without a password; what is free is what is coloured as input, and nothing else."""
    for sheet in made:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns, "hidden months can be shown"
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.protection.locked != cell.style.startswith("MPP invoer"), (sheet.title, cell.coordinate)
    free = [name for name in made.sheetnames if any(not cell.protection.locked for row in made[name] for cell in row)]
    assert free == ["Invoer", "Verdelingen"]


def test_the_first_sheet_leads_to_every_other_and_back(made: Any):
    """A line per sheet, in their order; a cell in the first two rows of each leads back."""
    front = made["Leeswijzer"]
    links = [(row[0].value, link(row[0])) for row in front.iter_rows() if row[0].hyperlink]
    assert links[0] == ("Controle", ("Controle", "A1"))
    assert links[1:] == [(name, (name, "A1")) for name in made.sheetnames[1:]]
    for name in made.sheetnames[1:]:
        top = [cell for row in made[name].iter_rows(max_row=2, max_col=2) for cell in row if cell.hyperlink]
        assert any(link(cell) == ("Leeswijzer", "A1") for cell in top if cell.row + cell.column > 2), name


def follow(made: Any, cell: Any) -> Any:
    sheet, place = link(cell)
    return made[sheet][place]


def test_an_indicator_leads_to_its_inputs(made: Any):
    """From the key figures to the years, the months, what it follows from, and the line of each of those."""
    key = next(row[0] for row in made["Kerncijfers"].iter_rows() if row[0].value == "coa.bezetting")
    year = follow(made, key)
    month = follow(made, year)
    traced = follow(made, month)
    assert [(cell.parent.title, cell.value) for cell in (year, month, traced)] == [
        *(("MPP Asiel", key.value), ("COA", key.value), ("Herleiding", key.value))
    ]
    assert follow(made, traced) is month
    for row in made["Herleiding"].iter_rows(min_row=2):
        for cell in row[2:]:
            if cell.value:
                there = follow(made, cell).value
                assert there in (cell.value, f"{cell.value} k=0", f"{cell.value} k=1"), cell.value


def test_every_ingredient_of_a_formula_has_a_link(made: Any):
    """Every line that the last month of a figure refers to is named beside it, apart from steps on the way."""
    named = {
        row[0].value: {
            (sheet, made[sheet][place].row) for cell in row[2:] if cell.value for sheet, place in [link(cell)]
        }
        for row in made["Herleiding"].iter_rows(min_row=2)
    }
    sheet = made["COA"]
    for row in sheet.iter_rows(min_row=4):
        formulas = [cell.value for cell in row[5:] if cell.data_type == "f"]
        if row[0].value not in CHAIN.by_id or "SUMPRODUCT" in formulas[-1]:
            continue
        plain = re.sub(r"'([^']+)'!", lambda match: f"{match[1].replace(' ', '_').replace('&', '_')}!", formulas[-1])
        found = re.findall(r"(?:([\w]+)!)?\$?[A-Z]{1,3}\$?(\d+)", plain)
        titles = {name.replace(" ", "_").replace("&", "_"): name for name in made.sheetnames}
        lines = {(titles[other] if other else "COA", int(number)) for other, number in found} - {("COA", 2)}
        steps = {(name, number) for name, number in lines if made[name].cell(number, 4).value == "hulpregel"}
        assert lines - steps - {("COA", row[0].row)} <= named[row[0].value], row[0].value


def test_what_does_not_hold_turns_red_with_a_word(made: Any):
    """The word of the line, the months in which it fails, the word over all, and its copy on the first sheet."""
    rules = {
        str(cells.sqref): rule
        for name in ("Controle", "Leeswijzer")
        for cells in made[name].conditional_formatting
        for rule in cells.rules
    }
    last = made["Controle"].max_row
    assert [rule.formula for rule in rules.values()][:2] == [['$D$1<>"alles klopt"'], ['$D4="verschil"']]
    assert f"D4:E{last}" in rules
    red = colour("fout")[1:].upper()
    assert {rule.dxf.fill.bgColor.rgb[-6:] for rule in rules.values()} == {red}
    months = {str(where): rule for where, rule in rules.items() if where.startswith("F")}
    (balances, totals) = sorted(months.items(), key=lambda each: range_boundaries(each[0])[1])
    for (cells, rule), meant in ((balances, 0), (totals, 1)):
        left, top, right, bottom = range_boundaries(cells)
        first = f"F{top}"
        assert (left, right) == (6, 5 + WHOLE.rows)
        assert rule.formula == [f"AND(ISNUMBER({first}),ABS({first}-{meant})>0.000001)"]
        assert rule.dxf.numFmt.formatCode.startswith('"≠ "')
        assert all(made["Controle"].cell(number, 4).value.startswith("=IF(") for number in range(top, bottom + 1))


def test_three_sheets_are_one_page_each(made: Any):
    """A4 on its side; the checks with a line each and its word, whatever the number of months."""
    for sheet in made:
        setup = sheet.page_setup
        one = (setup.fitToWidth, setup.fitToHeight, setup.orientation) == (1, 1, "landscape")
        assert one == (sheet.title in ONE_PAGE), sheet.title
    assert made["Controle"].print_area == f"'Controle'!$A$1:$E${made['Controle'].max_row}"


def test_the_key_figures_are_those_of_the_report_and_drawn(content: tuple[bytes, Values], made: Any):
    """All that the chain has, with the years as numbers in one header; those of the summary as columns with labels."""
    sheet = made["Kerncijfers"]
    lines = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value}
    assert list(lines) == [figure.indicator for figure in KEY_FIGURES]
    assert [cell.value for cell in sheet[1]][3:] == [2024, 2025]
    assert [chart.series[0].val.numRef.f for chart in sheet._charts] == [
        f"'Kerncijfers'!$D${lines[name]}:$E${lines[name]}" for name in SUMMARY
    ]
    for chart in sheet._charts:
        assert chart.series[0].dLbls.showVal
        assert re.search(r"\((personen|zaken)\)$", chart.title.tx.rich.p[0].r[0].t)
        assert chart.series[0].dLbls.numFmt == "[$-413]#,##0"
    with ZipFile(io.BytesIO(content[0])) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(re.findall(r'name="Figuur \d" descr="Kolommen: [^"]+ per jaar van 2024 tot en met 2025\.', drawing)) == 6


def test_the_charts_lie_within_the_page(made: Any):
    """Three beside each other, none over the table, none outside the area that is printed."""
    sheet = made["Kerncijfers"]
    *_, bottom = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
    table = max(row[0].row for row in sheet.iter_rows() if row[0].value)
    corners = [(chart.anchor._from.col, chart.anchor._from.row) for chart in sheet._charts]
    assert len({row for _, row in corners}) == 2
    assert min(row for _, row in corners) >= table
    assert max(row for _, row in corners) + 11 <= bottom

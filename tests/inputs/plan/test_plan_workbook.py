"""The IND-prognoseplan from a workbook: the same table as from CSV, whatever way a partner lays it out."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from mpp_lib.base.months import Month
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.plan.words import StreamNames, quantities_of, quantity_of, scenario_of
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.workbooks.months import month_of
from mpp_lib.inputs.workbooks.workbook_cells import Cell
from tests.support import plan_book, tiny_round
from tests.support.plan_book import WORKBOOK, catalogue_for, to_bytes


def rows_of(inputs: RoundInputs) -> list[tuple]:
    return sorted(tuple(row) for row in inputs.plan.itertuples(index=False))


def load(folder: Path, edit: Callable[[Workbook], None] = lambda book: None) -> RoundInputs:
    book = plan_book.plan_book()
    edit(book)
    inputs = load_round(plan_book.write_round(folder / "2024-1", to_bytes(book)), catalogue_for)
    assert inputs.warnings == ()
    return inputs


def test_a_partners_workbook_is_read_to_the_last_digit(tmp_path: Path):
    """Title rows, merged years, five ways to write a month, hidden months, totals and percentages: no message."""
    inputs = load(tmp_path)
    assert rows_of(inputs) == plan_book.expected_rows()
    assert list(inputs.plan.columns) == ["maand", "mpp_scenario", "stroom", "grootheid", "waarde", "definitie"]
    assert inputs.plan_prognose == tiny_round.PROGNOSE
    assert WORKBOOK in inputs.checksums


def test_workbook_and_csv_give_the_same_table(tmp_path: Path):
    """What was read from a workbook, written as CSV, is read as the same."""
    from_book = load(tmp_path)
    folder = tiny_round.write_round(tmp_path / "csv" / "2024-1")
    lines = ["maand;mpp_scenario;stroom;grootheid;waarde;definitie", f";;prognose;kenmerk;;{tiny_round.PROGNOSE}"]
    lines += [";".join([*row[:4], f"{row[4]!r}".replace(".", ","), row[5]]) for row in rows_of(from_book)]
    (folder / "inputs/ind_prognoseplan.csv").write_text("\n".join(lines), encoding="utf-8")
    from_csv = load_round(folder, catalogue_for)
    assert rows_of(from_csv) == rows_of(from_book)
    assert from_csv.plan_prognose == from_book.plan_prognose


def test_a_formula_counts_by_its_saved_outcome(tmp_path: Path):
    """The formula says one thing and its saved outcome another: nothing is recalculated."""
    with zipfile.ZipFile(io.BytesIO(to_bytes(plan_book.plan_book()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    parts[sheet], count = re.subn(
        rb'(<c r="H7"[^>]*>)<v>1012</v>', rb"\1<f>1/0+[1]Blad!A1</f><v>1012</v>", parts[sheet]
    )
    assert count == 1
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    folder = plan_book.write_round(tmp_path / "2024-1", packed.getvalue())
    assert rows_of(load_round(folder, catalogue_for)) == plan_book.expected_rows()


def test_a_total_may_be_rounded(tmp_path: Path):
    """A total that is one and a half off its parts is no cause for a remark."""
    load(tmp_path, lambda book: book["Spoor 4"].__setitem__("P6", 12_462 + 1.5))


def test_a_total_over_all_years_is_read_as_such(tmp_path: Path):
    """Without a year a total column sums everything on its left, or what came since the last one."""

    def edit(book: Workbook) -> None:
        sheet = book["Regulier - gezin"]
        for row in (4, 9, 14):
            sheet.cell(row, 26, "Totaal")
        for row, scenario in zip((5, 10, 15), plan_book.SCENARIOS, strict=True):
            for number, (_, _, values) in enumerate(plan_book.others(scenario)[1:3]):
                sheet.cell(row + number, 26, sum(values))

    assert rows_of(load(tmp_path, edit)) == plan_book.expected_rows()


def test_a_hidden_copy_of_a_month_is_passed_over(tmp_path: Path):
    """A hidden column that says the same is no cause for a remark."""

    def edit(book: Workbook) -> None:
        sheet = book["NAREIS"]
        for row in (4, 5, 8, 9, 12, 13):
            sheet.cell(row, 27).value = sheet.cell(row, 5).value
        sheet.column_dimensions["AA"].hidden = True

    assert rows_of(load(tmp_path, edit)) == plan_book.expected_rows()


def test_a_row_that_does_not_apply_may_be_empty_everywhere(tmp_path: Path):
    """A quantity that the chain does not take may be left empty, as long as it is in every block."""

    def edit(book: Workbook) -> None:
        for row in (9, 17, 25, 10, 18, 26):
            for column in range(4, 30):
                book["Spoor 4"].cell(row, column).value = None
        for row in (11, 19, 27):
            for column in range(4, 30):
                book["Spoor 4"].cell(row, column).value = None

    wanted = [row for row in plan_book.expected_rows() if row[3] not in ("zonder_beslissing", "voorraad")]
    assert rows_of(load(tmp_path, edit)) == wanted


def test_without_a_plan_nothing_is_said_of_it(tmp_path: Path):
    """A round of which the plan has yet to be made is right in everything else."""
    folder = plan_book.write_round(tmp_path / "2024-1", b"nog niets")
    result = check_round(folder, catalogue_for, with_plan=False)
    assert (result.problems, result.warnings) == ((), ())
    assert result.inputs is not None
    assert result.inputs.plan.empty


MONTHS = {
    "jan-24": Month(2024, 1),
    "Jan. 2024": Month(2024, 1),
    "mrt '25": Month(2025, 3),
    "maart 2025": Month(2025, 3),
    "MEI-2024": Month(2024, 5),
    "okt/24": Month(2024, 10),
    "2024-01": Month(2024, 1),
    "2024-1": Month(2024, 1),
    "2024M12": Month(2024, 12),
    "01-2024": Month(2024, 1),
    "1-2-2024": Month(2024, 2),
    "2024-13": None,
    "januari": None,
    "janu-24": None,
    "24": None,
    "2024": None,
    "totaal 2024": None,
    "maand 1": None,
}


@pytest.mark.parametrize("text", MONTHS)
def test_months_as_people_write_them(text: str):
    """A month is read where it can only be that one."""
    assert month_of(Cell(text)) == MONTHS[text]


def test_a_date_is_its_month_and_a_number_is_none():
    """Any day of a month stands for it; a count never does."""
    assert month_of(Cell(datetime.datetime(2024, 2, 29))) == Month(2024, 2)
    assert month_of(Cell(45_292)) is None
    assert month_of(Cell("mrt"), 2026) == Month(2026, 3)


SHEETS = {
    "Spoor 4": {"spoor4"},
    "spoor4": {"spoor4"},
    "SPOOR 4 (AA+VA)": {"spoor4"},
    "IND Spoor 4 algemeen": {"spoor4"},
    "Nareis": {"nareis"},
    "Gezin": {"regulier_gezin"},
    "Regulier gezin": {"regulier_gezin"},
    "Regulier - Gezin en familie": {"regulier_gezin"},
    "Bewaring art. 59": {"bewaring_art59"},
    "Bewaring (artikel 6)": {"bewaring_art6"},
    "Grensdetentie": {"bewaring_art6"},
    "Bewaring": set(),
    "Spoor 1 en 4": set(),
    "Spoor 5": set(),
    "Regulier": set(),
    "Nareis en regulier gezin": {"nareis", "regulier_gezin"},
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_known_by_its_name_or_not_at_all(name: str):
    """Tolerant of case, spaces and additions; what could be more than one stream is told as such."""
    assert StreamNames(plan_book.CATALOGUE).of(name) == SHEETS[name]


def test_labels_of_rows_and_blocks():
    """A label may say more than the name, as long as it says nothing else."""
    known = quantities_of("spoor4", plan_book.CATALOGUE)
    assert quantity_of("Zonder beslissing (MOB, intrekking)", known) == "zonder_beslissing"
    assert quantity_of("VOORRAAD ultimo maand", known) == "voorraad"
    assert quantity_of("inwilligings-%", known) == "inwilligingspercentage"
    assert quantity_of("Percentage gegrond", known) == "percentage_gegrond"
    assert quantity_of("Instroom herhaald", known) is None
    assert (scenario_of("MPP-scenario: Medio"), scenario_of("MIN"), scenario_of("medio en maximum")) == (
        "medio",
        "minimum",
        None,
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(0.07, percent=True), "7%"),
        (Cell(0.625, percent=True), "62,5%"),
        (Cell(1, percent=True), "100%"),
        (Cell(0.1 + 0.2), "0,30000000000000004"),
        (Cell(1.5e-7), "0,00000015"),
        (Cell(2000), "2000"),
        (Cell(-1234.5), "-1234,5"),
        (Cell(True), "WAAR"),
        (Cell("  12 "), "12"),
        (Cell(None), ""),
    ],
)
def test_a_cell_keeps_every_digit(cell: Cell, text: str):
    """As text a number is what a CSV would hold: the shortest that reads back as the same."""
    assert cell.text == text

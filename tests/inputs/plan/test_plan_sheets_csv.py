"""The IND-prognoseplan saved as CSV from its workbook: read as that workbook, with the cells of the file."""

from pathlib import Path

from openpyxl import Workbook

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from tests.support import plan_book
from tests.support.breaking import told
from tests.support.plan_book import WORKBOOK, catalogue_for
from tests.support.sheets_csv import to_csv

FILE = "inputs/ind_prognoseplan.csv"


def round_with(folder: Path, content: bytes) -> Path:
    plan_book.write_round(folder)
    (folder / WORKBOOK).unlink()
    (folder / FILE).write_bytes(content)
    return folder


def book() -> Workbook:
    """What CSV can hold of it: the year beside every month instead of merged above them."""
    made = plan_book.plan_book()
    sheet = made["Spoor 4"]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    for k, month in enumerate(plan_book.MONTHS):
        sheet.cell(5, plan_book.column_of(k)).value = f"{month.month}-{month.year}"
    return made


def test_it_is_read_as_the_workbook(tmp_path: Path):
    """The same rows and no remark; the Prognose that it was made on stands above the first sheet."""
    inputs = load_round(round_with(tmp_path / "2024-1", to_csv(book())), catalogue_for)
    assert sorted(tuple(row) for row in inputs.plan.itertuples(index=False)) == plan_book.expected_rows()
    assert inputs.warnings == ()
    assert FILE in inputs.checksums


def test_what_is_wrong_is_told_with_the_cell_of_the_file(tmp_path: Path):
    """Row numbers are those of the file; a comma that could separate thousands is refused here too."""
    made = book()
    made["Spoor 4"]["H7"], made["Spoor 4"]["I7"], made["Spoor 4"]["J7"] = None, "veel", "1,015"
    content = to_csv(made)
    row = 7 + content.decode("utf-8-sig").splitlines().index("Spoor 4") + 1
    result = check_round(round_with(tmp_path / "2024-1", content), catalogue_for)
    assert told(result.problems) == [
        f"{FILE}, blad Spoor 4, cel H{row}: de cel is leeg. Verwacht: een waarde in elke maand.",
        f"{FILE}, blad Spoor 4, cel I{row}: dit is geen getal (gevonden: veel). "
        "Verwacht: een getal, of een percentage zoals 12,5%.",
        f"{FILE}, blad Spoor 4, cel J{row}: de komma kan duizendtallen of decimalen scheiden (gevonden: 1,015). "
        "Verwacht: 1015 of 1,0150.",
    ]


def test_one_sheet_is_not_the_whole_plan(tmp_path: Path):
    """Excel saves the sheet that is open: the others are missing, and are told as missing."""
    made = book()
    for name in made.sheetnames:
        if name != "NAREIS":
            made.remove(made[name])
    result = check_round(round_with(tmp_path / "2024-1", to_csv(made)), catalogue_for)
    missing = [text for text in told(result.problems) if "dit blad ontbreekt" in text]
    assert [text.partition(": ")[0] for text in missing] == [
        f"{FILE}, blad {name}"
        for name in ("Bewaring (artikel 59)", "Grensdetentie (artikel 6)", "Regulier gezin", "Spoor 4")
    ]


def test_a_csv_of_something_else_is_told_its_header(tmp_path: Path):
    """Without months it is no plan in either form."""
    result = check_round(round_with(tmp_path / "2024-1", b"Spoor 4;a;b\nInstroom;1;2\n"), catalogue_for)
    assert [problem.problem for problem in result.problems] == ["de eerste rij is geen kop van dit bestand"]

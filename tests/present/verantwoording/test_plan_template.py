"""The empty IND-prognoseplan: what a partner gets, and that it comes back readable."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.months import Month, month_range
from mpp_lib.cli.main import app
from mpp_lib.inflow.forecast import adopted_lines, forecast_round
from mpp_lib.inputs.check import CheckResult, check_round
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.plan.workbook import read_plan_workbook
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rules.prognose_checksum import prognose_checksum
from mpp_lib.present.verantwoording.plan_template import plan_template
from mpp_lib.production import chains
from tests.support import plan_book, tiny_round
from tests.support.inflow_rounds import round_inputs
from tests.support.libreoffice import saved_again

CATALOGUE = replace(tiny_round.CATALOGUE, plan=chains.catalogue_named("standaard").plan)
"""The small round with every stream of the chain."""
SIDE_SHEETS = ["Toelichting", "Gehanteerde aantallen"]
DEFINITION = "inwilligingen gedeeld door inwilligingen en afwijzingen"
Filled = dict[tuple[str, str, str, str], float]


def catalogue_for(variant: str) -> Catalogue:
    return {"standaard": CATALOGUE}[variant]


def forecastable(folder: Path) -> Path:
    """The small round with enough years of first applications for a forecast, and no plan yet."""
    tiny_round.write_round(folder)
    (folder / "inputs/ind_prognoseplan.csv").unlink()
    past = [
        f"{month};asiel.instroom_eerste;{1500 + 100 * month.month};definitief;CBS"
        for month in month_range(Month(2020, 1), 45)
    ]
    with (folder / "inputs/realisaties.csv").open("a", encoding="utf-8") as stream:
        stream.write("\n".join(past) + "\n")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return forecastable(tmp_path / "rounds" / "2024-1")


@pytest.fixture
def inputs(folder: Path) -> RoundInputs:
    return load_round(folder, catalogue_for, with_plan=False)


def open_cells(sheet: Worksheet) -> Iterator[tuple[str, str, Month, str]]:
    """mpp-scenario, label, month and place of every cell to fill."""
    months = {cell.column: Month(cell.value.year, cell.value.month) for cell in sheet[5][3:]}
    scenario = ""
    for row in sheet.iter_rows(min_row=6):
        label = str(row[0].value or "")
        scenario = label.lower() if label.lower() in plan_book.SCENARIOS else scenario
        for cell in row[3:]:
            if not cell.protection.locked:
                yield scenario, label, months[cell.column], cell.coordinate


FIGURES = {"Instroom": 120.0, "Capaciteit": 150.0, "Beslissingen": 105.0, "Zonder beslissing": 5.0}


def fill(book: openpyxl.Workbook) -> Filled:
    """Fills every cell to fill: 120 in, 105 and 5 out, so every stock grows by 10."""
    filled: Filled = {}
    for sheet in (book[name] for name in book.sheetnames if name not in SIDE_SHEETS):
        for scenario, label, month, place in open_cells(sheet):
            value = FIGURES.get(label, 0.62 if "percentage" in label else 5_000.0 + 10 * month.since(Month(2024, 1)))
            sheet[place] = filled[sheet.title, scenario, label, str(month)] = value
        for row in range(6, sheet.max_row + 1):
            if not sheet.cell(row, 3).protection.locked:
                sheet.cell(row, 3).value = DEFINITION
    return filled


def delivered(folder: Path, content: bytes) -> CheckResult:
    """The plan in its place, delivered as definitief."""
    (folder / "inputs/ind_prognoseplan.xlsx").write_bytes(content)
    line = "ind_prognoseplan.xlsx;IND;1;definitief;werkgroep;2024-03-01\n"
    (folder / "inputs/leveringen.csv").write_text(tiny_round.DELIVERIES + line, encoding="utf-8")
    return check_round(folder, catalogue_for)


def test_filled_and_saved_in_libreoffice_it_is_read_without_a_message(
    folder: Path, inputs: RoundInputs, tmp_path: Path
):
    """Every figure of every sheet comes back, as a definitive plan on the Prognose of the round."""
    book = openpyxl.load_workbook(io.BytesIO(plan_template(inputs, CATALOGUE)))
    filled = fill(book)
    by_hand = tmp_path / "ind_prognoseplan.xlsx"
    book.save(by_hand)
    result = delivered(folder, saved_again(by_hand, tmp_path / "bewaard").read_bytes())
    assert (result.problems, result.warnings) == ((), ())
    assert result.inputs is not None
    assert len(result.inputs.plan) == len(filled)
    assert sorted(result.inputs.plan["waarde"]) == sorted(filled.values())
    shares = result.inputs.plan["grootheid"] == "inwilligingspercentage"
    assert set(result.inputs.plan.loc[shares, "definitie"]) == {DEFINITION}
    spoor4 = result.inputs.plan[result.inputs.plan["stroom"] == "spoor4"]
    stocks = spoor4[(spoor4["grootheid"] == "voorraad") & (spoor4["mpp_scenario"] == "maximum")]
    assert dict(zip(stocks["maand"], stocks["waarde"], strict=True)) == {
        month: value
        for (sheet, scenario, label, month), value in filled.items()
        if (sheet, scenario, label) == ("Spoor 4", "maximum", "Voorraad")
    }


def test_a_partners_own_workbook_survives_libreoffice(tmp_path: Path):
    """Merged headers, hidden columns and percentages in text are read the same after saving."""
    by_hand = tmp_path / "ind_prognoseplan.xlsx"
    by_hand.write_bytes(plan_book.to_bytes(plan_book.plan_book()))
    content = saved_again(by_hand, tmp_path / "bewaard").read_bytes()
    folder = plan_book.write_round(tmp_path / "2024-1", content)
    result = check_round(folder, plan_book.catalogue_for)
    assert (result.problems, result.warnings) == ((), ())
    assert result.inputs is not None
    assert sorted(map(tuple, result.inputs.plan.to_numpy().tolist())) == plan_book.expected_rows()


def test_empty_it_misses_exactly_what_the_chain_takes(inputs: RoundInputs):
    """Of an empty template only the rows that the chain needs are asked for, and each definition once."""
    plan = read_plan_workbook(plan_book.WORKBOOK, plan_template(inputs, CATALOGUE), CATALOGUE, inputs.settings.span)
    shares = [spec for spec in CATALOGUE.plan if "percentage" in spec.quantity]
    told = [problem.problem for problem in plan.problems]
    assert told.count("deze rij is leeg") == 3 * len(CATALOGUE.plan)
    assert told.count("het percentage heeft geen definitie") == len(shares)
    assert len(told) == 3 * len(CATALOGUE.plan) + len(shares)
    assert plan.remarks == []


def test_there_is_a_sheet_per_stream(inputs: RoundInputs):
    """Names are those a message uses, and fit a sheet."""
    names = openpyxl.load_workbook(io.BytesIO(plan_template(inputs, CATALOGUE))).sheetnames
    assert names[:2] == SIDE_SHEETS
    assert names[2:7] == ["Spoor 1 (Dublin)", "Spoor 2", "Spoor 4", "Herhaalde aanvragen", "Nareis"]
    assert len(names) == 2 + len({spec.stream for spec in CATALOGUE.plan})


def test_the_prognose_stands_in_it(inputs: RoundInputs):
    """The cell prognose names round and mark; the adopted numbers per year are those of the forecast."""
    book = openpyxl.load_workbook(io.BytesIO(plan_template(inputs, CATALOGUE)))
    cover, adopted = book["Toelichting"], book["Gehanteerde aantallen"]
    assert (cover["A4"].value, cover["B4"].value) == ("prognose", f"2024-1 {prognose_checksum(inputs)}")
    years = adopted_lines(forecast_round(inputs), inputs)
    for row, scenario in enumerate(("Minimum", "Medio", "Maximum")):
        assert adopted.cell(6 + row, 1).value == scenario
        shown = [adopted.cell(6 + row, 4 + k).value for k in range(12)]
        assert sum(shown) == pytest.approx(years[0, row], abs=6)


def test_only_the_cells_to_fill_are_open(inputs: RoundInputs):
    """Every sheet is protected; each cell to fill has a limit on what it takes."""
    book = openpyxl.load_workbook(io.BytesIO(plan_template(inputs, CATALOGUE)))
    assert all(sheet.protection.sheet for sheet in book)
    sheet = book["Spoor 4"]
    cells = list(open_cells(sheet))
    assert len(cells) == 3 * 6 * 24
    assert all(sheet[place].value is None for *_, place in cells)
    limits = {place: v for v in sheet.data_validations.dataValidation for _, _, _, place in cells if place in v.sqref}
    assert set(limits) == {place for *_, place in cells}
    for _, label, _, place in cells:
        share = "percentage" in label
        assert (limits[place].formula1, limits[place].formula2) == (("0", "1") if share else ("0", None))


def test_a_title_that_looks_like_a_formula_is_text():
    """Nothing an analyst wrote is calculated at the partner's."""
    made = round_inputs()
    dangerous = replace(made, settings=made.settings.model_copy(update={"title": "=1+1"}))
    book = openpyxl.load_workbook(io.BytesIO(plan_template(dangerous, CATALOGUE)))
    cell = book["Toelichting"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def run(*arguments: str, folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["-C", str(folder), "template", "ind", *arguments])
    return result.exit_code, f"{result.output}{result.exception or ''}"


def test_the_command_writes_a_new_file_and_never_replaces_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A second time it refuses, and what was filled in stays as it was."""
    monkeypatch.setattr(chains, "catalogue_named", catalogue_for)
    out = tmp_path / "plan.xlsx"
    code, told = run("2024-1", "--out", str(out), folder=tmp_path)
    assert (code, told.strip()) == (0, str(out))
    first = out.read_bytes()
    assert openpyxl.load_workbook(out).sheetnames[:2] == SIDE_SHEETS
    code, told = run("2024-1", "--out", str(out), folder=tmp_path)
    assert code == 1
    assert "het bestand bestaat al" in told
    assert out.read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.xlsx", "rounds"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2024-1", "--out", "{}/plan.csv"), "een naam op .xlsx"),
        (("2024-1", "--out", "{}/geen/plan.xlsx"), "deze map bestaat niet"),
        (("2025-1", "--out", "{}/plan.xlsx"), "deze ronde bestaat niet"),
    ],
)
def test_the_command_says_what_is_wrong(folder: Path, tmp_path: Path, arguments: tuple[str, ...], message: str):
    """Nothing is written."""
    code, told = run(*(argument.format(tmp_path) for argument in arguments), folder=tmp_path)
    assert code == 1
    assert message in told
    assert [path.name for path in tmp_path.iterdir()] == ["rounds"]

"""The empty IND-prognoseplan: what a partner gets, and that it comes back readable."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

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

STOCK = tiny_round.indicator("ind.spoor4.voorraad", "zaken")
CATALOGUE = replace(
    tiny_round.CATALOGUE,
    plan=chains.catalogue_named("standaard").plan,
    indicators={**tiny_round.CATALOGUE.indicators, STOCK.id: STOCK},
)
"""The small round with every stream of the chain."""
SIDE_SHEETS = ["Toelichting", "Gehanteerde aantallen", "Controle"]
FIRST_COLUMN = 5
"""The first with a month: before it stand grootheid, eenheid, definitie of grondslag, controle."""
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


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> RoundInputs:
    made = forecastable(tmp_path_factory.mktemp("eerste") / "rounds" / "2024-1")
    return load_round(made, catalogue_for, with_plan=False)


@pytest.fixture(scope="module")
def template(inputs: RoundInputs) -> bytes:
    return plan_template(inputs, CATALOGUE)


@pytest.fixture(scope="module")
def planned_before(tmp_path_factory: pytest.TempPathFactory) -> RoundInputs:
    """After a round whose plan has the same months, with realised months before the horizon."""
    folder = forecastable(tmp_path_factory.mktemp("tweede") / "rounds" / "2024-1")
    before = tiny_round.write_round(folder.parent / "2023-2")
    settings = (before / "round.yml").read_text(encoding="utf-8").replace("round: 2024-1", "round: 2023-2")
    (before / "round.yml").write_text(settings, encoding="utf-8")
    with (folder / "round.yml").open("a", encoding="utf-8") as stream:
        stream.write("previous: 2023-2\n")
    with (folder / "inputs/realisaties.csv").open("a", encoding="utf-8") as stream:
        stream.write(
            "2023-11;ind.spoor4.voorraad;51234;definitief;IND\n2023-12;ind.spoor4.voorraad;52345;aanname;APM\n"
        )
    return load_round(folder, catalogue_for, with_plan=False)


@pytest.fixture(scope="module")
def template_beside(planned_before: RoundInputs) -> bytes:
    return plan_template(planned_before, CATALOGUE)


def open_cells(sheet: Worksheet) -> Iterator[tuple[str, str, Month, str]]:
    """mpp-scenario, label, month and place of every cell to fill."""
    months = {cell.column: Month(cell.value.year, cell.value.month) for cell in sheet[5][FIRST_COLUMN - 1 :]}
    scenario = ""
    for row in sheet.iter_rows(min_row=6):
        label = str(row[0].value or "")
        scenario = label.lower() if label.lower() in plan_book.SCENARIOS else scenario
        for cell in row[FIRST_COLUMN - 1 :]:
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
        for label, _, ground, *_ in sheet.iter_rows(min_row=6, max_col=3):
            if label.value and not str(label.value).startswith("ter vergelijking") and not ground.protection.locked:
                ground.value = DEFINITION if "percentage" in label.value else "afspraak"
    return filled


def delivered(folder: Path, content: bytes) -> CheckResult:
    """The plan in its place, delivered as definitief."""
    (folder / "inputs/ind_prognoseplan.xlsx").write_bytes(content)
    line = "ind_prognoseplan.xlsx;IND;1;definitief;werkgroep;2024-03-01\n"
    (folder / "inputs/leveringen.csv").write_text(tiny_round.DELIVERIES + line, encoding="utf-8")
    return check_round(folder, catalogue_for)


def test_filled_and_saved_in_libreoffice_it_is_read_without_a_message(folder: Path, template: bytes, tmp_path: Path):
    """Every figure of every sheet comes back, as a definitive plan on the Prognose of the round."""
    book = openpyxl.load_workbook(io.BytesIO(template))
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
    assert set(result.inputs.plan.loc[~shares, "definitie"]) == {"afspraak"}
    spoor4 = result.inputs.plan[result.inputs.plan["stroom"] == "spoor4"]
    stocks = spoor4[(spoor4["grootheid"] == "voorraad") & (spoor4["mpp_scenario"] == "maximum")]
    assert dict(zip(stocks["maand"], stocks["waarde"], strict=True)) == {
        month: value
        for (sheet, scenario, label, month), value in filled.items()
        if (sheet, scenario, label) == ("Spoor 4", "maximum", "Voorraad")
    }


def checks(content: bytes, name: str) -> dict[int, str]:
    """Row → what the column controle says of it, as LibreOffice calculated it."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[name]
    return {row[0].row: row[0].value for row in sheet.iter_rows(min_row=6, min_col=4, max_col=4) if row[0].value}


def test_the_sheet_says_what_is_wrong_while_it_is_filled(
    template_beside: bytes, planned_before: RoundInputs, tmp_path: Path
):
    """Each defect in the words of its row, and where all is well that it is; the sums stand beside the plan before."""
    book = openpyxl.load_workbook(io.BytesIO(template_beside))
    fill(book)
    sheet = book["Spoor 4"]
    for scenario, label, month, place in list(open_cells(sheet)):
        if label == "Capaciteit":
            sheet[place] = before_of(planned_before.folder)[str(month), scenario, "spoor4", "capaciteit"] * 1.4
        if "percentage" in label:
            sheet[place] = before_of(planned_before.folder)[str(month), scenario, "spoor4", "inwilligingspercentage"]
        if (scenario, label, month) == ("minimum", "Voorraad", Month(2024, 6)):
            sheet[place] = 5_053.0
        if (scenario, label, month) == ("medio", "Capaciteit", Month(2024, 6)):
            sheet[place] = 9_000.0
        if (scenario, label, month) == ("medio", "Beslissingen", Month(2025, 12)):
            sheet[place] = None
        if (scenario, label, month) == ("maximum", "Voorraad", Month(2024, 6)):
            sheet[place] = 5_052.0
        if scenario == "maximum" and "percentage" in label and month in (Month(2024, 1), Month(2024, 3)):
            sheet[place] = 0.99
    sheet["C13"] = None
    by_hand = tmp_path / "ind_prognoseplan.xlsx"
    book.save(by_hand)
    content = saved_again(by_hand, tmp_path / "bewaard").read_bytes()
    told = checks(content, "Spoor 4")
    good = "in orde"
    assert [told[row] for row in range(7, 19, 2)] == [
        good,
        good,
        good,
        "grondslag ontbreekt",
        "sluit niet: 2 mnd",
        good,
    ]
    assert [told[row] for row in range(21, 33, 2)] == [
        good,
        "ver van vorig plan: 1 mnd",
        "nog leeg: 1 mnd",
        "grondslag ontbreekt",
        "instroom of uitstroom nog leeg",
        good,
    ]
    assert told[43] == good, "a stock that is off by rounding alone"
    assert told[45] == "ver van vorig plan: 2 mnd"
    sums = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Controle"]
    rows = {(row[0], row[1]): row[2:6] for row in sums.iter_rows(min_row=7, max_row=36, values_only=True) if row[1]}
    assert rows["Instroom", "medio"] == (5, good, 5 * 12 * 120, 5 * 12 * 120)
    assert rows["Beslissingen", "medio"][:2] == (5, "nog leeg: 1 mnd")
    assert rows["Voorraad", "minimum"][2:] == (5 * 5_110, 5 * 5_230)


def before_of(folder: Path) -> dict[tuple[str, str, str, str], float]:
    """The plan of the round before, read without the code under test."""
    with (folder.parent / "2023-2/inputs/ind_prognoseplan.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    return {
        (row["maand"], row["mpp_scenario"], row["stroom"], row["grootheid"]): float(
            row["waarde"].replace(",", ".").rstrip("%")
        )
        / (100 if row["waarde"].endswith("%") else 1)
        for row in rows
        if row["stroom"] != "prognose"
    }


def test_the_plan_before_and_what_was_counted_stand_under_each_row(template_beside: bytes, planned_before: RoundInputs):
    """Every figure of the plan before, once, under its own cell; what was counted, an assumption in italics."""
    book = openpyxl.load_workbook(io.BytesIO(template_beside))
    sheet, found = book["Spoor 4"], {}
    quantities = {"Capaciteit": "capaciteit", "Inwilligingspercentage (inhoudelijk)": "inwilligingspercentage"}
    for scenario, label, month, place in open_cells(sheet):
        below = sheet[place].offset(row=1)
        if below.value is not None:
            found[str(month), scenario, "spoor4", quantities[label]] = below.value
            assert below.protection.locked
    assert found == before_of(planned_before.folder)
    stock = next(row for row in sheet.iter_rows(min_row=6) if row[0].value == "Voorraad")
    below = [cell.offset(row=1) for cell in stock]
    assert below[0].value == "ter vergelijking: plan 2023-2"
    assert [cell.value for cell in below[4:10]] == [None, None, None, None, 51_234, 52_345]
    assert [cell.font.italic for cell in below[8:10]] == [False, True]


def test_what_stands_there_to_look_at_is_not_read(template_beside: bytes, planned_before: RoundInputs):
    """Not as data, not as months of before the horizon, not as rows or sheets that are strange."""
    span = planned_before.settings.span
    plan = read_plan_workbook(plan_book.WORKBOOK, template_beside, CATALOGUE, span)
    assert plan.cells is not None
    assert set(plan.cells.columns["waarde"]) == {""}
    assert (plan.past, plan.remarks) == ([], [])
    assert {problem.problem for problem in plan.problems} == {"deze rij is leeg", "het percentage heeft geen definitie"}


def test_it_is_the_same_whenever_it_is_made(template: bytes):
    """No moment is in the file: not in its properties, not at its parts."""
    with ZipFile(io.BytesIO(template)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.read("docProps/core.xml").count(b"2024-03-15T00:00:00Z") == 2


@pytest.mark.long
def test_saved_as_ods_it_is_read_the_same(template: bytes, inputs: RoundInputs, tmp_path: Path):
    """Every figure, and nothing of what stands there to look at."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    filled = fill(book)
    by_hand = tmp_path / "ind_prognoseplan.xlsx"
    book.save(by_hand)
    content = saved_again(by_hand, tmp_path / "bewaard", "ods").read_bytes()
    plan = read_plan_workbook("inputs/ind_prognoseplan.ods", content, CATALOGUE, inputs.settings.span)
    assert (plan.problems, plan.remarks, plan.past) == ([], [], [])
    assert plan.cells is not None
    assert len(plan.cells.rows) == len(filled)


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


def test_empty_it_misses_exactly_what_the_chain_takes(template: bytes, inputs: RoundInputs):
    """Of an empty template only the rows that the chain needs are asked for, and each definition once."""
    plan = read_plan_workbook(plan_book.WORKBOOK, template, CATALOGUE, inputs.settings.span)
    shares = [spec for spec in CATALOGUE.plan if "percentage" in spec.quantity]
    told = [problem.problem for problem in plan.problems]
    assert told.count("deze rij is leeg") == 3 * len(CATALOGUE.plan)
    assert told.count("het percentage heeft geen definitie") == len(shares)
    assert len(told) == 3 * len(CATALOGUE.plan) + len(shares)
    assert plan.remarks == []


def test_there_is_a_sheet_per_stream(template: bytes):
    """Names are those a message uses, and fit a sheet."""
    names = openpyxl.load_workbook(io.BytesIO(template)).sheetnames
    assert names[:3] == SIDE_SHEETS
    assert names[3:8] == ["Spoor 1 (Dublin)", "Spoor 2", "Spoor 4", "Herhaalde aanvragen", "Nareis"]
    assert len(names) == 3 + len({spec.stream for spec in CATALOGUE.plan})


def test_the_prognose_stands_in_it(template: bytes, inputs: RoundInputs):
    """The cell prognose names round and mark; the adopted numbers per year are those of the forecast."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    cover, adopted = book["Toelichting"], book["Gehanteerde aantallen"]
    assert (cover["A4"].value, cover["B4"].value) == ("prognose", f"2024-1 {prognose_checksum(inputs)}")
    years = adopted_lines(forecast_round(inputs), inputs)
    for row, scenario in enumerate(("Minimum", "Medio", "Maximum")):
        assert adopted.cell(6 + row, 1).value == scenario
        shown = [adopted.cell(6 + row, 3 + k).value for k in range(12)]
        assert sum(shown) == pytest.approx(years[0, row], abs=6)


def test_only_the_cells_to_fill_are_open(template: bytes):
    """Every sheet is protected; each cell to fill has a limit on what it takes."""
    book = openpyxl.load_workbook(io.BytesIO(template))
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
    assert openpyxl.load_workbook(out).sheetnames[:3] == SIDE_SHEETS
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

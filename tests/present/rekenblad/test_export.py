"""The workbooks of a round: their names, what they say of themselves, and who answers for their input."""

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.cli.main import app
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.present.rekenblad.book import Origin
from mpp_lib.present.rekenblad.export import about_round, origins_of, workbooks
from mpp_lib.production.assembly import assemble
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Param, Plan, Series
from mpp_lib.production.parts import FIRST, Parts
from mpp_lib.production.run import RoundResult
from tests.support.chain.tiny import chain, flow
from tests.support.decided import decided
from tests.support.tiny_round import catalogue_for

NAMES = (*SCENARIOS, "samenvatting")
NODES = (
    flow("asiel.instroom_eerste", Series("eerste_asielinstroom")),
    flow("ind.spoor1.instroom", Param("aandeel_spoor1") * Series("eerste_asielinstroom")),
)


@pytest.fixture
def inputs(tiny: Path) -> RoundInputs:
    return load_round(tiny, catalogue_for)


@pytest.fixture
def result(inputs: RoundInputs) -> RoundResult:
    """Two indicators over two years; scenario by scenario a thousand people more."""
    inflow = np.tile([2_000.0, 3_000.0, 4_000.0], (24, 1))
    series = {FIRST: inflow, Param("aandeel_spoor1"): np.full((24, 3), 0.2)}
    parts = Parts(chain(NODES), inputs.settings.span.months, 3, series, {}, {}, {}, {})
    data = assemble(parts)
    without = replace(inputs, measures=inputs.measures.iloc[:0])
    return RoundResult(without, None, parts, (), data, run(parts.chain, data))  # type: ignore[arg-type]


def test_there_is_a_workbook_for_each_scenario(result: RoundResult):
    """Three files by the names others rely on, each with its own figures, and the summary of them."""
    made = {name: load_workbook(io.BytesIO(content), data_only=True) for name, content in workbooks(result)}
    assert list(made) == [f"MPP-2024-1-{name}.xlsx" for name in NAMES]
    assert [made[f"MPP-2024-1-{name}.xlsx"]["MPP Asiel"]["D3"].value for name in SCENARIOS] == [24_000, 36_000, 48_000]
    assert made["MPP-2024-1-medio.xlsx"].sheetnames == [
        *("Leeswijzer", "Kerncijfers", "MPP Asiel", "Invoer", "Asielinstroom", "IND", "Herleiding")
    ]


def test_the_summary_puts_the_scenarios_side_by_side(result: RoundResult):
    """A line per scenario below one header with the years as numbers; the differences are worked out from it."""
    files = dict(workbooks(result))
    content = files["MPP-2024-1-samenvatting.xlsx"]
    shown = load_workbook(io.BytesIO(content), data_only=True)
    assert [cell.value for cell in shown["Kerncijfers"][1]][4:] == [2024, 2025]
    assert [[row[0].value, *(cell.value for cell in row[2:])] for row in shown["Kerncijfers"].iter_rows(min_row=2)] == [
        ["asiel.instroom_eerste", "personen", "minimum", 24_000, 24_000],
        ["asiel.instroom_eerste", "personen", "medio", 36_000, 36_000],
        ["asiel.instroom_eerste", "personen", "maximum", 48_000, 48_000],
    ]
    assert [[cell.value for cell in row[3:]] for row in shown["Verschillen"].iter_rows(min_row=2)] == [
        ["minimum min medio", -12_000, -12_000],
        ["maximum min medio", 12_000, 12_000],
    ]
    formulas = load_workbook(io.BytesIO(content))
    assert formulas["Verschillen"]["F3"].value == "=Kerncijfers!F4-Kerncijfers!F3"
    assert {cell.data_type for row in formulas["Kerncijfers"].iter_rows(min_row=2, min_col=5) for cell in row} == {"n"}


def test_the_summary_names_the_workbooks_it_was_taken_from(result: RoundResult):
    """Each with the checksum of its file, as a link to it, and whose round and version they are."""
    *books, (_, content) = workbooks(result)
    front = load_workbook(io.BytesIO(content))["Leeswijzer"]
    told = {row[0].value: (row[1].value, row[0].hyperlink) for row in front.iter_rows() if row[1].value}
    for name, book in books:
        checksum, link = told[name]
        assert checksum == hashlib.sha256(book).hexdigest()
        assert link.target == name
    assert front["A1"].value == "MPP 2024-1, samenvatting (concept, voor intern gebruik)"


def test_the_summary_draws_what_it_holds(result: RoundResult):
    """A line per scenario with its name and last number at its end, and what it shows in words."""
    *_, (_, content) = workbooks(result)
    (chart,) = load_workbook(io.BytesIO(content))["Grafieken"]._charts
    assert [line.val.numRef.f for line in chart.series] == [f"'Kerncijfers'!$E${row}:$F${row}" for row in (2, 3, 4)]
    assert [line.tx.v for line in chart.series] == list(SCENARIOS)
    for line in chart.series:
        (label,) = line.dLbls.dLbl
        assert (label.idx, label.showVal, label.showSerName) == (1, True, True)
    with ZipFile(io.BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Lijnen: ' in drawing
    assert "Minimum van 24.000 naar 24.000; medio van 36.000 naar 36.000" in drawing


def test_the_same_round_gives_the_same_bytes(result: RoundResult):
    """The summary too, which holds the checksums of the others."""
    assert dict(workbooks(result)) == dict(workbooks(result))


def test_a_version_not_adopted_says_so(inputs: RoundInputs):
    """The mark of a concept is on what is not adopted; an adopted productiemodel goes by the name of its version."""

    def line(version: str, *steps: tuple[str, str], decision: str = "Besloten.") -> str:
        settings = inputs.settings.model_copy(update={"version": version})
        return about_round(
            replace(inputs, settings=settings, decisions=decided(*steps, decision=decision)), "medio"
        ).line

    adopted = ("productiemodel", "vastgesteld")
    assert line("concept") == "MPP 2024-1, medio (concept, voor intern gebruik)"
    assert line("v2", ("prognose", "vastgesteld")) == "MPP 2024-1, medio (versie v2, concept, voor intern gebruik)"
    assert line("v3", adopted) == "MPP 2024-1, medio (versie v3)"
    assert line("concept", adopted) == "MPP 2024-1, medio"
    assert line("concept", adopted, decision="Fictief voorbeeld.") == "MPP 2024-1, medio (fictief voorbeeld)"


def test_every_input_names_its_owner_and_source(inputs: RoundInputs):
    """As the files of the round have it, of the scenario at hand; assumptions are marked, once."""
    origins = origins_of(inputs, "maximum")
    assert origins[Param("aandeel_spoor1")] == Origin("IND", "IND-cijfers")
    assert origins[Plan("spoor4", "inwilligingspercentage")] == Origin(
        "IND", "IND-prognoseplan, maximum; inhoudelijk spoor 4"
    )
    assert origins["verdeling:dublin_mob"] == Origin("DT&V", "aanname")
    assert origins["ind.voorraad"] == Origin("", "IND (bekend op 15 maart 2024)")
    assert origins["coa.bezetting"] == Origin("", "aanname: COA (bekend op 15 maart 2024)")


def test_a_source_of_another_scenario_is_left_out(inputs: RoundInputs):
    """A parameter that only maximum has from its own source does not show it in minimum."""
    parameters = inputs.parameters.copy()
    parameters.loc[parameters["mpp_scenario"] == "maximum", "bron"] = "eigen raming"
    changed = replace(inputs, parameters=parameters)
    assert origins_of(changed, "maximum")[Param("aandeel_spoor1")].source == "IND-cijfers; eigen raming"
    assert origins_of(changed, "minimum")[Param("aandeel_spoor1")].source == "IND-cijfers"


@pytest.fixture
def command(result: RoundResult, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``mpp export`` on a round that is calculated already."""
    monkeypatch.setattr("mpp_lib.production.open_round.open_round", lambda folder: result)
    return lambda *words: CliRunner().invoke(app, ["-C", str(tiny.parents[1]), "export", "2024-1", *words])


def test_the_command_prints_the_files_it_wrote(command: Any, tmp_path: Path):
    """One path per line on stdout, every file there; with --json one document."""
    answer = command("--format", "xlsx", "--out", str(tmp_path / "uit"))
    assert answer.exit_code == 0
    files = [Path(line) for line in answer.stdout.splitlines()]
    assert [file.name for file in files] == [f"MPP-2024-1-{name}.xlsx" for name in NAMES]
    assert all(file.read_bytes()[:2] == b"PK" for file in files)
    answer = command("--format", "csv", "--out", str(tmp_path / "uit"), "--json")
    assert json.loads(answer.stdout) == {
        "round": "2024-1",
        "files": [str(tmp_path / "uit" / name) for name in ("MPP-2024-1.csv", "datapackage.json")],
    }


def test_an_unknown_format_is_wrong_usage(command: Any, tmp_path: Path):
    """Only xlsx, csv and json exist, and a folder has to be named."""
    assert command("--format", "ods", "--out", str(tmp_path)).exit_code == 2
    assert command("--format", "csv").exit_code == 2

"""The Prognose as a product of its own: what it needs, what it shows, and whose state it carries."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
import yaml

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.state import CONCEPT_MARK
from mpp_lib.production.open_round import open_round
from mpp_lib.production.prognose_result import open_prognose
from mpp_lib.report.prognose import Prognose, check_prognose_report, prognose_table
from mpp_lib.report.sources import COVER_KEYS, VALUES_FILE
from tests.support.decided import as_file, decided

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
NEEDED = ("round.yml", "inputs/scenarios.csv", "inputs/realisaties.csv")
SECTIONS = ("prognose", "terugblik")


@pytest.fixture
def bare(tmp_path) -> Path:
    """A round of which there is nothing but scenarios and realisations."""
    folder = tmp_path / "rounds" / "_klein"
    for name in NEEDED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROUNDS / "_klein" / name, folder / name)
    return folder


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in check_prognose_report(folder).problems]


def test_scenarios_and_realisations_are_enough(bare):
    """Nothing of the chain is there, and nothing is missing."""
    assert check_prognose_report(bare) == ([], [])
    assert open_prognose(bare).forecast.years[0].year == 2024


def test_the_forecast_is_that_of_the_whole_round():
    """To the last digit: its own parameters are read from the file they share with the chain."""
    apart, whole = open_prognose(ROUNDS / "_klein"), open_round(ROUNDS / "_klein")
    for own, other in zip(apart.forecast.years, whole.forecast.years, strict=True):
        assert (own.minimum, own.median, own.medio, own.maximum) == (
            other.minimum, other.median, other.medio, other.maximum
        )  # fmt: skip
    assert apart.forecast.profile.concentration == whole.forecast.profile.concentration


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("inputs/parameters.csv", "opvang_eerste;2024-01;;honderd;aandeel;;COA;x;\n"),
        ("inputs/verdelingen.csv", "geen kop\n"),
        ("inputs/ind_prognoseplan.csv", "geen kop\n"),
        ("registers/risicos.csv", "geen kop\n"),
        ("text/asiel.md", "{{< meta cijfers.weg >}} @sec-weg\n"),
    ],
)
def test_what_only_the_chain_needs_is_not_looked_at(bare, file, text):
    """A round whose other inputs are still wrong has a Prognose."""
    (bare / file).parent.mkdir(exist_ok=True)
    head = "parameter;vanaf;mpp_scenario;waarde;eenheid;onzekerheid;eigenaar;bron;toelichting\n"
    (bare / file).write_text(head + text if file == "inputs/parameters.csv" else text, encoding="utf-8")
    assert said(bare) == []


def test_its_own_parameters_are_looked_at(bare):
    """A persistence above one, in a file with rows of the chain before it."""
    rows = (
        "parameter;vanaf;mpp_scenario;waarde;eenheid;onzekerheid;eigenaar;bron;toelichting",
        "opvang_eerste;2024-01;;0,9;aandeel;;COA;aanname;",
        "rho_s;2024-01;;1,5;;;APM;aanname;",
    )
    (bare / "inputs" / "parameters.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (found,) = said(bare)
    assert found.startswith("_klein/inputs/parameters.csv, rij 3, kolom waarde: ")


def test_parameters_in_a_column_without_a_name_of_its_own_are_told(bare):
    """The column that says which parameter a row is about stands there twice: none of the two is read."""
    text = "parameter;parameter;vanaf;mpp_scenario;waarde;eenheid;onzekerheid;eigenaar;bron;toelichting\n"
    (bare / "inputs" / "parameters.csv").write_text(text, encoding="utf-8")
    assert said(bare) == [
        "_klein/inputs/parameters.csv, rij 1, kolom parameter: de kolom staat er dubbel. Verwacht: elke kolom één keer."
    ]


@pytest.mark.parametrize("name", NEEDED[1:])
def test_without_what_it_needs_it_waits(bare, name):
    """On APM, and nobody else."""
    (bare / name).unlink()
    with pytest.raises(InputError) as refused:
        Prognose(bare).open()
    assert [(problem.file, problem.awaits) for problem in refused.value.problems] == [(name, "apm")]


def test_a_text_that_it_cannot_resolve_is_refused(bare):
    """What the report has and the Prognose has not: a chapter of the chain, a figure of it."""
    (bare / "text").mkdir()
    words = "Zie @sec-uitkomsten en {{< meta cijfers.coa_bezetting.jaar1.medio >}}.\n"
    (bare / "text" / "prognose.md").write_text(words, encoding="utf-8")
    assert [(problem.file, problem.where) for problem in check_prognose_report(bare).problems] == [
        ("text/prognose.md", "regel 1")
    ] * 2


@pytest.mark.parametrize(
    ("steps", "status", "mark"),
    [
        ([], "Concept", CONCEPT_MARK),
        ([("rapportage", "vastgesteld")], "Concept", CONCEPT_MARK),
        ([("prognose", "besproken")], "Besproken in de MPP-werkgroep", CONCEPT_MARK),
        ([("prognose", "besproken"), ("prognose", "vastgesteld")], "Vastgesteld in de MPP-werkgroep", ""),
    ],
)
def test_it_carries_its_own_version_and_state(bare, tmp_path, steps, status, mark):
    """By the decisions on the Prognose alone, and its own version; the report stays a concept."""
    (bare / "decisions.yml").write_text(as_file(decided(*steps)) or "[]\n", encoding="utf-8")
    with (bare / "round.yml").open("a", encoding="utf-8") as file:
        file.write("prognose:\n  version: concept-3\n")
    report = Prognose(bare)
    report.build.notebooks.mkdir(parents=True)
    report.open().gather(tmp_path / "render")
    cover = yaml.safe_load((tmp_path / "render" / VALUES_FILE).read_text("utf-8"))["rapport"]
    assert set(COVER_KEYS) <= set(cover)
    assert (cover["versie"], cover["status"], cover["merk"]) == ("concept-3", status, mark)
    assert cover["naam"] == "MPP-prognose"
    assert ("eigen verantwoordelijkheid" in cover["verantwoording"]) == (mark != "")


def test_a_text_runs_no_notebook_and_a_chance_runs_its_own(bare):
    """As with every report; what only the chain reads changes nothing."""

    def keys() -> tuple[list[str], str]:
        report = Prognose(bare)
        return [task.key for task in report.tasks()], report.key("builtin")

    tasks, report = keys()
    assert len(tasks) == 1
    (bare / "text").mkdir()
    (bare / "text" / "prognose.md").write_text("Een zin.\n", encoding="utf-8")
    assert keys()[0] == tasks
    assert keys()[1] != report
    report = keys()[1]
    (bare / "inputs" / "verdelingen.csv").write_text("anders\n", encoding="utf-8")
    (bare / "text" / "asiel.md").write_text("Een zin.\n", encoding="utf-8")
    assert keys() == (tasks, report)
    with (bare / "inputs" / "scenarios.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert keys()[0] != tasks


def test_the_table_behind_it_has_its_lines(bare):
    """Of every year four, in order; the median under the name of a percentile."""
    result = open_prognose(bare)
    table = prognose_table(result)
    wide = table.pivot_table(index="periode", columns="scenario", values="waarde")
    assert list(wide.index) == [str(year.year) for year in result.forecast.years]
    assert (wide["minimum"] < wide["p50"]).all()
    assert (wide["p50"] < wide["medio"]).all()
    assert (wide["medio"] < wide["maximum"]).all()
    assert set(table["indicator"]) == {"asiel.instroom_eerste"}
    assert pd.api.types.is_float_dtype(table["waarde"])

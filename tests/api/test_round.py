"""A round in Python: found from any folder of its project, and the same answers as the command line."""

import dataclasses
import doctest
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import mpp_lib as mpp
from mpp_lib.api.answer import Answer
from mpp_lib.base.result_table import COLUMNS, to_csv
from mpp_lib.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
SMALL, BEFORE = "_klein", "_eerder"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in (SMALL, BEFORE):
        source = ROOT / "tests" / "rounds" / name
        shutil.copytree(source, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return folder


@pytest.fixture(scope="module")
def small(project):
    return mpp.open_round(SMALL, project)


def command(project: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["-C", str(project), *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_the_examples_on_the_page_run(monkeypatch):
    """Block after block, in one session, from a folder somewhere inside the project."""
    monkeypatch.chdir(ROOT / "docs")
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", None, None)
    done = doctest.DocTestRunner().run(examples)
    assert done.attempted >= 12
    assert not done.failed


@pytest.mark.parametrize("inside", [".", "rounds", f"rounds/{SMALL}/inputs"])
def test_a_round_is_found_from_any_folder_inside(project, monkeypatch, inside):
    """As git finds its repository; the command line does so too."""
    monkeypatch.chdir(project / inside)
    assert mpp.open_round(SMALL).folder == project / "rounds" / SMALL
    assert SMALL not in command(Path(), "rounds")


def test_without_a_project_it_says_what_was_looked_for(tmp_path):
    """One Dutch sentence with the folder where the search began."""
    with pytest.raises(mpp.InputError, match="de map rounds ontbreekt") as refused:
        mpp.open_round(SMALL, tmp_path)
    assert str(tmp_path) in str(refused.value)


def test_results_are_those_of_the_command(small, project):
    """The long result table, by year and by month, with and without measures."""
    table = small.results(by="month")
    assert tuple(table.columns) == COLUMNS
    assert to_csv(table) == command(project, "results", SMALL, "--by", "month", "--format", "csv")
    bare = to_csv(small.results("coa.bezetting", ["minimum", "medio"], measures=False))
    asked = ("--indicator", "coa.bezetting", "--scenario", "minimum", "--scenario", "medio", "--without-measures")
    assert bare == command(project, "results", SMALL, *asked, "--format", "csv")
    assert bare.count("\n") > 2


def test_what_does_not_exist_is_refused_together(small):
    """An indicator and a scenario, each with what was probably meant."""
    with pytest.raises(mpp.InputError) as refused:
        small.results("coa.bezettin", scenario="medo")
    assert [(one.file, one.found) for one in refused.value.problems] == [
        ("indicator", "coa.bezettin"),
        ("scenario", "medo"),
    ]
    assert "coa.bezetting" in str(refused.value)
    with pytest.raises(ValueError, match="by is year of month, niet 'maand'"):
        small.results(by="maand")


def test_one_number_is_as_good_as_several(small):
    """The chance of more than a number, and a quantile."""
    assert (
        small.forecast(above=40_000, quantile=0.9).document == small.forecast(above=[40_000], quantile=[0.9]).document
    )


def test_documents_are_those_of_the_command(small, project):
    """Forecast, explanation and monitor; each table has a row for each of the document."""
    one = "coa.bezetting"
    asked = [
        (small.forecast(above=[40000], quantile=[0.9]), ("forecast", SMALL, "--above", "40000", "--quantile", "0.9")),
        (small.explain(BEFORE, one), ("explain", SMALL, "--against", BEFORE, "--indicator", one)),
        (small.monitor("2024-07"), ("monitor", SMALL, "--until", "2024-07")),
    ]
    for answer, arguments in asked:
        assert answer.document == json.loads(command(project, *arguments, "--json"))
        assert len(answer.table) == len(answer.document.get("rows") or answer.document["years"])


def test_parts_stand_beside_the_difference(small):
    """In the table of an explanation they add up to it, in every row."""
    table = small.explain(BEFORE, "coa.bezetting", within="prognose").table
    groups = ["realisaties", "prognose", "ind_plan", "parameters", "maatregelen"]
    assert table[groups].sum(axis="columns").to_numpy() == pytest.approx(table["verschil"].to_numpy(), abs=1e-6)
    assert (table["naar"] - table["van"]).to_numpy() == pytest.approx(table["verschil"].to_numpy())


def test_it_shows_itself_in_short(small):
    """One line in a terminal, a small table in a notebook, and no markup of the round's own."""
    assert repr(small) == f"<Ronde {SMALL}: {small.inputs.settings.title}>"
    settings = small.inputs.settings.model_copy(update={"title": "<script>alert(1)</script> & meer"})
    small_with_title = object.__new__(type(small))
    small_with_title.folder, small_with_title.inputs = (
        small.folder,
        dataclasses.replace(small.inputs, settings=settings),
    )
    shown = small_with_title._repr_html_()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; meer" in shown
    assert "<script" not in shown
    assert "<td>besproken</td>" in shown
    assert shown.count("<tr>") < 10


def test_an_answer_shows_its_table(small):
    """With its heading above it, escaped."""
    answer = small.monitor("2024-07")
    assert repr(answer) == f"<Monitor van ronde {SMALL} tot en met 2024-07: {len(answer.table)} rijen>"
    assert "<th>afwijking_pct</th>" in answer._repr_html_()
    odd = Answer("<b>", answer.table.assign(indicator="<i>"), {}, None)._repr_html_()
    assert "<b>" not in odd
    assert "<i>" not in odd


def test_importing_it_loads_nothing():
    """Neither a stage nor a package of others, until a round is opened; a name that is not there is an error."""
    asked = "import sys, mpp_lib; print({'pandas', 'numpy', 'mpp_lib.inputs'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
    assert {"open_round", "InputError"} <= set(dir(mpp))
    with pytest.raises(AttributeError, match="bestaat_niet"):
        _ = mpp.bestaat_niet

"""``mpp scenarios suggest``: a set to start from, fit to be put in place."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from mpp_lib.inflow.automatic_choice import chosen
from mpp_lib.inflow.automatic_mixture import automatic_year
from mpp_lib.inflow.forecast import forecast_round
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.check_prognose import check_prognose
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.rules.scenarios import warn_suggested
from mpp_lib.inputs.series import monthly
from mpp_lib.production.chains import catalogue_named

ROUNDS = Path(__file__).parents[1] / "rounds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small round: 75 months, of which three of 2024."""
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return tmp_path / "rounds" / "_klein"


def suggest(folder: Path, *options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["-C", str(folder.parents[1]), "scenarios", "suggest", "_klein", *options])
    if isinstance(done.exception, InputError):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_what_it_writes_is_a_forecast_when_put_in_place(folder: Path) -> None:
    """Nothing is wrong with it, every row is marked, and its lines are those of the automatic mixture."""
    (folder / "inputs" / "scenarios.csv").unlink()
    code, out, _ = suggest(folder)
    assert code == 0
    (folder / "inputs" / "scenarios.csv").write_text(out, "utf-8")
    found = check_prognose(folder, catalogue_named, ())
    assert found.problems == ()
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert {row["jaar"]: row["basis"] for row in rows} == {"2024": "vooraf", "2025": "", "2026": ""}
    assert all(row["onderbouwing"].startswith("voorstel: ") for row in rows)
    realised = monthly(found.inputs.realisations, "asiel.instroom_eerste")
    choice, forecast = chosen(realised), forecast_round(found.inputs)
    for year in (2025, 2026):
        expected = automatic_year(realised, year, choice.recipe).distribution.quantile([0.125, 0.5, 0.875])
        lines = forecast.year(year).lines
        assert (lines.minimum, lines.median, lines.maximum) == pytest.approx(tuple(expected), rel=1e-3)
    assert ("kappa" in rows[0]["onderbouwing"]) == (choice.sureness < 1)
    assert "kappa" not in rows[-1]["onderbouwing"]


def test_check_says_that_nobody_judged_it_yet(folder: Path) -> None:
    """One remark with every row, until each has a ground of its own."""
    file = folder / "inputs" / "scenarios.csv"
    file.write_text(suggest(folder)[1], "utf-8")

    rows = [str(row) for row in range(2, 14)]
    told = [one.found for one in check_round(folder, catalogue_named).warnings if one.problem.endswith("het voorstel")]
    assert told == [f"12, rij {', '.join(rows[:-1])} en {rows[-1]}"]
    file.write_text(file.read_text("utf-8").replace("voorstel: ", "beoordeeld op 3 mei: "), "utf-8")
    assert list(warn_suggested(read_table(Intake(folder), ROUND.scenarios))) == []


def test_a_program_gets_the_rows(folder: Path) -> None:
    code, out, _ = suggest(folder, "--json")
    document = json.loads(out)
    assert (code, document["round"]) == (0, "_klein")
    by_year = {}
    for row in document["rows"]:
        by_year[row["jaar"]] = by_year.get(row["jaar"], 0) + row["kans"]
    assert by_year == pytest.approx({2024: 1, 2025: 1, 2026: 1})


def test_a_short_past_gives_nothing(folder: Path) -> None:
    """Three years of months: exit 1, and why."""
    file = folder / "inputs" / "realisaties.csv"
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("2018", "2019", "2020"))]
    file.write_text("\n".join(kept) + "\n", "utf-8")
    with pytest.raises(InputError) as refused:
        suggest(folder, "--json")
    (problem,) = refused.value.problems
    assert (problem.round, problem.file, problem.found) == ("_klein", "inputs/realisaties.csv", "39 maanden")
    assert problem.problem == "het verleden is te kort voor een voorstel"


def test_a_year_that_is_over_gives_nothing(folder: Path) -> None:
    """Of what is known to the last month nothing can be suggested, and that is said of the horizon."""
    file = folder / "round.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("first_year: 2024", "first_year: 2022"), "utf-8")
    with pytest.raises(InputError) as refused:
        suggest(folder)
    (problem,) = refused.value.problems
    assert (problem.file, problem.found) == ("round.yml", "2022 en 2023")

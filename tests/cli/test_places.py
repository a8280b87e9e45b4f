"""A round asked for by its name or by the path of its folder, from wherever that is done."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import UnknownNameError
from mpp_lib.cli.main import app

ROUNDS = Path(__file__).parents[1] / "rounds"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return folder


def refused(*line: str) -> str:
    done = CliRunner().invoke(app, line)
    assert isinstance(done.exception, UnknownNameError)
    return str(done.exception)


@pytest.mark.parametrize(
    ("here", "line"),
    [
        (".", "status _klein"),
        (".", "status rounds/_klein"),
        (".", "status ./rounds/_klein/"),
        ("rounds", "status _klein/"),
        ("rounds", "status ../rounds/_klein"),
        ("rounds/_klein", "status ."),
        ("rounds/_klein/inputs", "status _klein"),
        ("rounds/_klein/inputs", "status .."),
        ("/", "status {project}/rounds/_klein"),
        ("/", "-C {project} status rounds/_klein"),
        ("/", "status rounds/_klein -C {project}"),
        ("/", "status _klein -C {project}/rounds/_klein/text"),
    ],
)
def test_the_same_round_by_any_road(here: str, line: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer calls it by its name."""
    monkeypatch.chdir(project / here)
    done = CliRunner().invoke(app, ["--json", *line.format(project=project).split()], catch_exceptions=False)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["round"] == "_klein"


def test_a_version_by_its_folder(project: Path) -> None:
    """It is known by its name; its data are it too."""
    folder = project / "rounds" / "_klein" / "versions" / "v9"
    for path in (folder, folder / "data"):
        assert "(gevonden: _klein/v9)" in refused("verify", str(path))
        assert "(gevonden: _klein/v9)" in refused("diff", str(path), "_klein", "-C", str(project))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("status {project}", "dit pad leidt niet naar een map in rounds"),
        ("status {project}/rounds/_klein/text", "dit pad leidt naar iets in ronde _klein"),
        ("status {project}/rounds/_klein/versions/v1", "dit is een versie"),
        ("status {project}/rounds/2031-1", "deze ronde bestaat niet"),
        ("explain {project}/rounds/_klein --against /x/rounds/_eerder", "deze ronde staat in een andere map rounds"),
    ],
)
def test_a_path_that_leads_elsewhere(line: str, said: str, project: Path) -> None:
    assert said in refused(*line.format(project=project).split())

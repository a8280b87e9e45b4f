"""``quarto render`` at the root makes the same site: what it is told to do, without Quarto itself."""

import shlex
from pathlib import Path

import yaml
from typer.testing import CliRunner

from mpp_lib.archive.site import build
from mpp_lib.cli.main import app

PROJECT = Path(__file__).resolve().parents[2]
TOLD = yaml.safe_load((PROJECT / "_quarto.yml").read_text(encoding="utf-8"))["project"]


def test_it_runs_the_command_that_makes_the_site(monkeypatch):
    """Before it renders, in the folder of the project; a plain command, that every shell takes alike."""
    made = []
    monkeypatch.setattr(build, "make_site", lambda root, out, audience: made.append((root, out, audience)) or Path("x"))
    name, *arguments = shlex.split(TOLD["pre-render"])
    monkeypatch.chdir(PROJECT)
    done = CliRunner().invoke(app, arguments)
    assert (name, done.exit_code) == ("mpp", 0)
    assert made == [(PROJECT / "rounds", None, "")]


def test_it_changes_no_page_of_the_site():
    """What it renders itself goes elsewhere, and none of it is of the site."""
    assert TOLD["type"] == "default"
    assert TOLD["output-dir"] != build.SITE
    assert "resources" not in TOLD
    for source in TOLD["render"]:
        assert (PROJECT / source).is_file()
        assert not source.startswith(f"{build.SITE}/")

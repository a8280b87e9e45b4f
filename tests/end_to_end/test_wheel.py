"""Installed from a wheel, outside the checkout, ``mpp`` does what it does inside it."""

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from mpp_lib.report.seen_code import Library
from tests.support.workplace import BEFORE, SMALL

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = ROOT / "tests" / "rounds"
OFFLINE = ("--no-deps", "--no-build-isolation", "--no-index", "--no-compile", "--quiet")


class Elsewhere:
    """A folder with rounds, and a library of that name which is not ours; ours is installed in ``environment``."""

    def __init__(self, folder: Path, environment: Path) -> None:
        self.folder = folder
        self.environment = environment

    def run(self, *command: str) -> tuple[str, str]:
        program = self.environment / "bin" / command[0]
        done = subprocess.run([program, *command[1:]], cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Path:
    """A virtual environment with the wheel; everything else it takes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("omgeving")
    venv.create(folder, symlinks=True)
    packages = next(folder.glob("lib/python*/site-packages"))
    (packages / "overige.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", *OFFLINE, ROOT], check=True)
    return folder


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory, environment) -> Elsewhere:
    folder = tmp_path_factory.mktemp("elders")
    for name in (SMALL, BEFORE):
        shutil.copytree(ROUNDS / name, folder / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    (folder / "mpp_lib").mkdir()
    (folder / "mpp_lib" / "__init__.py").write_text("raise ImportError('niet deze')\n", encoding="utf-8")
    return Elsewhere(folder, environment)


def test_it_is_the_installed_library_that_runs(elsewhere):
    """Not the checkout's; and its code, with the lock file, has the same key."""
    imports = "import mpp_lib; from mpp_lib.report.seen_code import Library"
    asked = f"{imports}; print(mpp_lib.__file__, Library().key, sep='\\n')"
    place, key = elsewhere.run("python", "-P", "-c", asked)[0].splitlines()
    assert Path(place).is_relative_to(elsewhere.environment)
    assert key == Library().key


def test_it_checks_and_calculates(elsewhere):
    """The round is right, and its results are the bytes that the checkout gives."""
    assert json.loads(elsewhere.run("mpp", "check", SMALL, "--json")[0])["ok"]
    asked = ("results", SMALL, "--by", "month", "--format", "csv")
    command = [sys.executable, "-m", "mpp_lib", "-C", str(ROUNDS.parent), *asked]
    here = subprocess.run(command, capture_output=True, text=True, check=True)
    assert elsewhere.run("mpp", *asked)[0] == here.stdout


@pytest.mark.long
def test_it_makes_a_report(elsewhere):
    """From the notebooks, templates and letters in the wheel; it says that they are not the folder's own."""
    out, said = elsewhere.run("mpp", "monitor", SMALL, "--until", "2024-07", "--renderer", "builtin")
    html, pdf = (Path(line) for line in out.splitlines())
    assert "data:font/woff2" in html.read_text(encoding="utf-8")
    assert b"SourceSans3" in pdf.read_bytes()
    assert f"{elsewhere.folder} heeft geen eigen analysis/ en report_templates/; gebruikt wordt wat bij mpp" in said

"""``make example``: from small differences to the same versions, wherever and by whomever it is done."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from typer.testing import CliRunner

from examples import compare as comparing
from examples import make as making
from examples.__main__ import run
from examples.compare import differences, kept_in, other_python
from examples.steps import Step, read_steps
from mpp_lib.cli.main import app
from mpp_lib.inputs.versions import registered
from tests.support.frozen import archive, nothing_stale
from tests.support.frozen import make as make_documents

ROOT = Path(__file__).resolve().parents[2]
ROUND = "_klein"
RUN = "import os, sys; os.umask(int(sys.argv[1], 8)); from pathlib import Path; from examples.__main__ import run; \
sys.exit(run(Path(sys.argv[2]), Path(sys.argv[2]) / 'examples'))"
DIFFERENCE = """\
diff --git a/inputs/scenarios.csv b/inputs/scenarios.csv
--- a/inputs/scenarios.csv
+++ b/inputs/scenarios.csv
@@ -1,3 +1,3 @@
 {header}
-{now}
+{then}
 {next}
"""


def make(project: Path, umask: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Make the example of a project, as somebody else would."""
    outside = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    command = [sys.executable, "-c", RUN, umask, str(project)]
    return subprocess.run(command, cwd=project.parent, env=outside, capture_output=True, text=True, check=False)


def laid_out(base: Path) -> Path:
    """A project of the small round with two versions of its Prognose, of which the first had another spread."""
    project = base / "project"
    shutil.copytree(ROOT / "tests" / "rounds", project / "rounds", ignore=shutil.ignore_patterns("build", "versions"))
    scenarios = project / "rounds" / ROUND / "inputs" / "scenarios.csv"
    header, now, following = scenarios.read_text(encoding="utf-8").splitlines()[:3]
    fields = now.split(";")
    fields[5] = str(int(fields[5]) + 100)
    text = DIFFERENCE.format(header=header, now=now, then=";".join(fields), next=following)
    folder = project / "examples" / ROUND
    folder.mkdir(parents=True)
    (folder / "prognose-1.diff").write_text(text, encoding="utf-8", newline="\n")
    versions = [f"{ROUND};prognose-{number};prognose;apm;prognose-1" for number in (1, 2)]
    lines = ["ronde;versie;product;doelgroep;code", *versions]
    (folder.parent / "volgorde.csv").write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    return project


def in_a_moment(_python: Path, copy: Path, command: str, name: str, *arguments: str) -> None:
    """What a step asks of mpp: its documents are a few words, and it is kept by the command itself."""
    if command == "produce":
        make_documents(copy / "rounds" / name)
        return
    with nothing_stale():
        done = CliRunner().invoke(app, ["-C", str(copy), command, name, *arguments])
    assert done.exit_code == 0, done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """Its versions, made without laying anything out."""
    project = laid_out(tmp_path_factory.mktemp("een"))
    with patch.object(making, "_mpp", in_a_moment):
        assert run(project, project / "examples") == 0
    return project


def test_each_version_holds_what_the_round_was_then(project):
    """And the round itself stays what it is."""
    first, second = registered(project / "rounds")
    name = "inputs/scenarios.csv"
    then, now = ((version.data / name).read_text(encoding="utf-8").splitlines() for version in (first, second))
    assert [int(then[1].split(";")[5]) - int(now[1].split(";")[5]), then[2:] == now[2:]] == [100, True]
    assert (project / "rounds" / ROUND / name).read_bytes() == (second.data / name).read_bytes()
    assert not os.access(second.folder / "bagit.txt", os.W_OK) or os.geteuid() == 0
    assert (second.folder / "bagit.txt").stat().st_mode & 0o222 == 0


@pytest.mark.long
def test_the_same_bytes_come_out_elsewhere(tmp_path):
    """In another folder, with another umask, time zone and locale: what is not there is put there, and nothing else."""
    project = laid_out(tmp_path / "een")
    assert make(project, "022").returncode == 0
    clone = tmp_path / "ergens anders" / "kloon"
    shutil.copytree(project, clone, copy_function=shutil.copyfile)
    for path in (clone / "rounds" / ROUND / "versions").rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(clone / "rounds" / ROUND / "versions" / "prognose-1")
    done = make(clone, "077", TZ="Pacific/Kiritimati", LC_ALL="C", LANG="C")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == str(clone / "rounds" / ROUND / "versions" / "prognose-1")
    assert archive(clone / "rounds") == archive(project / "rounds")


@pytest.mark.long
def test_every_version_of_the_example_rounds_is_what_it_was(tmp_path):
    """All of them made, each with the code that is kept of it: those in git byte for byte, the others by their kop."""
    project = tmp_path / "kloon"
    left_out = shutil.ignore_patterns(".*", "build", "site", "_site")
    shutil.copytree(ROOT, project, ignore=left_out, copy_function=shutil.copyfile)
    done = subprocess.run([sys.executable, "-m", "examples"], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    steps = read_steps(project / "examples")
    last = f"De {len(steps)} versies van de voorbeeldrondes zijn gemaakt en gelijk aan wat versies.csv noemt."
    assert done.stdout.splitlines()[-1] == last
    assert all(version.sound for version in registered(project / "rounds"))


def test_what_differs_is_named_and_nothing_is_replaced(project, tmp_path):
    """A file of a version that is there, and a row of the register."""
    clone = tmp_path / "kloon"
    shutil.copytree(project, clone, copy_function=shutil.copyfile)
    root = clone / "rounds"
    register = root / "versies.csv"
    header, first, second = register.read_text(encoding="utf-8").splitlines()
    register.write_text("\n".join([header, first, f"{second[:-4]}0000", ""]), encoding="utf-8")
    report = root / ROUND / "versions" / "prognose-1" / "data" / "report" / f"MPP-prognose-{ROUND}.html"
    report.write_bytes(report.read_bytes() + b" ")
    found = list(differences(project / "rounds", root))
    file = f"{ROUND}/versions/prognose-1/data/report/MPP-prognose-{ROUND}.html"
    assert found[0].startswith(f"{file}: het bestand is veranderd")
    assert found[1:] == [f"{ROUND}/prognose-2 is een andere dan in versies.csv"]


def test_a_version_is_made_by_the_code_that_its_step_names(project, monkeypatch):
    """By the code of now while that is the same, or while nothing is kept; never by that of another version."""

    def code(named: str, *kept):
        return making._code(Step(ROUND, "concept-1", "rapportage", "apm", named, None), project, kept)

    first, second = registered(project / "rounds")
    assert [code("prognose-1"), code("prognose-1", first)] == [None, None]
    monkeypatch.setattr(making, "wheel", lambda materials: b"andere code")
    assert [code("prognose-1", first, second), code("prognose-2", first, second)] == [first, second]
    assert code("prognose-2", first) is None


def test_each_kept_code_is_installed_once(project, tmp_path, monkeypatch):
    """And every version of its round is made with that, in the environment that stays until all are made."""
    made, open_now = [], []

    @contextmanager
    def own_python(version):
        open_now.append(version)
        yield Path(str(version))
        open_now.remove(version)

    (version, _) = registered(project / "rounds")
    monkeypatch.setattr(making, "own_python", own_python)
    monkeypatch.setattr(making, "wheel", lambda materials: b"andere code")
    monkeypatch.setattr(making, "_make", lambda step, rounds, copy, python: made.append((python, *open_now)))
    making.make_all(read_steps(project / "examples"), project, tmp_path / "kopie", (version,))
    assert made == [(Path(f"{ROUND}/prognose-1"), version)] * 2
    assert open_now == []


def test_another_python_is_told_before_anything_is_made(project, monkeypatch):
    """Of what is kept: the first two numbers of its Python are those of this one, or nothing can be compared."""
    kept = registered(project / "rounds")[:1]
    assert other_python(kept) == ""
    monkeypatch.setattr(comparing, "PYTHON", "3.99")
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    told = f"De voorbeelden zijn gemaakt met Python {here}; met 3.99 is dat niet te vergelijken."
    assert other_python(kept) == told


def test_only_what_is_adopted_and_as_it_was_vouches_for_the_code(project):
    """The Prognose of the small round was discussed, and not adopted."""
    assert kept_in(project / "rounds", {f"{ROUND}/prognose-1", f"{ROUND}/prognose-2"}) == ()

"""``make example``: from small differences to the same versions, wherever and by whomever it is done."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from examples import compare as comparing
from examples import make as making
from examples.compare import differences, kept_in, other_python
from examples.steps import Step
from mpp_lib.inputs.versions import registered
from tests.support.frozen import archive

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


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The small round with two versions of its Prognose, of which the first had another spread; made once."""
    project = tmp_path_factory.mktemp("een") / "project"
    shutil.copytree(ROOT / "tests" / "rounds", project / "rounds", ignore=shutil.ignore_patterns("build", "versions"))
    scenarios = project / "rounds" / ROUND / "inputs" / "scenarios.csv"
    header, now, following = scenarios.read_text(encoding="utf-8").splitlines()[:3]
    fields = now.split(";")
    fields[5] = str(int(fields[5]) + 100)
    text = DIFFERENCE.format(header=header, now=now, then=";".join(fields), next=following)
    folder = project / "examples" / ROUND
    folder.mkdir(parents=True)
    (folder / "prognose-1.diff").write_text(text, encoding="utf-8", newline="\n")
    lines = ["ronde;versie;product;doelgroep", f"{ROUND};prognose-1;prognose;apm", f"{ROUND};prognose-2;prognose;apm"]
    (folder.parent / "volgorde.csv").write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    done = make(project, "022")
    assert done.returncode == 0, done.stderr
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
def test_the_same_bytes_come_out_elsewhere(project, tmp_path):
    """In another folder, with another umask, time zone and locale: what is not there is put there, and nothing else."""
    clone = tmp_path / "ergens anders" / "kloon"
    shutil.copytree(project, clone, copy_function=shutil.copyfile)
    for path in (clone / "rounds" / ROUND / "versions").rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(clone / "rounds" / ROUND / "versions" / "prognose-1")
    done = make(clone, "077", TZ="Pacific/Kiritimati", LC_ALL="C", LANG="C")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == str(clone / "rounds" / ROUND / "versions" / "prognose-1")
    assert archive(clone / "rounds") == archive(project / "rounds")


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


def test_a_version_is_made_by_the_code_that_is_kept_of_it(project, monkeypatch):
    """By the code of now while that is the same, or while nothing is kept; never by that of a later round."""

    @contextmanager
    def own_python(version):
        yield Path(str(version))

    def used(name: str, *kept) -> Path:
        with making._python(Step(name, "concept-1", "rapportage", "apm", None), project, kept) as python:
            return python

    monkeypatch.setattr(making, "own_python", own_python)
    (version, _) = registered(project / "rounds")
    here = Path(sys.executable)
    assert [used("_klein"), used("_klein", version), used("2024-1", version)] == [here, here, here]
    monkeypatch.setattr(making, "wheel", lambda materials: b"andere code")
    assert [used("_klein", version), used("2024-1", version)] == [Path("_klein/prognose-1"), here]


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

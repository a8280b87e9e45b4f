"""``mpp check`` tells apart what is wrong and what is still to come; only what is needed is waited for."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = Path(__file__).parents[1] / "rounds"
PLAN = "inputs/ind_prognoseplan.csv"
LINE = f"  Rapportage wacht op IND: {PLAN}: het bestand ontbreekt. Verwacht: "


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The small round before the IND has delivered its plan."""
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    inputs = tmp_path / "rounds" / "_klein" / "inputs"
    (inputs / Path(PLAN).name).unlink()
    deliveries = (inputs / "leveringen.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in deliveries if not line.startswith(Path(PLAN).name)]
    (inputs / "leveringen.csv").write_text("".join(kept), "utf-8")
    return tmp_path


def mpp(place: Path, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "mpp_lib", "-C", str(place), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_what_is_still_to_come_is_no_problem(place: Path) -> None:
    """Exit 0, and a line on whom the report waits for, to people and to machines."""
    code, out, err = mpp(place, "check", "_klein")
    assert code == 0
    lines = out.splitlines()
    assert lines[lines.index("Nog niet geleverd") + 1].startswith(LINE)
    assert "Fout" not in lines
    assert err.startswith("_klein: geen fouten, 1 keer wachten op een levering")
    code, out, _ = mpp(place, "check", "_klein", "--json")
    said = json.loads(out)
    assert (code, said["ok"], said["problems"]) == (0, True, [])
    (waiting,) = said["waiting"]
    assert (waiting["product"], waiting["partner"], waiting["file"]) == ("rapportage", "IND", PLAN)


def test_what_is_wrong_stays_wrong_beside_it(place: Path) -> None:
    """Exit 1 for the problem; what is awaited is not counted among the problems."""
    settings = place / "rounds" / "_klein" / "round.yml"
    settings.write_text(settings.read_text("utf-8").replace("bezettingsnorm: ", "bezettingsnorm: 9"), "utf-8")
    code, out, err = mpp(place, "check", "_klein")
    assert code == 1
    assert any(line.startswith(LINE) for line in out.splitlines())
    assert out.splitlines()[0] == "Fout"
    assert err.startswith("_klein: 1 fout, 1 keer wachten op een levering")


def test_only_what_needs_it_is_refused(place: Path) -> None:
    """The report is, with whom is waited for; nothing is written."""
    code, out, err = mpp(place, "produce", "_klein")
    assert (code, out) == (1, "")
    assert err.rstrip().endswith("Wacht op IND.")
    assert not (place / "rounds" / "_klein" / "build").exists()

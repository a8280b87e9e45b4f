"""What a deep-dive makes run again, and with which versions it is kept."""

import json
import shutil
from pathlib import Path

import pytest

from mpp_lib.archive.frozen_files import frozen_product
from mpp_lib.base.months import Month
from mpp_lib.inputs.after_adoption import remarks_after_adoption
from mpp_lib.report import product
from mpp_lib.report.monitor import MonitorReport
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.seen_code import Library
from mpp_lib.report.signaalnota import Signaalnota
from tests.support.deep_dives import FRAME, write_deep_dive
from tests.support.small_rounds import lone_round
from tests.support.versions import adopt

EARLIER = Path(__file__).resolve().parents[1] / "rounds" / "_eerder"
UNTIL = Month(2024, 7)
TITLE = ("markdown", "# Een titel")
OF_MONITOR = ("raw", "---\nproduct: monitor\neditie: 2024-07\n---")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = lone_round(tmp_path / "rounds")
    write_deep_dive(folder, "een", TITLE, FRAME)
    write_deep_dive(folder, "maand", OF_MONITOR, TITLE, FRAME)
    return folder


@pytest.fixture(autouse=True)
def _one_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code does not change here, so that it is looked through once."""
    library = Library()
    monkeypatch.setattr(product, "Library", lambda: library)


def keys(folder: Path) -> dict[str, str]:
    """Name → key, of both reports, their notebooks and the nota that has no deep-dives."""
    found = {}
    for name, report in (
        ("r", Rapportage(folder)),
        ("m", MonitorReport(folder, UNTIL)),
        ("s", Signaalnota(folder, UNTIL)),
    ):
        found |= {name: report.key("builtin")} | {f"{name}.{task.target.stem}": task.key for task in report.tasks()}
    return found


def test_what_runs_again(folder):
    """A deep-dive when it is other, and what names it; not one of another report; all when their data are.

    One that cannot be read makes its report stale, so that none is called finished while it is refused.
    """
    steps = (
        (lambda: write_deep_dive(folder, "een", TITLE, FRAME, "x = 2"), {"r", "r.08_herkomst", "r.verdieping_een"}),
        (lambda: write_deep_dive(folder, "maand", OF_MONITOR, TITLE, FRAME, "x = 2"), {"m", "m.verdieping_maand"}),
        (
            lambda: (folder / "analysis/los.csv").write_text("a;b\n", encoding="utf-8"),
            {"r", "r.08_herkomst", "r.verdieping_een", "m", "m.verdieping_maand"},
        ),
        (lambda: (folder / "text/samenvatting.md").write_text("Een zin.\n", encoding="utf-8"), {"r"}),
        (
            lambda: (folder / "analysis/kapot.ipynb").write_text("{", encoding="utf-8"),
            {"r", "r.08_herkomst", "r.verdieping_een", "m", "m.verdieping_maand"},
        ),
    )
    before = keys(folder)
    assert {name for name in before if "verdieping" in name} == {"r.verdieping_een", "m.verdieping_maand"}
    for change, stale in steps:
        change()
        now = keys(folder)
        assert {name for name in now if now[name] != before[name]} == stale
        before = now


def test_a_version_holds_the_deep_dives_of_its_report(folder):
    """And what they read; not what an editor left behind, nor the deep-dives of another report.

    An edition is kept with the round that it was held against.
    """
    (folder / "analysis" / "los.csv").write_text("a;b\n", encoding="utf-8")
    (folder / "analysis" / ".ipynb_checkpoints").mkdir()
    (folder / "analysis" / ".ipynb_checkpoints" / "een-checkpoint.ipynb").write_text("{}", encoding="utf-8")
    of_round = {"analysis/een.ipynb", "analysis/los.csv"}
    for name, kept in (
        ("rapportage", of_round),
        (f"monitor-{UNTIL}", of_round | {"analysis/maand.ipynb"}),
        ("volumes", of_round - {"analysis/een.ipynb"}),
    ):
        found = {path for path in frozen_product(folder, name).sources() if path.startswith("analysis/")}
        assert found == kept, name


def test_a_deep_dive_after_the_adoption_makes_the_report_concept(tmp_path):
    """One of the monitor does not: it comes after the round was adopted."""
    folder = shutil.copytree(EARLIER, tmp_path / "rounds/2023-1", ignore=shutil.ignore_patterns("build"))
    settings = (folder / "round.yml").read_text(encoding="utf-8")
    (folder / "round.yml").write_text(settings.replace("_eerder", "2023-1", 1), encoding="utf-8")
    write_deep_dive(folder, "een", TITLE, FRAME)
    adopt(folder)
    (folder / "monitor/2024-07").mkdir(parents=True)
    write_deep_dive(folder, "maand", OF_MONITOR, TITLE, FRAME)
    assert list(remarks_after_adoption(folder)) == []
    file = write_deep_dive(folder, "een", TITLE, FRAME.replace("[1]", "[2]"))
    assert [one.file for one in remarks_after_adoption(folder)] == [f"analysis/{file.name}"]
    assert list(remarks_after_adoption(folder, "productiemodel")) == []


def test_what_is_run_holds_what_the_analyst_typed_and_no_more(folder):
    """No outputs of before; a cell with the tag gets this round, in the names that it has and no other."""
    write_deep_dive(folder, "een", TITLE, ("code", 'ronde = "2020-1"\nx = 3', "parameters"), FRAME)
    run = next(task for task in Rapportage(folder).tasks() if task.deep_dive).deep_dive
    cells = json.loads(run.notebook())["cells"]
    assert [cell["outputs"] for cell in cells if cell["cell_type"] == "code"] == [[], []]
    names = {}
    exec(cells[1]["source"], names)
    assert {name: value for name, value in names.items() if name != "__builtins__"} == {"ronde": "2024-1", "x": 3}

"""An edit in Python runs the notebooks again that can see it, and no other."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mpp_lib.base.shipped import LIBRARY
from mpp_lib.report import seen_code
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.seen_code import Library, imported
from tests.architecture.count import modules
from tests.support.small_rounds import lone_round

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "analysis").glob("*.ipynb"))
LOADED = """
import json, sys
shown = lambda *_, **__: None
names = {"display": shown}
for source, parameters in json.loads(sys.argv[1]):
    exec(source, names)
    names |= {"folder": sys.argv[2]} if parameters else {}
print(json.dumps([module.__file__ for name, module in sys.modules.items() if name.startswith("mpp_lib")]))
"""


def parsed(tree: ast.AST) -> set[str]:
    """What Python's own parser finds to be imported of the library, but for types only."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif not isinstance(node, ast.expr):
            found |= parsed(node)
    return {name for name in found if name.split(".")[0] == "mpp_lib"}


def test_the_imports_of_every_module_are_found():
    """Line by line what the tree of it holds."""
    sources = modules()
    assert {path: imported(source) for path, source in sources.items()} == {
        path: parsed(ast.parse(source)) for path, source in sources.items()
    }


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library to edit."""
    library = shutil.copytree(LIBRARY, tmp_path / "mpp_lib", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(seen_code, "LIBRARY", library)
    return library


def keys_of(round_folder: Path) -> dict[str, str]:
    report = Rapportage(round_folder)
    return {"rapport": report.key("builtin"), **{task.source.stem: task.key for task in report.tasks()}}


def test_an_edit_runs_what_can_see_it(copied, tmp_path):
    """A line of a docstring in what one notebook draws with; in what all stand on; in what none of them uses."""
    folder = lone_round(tmp_path / "rounds")
    before = keys_of(folder)
    for path, told in (
        ("present/terugblik/jumps_chart.py", {"rapport", "01_terugblik"}),
        ("base/dutch.py", set(before)),
        ("archive/freeze.py", {"rapport"}),
        ("report/kernel.py", set(before)),
        ("report/gather.py", {"rapport"}),
    ):
        file = copied / path
        source = file.read_text(encoding="utf-8")
        file.write_text(source.replace('"""', '"""Zo. ', 1), encoding="utf-8")
        assert {name for name, key in keys_of(folder).items() if key != before[name]} == told, path
        file.write_text(source, encoding="utf-8")


def test_what_is_imported_by_a_package_or_only_when_it_is_needed_counts(copied, tmp_path):
    """Of a module that a notebook names: the packages around it, and what its functions import."""
    notebook = tmp_path / "een.ipynb"
    cell = {"cell_type": "code", "source": ["from mpp_lib.base import months\n", "months.Month"]}
    notebook.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    before = set(Library().seen_by(notebook))
    (copied / "base/__init__.py").write_text("from mpp_lib.base.letters import USUAL\n", encoding="utf-8")
    with (copied / "base/months.py").open("a", encoding="utf-8") as file:
        file.write(
            "def later():\n    from mpp_lib.inflow import (  # when it is needed\n        forecast as f,\n    )\n"
        )
    after = set(Library().seen_by(notebook))
    assert {"base/letters.py", "inflow/forecast.py"} <= after - before
    assert "base/months.py" in before
    assert not {"cli/main.py", "api/round.py", "report/build.py"} & after


def test_a_file_that_is_no_notebook_has_a_key(tmp_path):
    """It is refused where it is run, not where it is looked at."""
    for content in (b"{", b"[]", b'{"cells": 3}', b"\xff"):
        (tmp_path / "een.ipynb").write_bytes(content)
        assert "report/kernel.py" in Library().seen_by(tmp_path / "een.ipynb")


@pytest.mark.parametrize(
    "notebook",
    [
        pytest.param(one, id=one.stem, marks=() if one.stem == "13_reacties" else pytest.mark.long)
        for one in NOTEBOOKS
        if one.stem != "impact_partner"
    ],
)
def test_what_a_notebook_loads_is_what_it_can_see(notebook):
    """Every module that is there after its cells ran, on the small round."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [
        ("".join(one["source"]), "parameters" in one["metadata"].get("tags", [])) for one in cells if "outputs" in one
    ]
    command = [sys.executable, "-c", LOADED, json.dumps(code), "tests/rounds/_klein"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {Path(file).relative_to(LIBRARY).as_posix() for file in json.loads(done.stdout.splitlines()[-1])}
    assert loaded <= set(Library().seen_by(notebook))
    assert len(loaded) > 20

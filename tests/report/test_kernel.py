"""Notebooks of one worker share a kernel, and nothing that one of them left behind."""

from pathlib import Path

import nbformat

from mpp_lib.report import notebooks
from mpp_lib.report.places import Build

FIRST = "import os, decimal\nleft = 1\nos.getpid()"
SECOND = "import os, sys\nos.getpid(), 'left' in dir(), 'decimal' in dir(), 'decimal' in sys.modules"


def outputs(folder: Path, cells: dict[str, str]) -> dict[str, nbformat.NotebookNode]:
    """Name → the only cell of each notebook after all were run, one after the other."""
    for name, source in cells.items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        nbformat.write(notebook, folder / f"{name}.ipynb")
    build = Build(folder / "build", "x")
    made = [notebooks.task(folder / f"{name}.ipynb", build, {}, folder, "") for name in cells]
    notebooks.run(made, 1, lambda task: None)
    return {name: nbformat.read(build.notebooks / f"{name}.ipynb", as_version=4).cells[-1] for name in cells}


def test_the_second_notebook_finds_modules_and_no_names(tmp_path: Path) -> None:
    """The same process, in which what was imported is there and what was defined is gone; cells are counted anew."""
    cells = outputs(tmp_path, {"een": FIRST, "twee": SECOND})
    process = cells["een"].outputs[0].data["text/plain"]
    assert cells["twee"].outputs[0].data["text/plain"] == f"({process}, False, False, True)"
    assert [cell.execution_count for cell in cells.values()] == [1, 1]

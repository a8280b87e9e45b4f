"""An executed notebook tells what came out, not where it ran, when, or who ran it."""

import json
import sys
from pathlib import Path

import nbformat
import papermill
import pytest

from mpp_lib.report.executed import INJECTED, without_traces

SAYS_WHERE = """
import os, sys, warnings
print(os.getcwd(), sys.prefix, os.path.expanduser("~"))
warnings.warn("let op")
{"text/plain": [os.getcwd()]}
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> tuple[bytes, bytes]:
    """The same notebook, kept after a run in two different places."""
    return tuple(_run(tmp_path_factory.mktemp(name)) for name in ("hier", "daar"))  # type: ignore[return-value]


def _run(project: Path) -> bytes:
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell('folder = ""', id="parameters", metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell(SAYS_WHERE, id="waar"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    source, target = project / "bron.ipynb", project / "uit.ipynb"
    nbformat.write(notebook, source)
    papermill.execute_notebook(
        str(source), str(target), {"folder": "rounds/x"}, cwd=str(project), progress_bar=False, kernel_name="python3"
    )
    return without_traces(target.read_bytes(), project)


def test_two_runs_are_the_same_bytes(runs):
    """Whatever the folder and the moment: no times, no random names."""
    assert runs[0] == runs[1]


def test_nothing_of_the_machine_is_in_it(runs):
    """Nor of who sits at it, in messages and values either."""
    text = runs[0].decode()
    assert "let op" in text
    for trace in (str(Path.home()), sys.prefix, "/tmp", "pytest-of", "ipykernel_"):
        assert trace not in text
    assert json.loads(text)["metadata"]["papermill"].keys() == {"parameters", "version"}


def test_it_is_still_a_notebook_with_its_parameters(runs):
    """Valid, and with the cell in which the parameters were given."""
    notebook = nbformat.reads(runs[0].decode(), as_version=4)
    nbformat.validate(notebook)
    given = next(cell for cell in notebook.cells if cell.id == INJECTED)
    assert 'folder = "rounds/x"' in given.source

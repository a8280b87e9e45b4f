"""Runs the notebooks of ``analysis/`` on the small round and stores what they give: ``make notebooks``."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

from mpp_lib.present.shown.display import DATA

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"


def refresh(path: Path) -> None:
    """Run one notebook where it stands, as nbval does, and keep its outputs but nothing of this machine or moment.

    Nor the plain data beside what is shown: a reader of the repository would see every number twice.
    """
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": path.parent}},
        extra_arguments=["--log-level=50"],
        record_timing=False,
    ).execute()
    for output in (one for cell in notebook.cells for one in cell.get("outputs", ())):
        output.get("metadata", {}).pop(DATA, None)
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for found in sorted(ANALYSIS.glob("*.ipynb")):
        refresh(found)
        print(found)

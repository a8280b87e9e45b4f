"""Runs notebooks one after another in this process, without a kernel each: ``folder until [source target]…``."""

import sys
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def run(shell: Any, source: Path, target: Path, parameters: str) -> None:
    """Stores a copy of ``source`` with what its cells give, once ``parameters`` are set as papermill would."""
    shell.reset(new_session=True)
    notebook = nbformat.read(source, 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            given = "parameters" in cell.metadata.get("tags", [])
            with capture_output() as seen:
                done = shell.run_cell(parameters if given else cell.source)
            done.raise_error()
            shown = [(each.data, each.metadata) for each in seen.outputs]
            shown += [] if done.result is None else [shell.display_formatter.format(done.result)]
            cell.outputs = [
                nbformat.v4.new_output("display_data", data=dict(data), metadata=dict(metadata or {}))
                for data, metadata in shown
            ]
    nbformat.write(notebook, target)


if __name__ == "__main__":
    folder, until, *files = sys.argv[1:]
    started = InteractiveShell.instance()  # type: ignore[no-untyped-call]
    for source, target in zip(files[::2], files[1::2], strict=True):
        run(started, Path(source), Path(target), f"folder, until = {folder!r}, {until!r}")

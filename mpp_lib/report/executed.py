"""Executed notebooks as they are kept: what was run and what came out, not where, when or by whom."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

INJECTED = "injected-parameters"
"""Papermill's tag of the cell that it adds; the cell gets the same name, instead of a random one."""
_KEPT_BY_PAPERMILL = ("parameters", "version")
_CELL_FILE = re.compile(r"\S*ipykernel_\d+[/\\]\d+\.py")


def without_traces(content: bytes, project: Path) -> bytes:
    """An executed notebook without times, random names, and folders of the machine it ran on.

    Args:
        content: the notebook as papermill wrote it.
        project: the folder it worked in.
    """
    notebook = json.loads(content)
    metadata = notebook["metadata"]
    metadata["papermill"] = {name: metadata["papermill"][name] for name in _KEPT_BY_PAPERMILL}
    folders = _folders(project)
    for cell in notebook["cells"]:
        for name in ("papermill", "execution"):
            cell["metadata"].pop(name, None)
        if INJECTED in cell["metadata"].get("tags", ()):
            cell["id"] = INJECTED
        if "outputs" in cell:
            cell["outputs"] = _elsewhere(cell["outputs"], folders)
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _folders(project: Path) -> dict[str, str]:
    """The folders of this machine that a message can name, inner ones first, each with what to call it."""
    named = {project: ".", Path(sys.prefix): "<python>", Path.home(): "~", Path(tempfile.gettempdir()): "<tmp>"}
    inner_first = sorted(named, key=lambda folder: len(folder.parts), reverse=True)
    return {str(folder): named[folder] for folder in inner_first if folder.name}


def _elsewhere(value: Any, folders: Mapping[str, str]) -> Any:
    """Every text in ``value`` with the names of ``folders`` instead of the folders."""
    if isinstance(value, str):
        value = _CELL_FILE.sub("<cel>", value)
        for folder, name in folders.items():
            value = value.replace(folder, name)
        return value
    if isinstance(value, list):
        return [_elsewhere(each, folders) for each in value]
    return {name: _elsewhere(each, folders) for name, each in value.items()} if isinstance(value, dict) else value

"""Deep-dives as an analyst's editor keeps them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
FRAME = "#| tbl-cap: Een tabel\nimport pandas as pd\npd.DataFrame({'a': [1]})"


def write_deep_dive(
    round_folder: Path, name: str, *cells: str | tuple[str, ...], metadata: Mapping[str, Any] = PYTHON
) -> Path:
    """A notebook in ``analysis/``; a cell that is a text alone is code, else its kind, its source and its tags."""
    file = round_folder / "analysis" / f"{name}.ipynb"
    file.parent.mkdir(exist_ok=True)
    made = [_cell(*(cell if isinstance(cell, tuple) else ("code", cell))) for cell in cells]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": dict(metadata), "cells": made}
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return file


def _cell(kind: str, source: str, *tags: str) -> dict[str, Any]:
    cell = {"cell_type": kind, "metadata": {"tags": list(tags)} if tags else {}, "source": source.splitlines(True)}
    stored = [{"output_type": "stream", "name": "stdout", "text": "van gisteren"}]
    return cell | ({"outputs": stored, "execution_count": 7} if kind == "code" else {})

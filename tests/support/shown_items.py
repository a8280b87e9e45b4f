"""Everything that the notebooks show of the small round, as figures and tables and not as text."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from mpp_lib.present.shown import cell, display
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Table

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
LABEL = re.compile(r"^#\| label: (\S+)", re.MULTILINE)
Items = Mapping[str, Picture | Table[Any]]


def shown_items() -> Items:
    """``notebook#label`` → what the cell of that label shows, of every notebook, run on the small round."""
    found: dict[str, Picture | Table[Any]] = {}
    here = Path.cwd()
    os.chdir(ANALYSIS)
    try:
        for path in sorted(ANALYSIS.glob("*.ipynb")):
            found |= _shown_in(path)
    finally:
        os.chdir(here)
    return found


def _shown_in(path: Path) -> dict[str, Picture | Table[Any]]:
    found: dict[str, Picture | Table[Any]] = {}
    place = [""]

    def keep(item: Picture | Table[Any], words: str = "") -> None:
        found[f"{path.stem}#{place[0]}"] = item

    def keep_each(items: Items) -> None:
        found.update({f"{path.stem}#{label}": item for label, item in items.items()})

    names: dict[str, Any] = {"display": lambda *_, **__: None}
    with mock.patch.multiple(cell, in_report=keep, each_in_report=keep_each), mock.patch.object(display, "show_text"):
        for code in (one for one in json.loads(path.read_text("utf-8"))["cells"] if one["cell_type"] == "code"):
            source = "".join(code["source"])
            place[0] = label[1] if (label := LABEL.search(source)) else ""
            exec(compile(source, str(path), "exec"), names)
    return found

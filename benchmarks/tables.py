"""The tables of a report written straight to HTML, against great-tables' HTML of the same tables in the same run.

The tables are those that the numbered notebooks show of an example round, cells of numbers still to be printed.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat

from benchmarks.shown import BESIDE, beside
from benchmarks.shown import Table as Shown
from benchmarks.timed import taking_turns
from mpp_lib.present.shown import cell
from mpp_lib.present.shown.table import Table
from mpp_lib.present.shown.table_html import table_html

ROOT = Path(__file__).parents[1]
STORED, ROUND = "../tests/rounds/_klein", str(ROOT / "rounds" / "2025-1")
"""The round with which notebooks are stored, and the one to measure with."""


def shown_tables() -> list[Table[Any]]:
    """Every table that the report shows, in its order."""
    found: list[Any] = []
    with patch.object(cell, "in_report", lambda item, *_: found.append(item)):
        for path in sorted((ROOT / "analysis").glob("[0-9]*.ipynb")):
            names: dict[str, Any] = {}
            for each in nbformat.read(path, as_version=4).cells:
                if each.cell_type == "code" and "display(" not in each.source:
                    exec(each.source.replace(STORED, ROUND), names)
    return [item for item in found if isinstance(item, Table)]


def measured() -> Shown:
    """Processor time of the whole set."""
    tables = shown_tables()
    tasks = {
        "ours": lambda: [table_html(table) for table in tables],
        "peer": lambda: [table.gt().as_raw_html() for table in tables],
    }
    took, _ = taking_turns(tasks, 1)
    row = beside(f"great-tables {version('great-tables')}", took["peer"], took["ours"])
    rows = sum(len(table.rows) for table in tables)
    return Shown("De tabellen van een rapport", BESIDE, [row], f"{len(tables)} tabellen met samen {rows} rijen.")

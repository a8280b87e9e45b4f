"""The tables of a report written straight to HTML, against great-tables' HTML of the same tables in the same run.

    python benchmarks/tables.py [TIMES]

The tables are those that the numbered notebooks show of an example round, cells of numbers still to be printed. Prints
processor time of the whole set for both, and the ratio.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat

from mpp_lib.present.shown import cell
from mpp_lib.present.shown.table import Table
from mpp_lib.present.shown.table_html import table_html

ROOT = Path(__file__).parents[1]
STORED, ROUND = "../tests/rounds/_klein", str(ROOT / "rounds" / "2024-2")
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


def seconds(write: Callable[[Table[Any]], str], tables: Sequence[Table[Any]], times: int) -> float:
    """Median processor time of all tables."""
    took = []
    for _ in range(times):
        start = time.process_time()
        for table in tables:
            write(table)
        took.append(time.process_time() - start)
    return statistics.median(took)


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    tables = shown_tables()
    ours = seconds(table_html, tables, times)
    peer = seconds(lambda table: table.gt().as_raw_html(), tables, times)
    rows = sum(len(table.rows) for table in tables)
    print(f"{len(tables)} tabellen, {rows} rijen")
    print(f"  table_html                 {1e3 * ours:8.1f} ms")
    print(f"  table.gt().as_raw_html()   {1e3 * peer:8.1f} ms   {peer / ours:5.1f} ×")


if __name__ == "__main__":
    main()

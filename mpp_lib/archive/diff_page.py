"""The differences between two rounds or versions as one HTML page, which loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpp_lib.compare.changes.differences import Differences
from mpp_lib.present.shown.table import Table
from mpp_lib.report.own_page import as_text, own_page, table_region


def diff_page(found: Differences, tables: Mapping[str, Table[Any]]) -> str:
    """The page: a section per kind of difference, each with its table and what stands under it."""
    sections = (_section(heading, table) for heading, table in tables.items())
    return own_page(f"Verschillen tussen {found.old} en {found.new}", "".join(sections))


def _section(heading: str, table: Table[Any]) -> str:
    return f"<section>\n<h2>{as_text(heading)}</h2>\n{table_region(heading, table)}</section>\n"

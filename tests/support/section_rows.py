"""The rows of a table of a section by indicator and scenario, read from what is printed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.present.shown.table import Table


def by_indicator(table: Table[Any], indicators: Sequence[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Indicator, scenario and texts of each row; one row for all three scenarios counts three times.

    Rows of one indicator stand together under one name; below them may stand what is said of the path of inflow.
    """
    groups = [list(rows) for _, rows in groupby(table.texts(), key=lambda row: row[0])]
    for indicator, rows in zip(indicators, groups, strict=False):
        for row in rows:
            for scenario in SCENARIOS if row[2] == "alle drie" else (row[2],):
                yield indicator, scenario, row
    assert [group[0][0] for group in groups[len(indicators) :]] in ([], [groups[-1][0][0]])
    assert len(groups) >= len(indicators)

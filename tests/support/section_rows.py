"""The rows of a table of a section by indicator and scenario, read from what is printed."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.present.keten.year_columns import label_with_unit
from mpp_lib.present.shown.table import Table
from mpp_lib.present.wording.uncertainty import PATH
from mpp_lib.production.chains import chain_named


def by_indicator(table: Table[Any], indicators: Sequence[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Indicator, scenario and texts of each row; one row for all three scenarios counts three times.

    Rows of one indicator stand together under one name; one that is nothing but zeros has none. Below them may stand
    what is said of the path of inflow.
    """
    groups = [(label, list(rows)) for label, rows in groupby(table.texts(), key=lambda row: row[0])]
    named = {label_with_unit(chain_named("standaard").by_id[name]): name for name in indicators}
    shown = [(named[label], rows) for label, rows in groups if label in named]
    assert [name for name, _ in shown] == [name for name in indicators if name in dict(shown)]
    for indicator, rows in shown:
        for row in rows:
            for scenario in SCENARIOS if row[2] == "alle drie" else (row[2],):
                yield indicator, scenario, row
    assert [label for label, _ in groups if label not in named] in ([], [PATH])

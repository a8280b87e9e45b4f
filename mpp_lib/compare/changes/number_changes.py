"""Where the result tables of two rounds differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.result_table import is_year

KEY = ["indicator", "scenario", "periode"]
FROM, TO = "van", "naar"


@dataclass(frozen=True, eq=False)
class NumberChanges:
    """The rows of two result tables side by side, by indicator, scenario and period.

    Attributes:
        rows: columns indicator, scenario, periode, eenheid, van, naar: every row that differs, NaN where only one
            table has it; in the order of the newer table.
        compared: how many rows both have.
    """

    rows: pd.DataFrame
    compared: int

    @cached_property
    def largest(self) -> tuple[IndicatorMove, ...]:
        """Per indicator the yearly figure of an mpp-scenario that changed most, relatively; in order of the table."""
        moved = self.rows.dropna(subset=[FROM, TO])
        yearly = moved[is_year(moved["periode"]) & moved["scenario"].isin(SCENARIOS)]
        return tuple(_moves(yearly))

    @property
    def differing(self) -> int:
        """How many rows both have, with other values."""
        return len(self.rows.dropna(subset=[FROM, TO]))

    def only(self, side: str) -> int:
        """How many rows only one table has: :data:`FROM` the older one, :data:`TO` the newer one."""
        other = TO if side == FROM else FROM
        return int(self.rows[other].isna().sum())

    def as_dict(self) -> dict[str, object]:
        """The changes as an object of ``mpp diff --json``."""
        named = {"periode": "period", FROM: "from", TO: "to", "eenheid": "unit"}
        plain = self.rows.rename(columns=named).astype(object)
        return {"compared": self.compared, "rows": plain.where(plain.notna(), None).to_dict("records")}


@dataclass(frozen=True)
class IndicatorMove:
    """The largest change of an indicator.

    Attributes:
        changed: how many yearly figures of the mpp-scenarios changed.
    """

    indicator: str
    unit: str
    scenario: str
    year: str
    old: float
    new: float
    changed: int


def number_changes(new: pd.DataFrame, old: pd.DataFrame) -> NumberChanges:
    """Hold two long result tables against each other; a value that is not exactly the same has changed."""
    now, then = (each.set_index(KEY)[["waarde", "eenheid"]] for each in (new, old))
    order = now.index.append(then.index.difference(now.index, sort=False))
    both = pd.DataFrame(
        {
            "eenheid": now["eenheid"].reindex(order).fillna(then["eenheid"].reindex(order)),
            FROM: then["waarde"].reindex(order),
            TO: now["waarde"].reindex(order),
        }
    )
    shared = len(now.index.intersection(then.index))
    return NumberChanges(both[both[FROM].ne(both[TO])].reset_index(), shared)


def _moves(yearly: pd.DataFrame) -> Iterator[IndicatorMove]:
    size = (yearly[TO] - yearly[FROM]).abs() / yearly[[FROM, TO]].abs().max(axis=1)
    for indicator, rows in yearly.groupby("indicator", sort=False):
        row = rows.iloc[int(size[rows.index].argmax())]
        ends = float(row[FROM]), float(row[TO])
        place = str(row["eenheid"]), str(row["scenario"]), str(row["periode"])
        yield IndicatorMove(str(indicator), *place, *ends, len(rows))

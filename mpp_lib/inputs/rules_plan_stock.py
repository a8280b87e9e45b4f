"""The plan's own stock identity: voorraad = vorige voorraad + instroom − beslissingen − zonder beslissing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Month
from mpp_lib.inputs.plan_words import STOCK
from mpp_lib.inputs.tables import Table
from mpp_lib.inputs.wording import shown, spans

FLOWS = {"instroom": 1.0, "beslissingen": -1.0, "zonder_beslissing": -1.0}
WHOLE_NUMBERS = 2.5
"""What five numbers can differ by when each was rounded to a whole one by itself."""
EXACT = 1e-6
"""What numbers that were not rounded can differ by, relative to the stock."""


def refuse_stocks_that_do_not_follow(plan: Table) -> Iterator[Problem]:
    """A stock is the one before it and what came in, less what went out."""
    for _, rows in plan.groups(("stroom", "mpp_scenario"), "maand", "grootheid"):
        if {STOCK, *FLOWS} <= set(rows["grootheid"]):
            yield from _check_stock(plan, rows)


def warn_stocks_without_flows(plan: Table) -> Iterator[Problem]:
    """A stock whose flows are not given cannot be checked."""
    for (stream,), rows in plan.groups(("stroom",), "grootheid"):
        missing = [name.replace("_", " ") for name in FLOWS if name not in set(rows["grootheid"])]
        if STOCK in set(rows["grootheid"]) and missing:
            problem = "de voorraad is niet na te rekenen"
            yield plan.of(f"stroom {stream}", "", problem, f"ook {enumerate_nl(missing)}")


def _check_stock(plan: Table, rows: pd.DataFrame) -> Iterator[Problem]:
    trusted = rows.loc[rows.index.isin(plan.usable("waarde").index)]
    values = trusted.pivot(index="maand", columns="grootheid", values="waarde").sort_index()
    expected = values[STOCK].shift() + sum(sign * values[name] for name, sign in FLOWS.items())
    gap = values[STOCK] - expected
    off = gap.index[(gap.abs() > _tolerance(values)) & _follows(values.index)]
    if len(off):
        yield _problem(plan, trusted, [str(month) for month in off], float(expected[off[0]]))


def _tolerance(values: pd.DataFrame) -> pd.Series[float]:
    used = values[[STOCK, *FLOWS]]
    whole = bool((used.dropna() % 1 == 0).all(axis=None))
    return pd.Series(WHOLE_NUMBERS if whole else EXACT * np.maximum(used.abs().max(axis=1), 1.0), index=values.index)


def _follows(months: pd.Index[str]) -> pd.Series[bool]:
    """Which months have the one before them in the row above."""
    earlier = [None, *months[:-1]]
    known = [
        before is not None and Month.parse(before) + 1 == Month.parse(m)
        for before, m in zip(earlier, months, strict=True)
    ]
    return pd.Series(known, index=months)


def _problem(plan: Table, rows: pd.DataFrame, off: list[str], expected: float) -> Problem:
    row = rows.index[(rows["grootheid"] == STOCK) & (rows["maand"] == off[0])][0]
    months = f" (ook in {spans(map(Month.parse, off[1:]))})" if len(off) > 1 else ""
    problem = f"de voorraad sluit niet aan op de maand ervoor{months}"
    identity = "vorige voorraad + instroom − beslissingen − zonder beslissing"
    return plan.at(int(row), "waarde", problem, f"{shown(round(expected, 6))}: {identity}")

"""Indicators that a version holds and the chain of now does not: what its result table says of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import cast

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS, Aggregation, Domain, IndicatorSpec
from mpp_lib.base.periods import Period
from mpp_lib.base.result_table import is_year

_ID = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")
"""What an id looks like; it names a page."""


def withdrawn(table: pd.DataFrame, known: Collection[str]) -> dict[str, IndicatorSpec]:
    """Id → what can be said of it, of every indicator that is not known any more.

    Args:
        table: a result table.
        known: the ids of the chain of now.
    """
    rows = table[~table["indicator"].isin(list(known)) & table["scenario"].isin(SCENARIOS)]
    groups = ((str(name), group) for name, group in rows.groupby("indicator") if _ID.fullmatch(str(name)))
    return {name: _described(name, group) for name, group in groups}


def _described(name: str, rows: pd.DataFrame) -> IndicatorSpec:
    """A result table has no labels: the id in words."""
    first = rows.iloc[0]
    label = name.partition(".")[2].replace(".", ", ").replace("_", " ")
    domain = cast("Domain", first["domein"])
    return IndicatorSpec(name, label, domain, first["partner"], first["eenheid"], _aggregation(rows), "")


def _aggregation(rows: pd.DataFrame) -> Aggregation:
    """How its years follow from its months; what is neither a sum, an end nor a maximum is over the year."""
    yearly = is_year(rows["periode"])
    years = rows[yearly].set_index(["scenario", "periode"])["waarde"]
    year = rows["periode"].map(lambda text: str(Period.parse(text).start.year))
    months = rows[~yearly].assign(jaar=year).groupby(["scenario", "jaar"])["waarde"]
    whole = months.size()[months.size() == 12].index.intersection(years.index)
    ways = {Aggregation.STOCK: months.last(), Aggregation.FLOW: months.sum(), Aggregation.PEAK: months.max()}
    fits = (way for way, made in ways.items() if len(whole) and np.allclose(made[whole], years[whole]))
    return next(fits, Aggregation.RATIO)

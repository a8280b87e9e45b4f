"""Realised figures as rows of the result table: by month, and by year where the year is complete."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from mpp_lib.base.catalogue import Aggregation, IndicatorSpec
from mpp_lib.base.periods import MONTH, QUARTER, YEAR, Period

ASSUMED, ESTIMATED = "aanname", "raming"
"""Statuses of a row that is no count: never realised, and realised as far as an estimate goes."""


def realised_values(realisations: pd.DataFrame, specs: Iterable[IndicatorSpec]) -> dict[str, dict[Period, float]]:
    """Indicator → period → value of everything realised of it: months, and the years they (or quarters) make up.

    A delivered year goes before the sum of its months; assumptions are no realisations.
    """
    given: dict[str, dict[Period, float]] = {}
    columns = (realisations[name].tolist() for name in ("indicator", "periode", "waarde", "status"))
    for indicator, period, value, status in zip(*columns, strict=True):
        if status != ASSUMED:
            given.setdefault(indicator, {})[Period.parse(period)] = float(value)
    return {spec.id: with_years(given.get(spec.id, {}), spec.aggregation) for spec in specs}


def estimated_periods(realisations: pd.DataFrame, spec: IndicatorSpec) -> frozenset[Period]:
    """The periods of :func:`realised_values` whose value is an estimate, as a whole or in part."""
    rows = realisations[(realisations["indicator"] == spec.id) & (realisations["status"] != ASSUMED)]
    estimated = by_period(rows.assign(waarde=rows["status"] == ESTIMATED))
    return frozenset(period for period, count in with_years(estimated, spec.aggregation).items() if count)


def by_period(rows: pd.DataFrame) -> dict[Period, float]:
    """Period → value of rows about one indicator."""
    return dict(zip(map(Period.parse, rows["periode"]), rows["waarde"].astype(float), strict=True))


def with_years(given: Mapping[Period, float], aggregation: Aggregation) -> dict[Period, float]:
    """The months, and the years that are given or follow from months or quarters."""
    months = {period: value for period, value in given.items() if period.length == MONTH}
    years = {year: sum(given[part] for part in parts) for year, parts in parts_of_years(given, aggregation).items()}
    return months | years


def parts_of_years(given: Collection[Period], aggregation: Aggregation) -> dict[Period, tuple[Period, ...]]:
    """Every year of which the value is known → the periods that it is the sum of: itself where it was given."""
    years = sorted({Period.of(period.start, YEAR) for period in given})
    found = {year: (year,) if year in given else _parts(year, given, aggregation) for year in years}
    return {year: parts for year, parts in found.items() if parts}


def _parts(year: Period, given: Collection[Period], aggregation: Aggregation) -> tuple[Period, ...]:
    """All its months or all its quarters; of a stock its last month; none where that is not known."""
    months, quarters = year.parts(MONTH), year.parts(QUARTER)
    ways = {Aggregation.FLOW: (months, quarters), Aggregation.STOCK: (months[-1:],)}.get(aggregation, ())
    return next((parts for parts in ways if all(part in given for part in parts)), ())

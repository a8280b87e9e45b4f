"""Realised figures as rows of the result table: by month, and by year where the year is complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from mpp_lib.base.catalogue import Aggregation, IndicatorSpec
from mpp_lib.base.periods import MONTH, QUARTER, YEAR, Period

ASSUMED, ESTIMATED = "aanname", "raming"
"""Statuses of a row that is no count: never realised, and realised as far as an estimate goes."""


def realised_values(realisations: pd.DataFrame, spec: IndicatorSpec) -> dict[Period, float]:
    """Period → value of everything realised of one indicator: months, and the years they (or quarters) make up.

    A delivered year goes before the sum of its months; assumptions are no realisations.
    """
    rows = realisations[(realisations["indicator"] == spec.id) & (realisations["status"] != ASSUMED)]
    return with_years(by_period(rows), spec.aggregation)


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
    years = {period: value for period, value in given.items() if period.length == YEAR}
    return months | dict(_complete_years(given, aggregation)) | years


def _complete_years(given: Mapping[Period, float], aggregation: Aggregation) -> Iterator[tuple[Period, float]]:
    for year in sorted({Period.of(period.start, YEAR) for period in given}):
        months, quarters = year.parts(MONTH), year.parts(QUARTER)
        if aggregation is Aggregation.STOCK and months[-1] in given:
            yield year, given[months[-1]]
        if aggregation is Aggregation.FLOW:
            parts = next((part for part in (months, quarters) if all(period in given for period in part)), None)
            if parts is not None:
                yield year, sum(given[period] for period in parts)

"""Realised figures as rows of the result table: by month, and by year where the year is complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.months import Month, month_range

ASSUMED = "aanname"


def realised_values(realisations: pd.DataFrame, spec: IndicatorSpec) -> dict[str, float]:
    """Period → value of everything realised of one indicator: months, and the years they (or quarters) make up.

    A delivered year goes before the sum of its months; assumptions are no realisations.
    """
    rows = realisations[(realisations["indicator"] == spec.id) & (realisations["status"] != ASSUMED)]
    given = {str(period): float(value) for period, value in zip(rows["periode"], rows["waarde"], strict=True)}
    months = {period: value for period, value in given.items() if len(period) == 7 and period[5] != "K"}
    years = dict(_complete_years(given, spec.aggregation)) | {p: v for p, v in given.items() if len(p) == 4}
    return months | years


def _complete_years(given: Mapping[str, float], aggregation: str) -> Iterator[tuple[str, float]]:
    for year in sorted({period[:4] for period in given}):
        months = [str(month) for month in month_range(Month(int(year), 1), 12)]
        quarters = [f"{year}-K{quarter}" for quarter in range(1, 5)]
        if aggregation == "stock" and months[-1] in given:
            yield year, given[months[-1]]
        if aggregation == "flow":
            parts = next((part for part in (months, quarters) if all(period in given for period in part)), None)
            if parts is not None:
                yield year, sum(given[period] for period in parts)

"""The JSON document of ``mpp forecast``: always the quantiles of the forecast, never the gehanteerde aantallen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

import pandas as pd

from mpp_lib.inflow.forecast_year import Forecast, YearForecast

NEAREST = 1e-9
"""How near to 0 and 1 a quantile can be asked for."""
_HEADINGS = {
    "year": "jaar",
    "minimum": "minimum",
    "median": "mediaan",
    "mean": "gemiddelde",
    "medio": "medio",
    "maximum": "maximum",
}


def answer(
    forecast: Forecast,
    year: int | None = None,
    above: Sequence[float] = (),
    between: tuple[float, float] | None = None,
    quantiles: Sequence[float] = (),
) -> dict[str, Any]:
    """Answer questions for every year of the horizon, or for one.

    Args:
        year: only this year.
        above: each x asks for P(X > x).
        between: (a, b) asks for P(a < X < b); the key ``between`` is there only when asked.
        quantiles: each q in (0, 1) asks for F⁻¹(q).

    Returns:
        ``{"round", "years": [{"year", "minimum", "median", "medio", "maximum", "mean", "above": {"40000": p},
        "quantiles": {"0.9": x}}]}``, plain numbers throughout.

    Raises:
        ValueError: for a year outside the horizon, a number that is not finite, a quantile outside (0, 1) or an
            interval upside down.
    """
    if not all(map(isfinite, (*above, *(between or ())))):
        raise ValueError("een aantal is een eindig getal")
    if not all(NEAREST <= q <= 1 - NEAREST for q in quantiles):
        raise ValueError("een kwantiel ligt tussen 0 en 1, en niet dichter dan een miljardste bij een van beide")
    chosen = forecast.years if year is None else (forecast.year(year),)
    return {"round": forecast.round, "years": [_year(one, above, between, quantiles) for one in chosen]}


def answer_table(document: Mapping[str, Any]) -> pd.DataFrame:
    """The same answers as a row per year, with a column for every question."""
    return pd.DataFrame([_record(year) for year in document["years"]])


def _record(year: Mapping[str, Any]) -> dict[str, float]:
    above = {f"boven {x}": chance for x, chance in year["above"].items()}
    quantiles = {f"kwantiel {q}": value for q, value in year["quantiles"].items()}
    between = {"ertussen": year["between"]} if "between" in year else {}
    return {heading: year[name] for name, heading in _HEADINGS.items()} | above | between | quantiles


def _year(
    year: YearForecast, above: Sequence[float], between: tuple[float, float] | None, quantiles: Sequence[float]
) -> dict[str, Any]:
    distribution = year.distribution
    document: dict[str, Any] = {
        "year": year.year,
        "minimum": year.minimum,
        "median": year.median,
        "medio": year.medio,
        "maximum": year.maximum,
        "mean": year.mean,
        "above": {_key(x): float(distribution.sf(x)) for x in above},
        "quantiles": {_key(q): float(distribution.quantile(q)) for q in quantiles},
    }
    if between is not None:
        document["between"] = float(distribution.between(*between))
    return document


def _key(value: float) -> str:
    """The number as it was asked: ``40000``, not ``40000.0``."""
    number = float(value)
    return str(int(number)) if number.is_integer() else repr(number)

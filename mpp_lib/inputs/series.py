"""Columns of a validated table as series: by month, by month and mpp-scenario, by entry month and lag."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpp_lib.base.catalogue import SCENARIOS, ParameterSpec
from mpp_lib.base.months import Month
from mpp_lib.base.periods import HALF_YEAR, MONTH, YEAR, Period

Array = NDArray[np.float64]


def monthly(realisations: pd.DataFrame, indicator: str, *, include_assumed: bool = False) -> dict[Month, float]:
    """The monthly realisations of an indicator, in order of time; rows per quarter or year are left out.

    Args:
        realisations: :attr:`mpp_lib.inputs.round_inputs.RoundInputs.realisations`.
        include_assumed: also the rows with status ``aanname``: for opening stocks and kernel history, never to draw.

    Returns:
        month → value (a flow during it, a stock at its end); empty when there are none.
    """
    wanted = realisations["indicator"] == indicator
    if not include_assumed:
        wanted &= realisations["status"] != "aanname"
    return by_month(zip(realisations["periode"][wanted], realisations["waarde"][wanted], strict=True))


def every_monthly(realisations: pd.DataFrame, *, include_assumed: bool = False) -> dict[str, dict[Month, float]]:
    """Indicator → as :func:`monthly`, of every indicator there is."""
    given: dict[str, list[tuple[str, float]]] = {}
    columns = (realisations[name].tolist() for name in ("indicator", "periode", "waarde", "status"))
    for indicator, period, value, status in zip(*columns, strict=True):
        if include_assumed or status != "aanname":
            given.setdefault(indicator, []).append((period, value))
    return {indicator: by_month(values) for indicator, values in given.items()}


def by_month(given: Iterable[tuple[str, float]]) -> dict[Month, float]:
    """Month → value, in order of time; what is given per quarter or year is left out."""
    periods = ((Period.parse(period), value) for period, value in given)
    return dict(sorted((period.start, float(value)) for period, value in periods if period.length == MONTH))


def parameter_array(
    parameters: pd.DataFrame, spec: ParameterSpec, months: Sequence[Month], scenarios: Sequence[str] = SCENARIOS
) -> Array:
    """A parameter by month and mpp-scenario.

    In month m and scenario s counts the row of s with the latest ``vanaf`` ≤ m; where s has none yet, the row for all
    scenarios with the latest ``vanaf`` ≤ m. So once a scenario has a value of its own, later rows for all scenarios
    pass it by. Before the first row an optional parameter has its default. With ``per_half_year`` a row counts only in
    the half-year that starts at its ``vanaf``.

    Args:
        parameters: :attr:`mpp_lib.inputs.round_inputs.RoundInputs.parameters`.

    Returns:
        [months, scenarios]; NaN only in the half-years for which a ``per_half_year`` parameter is not given.

    Raises:
        ValueError: when a required parameter has no value yet in one of the months.
    """
    return parameter_arrays(parameters, [spec], months, scenarios)[spec.name]


def parameter_arrays(
    parameters: pd.DataFrame,
    specs: Iterable[ParameterSpec],
    months: Sequence[Month],
    scenarios: Sequence[str] = SCENARIOS,
) -> dict[str, Array]:
    """Name → as :func:`parameter_array`, of each of these parameters."""
    given = _by_start(parameters)
    return {spec.name: _array_of(given.get(spec.name, {}), spec, months, scenarios) for spec in specs}


def course_of(values: Array, kind: str) -> Array:
    """A parameter by month as ``verloop.csv`` says it goes from one value to the next.

    ``lineair`` is in every month the mean of the year around it: the six months before and after, the outermost for
    half; before the first and after the last month their values go on. From yearly values that makes the straight line
    from the middle of one year to that of the next (docs/methode-keten.md, *Parameters*).

    Args:
        values: [months, scenarios], as steps; not changed.
        kind: one of :data:`mpp_lib.inputs.declared.round.COURSES`.
    """
    if kind != "lineair":
        return values
    before, after = np.repeat(values[:1], HALF_YEAR, axis=0), np.repeat(values[-1:], HALF_YEAR, axis=0)
    around = np.concatenate([before, values, after])
    sums = sum(around[start : start + len(values)] for start in range(1, YEAR))
    ends = around[: len(values)] + around[YEAR:]
    result: Array = (sums + ends / 2) / YEAR
    return result


def _array_of(
    given: Mapping[str, Mapping[Month, float]], spec: ParameterSpec, months: Sequence[Month], scenarios: Sequence[str]
) -> Array:
    columns = [_one_scenario(given.get(scenario, {}), given.get("", {}), spec, months) for scenario in scenarios]
    return np.column_stack(columns)


def _by_start(parameters: pd.DataFrame) -> dict[str, dict[str, dict[Month, float]]]:
    """Parameter → scenario (empty: all) → first month of a value → the value."""
    found: dict[str, dict[str, dict[Month, float]]] = {}
    columns = (parameters[name].tolist() for name in ("parameter", "mpp_scenario", "vanaf", "waarde"))
    for parameter, scenario, since, value in zip(*columns, strict=True):
        found.setdefault(parameter, {}).setdefault(scenario, {})[Month.parse(since)] = value
    return found


def _one_scenario(
    own: Mapping[Month, float], general: Mapping[Month, float], spec: ParameterSpec, months: Sequence[Month]
) -> Array:
    if spec.per_half_year:
        starts = [Period.of(month, HALF_YEAR).start for month in months]
        return np.array([own.get(start, general.get(start, np.nan)) for start in starts])
    steps = [(values, sorted(values)) for values in (own, general) if values]
    return np.array([_value_in(month, steps, spec) for month in months])


def _value_in(
    month: Month, steps: Iterable[tuple[Mapping[Month, float], Sequence[Month]]], spec: ParameterSpec
) -> float:
    """The value that started last, of the first of the steps that has started."""
    for values, starts in steps:
        started = bisect_right(starts, month)
        if started:
            return values[starts[started - 1]]
    if spec.required:
        raise ValueError(f"parameter {spec.name} heeft nog geen waarde in {month}")
    return spec.default


@dataclass(frozen=True)
class Kernel:
    """A distribution that may change with the month of entry.

    Attributes:
        since: the entry month from which each version holds, in order of time.
        shares: of each version the share at lag or class 0, 1 and so on.
    """

    since: tuple[Month, ...]
    shares: tuple[tuple[float, ...], ...]

    @property
    def lags(self) -> int:
        """1 + the largest lag or class."""
        return len(self.shares[0])

    def by_entry_month(self, months: Sequence[Month]) -> Array:
        """Shares by month of entry [months, lags]; before the first version that one holds already."""
        return np.array([self.shares[max(bisect_right(self.since, month) - 1, 0)] for month in months])


def kernel(kernels: pd.DataFrame, name: str) -> Kernel:
    """A distribution from the table; a lag without a row has share 0.

    Args:
        kernels: :attr:`mpp_lib.inputs.round_inputs.RoundInputs.kernels`.

    Raises:
        ValueError: when the table does not know the name.
    """
    rows = kernels[kernels["parameter"] == name]
    if rows.empty:
        raise ValueError(f"verdeling {name} ontbreekt")
    versions: dict[Month, dict[int, float]] = {}
    for since, k, share in zip(*(rows[column].tolist() for column in ("vanaf", "k", "aandeel")), strict=True):
        versions.setdefault(Month.parse(since), {})[k] = share
    lags, since = max(map(max, versions.values())) + 1, tuple(sorted(versions))
    return Kernel(since, tuple(tuple(versions[one].get(lag, 0.0) for lag in range(lags)) for one in since))


def plan_arrays(
    plan: pd.DataFrame, series: Iterable[tuple[str, str]], months: Sequence[Month]
) -> dict[tuple[str, str], Array]:
    """Series of the IND-prognoseplan by month and mpp-scenario.

    Args:
        plan: :attr:`mpp_lib.inputs.round_inputs.RoundInputs.plan`.
        series: stream and quantity of each.

    Returns:
        Stream and quantity → [months, 3], columns minimum, medio, maximum.

    Raises:
        ValueError: when a month or scenario is not there.
    """
    given: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    columns = (plan[name].tolist() for name in ("stroom", "grootheid", "maand", "mpp_scenario", "waarde"))
    for stream, quantity, month, scenario, value in zip(*columns, strict=True):
        given.setdefault((stream, quantity), {})[month, scenario] = value
    places = [[(str(month), scenario) for scenario in SCENARIOS] for month in months]
    return {one: _plan_array(given.get(one, {}), one, places) for one in series}


def _plan_array(
    given: Mapping[tuple[str, str], float], series: tuple[str, str], places: Sequence[Sequence[tuple[str, str]]]
) -> Array:
    try:
        return np.array([[given[place] for place in row] for row in places])
    except KeyError:
        stream, quantity = series
        raise ValueError(f"het plan is niet volledig voor {quantity} van {stream}") from None


def prognosis_parameter(parameters: pd.DataFrame, name: str) -> float | None:
    """The value of a parameter of the Prognose (``rho_s``, ``rho_w``, ``kappa``); None when the round gives none."""
    values = parameters.loc[parameters["parameter"] == name, "waarde"]
    return None if values.empty else float(values.iloc[0])

"""A course over years: the year before the horizon where it is realised, then the years of the horizon."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.present.wording.sentences import Point
from mpp_lib.production.run import RoundResult


def last_realised_year(result: RoundResult, indicator: str) -> int | None:
    """The year before the horizon, when it is realised."""
    year = result.inputs.settings.span.first_year - 1
    return year if year in realised_years(result, indicator) else None


def medio_course(result: RoundResult, indicator: str) -> list[Point]:
    """The year before the horizon, when realised, and the years of the horizon in medio."""
    return scenario_course(result, indicator, "medio")


def scenario_course(result: RoundResult, indicator: str, scenario: str) -> list[Point]:
    """The year before the horizon, when realised, and the years of the horizon in a scenario."""
    return [*_before(result, indicator), *_horizon(result, indicator, SCENARIOS.index(scenario))]


def _before(result: RoundResult, indicator: str) -> Iterator[Point]:
    year = last_realised_year(result, indicator)
    if year is not None:
        yield Point(Period.of_year(year), realised_years(result, indicator)[year], realised=True)


def _horizon(result: RoundResult, indicator: str, column: int) -> Iterator[Point]:
    years = result.inputs.settings.span.calendar_years
    for year, value in zip(years, result.years[indicator][:, column], strict=True):
        yield Point(Period.of_year(year), float(value))


def previous_medio(previous: RoundResult | None, indicator: str, year: int) -> float | None:
    """Medio of a year in the previous round, where it has that year and indicator."""
    if previous is None or indicator not in previous.chain.by_id:
        return None
    known = year in previous.inputs.settings.span.calendar_years
    return previous.year(indicator, year, "medio") if known else None

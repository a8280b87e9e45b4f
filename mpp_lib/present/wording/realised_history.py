"""Realised figures as they can be drawn or printed: where they hold, and never an assumption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mpp_lib.base.catalogue import SCENARIOS, Aggregation
from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.base.look_back import LOOK_BACK
from mpp_lib.base.months import Month
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.present.wording.sentences import Point
from mpp_lib.production.realised import by_period

if TYPE_CHECKING:
    from mpp_lib.production.run import RoundResult

ASSUMED = "aanname"
FIRST = "asiel.instroom_eerste"
MOST_SOURCES = 3
_STOCKS = ("stock", "term")
_PUBLISHER = re.compile(r"[,;(]")


@dataclass(frozen=True)
class Realised:
    """A realised value.

    Attributes:
        start, end: the time it covers, as year plus the part of it that has passed.
        value: as published; of a flow over the whole period.
        per_month: a flow's average month, a stock's value.
    """

    period: Period
    start: float
    end: float
    value: float
    per_month: float

    @property
    def middle(self) -> float:
        """The middle of the period."""
        return (self.start + self.end) / 2


def calendar(month: Month) -> float:
    """The start of a month on a calendar axis: 2024,25 for April 2024."""
    return month.year + (month.month - 1) / 12


def realised_history(result: RoundResult, indicator: str) -> list[Realised]:
    """Everything realised of an indicator in the finest periods there are, in order of time.

    A quarter or year of which a finer part is known is left out.
    """
    rows = result.inputs.realisations
    rows = rows[(rows["indicator"] == indicator) & (rows["status"] != ASSUMED)]
    stock = _aggregation(result, indicator) in _STOCKS
    taken: set[Month] = set()
    found: list[Realised] = []
    for period, value in sorted(by_period(rows).items(), key=lambda given: given[0].length):
        covered = {period.end} if stock else set(period.months)
        if not covered & taken:
            taken |= covered
            per_month = value if stock else value / period.length
            found.append(Realised(period, calendar(period.start), calendar(period.end + 1), value, per_month))
    return sorted(found, key=lambda realised: realised.end)


def _aggregation(result: RoundResult, indicator: str) -> Aggregation:
    known = LOOK_BACK.get(indicator)
    return known.aggregation if known else result.chain.by_id[indicator].aggregation


def realised_years(result: RoundResult, indicator: str) -> dict[int, float]:
    """Year → realised value, for the years that are complete."""
    return {period.start.year: value for period, value in result.realised(indicator).items() if period.length == YEAR}


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
        yield Point(Period.of_year(year), realised_years(result, indicator)[year])


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


def peildatum(result: RoundResult) -> str:
    """The cut-off in words: ``peildatum 15 april 2024, realisaties tot en met maart 2024``."""
    settings = result.inputs.settings
    return f"peildatum {day_name(settings.cutoff)}, realisaties tot en met {month_name(settings.realised_until)}"


def source_line(result: RoundResult, model: bool = True, sources: tuple[str, ...] = ()) -> str:
    """The line under a figure or table: where the numbers come from, and their cut-off."""
    settings = result.inputs.settings
    parts = [*sources, *([f"MPP-productiemodel, ronde {settings.round}"] if model else [])]
    return f"Bron: {'; '.join(parts)}; {peildatum(result)}."


def prognose_source(result: RoundResult) -> str:
    """The line under what comes from the Prognose alone."""
    name = f"Prognose Eerste Asielinstroom, ronde {result.forecast.round}"
    return source_line(result, model=False, sources=(name, *sources_of(result, FIRST)))


def input_source(result: RoundResult) -> str:
    """The line under what an analyst or partner delivered."""
    return f"Bron: invoer van ronde {result.inputs.settings.round}; {peildatum(result)}."


def sources_of(result: RoundResult, *indicators: str) -> tuple[str, ...]:
    """Who published the realised figures of these indicators: the part of each ``bron`` before the first comma.

    Of figures known in finer periods, the rows of longer periods are left out: they are sums.
    """
    rows = result.inputs.realisations
    finest = {(indicator, point.period) for indicator in indicators for point in realised_history(result, indicator)}
    pairs = zip(rows["indicator"], rows["periode"], rows["bron"], strict=True)
    used = [str(source) for indicator, period, source in pairs if (indicator, Period.parse(period)) in finest]
    names = list(dict.fromkeys(publisher(source) for source in used))
    return (*names[:MOST_SOURCES], *(["en andere"] if len(names) > MOST_SOURCES else []))


def publisher(source: str) -> str:
    """The part of a source before the first comma, semicolon or bracket.

    >>> publisher("Eurostat migr_asyappctzm, extractie 06-10-2020")
    'Eurostat migr_asyappctzm'
    """
    return _PUBLISHER.split(source)[0].strip()

"""Realised figures as they can be drawn or printed: where they hold, and never an assumption."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.look_back import LOOK_BACK
from mpp_lib.base.months import Month
from mpp_lib.base.periods import MONTH, YEAR, Period
from mpp_lib.inputs.declared.unknown import BREAK
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ASSUMED, ESTIMATED, by_period, estimated_periods


@dataclass(frozen=True)
class Realised:
    """A realised value.

    Attributes:
        start, end: the time it covers, as year plus the part of it that has passed.
        value: as published; of a flow over the whole period.
        per_month: a flow's average month, the value itself of whatever is no flow.
        estimated: whether it is a raming.
        signs: those behind it (:mod:`mpp_lib.present.wording.signs`).
    """

    period: Period
    start: float
    end: float
    value: float
    per_month: float
    estimated: bool = False
    signs: str = ""

    @property
    def breaks(self) -> bool:
        """Whether it can't be held against those before it."""
        return BREAK in self.signs

    @property
    def middle(self) -> float:
        """The middle of the period."""
        return (self.start + self.end) / 2


def calendar(month: Month) -> float:
    """The start of a month on a calendar axis: 2024,25 for April 2024."""
    return month.year + (month.month - 1) / 12


def realised_history(result: PrognoseResult, indicator: str) -> list[Realised]:
    """Everything realised of an indicator in the finest periods there are, in order of time.

    A quarter or year of which a finer part is known is left out.
    """
    rows = result.inputs.realisations
    rows = rows[(rows["indicator"] == indicator) & (rows["status"] != ASSUMED)]
    aggregation = _aggregation(result, indicator)
    estimated = by_period(rows.assign(waarde=rows["status"] == ESTIMATED))
    taken: set[Month] = set()
    found: list[Realised] = []
    for period, value in sorted(by_period(rows).items(), key=lambda given: given[0].length):
        covered = {period.end} if aggregation.at_end else set(period.months)
        if not covered & taken:
            taken |= covered
            point = _realised(period, value, aggregation, estimated=bool(estimated[period]))
            found.append(replace(point, signs=_behind(result, indicator, period, aggregation)))
    return sorted(found, key=lambda realised: realised.end)


def _behind(result: PrognoseResult, indicator: str, period: Period, aggregation: Aggregation) -> str:
    return result.unknown.signs_behind(indicator, period.months, at_end=aggregation.at_end)


def month_signs(result: PrognoseResult, indicator: str, months: Collection[Month]) -> dict[Month, str]:
    """Month → the signs behind its figure, or in its place where it is not among ``months``."""
    unknown = result.unknown
    behind = {month: unknown.signs_behind(indicator, (month,)) for month in months} if indicator in unknown.said else {}
    absent = {month: unknown.sign(indicator, (month,)) for month in unknown.absent(indicator)}
    return {month: signs for month, signs in (absent | behind).items() if signs}


def year_signs(result: PrognoseResult, indicator: str) -> dict[int, str]:
    """Year → the signs behind its figure, or in the place of it where it is not complete."""
    known, at_end = realised_years(result, indicator), _aggregation(result, indicator).at_end
    found = {}
    for year in sorted({month.year for period in result.unknown.said.get(indicator, {}) for month in period.months}):
        months = Period.of_year(year).months
        behind = result.unknown.signs_behind(indicator, months, at_end=at_end)
        absent = result.unknown.sign(indicator, months[-1:] if at_end else months)
        found[year] = behind if year in known else absent
    return {year: signs for year, signs in found.items() if signs}


def _realised(period: Period, value: float, aggregation: Aggregation, *, estimated: bool) -> Realised:
    per_month = value / period.length if aggregation is Aggregation.FLOW else value
    return Realised(period, calendar(period.start), calendar(period.end + 1), value, per_month, estimated)


def _aggregation(result: PrognoseResult, indicator: str) -> Aggregation:
    known = LOOK_BACK.get(indicator)
    return known.aggregation if known else result.chain.by_id[indicator].aggregation


def realised_years(result: PrognoseResult, indicator: str) -> dict[int, float]:
    """Year → realised value, for the years that are complete."""
    return {period.start.year: value for period, value in result.realised(indicator).items() if period.length == YEAR}


def estimated_years(result: PrognoseResult, indicator: str) -> frozenset[int]:
    """The years of :func:`realised_years` of which the value is a raming, as a whole or in part."""
    spec = result.chain.by_id[indicator].spec()
    found = estimated_periods(result.inputs.realisations, spec)
    return frozenset(period.start.year for period in found if period.length == YEAR)


def estimated_months(result: PrognoseResult, indicator: str) -> frozenset[Month]:
    """The months of which the realised value is a raming."""
    points = realised_history(result, indicator)
    return frozenset(point.period.start for point in points if point.estimated and point.period.length == MONTH)

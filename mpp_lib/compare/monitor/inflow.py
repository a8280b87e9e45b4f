"""What only first applications have: a distribution in closed form, so a band given their months, an outlook, scores.

What else has a band has it from draws, as the round made them: see :mod:`mpp_lib.compare.monitor.drawn_to_date`.

Source: docs/monitor.md, *De band*, *Hoe vaak een goede prognose een vlag krijgt* and *De vooruitblik*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.base.dutch import month_name
from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.control_chart import normal_scores
from mpp_lib.compare.monitor.flag import EDGE_PCT, is_flagged
from mpp_lib.compare.monitor.monitored_indicator import Band, Comparison, Outlook
from mpp_lib.compare.monitor.to_date import Piece
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.scenario_lines import MAXIMUM, MEDIAN, MINIMUM
from mpp_lib.inflow.seasonal import full_years
from mpp_lib.inflow.to_date import PartOfYear, part_of_year
from mpp_lib.inflow.year_given_months import MONTHS, YearGiven, year_given
from mpp_lib.inputs.series import monthly
from mpp_lib.production.run import RoundResult

SCORED = "per geleverde periode de kans op een lager aantal volgens de ronde, als de maanden ervoor bekend zijn"


@dataclass(frozen=True)
class Through:
    """The running total of a year through a month: 12.5%, 50% and 87.5% points."""

    month: Month
    low: float
    median: float
    high: float


@dataclass(frozen=True, eq=False)
class InflowSoFar:
    """First applications of the year of an edition.

    Attributes:
        year: the calendar year.
        months: first applications from January on, without a gap [t]; what was delivered by quarter in thirds.
        ends: numbers of months after which the sum was delivered, increasing; the last one is t.
    """

    result: RoundResult
    year: int
    months: Floats
    ends: tuple[int, ...]

    @property
    def count(self) -> int:
        """t."""
        return len(self.months)

    @property
    def total(self) -> float:
        """First applications so far."""
        return float(self.months.sum())

    @property
    def learnt(self) -> int:
        """Number of months that the outlook rests on."""
        return max(self.count, self._known)

    @property
    def _known(self) -> int:
        return self.result.forecast.year(self.year).realised_months

    def given(self, months: int) -> YearGiven:
        """The year total given the first ``months`` months."""
        forecast = self.result.forecast
        return year_given(forecast.year(self.year), forecast.profile, self.months[:months])

    def part(self, known: int, upto: int) -> PartOfYear:
        """First applications up to a month, given those up to an earlier one (or what the round knew itself)."""
        year = self.result.forecast.year(self.year)
        realised = year.realised_total if known == self._known else float(self.months[:known].sum())
        return part_of_year(self.given(known), realised, known, upto, self.result.forecast.profile)

    @cached_property
    def foreseen_through(self) -> tuple[Through, ...]:
        """What the round foresaw of the running total, from the first month it did not know to December."""
        return self._through(self._known)

    @cached_property
    def ahead(self) -> tuple[Through, ...]:
        """Where the running total may go from here to December; nothing when the year is over."""
        return self._through(self.count) if self.total else ()

    def _through(self, known: int) -> tuple[Through, ...]:
        parts = ((month, self.part(known, month)) for month in range(known + 1, MONTHS + 1))
        return tuple(
            Through(Month(self.year, month), *(part.quantile(q) for q in (MINIMUM, MEDIAN, MAXIMUM)))
            for month, part in parts
        )

    @cached_property
    def foreseen(self) -> PartOfYear | None:
        """What the round foresaw of the year to date; None where it knew all of it."""
        return self.part(self._known, self.count) if self.count > self._known else None

    def scores(self) -> tuple[tuple[Month, ...], tuple[float, ...]]:
        """The ends of what was delivered since the last month the round knew, and the score of each delivery."""
        upto = [end for end in self.ends if end > self._known]
        before = [self._known, *upto[:-1]]
        steps = zip(before, upto, strict=True)
        chances = [self.part(known, end).cdf(float(self.months[:end].sum())) for known, end in steps]
        return tuple(Month(self.year, end) for end in upto), normal_scores(chances)


def band(so_far: InflowSoFar, seen: Comparison) -> Band | None:
    """The 75% predictive band of the year to date; None where the round knew all of it."""
    foreseen = so_far.foreseen
    if foreseen is None:
        return None
    low, median, high = (foreseen.quantile(q) for q in (MINIMUM, MEDIAN, MAXIMUM))
    return Band(low, median, high, low <= seen.realised <= high, foreseen.cdf(seen.realised))


def chance_of_flag(so_far: InflowSoFar, expected: float) -> float | None:
    """The chance that a right forecast stands flagged now: P(Y ≤ 0.85·medio) + P(Y ≥ 1.15·medio)."""
    foreseen = so_far.foreseen
    if foreseen is None:
        return None
    low, high = (expected * (1 + sign * EDGE_PCT / 100) for sign in (-1, 1))
    return foreseen.cdf(low) + 1 - foreseen.cdf(high)


def season_alone(result: RoundResult, months: int) -> tuple[int, int]:
    """How often the season by itself would have raised the flag after so many months.

    Of every full year that the round knows: with the year total known exactly and spread by the round's profile, was
    the sum of the first months 15,0% or more off?

    Returns:
        years that were, and years looked at.
    """
    known = result.unknown.since_break(FIRST_INFLOW, monthly(result.inputs.realisations, FIRST_INFLOW))
    years = full_years(known).values()
    share = result.forecast.profile.after(months)
    return sum(is_flagged(year[:months].sum(), share * year.sum()) for year in years), len(years)


def outlook(so_far: InflowSoFar) -> Outlook | None:
    """The year total given the months so far; None where these add up to nothing."""
    if not so_far.total:
        return None
    result, year = so_far.result, so_far.year
    minimum, maximum = (result.year(FIRST_INFLOW, year, scenario) for scenario in (SCENARIOS[0], SCENARIOS[-1]))
    names, foreseen = result.forecast.year(year).scenarios, result.forecast.year(year).median
    if so_far.count == MONTHS:
        return _finished(so_far, names, (minimum, foreseen, maximum))
    given = so_far.given(so_far.count)
    low, median, high = np.asarray(given.quantile(np.array([MINIMUM, MEDIAN, MAXIMUM])))
    below, above = float(given.cdf(minimum)), float(given.sf(maximum))
    return Outlook(
        year=year,
        expected=given.mean,
        median=float(median),
        low=float(low),
        high=float(high),
        foreseen=foreseen,
        minimum=minimum,
        maximum=maximum,
        below=below,
        within=1 - below - above,
        above=above,
        scenarios=_chances(names, given.chances),
        basis=f"de prognose van de ronde, bijgesteld met de realisaties tot en met "
        f"{month_name(Month(year, so_far.learnt))}",
    )


def _finished(so_far: InflowSoFar, names: tuple[str, ...], lines: tuple[float, float, float]) -> Outlook:
    """A year that is over.

    Args:
        lines: minimum, median and maximum of the round.
    """
    minimum, foreseen, maximum = lines
    year = so_far.result.forecast.year(so_far.year)
    total = so_far.total
    weighed = year.prior_chances * year.components.pdf(total)
    return Outlook(
        year=so_far.year,
        expected=total,
        median=total,
        low=total,
        high=total,
        foreseen=foreseen,
        minimum=minimum,
        maximum=maximum,
        below=float(total < minimum),
        within=float(minimum <= total <= maximum),
        above=float(total > maximum),
        scenarios=_chances(names, weighed / weighed.sum()) if weighed.sum() > 0 else {},
        basis="het jaar is om",
    )


def _chances(names: tuple[str, ...], chances: Floats) -> dict[str, float]:
    return dict(zip(names, map(float, chances), strict=True))


def so_far_of(result: RoundResult, run: Sequence[Piece]) -> InflowSoFar | None:
    """Figures without a gap as the months of a year; None where they do not start in January."""
    if not run or run[0].first.month != 1:
        return None
    months = np.concatenate([np.full(piece.period.length, piece.per_month) for piece in run])
    return InflowSoFar(result, run[0].first.year, months, tuple(piece.last.month for piece in run))

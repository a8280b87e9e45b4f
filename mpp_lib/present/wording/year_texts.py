"""Yearly values as texts: the ground under every table by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import month_name
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.indicator_names import lower_name
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import exact_text, text_of
from mpp_lib.present.wording.realised_history import estimated_years, realised_history, realised_years, year_signs
from mpp_lib.present.wording.shown_totals import ROUNDED_SUMS, realised_sums_note, rounding_differs, shown_sums
from mpp_lib.present.wording.signs import with_signs
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.realised import ASSUMED, ESTIMATED
from mpp_lib.production.run import RoundResult

REALISED_YEARS = 3


@dataclass(frozen=True)
class YearTexts:
    """The columns of a table by year.

    Attributes:
        realised: complete realised years before the horizon, the last :data:`REALISED_YEARS`.
        ahead: years of the horizon.
    """

    realised: tuple[int, ...]
    ahead: tuple[int, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns."""
        return tuple(str(year) for year in (*self.realised, *self.ahead))


def year_columns(result: RoundResult, indicators: Sequence[str]) -> YearTexts:
    """The years to show: realised ones only where any of the indicators has them."""
    span = result.inputs.settings.span
    known = {
        year
        for indicator in indicators
        for year in (*realised_years(result, indicator), *year_signs(result, indicator))
    }
    past = [year for year in range(span.first_year - REALISED_YEARS, span.first_year) if year in known]
    return YearTexts(tuple(past), span.calendar_years)


def realised_texts(result: PrognoseResult, indicator: str, years: Sequence[int]) -> list[str]:
    """Realised values as published, a raming marked as one, with signs; empty where there are none."""
    known, unit = realised_years(result, indicator), result.chain.by_id[indicator].unit
    estimated, signs = estimated_years(result, indicator), year_signs(result, indicator)
    texts = {year: marked(exact_text(known[year], unit), ESTIMATED if year in estimated else "") for year in known}
    return [with_signs(texts.get(year, ""), signs.get(year, "")) for year in years]


def scenario_texts(result: RoundResult, indicators: Sequence[str], scenario: str) -> dict[str, list[str]]:
    """Id → text per year of the horizon."""
    column = SCENARIOS.index(scenario)
    return {
        indicator: [
            text_of(float(value), result.chain.by_id[indicator].unit) for value in result.years[indicator][:, column]
        ]
        for indicator in indicators
    }


def total_rows(result: RoundResult, indicators: Sequence[str]) -> frozenset[str]:
    """The indicators that are totals of others among them."""
    return frozenset(shown_sums(result, indicators))


def ahead_heading(result: RoundResult) -> str:
    """What stands over the forecast years; says which of them is realised in part."""
    years = ", ".join(str(year) for year in result.inputs.settings.realised_months)
    return f"Raming ({years} deels gerealiseerd)" if years else "Raming"


def rounding_note(result: RoundResult, indicators: Sequence[str], realised: Sequence[int] = ()) -> str:
    """What stands under a table by year: which totals are not the sum of their parts, and why.

    Of asylum also what is realised of a forecast year.

    Args:
        indicators: what the table shows.
        realised: the realised years it shows.
    """
    sums = ROUNDED_SUMS if rounding_differs(result, indicators) else ""
    unscored = unscored_note(result, indicators, realised)
    parts = (unscored, sums, realised_sums_note(result, indicators, realised), known_so_far(result, indicators))
    return " ".join(part for part in parts if part)


def unscored_note(result: PrognoseResult, indicators: Sequence[str], years: Sequence[int]) -> str:
    """Which realised figures of these years no forecast is scored by, and why; empty where each counts."""
    nodes, unknown = [result.chain.by_id[name] for name in indicators], result.unknown
    said = [
        f"{lower_name(node.spec())} in {year} ({reason})"
        for node in nodes
        for year in years
        if (reason := unknown.unscored(node.id, Period.of_year(year).months, at_end=node.aggregation.at_end))
    ]
    return f"Telt niet mee in scores: {'; '.join(said)}." if said else ""


def known_so_far(result: RoundResult, indicators: Sequence[str]) -> str:
    """What is realised of the first forecast year; empty where nothing is, or where no indicator is of asylum.

    Only the first applications are in a round for certain; the chain calculates the rest of a year realised in part.
    """
    settings, nodes = result.inputs.settings, result.chain.by_id
    if not settings.realised_months or all(nodes[name].domain != "asiel" for name in indicators):
        return ""
    return f"In de raming zijn de eerste aanvragen tot en met {month_name(settings.realised_until)} gerealiseerd."


def opening_text(result: RoundResult, stock: str) -> str:
    """A stock at the start of the horizon: as published, a raming or an assumption marked as one."""
    unit, start = result.chain.by_id[stock].unit, result.inputs.settings.span.first_year
    known = [point for point in realised_history(result, stock) if point.period.end.year == start - 1]
    known = [point for point in known if point.period.end.month == 12]
    if not known:
        return marked(text_of(result.opening(stock), unit), ASSUMED)
    return marked(exact_text(result.opening(stock), unit), ESTIMATED if known[-1].estimated else "")

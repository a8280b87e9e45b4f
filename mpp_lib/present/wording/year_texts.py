"""Yearly values as texts that add up: the ground under every table by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import month_name
from mpp_lib.present.wording.adding_up import round_adding_up, totals_of
from mpp_lib.present.wording.printed_values import exact_text, step_of, text_of
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.production.run import RoundResult

REALISED_YEARS = 3
_ROUNDED = "Raming afgerond op tientallen, optellend; realisaties zoals gepubliceerd."


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
    known = {year for indicator in indicators for year in realised_years(result, indicator)}
    past = [year for year in range(span.first_year - REALISED_YEARS, span.first_year) if year in known]
    return YearTexts(tuple(past), span.calendar_years)


def realised_texts(result: RoundResult, indicator: str, years: Sequence[int]) -> list[str]:
    """Realised values as published; empty where there are none."""
    known, unit = realised_years(result, indicator), result.chain.by_id[indicator].unit
    return [exact_text(known[year], unit) if year in known else "" for year in years]


def scenario_texts(result: RoundResult, indicators: Sequence[str], scenario: str) -> dict[str, list[str]]:
    """Id → text per year of the horizon, parts adding up to the totals that stand among the indicators."""
    texts: dict[str, list[str]] = {indicator: [] for indicator in indicators}
    totals, column = totals_of(result.chain), SCENARIOS.index(scenario)
    for row in range(result.inputs.settings.span.years):
        values = {indicator: float(result.years[indicator][row, column]) for indicator in indicators}
        rounded = _rounded(result, values, totals)
        for indicator in indicators:
            texts[indicator].append(text_of(rounded[indicator], result.chain.by_id[indicator].unit))
    return texts


def _rounded(result: RoundResult, values: dict[str, float], totals: dict[str, tuple[str, ...]]) -> dict[str, float]:
    rounded: dict[str, float] = {}
    for step in {step_of(result.chain.by_id[name].unit) for name in values}:
        group = {name: value for name, value in values.items() if step_of(result.chain.by_id[name].unit) == step}
        rounded |= round_adding_up(group, totals, step)
    return rounded


def total_rows(result: RoundResult, indicators: Sequence[str]) -> frozenset[str]:
    """The indicators that are totals of others among them."""
    totals = totals_of(result.chain)
    return frozenset(name for name in indicators if name in totals and set(totals[name]) <= set(indicators))


def ahead_heading(result: RoundResult) -> str:
    """What stands over the forecast years; says which of them is realised in part."""
    years = ", ".join(str(year) for year in result.inputs.settings.realised_months)
    return f"Raming ({years} deels gerealiseerd)" if years else "Raming"


def rounding_note(result: RoundResult, indicators: Sequence[str]) -> str:
    """What stands under a table by year: how it was rounded, and of asylum what is realised of a forecast year.

    Only the first applications are in a round for certain; the chain calculates the rest of such a year.
    """
    settings, nodes = result.inputs.settings, result.chain.by_id
    if not settings.realised_months or all(nodes[name].domain != "asiel" for name in indicators):
        return _ROUNDED
    until = month_name(settings.realised_until)
    return f"{_ROUNDED} In de raming zijn de eerste aanvragen tot en met {until} gerealiseerd."

"""What a table says of the uncertainty of an indicator: a chance where there is one, else how far off the chain was."""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS, SHARE
from mpp_lib.base.dutch import enumerate_nl, number
from mpp_lib.compare.beside_runs import BesideRuns
from mpp_lib.compare.hindcast.known_errors import KnownError
from mpp_lib.inflow.scenario_lines import MEDIO
from mpp_lib.present.wording.printed_values import chance_text, text_of
from mpp_lib.present.wording.runs_words import INFLOW_ALONE, runs_text
from mpp_lib.production.run import RoundResult
from mpp_lib.production.three_runs import answers, kinds

HEADING = "Onzekerheid"
UNKNOWN = "onbekend"
NOTE = "Alleen bij eerste asielaanvragen zijn minimum en maximum een band; zie de leeswijzer."
PATH = "Kans op een lager instroompad"
_THIRDS = 0.005
"""A chance within half a percent of two thirds is told as 2 in 3."""


def uncertainty_text(result: RoundResult, beside: BesideRuns, indicator: str) -> str:
    """For a cell: the chance of a year between minimum and maximum, or what the runs say and how far off the chain was.

    ``75% kans ertussen``; ``hindcast tot 4,9%``; ``binnen 2%; onbekend``; ``alleen instroom``.
    """
    if indicator == FIRST_INFLOW:
        return f"{_from_to([chance_text(chance) for chance in beside.between])} kans ertussen"
    runs = runs_text(tuple(kinds(result, indicator)), answers=answers(result, indicator))
    error = beside.errors.get(indicator)
    if runs == INFLOW_ALONE:
        return error_text(error, result.chain.by_id[indicator].unit) if error else runs
    return f"{runs}; {error_text(error, result.chain.by_id[indicator].unit)}"


def _from_to(texts: list[str]) -> str:
    """One text where they are all the same, else the first and the last of them in order."""
    ordered = sorted(set(texts))
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]} tot {ordered[-1]}"


def error_text(error: KnownError | None, unit: str) -> str:
    """``hindcast tot 4,9%``; of a percentage in percentage points; ``onbekend`` where nothing was published.

    >>> error_text(KnownError(4.91, 2078.0, 5), "personen"), error_text(KnownError(5.7, 0.035, 2), "aandeel")
    ('hindcast tot 4,9%', 'hindcast tot 3,5 procentpunt')
    """
    if error is None:
        return UNKNOWN
    off = f"{number(100 * error.size, 1)} procentpunt" if unit == SHARE else f"{number(error.pct, 1)}%"
    return f"hindcast tot {off}"


def odds_text(chance: float) -> str:
    """A chance as it is said: ``2 op 3`` where it is that, else in percents.

    >>> odds_text(0.668), odds_text(0.71)
    ('2 op 3', '71%')
    """
    return "2 op 3" if abs(chance - MEDIO) <= _THIRDS else chance_text(chance)


def middles_text(result: RoundResult, years: Sequence[int]) -> str:
    """Median and mean of first applications in some years, which stand beside minimum, medio and maximum, as a clause.

    ``de mediaan is 41.610 en 38.950, het gemiddelde 42.460 en 41.730``.
    """
    forecasts = [result.forecast.year(year) for year in years]
    medians, means = (
        enumerate_nl([text_of(value, "personen") for value in values])
        for values in ([one.median for one in forecasts], [one.mean for one in forecasts])
    )
    return f"de mediaan is {medians}, het gemiddelde {means}"


def path_by_year_text(result: RoundResult, beside: BesideRuns, scenario: str) -> str:
    """How likely fewer people are than the inflow path of one scenario, up to and including each year."""
    chances = beside.paths[:, SCENARIOS.index(scenario)]
    years = result.inputs.settings.span.calendar_years
    said = [f"{chance_text(float(chance), 1)} ({year})" for year, chance in zip(years, chances, strict=True)]
    return f"{PATH} dan dat naar deze standen, tot en met het jaar: {enumerate_nl(said)}."


def path_text(result: RoundResult, beside: BesideRuns, year: int) -> str:
    """How likely fewer people are than the inflow path of each scenario up to and including a year."""
    row = year - result.inputs.settings.span.first_year
    chances = [f"in {name} {chance_text(float(p), 1)}" for name, p in zip(SCENARIOS, beside.paths[row], strict=True)]
    return f"{PATH} tot en met {year}: {enumerate_nl(chances)}."

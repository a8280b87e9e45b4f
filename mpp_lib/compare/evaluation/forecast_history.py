"""Every forecast there was: round × year × how far ahead, beside what the year came to where that is known.

Scores are of years that are over; here stands what was said of every year, for whoever waits for the outcome or has
another yardstick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.base.months import Month
from mpp_lib.compare.evaluation.published_ranges import Outcome, Outcomes
from mpp_lib.compare.evaluation.scored_rounds import Lines
from mpp_lib.compare.evaluation.vintages import Vintage, realised_years
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.run import RoundResult

ROUND, PUBLISHED = "ronde", "gepubliceerd"
"""Where a forecast stands: in a round that is kept here, or in a publication about one that isn't."""


@dataclass(frozen=True)
class PastForecast:
    """A forecast of one year.

    Attributes:
        kind: :data:`ROUND` or :data:`PUBLISHED`.
        known: the last month it could know: of a round the last realised one, of a publication the month it is of.
        unit: of the values; empty for an indicator that the chain doesn't have.
        minimum, medio, maximum: None where a publication doesn't give it; of first applications in a round the
            quantiles, never the gehanteerde aantallen.
        outcome: what the year came to; None as long as nothing is known of it.
        status: of the outcome, as a delivery gives it; else :data:`PUBLISHED`, or empty without one.
        source: of the forecast, where it is a publication.
    """

    kind: str
    round: str
    known: Month
    year: int
    indicator: str
    unit: str
    minimum: float | None
    medio: float | None
    maximum: float | None
    outcome: Outcome | None
    status: str
    source: str

    @property
    def horizon(self) -> int:
        """Years from the last month it could know to the year: 0 for a year that was partly known."""
        return self.year - self.known.year


def forecast_history(
    results: Sequence[RoundResult], published: pd.DataFrame, outcomes: Outcomes, deliveries: Sequence[Vintage]
) -> tuple[PastForecast, ...]:
    """Every forecast of the rounds, in their order, then the published ones by month.

    Args:
        results: oldest first.
        published: :attr:`mpp_lib.inputs.published.PublishedFigures.forecasts`.
        outcomes: what is known of years, by deliveries and publications.
        deliveries: oldest first.
    """
    known = _Known(outcomes, deliveries)
    of_rounds = [one for result in results for one in _of_round(result, known)]
    return (*of_rounds, *sorted(_published(published, known), key=lambda one: (one.known, one.round, one.year)))


class _Known:
    """What is known of the years that are over."""

    def __init__(self, outcomes: Outcomes, deliveries: Sequence[Vintage]) -> None:
        catalogue = catalogue_named(STANDARD)
        self._units = {spec.id: spec.unit for spec in catalogue.indicators.values()}
        self._outcomes = outcomes
        self._delivered = realised_years(deliveries, catalogue)

    def of(self, indicator: str, year: int) -> tuple[Outcome | None, str]:
        """What the year came to, and the status of that."""
        outcome, delivered = self._outcomes.get((indicator, year)), self._delivered.get((indicator, year))
        if outcome is not None and delivered is not None and outcome.value == delivered.value:
            return outcome, delivered.status
        return outcome, PUBLISHED if outcome else ""

    def unit(self, indicator: str) -> str:
        """The unit of an indicator."""
        return self._units.get(indicator, "")


def _of_round(result: RoundResult, known: _Known) -> Iterator[PastForecast]:
    settings = result.inputs.settings
    for node in result.chain.nodes:
        for year in settings.span.calendar_years:
            said = (settings.realised_until, year, node.id, node.unit, *_lines(result, node.id, year))
            yield PastForecast(ROUND, settings.round, *said, *known.of(node.id, year), "")


def _lines(result: RoundResult, indicator: str, year: int) -> Lines:
    if indicator == FIRST_INFLOW:
        return result.forecast.year(year).lines.mpp_scenarios
    minimum, medio, maximum = (result.year(indicator, year, scenario) for scenario in SCENARIOS)
    return minimum, medio, maximum


def _published(forecasts: pd.DataFrame, known: _Known) -> Iterator[PastForecast]:
    for row in forecasts.to_dict("records"):
        indicator, year = str(row["indicator"]), int(row["jaar"])
        minimum, medio, maximum = (None if pd.isna(row[name]) else float(row[name]) for name in SCENARIOS)
        said = (Month.parse(str(row["bekend"])), year, indicator, known.unit(indicator), minimum, medio, maximum)
        yield PastForecast(PUBLISHED, str(row["ronde"]), *said, *known.of(indicator, year), str(row["bron"]))

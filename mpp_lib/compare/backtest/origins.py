"""The half-years at which forecasts are made, with the months known then, and what the years after came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.compare.evaluation.vintages import Vintage, realised_months, realised_years
from mpp_lib.inflow.automatic_choice import HALF_YEARS
from mpp_lib.production.chains import STANDARD, catalogue_named

MOST_YEARS = 5


@dataclass(frozen=True)
class Origin:
    """A moment of forecasting.

    Attributes:
        last: the last month known.
        known: month → first applications as they were known then, in order; as they are now where no delivery of
            that moment was kept.
        delivered: whether there was such a delivery.
        outcomes: year → what it came to, of the years to forecast that are over by now.
    """

    last: Month
    known: dict[Month, float]
    delivered: bool
    outcomes: dict[int, float]

    def ahead(self, year: int) -> int:
        """Months from the last one known to December of a year."""
        return Month(year, 12).since(self.last)


def origins(deliveries: Sequence[Vintage], first_year: int) -> tuple[Origin, ...]:
    """Every end of a half-year from the December before ``first_year`` on, with a year after it that is over by now.

    Args:
        deliveries: of realisations, oldest first.
    """
    outcomes = _outcomes(deliveries)
    return tuple(
        origin for last in _half_years(outcomes, first_year) if (origin := _origin(deliveries, last, outcomes))
    )


def _half_years(outcomes: dict[int, float], first_year: int) -> Iterator[Month]:
    for year in sorted(outcomes):
        yield from (Month(year, month) for month in HALF_YEARS if Month(year, month) >= Month(first_year - 1, 12))


def _origin(deliveries: Sequence[Vintage], last: Month, outcomes: dict[int, float]) -> Origin | None:
    then = _months([one for one in deliveries if one.until <= last], last)
    known = then if last in then else _months(deliveries, last)
    first = (last + 1).year
    after = {year: outcomes[year] for year in range(first, first + MOST_YEARS) if year in outcomes}
    return Origin(last, known, last in then, after) if after and last in known else None


def _months(deliveries: Sequence[Vintage], last: Month) -> dict[Month, float]:
    """The months up to one that can be held against each other."""
    months = {month: value for month, value in realised_months(deliveries, FIRST_INFLOW).items() if month <= last}
    return deliveries[-1].unknown.since_break(FIRST_INFLOW, months) if months else {}


def _outcomes(deliveries: Sequence[Vintage]) -> dict[int, float]:
    """Year → first applications, of the years that forecasts are scored by."""
    found = realised_years(deliveries, catalogue_named(STANDARD))
    return {year: one.value for (name, year), one in found.items() if name == FIRST_INFLOW and not one.unscored}

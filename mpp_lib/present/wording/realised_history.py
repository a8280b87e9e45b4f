"""Realised figures as they can be drawn or printed: where they hold, and never an assumption."""

from __future__ import annotations

from dataclasses import dataclass

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.look_back import LOOK_BACK
from mpp_lib.base.months import Month
from mpp_lib.production.run import RoundResult

ASSUMED = "aanname"
FIRST = "asiel.instroom_eerste"
_STOCKS = ("stock", "term")


@dataclass(frozen=True)
class Realised:
    """A realised value.

    Attributes:
        start, end: the time it covers, as year plus the part of it that has passed.
        value: as published; of a flow over the whole period.
        per_month: a flow's average month, a stock's value.
    """

    period: str
    start: float
    end: float
    value: float
    per_month: float

    @property
    def middle(self) -> float:
        """The middle of the period."""
        return (self.start + self.end) / 2


def months_in(period: str) -> int:
    """How many months a period has.

    >>> months_in("2023"), months_in("2023-K2"), months_in("2023-06")
    (12, 3, 1)
    """
    if len(period) == 4:
        return 12
    return 3 if period[5] == "K" else 1


def first_month(period: str) -> Month:
    """The month a period starts with."""
    if len(period) == 4:
        return Month(int(period), 1)
    return Month(int(period[:4]), int(period[6]) * 3 - 2) if period[5] == "K" else Month.parse(period)


def calendar(month: Month) -> float:
    """The start of a month on a calendar axis: 2024,25 for April 2024."""
    return month.year + (month.month - 1) / 12


def realised_history(result: RoundResult, indicator: str) -> list[Realised]:
    """Everything realised of an indicator in the finest periods there are, in order of time.

    A quarter or year of which a finer part is known is left out.
    """
    rows = result.inputs.realisations
    rows = rows[(rows["indicator"] == indicator) & (rows["status"] != ASSUMED)]
    given = dict(zip(rows["periode"].astype(str), rows["waarde"].astype(float), strict=True))
    stock = _aggregation(result, indicator) in _STOCKS
    finest = sorted(given, key=months_in)
    taken: set[Month] = set()
    found: list[Realised] = []
    for period in finest:
        start, count = first_month(period), months_in(period)
        covered = {start + count - 1} if stock else {start + k for k in range(count)}
        if not covered & taken:
            taken |= covered
            value = given[period]
            found.append(
                Realised(period, calendar(start), calendar(start + count), value, value if stock else value / count)
            )
    return sorted(found, key=lambda realised: realised.end)


def _aggregation(result: RoundResult, indicator: str) -> Aggregation:
    known = LOOK_BACK.get(indicator)
    return known.aggregation if known else result.chain.by_id[indicator].aggregation


def realised_years(result: RoundResult, indicator: str) -> dict[int, float]:
    """Year → realised value, for the years that are complete."""
    return {int(period): value for period, value in result.realised(indicator).items() if len(period) == 4}

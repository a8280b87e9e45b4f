"""What a number for a year takes at the boundary with what is realised, beside what every year before it did.

With R realised in the first t months, a number x takes (x − R)/R times as much of the rest of the year as those months
brought; with nothing realised yet, x/b times the year before. From the last realised month m to the next it takes
x_{m+1}/x_m. The same ratios of the past say how often that much was seen.

Source: docs/methode-prognose.md, *De overgang van gerealiseerd naar prognose*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.base.months import Month
from mpp_lib.inflow.seasonal import full_years


@dataclass(frozen=True)
class Asked:
    """What a number takes of what comes next.

    Attributes:
        before: people that are realised, > 0.
        after: people it takes of what comes next.
        past: year → after/before in that year.
    """

    before: float
    after: float
    past: Mapping[int, float]

    @property
    def times(self) -> float:
        """after/before."""
        return self.after / self.before

    @property
    def as_much(self) -> tuple[int, ...]:
        """The years in which at least as much came next, in order."""
        return tuple(year for year in sorted(self.past) if self.past[year] >= self.times)


def rest_of_years(realised: Mapping[Month, float], months: int) -> dict[int, float]:
    """Of every full year what came after its first ``months`` months, as a multiple of what came in them.

    With ``months`` zero the whole year, as a multiple of the year before it.

    Args:
        realised: month → first applications, people.
        months: 0 … 11.

    >>> rest_of_years({Month(2022, k): 100.0 if k <= 6 else 150.0 for k in range(1, 13)}, 6)
    {2022: 1.5}
    """
    years = full_years(realised)
    totals = {year: float(values.sum()) for year, values in years.items()}
    if not months:
        return {year: totals[year] / totals[year - 1] for year in totals if year - 1 in totals}
    first = {year: float(values[:months].sum()) for year, values in years.items()}
    return {year: (totals[year] - first[year]) / first[year] for year in years if first[year]}


def next_months(realised: Mapping[Month, float], month: Month) -> dict[int, float]:
    """Of every earlier year its month after this one as a multiple of this one, by the year of the later of the two.

    >>> next_months({Month(2022, 6): 100.0, Month(2022, 7): 120.0}, Month(2023, 6))
    {2022: 1.2}
    """
    earlier = [one for one in sorted(realised) if one.month == month.month and one < month and realised[one]]
    return {(one + 1).year: realised[one + 1] / realised[one] for one in earlier if one + 1 in realised}

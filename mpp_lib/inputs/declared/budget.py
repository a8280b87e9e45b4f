"""The moments of the budget that a round serves.

Source: Protocol Meerjaren Productie Prognose migratieketen, version 1.1, 5.1 and 7.1.2: the round that goes to the
Topberaad of February is for the voorjaarsnota, that of September for the najaarsnota.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SPRING, AUTUMN = "voorjaarsnota", "najaarsnota"
TOPBERAAD = "topberaad"
"""Key in ``dates`` of round.yml: the day on which the Topberaad decides."""
_LAST_OF_SPRING = 6
_CUTOFF_OF_SPRING, _CUTOFF_OF_NEXT_SPRING = 4, 11
"""Months: with a cut-off up to April, or from November on, a round is in time for the first Topberaad that follows."""


@dataclass(frozen=True, order=True)
class BudgetMoment:
    """A moment of the budget.

    Attributes:
        year: in which it falls.
        autumn: whether it is the second one of that year.
    """

    year: int
    autumn: bool

    @property
    def name(self) -> str:
        """As a sentence has it: ``voorjaarsnota 2024``."""
        return f"{AUTUMN if self.autumn else SPRING} {self.year}"

    def __str__(self) -> str:
        return self.name


def moment_of(decided: date | None, cutoff: date) -> BudgetMoment:
    """The moment that a round serves: by the day of the Topberaad, or else by the cut-off of its data.

    >>> str(moment_of(None, date(2024, 2, 15))), str(moment_of(None, date(2024, 8, 15)))
    ('voorjaarsnota 2024', 'najaarsnota 2024')
    >>> str(moment_of(None, date(2023, 12, 1))), str(moment_of(date(2024, 2, 14), date(2023, 12, 1)))
    ('voorjaarsnota 2024', 'voorjaarsnota 2024')
    """
    if decided is not None:
        return BudgetMoment(decided.year, decided.month > _LAST_OF_SPRING)
    if cutoff.month >= _CUTOFF_OF_NEXT_SPRING:
        return BudgetMoment(cutoff.year + 1, autumn=False)
    return BudgetMoment(cutoff.year, cutoff.month > _CUTOFF_OF_SPRING)

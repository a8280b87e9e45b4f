"""A round as the volumes of a moment of the budget, beside those of the moment before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mpp_lib.inputs.declared.budget import TOPBERAAD, BudgetMoment, moment_of
from mpp_lib.production.open_round import open_previous
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True, eq=False)
class Volumes:
    """What goes to Ketensturing and DFEZ.

    Attributes:
        result: the round.
        previous: the last round that served an earlier moment, as it counts; None where there is none.
    """

    result: RoundResult
    previous: RoundResult | None

    @property
    def moment(self) -> BudgetMoment:
        """The moment that the round serves."""
        return served_by(self.result)

    @property
    def moment_before(self) -> BudgetMoment | None:
        """The moment that the volumes are held against."""
        return None if self.previous is None else served_by(self.previous)

    def before(self, indicator: str, year: int, scenario: str) -> float | None:
        """The figure of the moment before, where it had that indicator and that year."""
        if self.previous is None or indicator not in self.previous.chain.by_id:
            return None
        if year not in self.previous.inputs.settings.span.calendar_years:
            return None
        return self.previous.year(indicator, year, scenario)


def served_by(result: RoundResult) -> BudgetMoment:
    """The moment that a round serves."""
    settings = result.inputs.settings
    return moment_of(settings.dates.get(TOPBERAAD), settings.cutoff)


def volumes_of(result: RoundResult) -> Volumes:
    """The round, and the last one before it that served an earlier moment: an early round serves the same one."""
    return volumes_among(result, _before(result))


def volumes_among(result: RoundResult, earlier: Iterable[RoundResult]) -> Volumes:
    """The same, with the rounds before it already open, newest first."""
    ours = served_by(result)
    return Volumes(result, next((one for one in earlier if served_by(one) < ours), None))


def _before(result: RoundResult) -> Iterable[RoundResult]:
    while (found := open_previous(result)) is not None:
        yield found
        result = found

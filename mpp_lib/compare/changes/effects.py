"""What each line of the ledger does to figures: in the order in which the changes were made, and each alone.

The chain is run for the older version, then with the first change in it, then with the first two, and so on to the
newer version: what a change does in that order is the difference it makes when it joins, so that the effects add up to
the difference between the versions. Alone, a change is the only one in the older version; those effects need not add
up. Lines that work in one unit (:mod:`mpp_lib.compare.changes.mixed_inputs`) are measured together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.attribution.attribution import yearly_of
from mpp_lib.compare.attribution.shared import shared_years
from mpp_lib.compare.changes.ledger import Account, Line
from mpp_lib.compare.changes.mixed_inputs import MixedInputs, Unit
from mpp_lib.production.chain_data import Array
from mpp_lib.production.key_figures import EXPLAINED
from mpp_lib.production.parts import Parts
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class Step:
    """Lines that are measured together; mostly one.

    Attributes:
        units: what they change; none where no figure depends on it.
    """

    lines: tuple[Line, ...]
    units: frozenset[Unit]


@dataclass(frozen=True, eq=False)
class LedgerEffects:
    """The lines of a ledger with what they do.

    Attributes:
        account: the ledger beside what changed.
        indicators, years: of the figures; every array ends in [indicators, years, 3].
        steps: in the order made: that of the last line of each.
        in_order, alone: effect of each step [steps, …].
        before, after: the figures of the older version and of this one.
    """

    account: Account
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    steps: tuple[Step, ...]
    in_order: Array
    alone: Array
    before: Array
    after: Array

    @property
    def rest(self) -> Array:
        """What no line accounts for […]; nothing once a version is frozen."""
        gap: Array = self.after - self.before - self.in_order.sum(axis=0)
        return gap

    def place(self, indicator: str, year: int, scenario: str) -> tuple[int, int, int]:
        """Where a figure stands in the arrays."""
        return self.indicators.index(indicator), self.years.index(year), SCENARIOS.index(scenario)


def ledger_effects(result: RoundResult, previous: RoundResult, indicators: Sequence[str] = EXPLAINED) -> LedgerEffects:
    """Measure what each line of the ledger of a round does, against an earlier version of it.

    Args:
        indicators: ids that both chains have.

    Raises:
        ValueError: when the versions share no year.
    """
    account = Account.between(result.inputs, previous.inputs)
    mixed, years = MixedInputs(result.inputs, previous.inputs), shared_years(result, previous)
    if not years:
        raise ValueError("de versies delen geen jaar")
    steps = steps_of(account, mixed)
    asked = [frozenset[Unit](), *_grown(steps), *(step.units for step in steps)]
    runs = list(dict.fromkeys(asked))

    def run(place: int) -> Parts:
        return mixed.parts(runs[place]) if place < len(runs) else result.parts.with_measures(result.measures)

    *found, after = yearly_of(len(runs) + 1, run, indicators, years)
    values = np.array([found[runs.index(units)] for units in asked])
    grown, alone = values[: len(steps) + 1], values[len(steps) + 1 :]
    return LedgerEffects(
        account, tuple(indicators), years, steps, np.diff(grown, axis=0), alone - values[0], values[0], after
    )


def steps_of(account: Account, mixed: MixedInputs) -> tuple[Step, ...]:
    """The lines, those together that share a unit."""
    steps: list[Step] = []
    for line in account.lines:
        found = (mixed.unit(change) for change in account.covered(line))
        units = frozenset(unit for unit in found if unit is not None)
        same = [step for step in steps if step.units & units]
        lines = (*(each for step in same for each in step.lines), line)
        joined = Step(lines, units.union(*(step.units for step in same)))
        steps = [*(step for step in steps if step not in same), joined]
    return tuple(steps)


def _grown(steps: Sequence[Step]) -> Iterator[frozenset[Unit]]:
    taken: frozenset[Unit] = frozenset()
    for step in steps:
        taken |= step.units
        yield taken

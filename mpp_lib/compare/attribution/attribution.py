"""Why a round differs from the previous one: each difference split exactly over groups of inputs.

Every subset of groups is a coalition: its inputs come from this round, all others from the previous one (see
:mod:`mpp_lib.compare.attribution.mixed_run`). The chain is run for every coalition; a group's part is its Shapley
value, so the parts add up to the difference. Coalitions that share a start, chain, distributions and past are draws of
one run.

The figures of a previous round that was adopted are those that were published. What the code of now makes of its inputs
can differ from them: that gap, recomputed − published, is a part of the structure of the model.

There is one split of a difference, so that report, ``mpp explain`` and monitor cannot say two things of it. What is no
cause of its own is no group: a stream of the plan that repeats what the chain makes counts among the assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.steps import step
from mpp_lib.compare.attribution.change import Change
from mpp_lib.compare.attribution.mixed_run import GROUPS, PLAN, STRUCTURE, Coalition, MixedRuns
from mpp_lib.compare.attribution.shapley import coalition, shapley
from mpp_lib.compare.attribution.shared import shared_indicators, shared_years
from mpp_lib.compare.plan_versus_chain import own_say
from mpp_lib.production.assembly import outcome
from mpp_lib.production.chain_data import Array
from mpp_lib.production.parts import Parts, side_by_side
from mpp_lib.production.published import PublishedResult
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year

BATCH = 128
"""Coalitions whose arrays are in memory at a time."""


@dataclass(frozen=True)
class Attribution:
    """The differences between two rounds on what they share.

    Attributes:
        indicators: shared ids [i], in the order of the chain.
        years: shared years [y].
        values: per coalition of groups [2^groups, i, y, 3]; bit g of its number is set where group g of
            :attr:`groups` comes from this round.
        groups: the groups that can differ.
        gap: recomputed − published of the previous round [i, y, 3]; zero where it counts as it is computed.
    """

    indicators: tuple[str, ...]
    years: tuple[int, ...]
    groups: tuple[str, ...]
    values: Array
    gap: Array

    @cached_property
    def parts(self) -> Array:
        """Part of each group [groups, i, y, 3]; that of the structure with the gap."""
        parts = shapley(self.values)
        if STRUCTURE in self.groups:
            parts[self.groups.index(STRUCTURE)] += self.gap
        return parts

    def change(self, indicator: str, year: int, scenario: str) -> Change:
        """A difference with the part of each group."""
        place = self.place(indicator, year, scenario)
        before, after = float(self.values[0][place] - self.gap[place]), float(self.values[-1][place])
        parts = {group: float(part[place]) for group, part in zip(self.groups, self.parts, strict=True)}
        return Change(indicator, scenario, year, before, after, parts)

    def place(self, indicator: str, year: int, scenario: str) -> tuple[int, int, int]:
        """Where a figure stands in the arrays."""
        return self.indicators.index(indicator), self.years.index(year), SCENARIOS.index(scenario)


@step("verschil verdelen over groepen invoer")
def attribute(result: RoundResult, previous: RoundResult) -> Attribution:
    """Split every yearly difference between two rounds over the groups of inputs.

    Raises:
        ValueError: when the rounds share no year.
    """
    groups, indicators = groups_of(result, previous), shared_indicators(result, previous)
    years = shared_years(result, previous)
    if not years:
        raise ValueError("de rondes delen geen jaar")
    choices = [whole_groups(groups, number) for number in range(1 << len(groups))]
    values = yearly_values(MixedRuns.between(result, previous), choices, indicators, years)
    return Attribution(indicators, years, groups, values, recomputation_gap(previous, indicators, years))


def groups_of(result: RoundResult, previous: RoundResult) -> tuple[str, ...]:
    """The groups that can differ: no plan that says nothing itself.

    No structure with one variant of the chain that makes of the previous round what was published.
    """
    gap = recomputation_gap(previous, shared_indicators(result, previous), shared_years(result, previous))
    absent = {STRUCTURE} if result.chain is previous.chain and not gap.any() else set()
    absent |= {PLAN} if not own_say(result) else set()
    return tuple(group for group in GROUPS if group not in absent)


def recomputation_gap(previous: RoundResult, indicators: Sequence[str], years: Sequence[int]) -> Array:
    """Recomputed − published of a round, for indicators and years of its own [i, y, 3]; zero where none was adopted."""
    if not isinstance(previous, PublishedResult):
        return np.zeros((len(indicators), len(years), len(SCENARIOS)))
    places = [year - previous.inputs.settings.span.first_year for year in years]
    gaps = [(previous.recomputed.years[name] - previous.years[name])[places] for name in indicators]
    return np.array(gaps).reshape(len(indicators), len(years), len(SCENARIOS))


def whole_groups(groups: Sequence[str], number: int) -> Coalition:
    """The choice of a coalition of whole groups."""
    members = {groups[player] for player in coalition(number, len(groups))}
    return lambda group, _member: group in members


def yearly_values(
    mixed: MixedRuns, choices: Sequence[Coalition], indicators: Sequence[str], years: Sequence[int]
) -> Array:
    """Yearly values of every choice [choices, indicators, years, 3]."""
    return yearly_of(len(choices), lambda place: mixed.parts(choices[place]), indicators, years)


def yearly_of(count: int, run: Callable[[int], Parts], indicators: Sequence[str], years: Sequence[int]) -> Array:
    """Yearly values of runs that differ in their parts [runs, indicators, years, 3].

    Args:
        count: how many runs.
        run: the parts of a run by its place; asked for when they are needed, for they take room.

    Raises:
        ArithmeticError: when a value is not a finite number.
    """
    values = np.empty((count, len(indicators), len(years), len(SCENARIOS)))
    for begin in range(0, count, BATCH):
        part = range(begin, min(begin + BATCH, count))
        _fill(values[part.start : part.stop], [run(place) for place in part], indicators, years)
    if not np.isfinite(values).all():
        raise ArithmeticError("een uitkomst van de toerekening is geen getal")
    return values


def _fill(values: Array, runs: Sequence[Parts], indicators: Sequence[str], years: Sequence[int]) -> None:
    for places, parts in _together(runs):
        found = by_year(parts.chain, outcome(parts))
        first = years[0] - parts.months[0].year
        for row, name in enumerate(indicators):
            block = found[name][first : first + len(years)].reshape(len(years), len(places), len(SCENARIOS))
            values[places, row] = block.transpose(1, 0, 2)


def _together(runs: Sequence[Parts]) -> Iterator[tuple[list[int], Parts]]:
    """Runs that differ in their series alone, as draws of one: their places, and the parts of that one."""
    bundles: list[list[int]] = []
    for place, parts in enumerate(runs):
        bundle = next((bundle for bundle in bundles if _differ_in_series_alone(runs[bundle[0]], parts)), None)
        if bundle is None:
            bundles.append([place])
        else:
            bundle.append(place)
    for bundle in bundles:
        yield bundle, side_by_side([runs[place] for place in bundle])


def _differ_in_series_alone(one: Parts, other: Parts) -> bool:
    return (
        one.chain is other.chain
        and one.months == other.months
        and one.kernels == other.kernels
        and one.flows == other.flows
        and one.stocks == other.stocks
    )

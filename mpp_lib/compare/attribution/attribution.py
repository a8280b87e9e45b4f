"""Why a round differs from the previous one: each difference split exactly over groups of inputs.

Every subset of groups is a coalition: its inputs come from this round, all others from the previous one (see
:mod:`mpp_lib.compare.attribution.mixed_run`). The chain is run for every coalition; a group's part is its Shapley
value, so the parts add up to the difference. Coalitions that share a start, chain, distributions and past are draws of
one run.

Because the IND-prognoseplan is made on the Prognose, a second view adds the groups in that order: prognose, plan, rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.attribution.changes import shared_years
from mpp_lib.compare.attribution.mixed_run import FORECAST, GROUPS, PLAN, STRUCTURE, Lender, Pair, Takes
from mpp_lib.compare.attribution.shapley import coalition, shapley
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.engine import run
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult
from mpp_lib.production.yearly import by_year

KEYS = ("indicator", "scenario", "periode", "van", "naar", "verschil")
REST = "rest"
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
    """

    indicators: tuple[str, ...]
    years: tuple[int, ...]
    groups: tuple[str, ...]
    values: Array

    @cached_property
    def parts(self) -> Array:
        """Part of each group [groups, i, y, 3]."""
        return shapley(self.values)

    @cached_property
    def ordered_parts(self) -> Array:
        """What prognose, plan and rest add in that order [3, i, y, 3]."""
        forecast, plan = (1 << self.groups.index(group) for group in (FORECAST, PLAN))
        steps = self.values[[0, forecast, forecast | plan, -1]]
        return np.diff(steps, axis=0)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per indicator, scenario and year: van, naar, verschil and a column per group."""
        return self._table(dict(zip(self.groups, self.parts, strict=True)))

    @cached_property
    def ordered(self) -> pd.DataFrame:
        """The same rows with the columns prognose, ind_plan and rest."""
        return self._table(dict(zip((FORECAST, PLAN, REST), self.ordered_parts, strict=True)))

    def _table(self, columns: Mapping[str, Array]) -> pd.DataFrame:
        index = pd.MultiIndex.from_product(
            [self.indicators, self.years, SCENARIOS], names=["indicator", "periode", "scenario"]
        )
        frame = index.to_frame(index=False)
        frame["periode"] = frame["periode"].astype(str)
        before, after = self.values[0].ravel(), self.values[-1].ravel()
        frame = frame.assign(van=before, naar=after, verschil=after - before)[list(KEYS)]
        return frame.assign(**{name: values.ravel() for name, values in columns.items()})


def attribute(result: RoundResult, previous: RoundResult) -> Attribution:
    """Split every yearly difference between two rounds over the groups of inputs.

    Raises:
        ValueError: when the rounds share no year.
    """
    pair = Pair(Lender(result), Lender(previous))
    groups = groups_of(pair)
    choices = [takes_groups(groups, number) for number in range(1 << len(groups))]
    indicators = shared_indicators(pair)
    years = shared_years(result, previous)
    if not years:
        raise ValueError("de rondes delen geen jaar")
    return Attribution(indicators, years, groups, yearly_values(pair, choices, indicators, years))


def groups_of(pair: Pair) -> tuple[str, ...]:
    """The groups that can differ: with one variant of the chain its structure can't."""
    same = pair.new.result.chain is pair.old.result.chain
    return tuple(group for group in GROUPS if not (same and group == STRUCTURE))


def groups_between(result: RoundResult, previous: RoundResult) -> tuple[str, ...]:
    """The groups over which a difference between two rounds is split."""
    return groups_of(Pair(Lender(result), Lender(previous)))


def indicators_between(result: RoundResult, previous: RoundResult) -> tuple[str, ...]:
    """Ids that two rounds share, in the order of the chain."""
    return shared_indicators(Pair(Lender(result), Lender(previous)))


def takes_groups(groups: Sequence[str], number: int) -> Takes:
    """The choice of a coalition of whole groups."""
    members = {groups[player] for player in coalition(number, len(groups))}
    return lambda group, _member: group in members


def shared_indicators(pair: Pair) -> tuple[str, ...]:
    """Ids in both chains, with the same unit."""
    old = pair.old.result.chain.by_id
    return tuple(node.id for node in pair.new.result.chain.nodes if node.id in old and old[node.id].unit == node.unit)


def yearly_values(pair: Pair, choices: Sequence[Takes], indicators: Sequence[str], years: Sequence[int]) -> Array:
    """Yearly values of every choice [choices, indicators, years, 3]."""
    values = np.empty((len(choices), len(indicators), len(years), len(SCENARIOS)))
    for begin in range(0, len(choices), BATCH):
        part = slice(begin, begin + BATCH)
        _fill(values[part], pair, choices[part], indicators, years)
    if not np.isfinite(values).all():
        raise ArithmeticError("een uitkomst van de toerekening is geen getal")
    return values


def _fill(values: Array, pair: Pair, choices: Sequence[Takes], indicators: Sequence[str], years: Sequence[int]) -> None:
    for places, chain, data in _together([pair.run_of(takes) for takes in choices]):
        found = by_year(chain, {name: rows[data.horizon] for name, rows in run(chain, data).items()})
        first = years[0] - data.start.year
        for row, name in enumerate(indicators):
            block = found[name][first : first + len(years)].reshape(len(years), len(places), len(SCENARIOS))
            values[places, row] = block.transpose(1, 0, 2)


def _together(runs: Sequence[tuple[Chain, ChainData]]) -> Iterator[tuple[list[int], Chain, ChainData]]:
    """Runs that differ in their series alone, as draws of one: their places, the chain and the data."""
    bundles: list[list[int]] = []
    for place, (chain, data) in enumerate(runs):
        alike = (bundle for bundle in bundles if _same_past(runs[bundle[0]], (chain, data)))
        bundle = next(alike, None)
        if bundle is None:
            bundles.append([place])
        else:
            bundle.append(place)
    for bundle in bundles:
        chain, first = runs[bundle[0]]
        series = {
            key: np.concatenate([np.broadcast_to(runs[place][1].series[key], (first.rows, 3)) for place in bundle], 1)
            for key in first.series
        }
        yield bundle, chain, replace(first, draws=len(SCENARIOS) * len(bundle), series=series)


def _same_past(one: tuple[Chain, ChainData], other: tuple[Chain, ChainData]) -> bool:
    (chain, data), (other_chain, other_data) = one, other
    return (
        chain is other_chain
        and (data.start, data.history, data.months) == (other_data.start, other_data.history, other_data.months)
        and data.opening == other_data.opening
        and _equal(data.kernels, other_data.kernels)
        and _equal(data.flows, other_data.flows)
    )


def _equal(one: Mapping[str, Array], other: Mapping[str, Array]) -> bool:
    return one is other or (one.keys() == other.keys() and all(np.array_equal(one[key], other[key]) for key in one))

"""What drives the uncertainty of a figure: independent groups of chance, ranked by their share in it.

First applications have two groups: their paths over years, and how a year falls over its months. Of the other inputs
the ones that move a key figure most have a group of their own, or the one that their round gives them; the rest stands
together by partner.

Source: docs/methode-simulatie.md, *Wat de onzekerheid bepaalt*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW, IND
from mpp_lib.compare.sensitivity.ranges_run import RangesRun
from mpp_lib.compare.uncertainty.kept_bands import open_errors
from mpp_lib.compare.uncertainty.round_bands import HIGH, LOW
from mpp_lib.production.chain_data import Array
from mpp_lib.production.key_figures import MEASURED
from mpp_lib.production.ranges import Input, Range, name_of
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.bands import QUANTILES
from mpp_lib.simulation.drawn import PATHS, WITHIN_YEAR, DrawnRound, drawn_round
from mpp_lib.simulation.model_error import Disturbance, disturbances
from mpp_lib.simulation.pick_freeze import BLOCKS, PickFreeze, pick_freeze

MOST = 25
"""Groups."""
BY_ITSELF = 17
"""Of them at most so many that are one input or one declared group."""


@dataclass(frozen=True)
class Group:
    """Chance that is drawn together.

    Attributes:
        streams: of chance.
        inputs: that they move.
        rest_of: key of the partner whose other inputs these are; empty for those of several, None where it is no rest.
    """

    streams: tuple[str, ...]
    inputs: tuple[Range, ...] = ()
    rest_of: str | None = None


@dataclass(frozen=True)
class Driver:
    """What a group does to a figure.

    Attributes:
        share: of the variance that would be left if all else were known; those of all groups sum to one or more.
        error: of the share, one standard deviation.
    """

    group: Group
    share: float
    error: float


@dataclass(frozen=True, eq=False)
class Drivers:
    """What drives the figures of a round.

    Attributes:
        first_year: of the horizon.
        groups: independent of each other; together all chance of what goes into the chain.
        draws: of every group.
        off: indicator → what the chain itself may be off, of those of which that is known. It is no group: its
            distribution has such tails that its share of the variance would be that of a few draws.
    """

    first_year: int
    groups: tuple[Group, ...]
    draws: PickFreeze
    off: Mapping[str, Disturbance]

    def of(self, indicator: str, year: int) -> tuple[Driver, ...]:
        """The groups that move a yearly figure, the largest share first."""
        shares, errors = self.draws.shares(indicator, year - self.first_year)
        found = map(Driver, self.groups, shares.tolist(), errors.tolist())
        return tuple(sorted((each for each in found if each.share), key=lambda each: -each.share))

    def widened(self, indicator: str, year: int) -> float | None:
        """How many times as wide what the chain itself may be off makes the band of 75%; None where it is not known.

        Of first applications it makes nothing wider: the forecast has all their chance.
        """
        if indicator == FIRST_INFLOW:
            return 1.0
        if indicator not in self.off:
            return None
        drawn = self.draws.first[indicator]
        blocks = [self.off[indicator](each, number) for number, each in enumerate(np.split(drawn, BLOCKS, axis=1))]
        with_it, without = (each[year - self.first_year] for each in (np.concatenate(blocks, axis=1), drawn))
        return _width(with_it) / _width(without) if _width(without) else None


def drivers_of(
    result: RoundResult, run: RangesRun, indicators: Sequence[str] = MEASURED, seed: int | None = None
) -> Drivers:
    """What drives these figures.

    Args:
        run: every range of the round at both ends.
        seed: of the simulation; that of the round where there is none.
    """
    drawn = drawn_round(result, result.inputs.settings.seed if seed is None else seed)
    groups = groups_of(result, drawn, run, indicators)
    draws = pick_freeze(result, drawn, [group.streams for group in groups], indicators)
    off = disturbances(open_errors(result), result.parts, drawn.seed, indicators, monthly=False)
    return Drivers(run.first_year, groups, draws, off)


def _width(draws: Array) -> float:
    low, high = np.quantile(draws, [QUANTILES[LOW], QUANTILES[HIGH]])
    return float(high - low)


def groups_of(result: RoundResult, drawn: DrawnRound, run: RangesRun, indicators: Sequence[str]) -> tuple[Group, ...]:
    """All chance of a round, in at most :data:`MOST` groups: what moves these figures most by itself, then the rest."""
    inputs: dict[str, list[Range]] = {}
    for source in drawn.sources:
        inputs.setdefault(source.group, []).append(source.range)
    weights = _weights(run, indicators, result.inputs.settings.span.end.year)

    def place(name: str) -> tuple[bool, float]:
        declared = [name_of(found.key) for found in inputs[name]] != [name]
        return not declared, -sum(weights.get(found.key, 0.0) for found in inputs[name])

    ranked = sorted(inputs, key=place)
    own, rest = ranked[:BY_ITSELF], ranked[BY_ITSELF:]
    first = Group((PATHS,), run.ranges[:1]), Group((WITHIN_YEAR,))
    return (*first, *(Group((name,), tuple(inputs[name])) for name in own), *_rests(result, inputs, rest))


def _weights(run: RangesRun, indicators: Sequence[str], year: int) -> dict[Input, float]:
    """Input → the largest share it has in the squared swings of a figure."""
    weights: dict[Input, float] = {}
    for indicator in indicators:
        swings = run.swings(indicator, year)
        total = sum(swing.width**2 for swing in swings)
        for swing in swings:
            weights[swing.range.key] = max(weights.get(swing.range.key, 0.0), swing.width**2 / total)
    return weights


def _rests(result: RoundResult, inputs: Mapping[str, Sequence[Range]], names: Sequence[str]) -> Iterator[Group]:
    """By partner, from the one with the weightiest input on; where there are too many, the last ones together."""
    catalogue = result.chain.catalogue()
    partners = {spec.name: spec.partner for spec in catalogue.parameters.values()}
    partners |= {spec.duration: spec.partner for spec in catalogue.kernels.values()}
    by_partner: dict[str, list[str]] = {}
    for name in names:
        by_partner.setdefault(partners.get(name_of(inputs[name][0].key), IND), []).append(name)
    room = MOST - BY_ITSELF - 2
    apart = list(by_partner) if len(by_partner) <= room else list(by_partner)[: room - 1]
    others = [name for partner in by_partner if partner not in apart for name in by_partner[partner]]
    rests = [(partner, by_partner[partner]) for partner in apart] + ([("", others)] if others else [])
    for partner, streams in rests:
        yield Group(tuple(streams), tuple(found for name in streams for found in inputs[name]), partner)

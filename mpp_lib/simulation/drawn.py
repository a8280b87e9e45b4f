"""One block of draws as the arrays the engine takes.

Source: docs/methode-simulatie.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mpp_lib.base.chance import stream
from mpp_lib.inflow.forecast_year import Forecast
from mpp_lib.inflow.paths import sample_months, sample_paths
from mpp_lib.production.assembly import assemble
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.engine import BLOCK
from mpp_lib.production.expression import Key, Param
from mpp_lib.production.parts import FIRST, Parts
from mpp_lib.production.ranges import Input, key_of, specs_of
from mpp_lib.production.run import RoundResult
from mpp_lib.production.stretched import Duration, Stretches
from mpp_lib.simulation.between_runs import Place, at_medio, place_of
from mpp_lib.simulation.durations import versions_of, weights_of
from mpp_lib.simulation.scores import SIMULATION, scores
from mpp_lib.simulation.sources import Source, sources_of

PATHS, WITHIN_YEAR = "instroom/paden", "instroom/maanden"
"""Streams of the first applications: the paths over years, and how a year falls over its months."""


@dataclass(frozen=True, eq=False)
class DrawnRound:
    """What draws of a round are taken from.

    Attributes:
        forecast: of the inflow.
        three: the parts of minimum, medio and maximum, with the measures that are in them.
        medio: of medio alone.
        sources: the uncertain inputs.
        seed: of the simulation.
        plan_follows: whether what differs by mpp-scenario follows the inflow of a draw, or is that of medio throughout.
        further: stream → how many blocks further on its chance is taken from than that of the others.
    """

    forecast: Forecast
    three: Parts
    medio: Parts
    sources: tuple[Source, ...]
    seed: int
    plan_follows: bool = True
    further: Mapping[str, int] = field(default_factory=dict)

    @property
    def streams(self) -> tuple[str, ...]:
        """Every stream of chance there is: of the first applications, and of each group of scores."""
        return PATHS, WITHIN_YEAR, *self.groups

    @property
    def months(self) -> int:
        """Of the horizon."""
        return len(self.three.months)

    def inflow(self, block: int) -> Array:
        """First applications of a block [months, BLOCK]."""
        totals = sample_paths(self.forecast, BLOCK, self._stream(PATHS, block)).totals
        return np.ascontiguousarray(sample_months(self.forecast, totals, self._stream(WITHIN_YEAR, block)).T)

    def block(self, number: int, draws: int) -> ChainData:
        """The first ``draws`` of a block, assembled."""
        inflow = self.inflow(number)
        place = self.place(inflow)
        series = {key: place.of(values) for key, values in self.three.series.items()}
        series |= dict(self._strayed(series, number)) | {FIRST: inflow}
        stretches = {name: Stretches(self.versions[name], weights) for name, weights in self.weights(number).items()}
        drawn = replace(self.three, draws=BLOCK, series=within_limits(self.three, series), stretches=stretches)
        return assemble(drawn).columns(slice(0, draws))

    def place(self, inflow: Array) -> Place:
        """Where draws with this inflow [months, draws] lie between the three runs."""
        return place_of(inflow, self.three.series[FIRST]) if self.plan_follows else at_medio(self.months)

    def _stream(self, name: str, block: int) -> np.random.Generator:
        return stream(self.seed, SIMULATION, name, str(self._block_of(name, block)))

    def scores(self, group: str, block: int) -> Array:
        """Scores of a group in a block, as :func:`mpp_lib.simulation.scores.scores` gives them."""
        return scores(self.seed, group, self.groups[group], self._block_of(group, block), self.months)

    def _block_of(self, name: str, block: int) -> int:
        return block + self.further.get(name, 0)

    def _strayed(self, series: Mapping[Key, Array], block: int) -> Iterator[tuple[Key, Array]]:
        for source in self.series_sources:
            key = source.series
            moved = source.strayed(self.scores(source.group, block))
            yield key, np.clip(series[key] + moved, *self.bounds[key])

    def weights(self, block: int) -> dict[str, Array]:
        """Name of a distribution → how much of each of its versions is in the draws of a block [versions, BLOCK]."""
        return {name: weights_of(self.scores(source.group, block)) for name, source in self._durations.items()}

    @cached_property
    def versions(self) -> Mapping[str, Array]:
        """Name of a distribution that can take longer or shorter → its versions [versions, months]."""
        return {name: versions_of(source) for name, source in self._durations.items()}

    @cached_property
    def _durations(self) -> Mapping[str, Source]:
        return {key.kernel: source for source in self.sources if isinstance(key := source.range.key, Duration)}

    @cached_property
    def series_sources(self) -> tuple[Source, ...]:
        """The sources that are series: all but distributions over time."""
        return tuple(source for source in self.sources if not isinstance(source.range.key, Duration))

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Group of scores → how it goes over time."""
        return {source.group: source.over_time for source in self.sources}

    def realised(self, key: Key) -> NDArray[np.bool_]:
        """In which months an input is realised, and so is what it is [months, 1]."""
        known = self.three.realised.get(key)
        return np.zeros((self.months, 1), dtype=bool) if known is None else np.isfinite(known)

    @cached_property
    def bounds(self) -> Mapping[Input, tuple[float, float]]:
        """Input → between which values it stays."""
        return {key_of(spec): (spec.low, spec.high) for spec in specs_of(self.medio)}


def drawn_round(result: RoundResult, seed: int, *, plan_follows: bool = True) -> DrawnRound:
    """What draws of a round are taken from; its measures are in it."""
    three = result.parts.with_measures(result.measures)
    medio = three.scenario("medio")
    return DrawnRound(result.forecast, three, medio, sources_of(result.inputs, medio), seed, plan_follows)


def within_limits(parts: Parts, series: Mapping[Key, Array]) -> dict[Key, Array]:
    """Series of which those that share a whole never are more than it: beyond it they keep their proportions."""
    kept = dict(series)
    for limit in parts.chain.limits:
        keys = [Param(name) for name in limit.names]
        total = np.sum([series[key] for key in keys], axis=0)
        if (total > limit.most).any():
            shrunk = limit.most / np.maximum(total, limit.most)
            kept |= {key: series[key] * shrunk for key in keys}
    return kept

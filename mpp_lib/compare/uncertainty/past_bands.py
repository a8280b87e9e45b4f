"""The bands that earlier rounds would have given, beside what came: how often did they hold?

Each round is drawn anew as it could have been at its cut-off: with its own seed, and the model error known then.
Outcomes of one indicator stand or fall together: years of it overlap, and rounds that follow each other are alike.

Source: docs/externe-evaluatie.md, *Formules*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.steps import step
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.scores import Interval, block_interval
from mpp_lib.compare.model_error.known import known_model_errors
from mpp_lib.production.chain_data import Array
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.bands import QUANTILES
from mpp_lib.simulation.drawn import drawn_round
from mpp_lib.simulation.model_error import Origin, disturbances, origin_of
from mpp_lib.simulation.simulate import drawn_figures

DRAWS = 2_048
"""Enough to say whether an outcome lies in a band; its ends are then sure to some two hundredths of its width."""
LOW, HIGH = "p12_5", "p87_5"
"""The ends of the band of 75%."""
Ends = tuple[float, float]


@dataclass(frozen=True)
class PastBand:
    """The band of 75% of a figure of the chain in a year that is over.

    Attributes:
        score: the forecast and its outcome.
        ends: of the band, with the model error that the round could know.
        of_inputs: of the band of inflow and inputs alone.
        origin: of the model error.
    """

    score: Score
    ends: Ends
    of_inputs: Ends
    origin: Origin

    @property
    def within(self) -> bool:
        """Whether the outcome lies in the band."""
        return self.ends[0] <= self.score.realised <= self.ends[1]

    @property
    def within_inputs(self) -> bool:
        """Whether it lies in that of inflow and inputs alone."""
        return self.of_inputs[0] <= self.score.realised <= self.of_inputs[1]

    @property
    def complete(self) -> bool:
        """Whether the round could know how far off the chain may be."""
        return self.origin != "onbekend"

    def as_dict(self) -> dict[str, object]:
        """The row as the JSON object of ``mpp evaluate --json``."""
        named = {name: getattr(self.score, name) for name in ("round", "year", "horizon", "indicator", "realised")}
        ends = dict(zip(("low", "high"), self.ends, strict=True))
        return named | ends | {"within_band": self.within, "within_inputs": self.within_inputs, "origin": self.origin}


@dataclass(frozen=True)
class ChainCoverage:
    """How often bands of the chain held.

    Attributes:
        n, within: bands beside an outcome, and how many of them hold it.
        indicators, years: of how many these are.
        interval: of the share, with all bands of an indicator together; None with fewer than three of them.
    """

    n: int
    within: int
    indicators: int
    years: int
    interval: Interval | None

    def as_dict(self) -> dict[str, object]:
        """As a JSON object."""
        between = (None, None) if self.interval is None else (self.interval.low, self.interval.high)
        share = self.within / self.n if self.n else None
        return {"n": self.n, "within": self.within, "coverage": share, "low": between[0], "high": between[1]}


GROUPS: Mapping[str, tuple[Callable[[PastBand], bool], Callable[[PastBand], bool]]] = {
    "all": (lambda _: True, lambda one: one.within),
    "with_model_error": (lambda one: one.complete, lambda one: one.within),
    "without_model_error": (lambda one: one.complete, lambda one: one.within_inputs),
    "unknown": (lambda one: not one.complete, lambda one: one.within),
}
"""Name → which bands are counted, and what holds: those with an error also without it."""


def coverages(bands: Iterable[PastBand]) -> dict[str, ChainCoverage]:
    """The coverage of each of :data:`GROUPS`."""
    given = tuple(bands)
    return {name: _coverage([one for one in given if counts(one)], holds) for name, (counts, holds) in GROUPS.items()}


def _coverage(bands: Sequence[PastBand], holds: Callable[[PastBand], bool]) -> ChainCoverage:
    held = [holds(one) for one in bands]
    indicators = [one.score.indicator for one in bands]
    interval = block_interval(held, indicators, lambda sample: float(sample.mean()))
    years = {one.score.year for one in bands}
    return ChainCoverage(len(bands), sum(held), len(set(indicators)), len(years), interval)


@step("banden van eerdere rondes trekken")
def past_bands(results: Iterable[RoundResult], scores: Iterable[Score]) -> tuple[PastBand, ...]:
    """Every figure of the chain of which a round made a forecast and the outcome is known.

    Args:
        results: the rounds.
        scores: of those rounds; first applications, of which the Prognose gives the band, are left out.

    Raises:
        InputError: with what is wrong with a round before one of these, or with the hindcast.
    """
    by_round: dict[str, list[Score]] = {}
    for score in scores:
        if score.indicator != FIRST_INFLOW:
            by_round.setdefault(score.round, []).append(score)
    return tuple(
        band for result in results for band in _of_round(result, by_round.get(result.inputs.settings.round, ()))
    )


def _of_round(result: RoundResult, scores: Sequence[Score]) -> Iterator[PastBand]:
    if not scores:
        return
    errors, indicators = known_model_errors(result), list(dict.fromkeys(score.indicator for score in scores))
    drawn = drawn_round(result, seed := result.inputs.settings.seed)
    known = disturbances(errors, result.parts, seed, indicators, monthly=False)
    with_error, of_inputs = (_ends(drawn_figures(result, drawn, DRAWS, indicators, off=off)) for off in (known, None))
    for score in scores:
        at = score.year - result.inputs.settings.span.first_year
        ends, without = (found[score.indicator][at] for found in (with_error, of_inputs))
        yield PastBand(score, ends, without, origin_of(errors, score.indicator))


def _ends(values: Mapping[str, Array]) -> dict[str, list[Ends]]:
    """Indicator → by year the ends of its band."""
    at = [QUANTILES[LOW], QUANTILES[HIGH]]
    return {
        name: [(float(low), float(high)) for low, high in np.quantile(years, at, axis=1).T]
        for name, years in values.items()
    }

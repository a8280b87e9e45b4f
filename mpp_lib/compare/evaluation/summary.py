"""What the scores say together, with how sure that is: coverage, skill, bias, and how forecasts moved.

The points are few and not independent: rounds overlap, and one year of more inflow shows in many indicators. Intervals
treat a realised year as one draw where they can, and every number stands with its count.

Source: docs/externe-evaluatie.md, *Formules*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.scores import Interval, block_interval, coverage_interval, skill
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.references import NAIVE
from mpp_lib.production.key_figures import FOLLOWED
from mpp_lib.production.run import RoundResult

Followed = TypeVar("Followed", Score, ChainScore)


@dataclass(frozen=True)
class Coverage:
    """How often the band held.

    Attributes:
        n, within: forecasts with a band, and how many of them held.
        years: realised years among them: the most that can count as independent.
        interval: of the chance to hold, were the forecasts independent; None without any.
    """

    n: int
    within: int
    years: int
    interval: Interval | None


@dataclass(frozen=True)
class MeanSkill:
    """1 − ΣCRPS/ΣCRPS of a benchmark over the forecasts that have both; ``value`` None where the sum is zero."""

    benchmark: str
    n: int
    years: int
    value: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Bias:
    """The average error of medio of one partner at one horizon, in percents of the outcome; positive is too high."""

    partner: str
    horizon: int
    n: int
    years: int
    mean_pct: float
    mean_absolute_pct: float
    interval: Interval | None


@dataclass(frozen=True)
class Revision:
    """How the forecast of a year moved from one round to the next.

    Attributes:
        within_band: whether the new medio lies in the earlier band; None for what has none, all but first applications.
    """

    indicator: str
    year: int
    earlier: str
    later: str
    before: float
    after: float
    within_band: bool | None

    @property
    def change_pct(self) -> float | None:
        """100·(after − before)/before."""
        return 100 * (self.after - self.before) / self.before if self.before else None


def followed(rows: Sequence[Followed]) -> tuple[Followed, ...]:
    """The rows of the key figures that are followed with an outcome other than zero, in the order of those."""
    chosen = [row for row in rows if row.indicator in FOLLOWED and row.realised]
    return tuple(sorted(chosen, key=lambda row: FOLLOWED.index(row.indicator)))


def coverage(scores: Iterable[Score]) -> Coverage:
    """How often the band held, over the forecasts of a distribution: nothing else has one."""
    banded = [score for score in scores if score.within_band is not None]
    within = sum(bool(score.within_band) for score in banded)
    interval = coverage_interval(within, len(banded)) if banded else None
    return Coverage(len(banded), within, len({score.year for score in banded}), interval)


def mean_skill(scores: Iterable[Score], benchmark: str = NAIVE) -> MeanSkill:
    """The skill over several forecasts: of the sums, so that one easy year does not decide it."""
    both = [
        (score.year, score.crps, one.crps)
        for score in scores
        for one in score.benchmarks
        if one.name == benchmark and score.crps is not None
    ]
    pairs = np.array([(own, other) for _, own, other in both], dtype=float).reshape(-1, 2)
    years = [year for year, _, _ in both]
    value = skill(*map(float, pairs.sum(axis=0)))
    interval = None if value is None else block_interval(pairs, years, _skill_of)
    return MeanSkill(benchmark, len(both), len(set(years)), value, interval)


def skills(scores: Sequence[Score]) -> tuple[MeanSkill, ...]:
    """The skill against every benchmark there is, in their order."""
    names = dict.fromkeys(one.name for score in scores for one in score.benchmarks)
    return tuple(mean_skill(scores, name) for name in names)


def biases(scores: Sequence[Score]) -> tuple[Bias, ...]:
    """The bias by partner and horizon, partners in the order of the scores."""
    found: dict[tuple[str, int], list[Score]] = {}
    for score in scores:
        if score.bias_pct is not None:
            found.setdefault((score.partner, score.horizon), []).append(score)
    partners = list(dict.fromkeys(score.partner for score in scores))
    ordered = sorted(found, key=lambda key: (partners.index(key[0]), key[1]))
    return tuple(_bias(*key, found[key]) for key in ordered)


def revisions(results: Sequence[RoundResult], indicators: Sequence[str] = FOLLOWED) -> tuple[Revision, ...]:
    """The moves of medio between rounds that follow each other, for the years they share.

    Args:
        results: oldest first.
    """
    return tuple(
        revision
        for indicator in indicators
        for earlier, later in pairwise(results)
        for revision in _revisions(earlier, later, indicator)
    )


def _revisions(earlier: RoundResult, later: RoundResult, indicator: str) -> Iterator[Revision]:
    if indicator not in earlier.chain.by_id or indicator not in later.chain.by_id:
        return
    for year in earlier.inputs.settings.span.calendar_years:
        if year in later.inputs.settings.span.calendar_years:
            minimum, before, maximum = (earlier.year(indicator, year, scenario) for scenario in SCENARIOS)
            after = later.year(indicator, year, "medio")
            rounds = earlier.inputs.settings.round, later.inputs.settings.round
            within = minimum <= after <= maximum if indicator == FIRST_INFLOW else None
            yield Revision(indicator, year, *rounds, before, after, within)


def _bias(partner: str, horizon: int, scores: Sequence[Score]) -> Bias:
    values = np.array([score.bias_pct for score in scores], dtype=float)
    years = [score.year for score in scores]
    interval = block_interval(values, years, lambda sample: float(sample.mean()))
    return Bias(
        partner, horizon, len(values), len(set(years)), float(values.mean()), float(np.abs(values).mean()), interval
    )


def _skill_of(pairs: Floats) -> float:
    total, reference = pairs.sum(axis=0)
    return float(1 - total / reference)

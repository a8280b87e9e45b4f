"""What the forecasts of the past say together: per model and time ahead, and whether the automatic mixture will do.

Forecasts of one year made at different moments stand or fall together: intervals draw realised years, with what was
forecast of them.

Source: docs/backtest.md, *De scores*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mpp_lib.compare.backtest.models import AUTOMATIC, MODELS
from mpp_lib.compare.backtest.run import Tried
from mpp_lib.compare.evaluation.scores import Interval, block_interval, skill
from mpp_lib.inflow.automatic_choice import GOAL
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.references import NAIVE, WALK
from mpp_lib.inflow.scenario_lines import MAXIMUM

YEAR = 12
SOON = 24
"""Months ahead up to which the automatic mixture is held to its goal."""


@dataclass(frozen=True)
class Summary:
    """A model at one time ahead, or over several.

    Attributes:
        model: of :mod:`mpp_lib.compare.backtest.models`.
        ahead: months from origin to the end of the year forecast; None over all up to :data:`SOON`.
        n, years: forecasts, and years that they were of: the most that can count as independent.
        coverage: share of outcomes in the 75% band.
        within: its interval.
        below, above: share of outcomes under and over the band.
        width: mean of ln(maximum/minimum).
        crps: mean, people.
        skill: 1 − ΣCRPS/ΣCRPS of the random walk, of what both forecast; None without any.
        interval: of that.
        naive_skill: the same against the naive comparison.
        upper_skill: the same of the quantile score of the maximum, against the random walk: the upper tail.
    """

    model: str
    ahead: int | None
    n: int
    years: int
    coverage: float
    within: Interval | None
    below: float
    above: float
    width: float
    crps: float
    skill: float | None
    interval: Interval | None
    naive_skill: float | None
    upper_skill: float | None


def summaries(tried: Sequence[Tried]) -> tuple[Summary, ...]:
    """By time ahead, shortest first, and last over all up to :data:`SOON`; within each every model that was tried."""
    times = [*sorted({one.ahead for one in tried}), None]
    return tuple(
        _summary(model, ahead, rows, tried)
        for ahead in times
        for model in MODELS
        if (rows := [one for one in tried if one.model == model and _at(one, ahead)])
    )


def _at(one: Tried, ahead: int | None) -> bool:
    return one.ahead <= SOON if ahead is None else one.ahead == ahead


def _summary(model: str, ahead: int | None, rows: Sequence[Tried], every: Sequence[Tried]) -> Summary:
    held = np.array([one.score.within_band for one in rows], dtype=float)
    years = [one.year for one in rows]
    pairs, of = _beside(rows, every, WALK)
    naive, _ = _beside(rows, every, NAIVE)
    gained = _gained(pairs[:, :2])
    return Summary(
        model=model,
        ahead=ahead,
        n=len(rows),
        years=len(set(years)),
        coverage=float(held.mean()),
        within=block_interval(held, years, lambda sample: float(sample.mean())),
        below=float(np.mean([one.realised < one.score.minimum for one in rows])),
        above=float(np.mean([one.realised > one.score.maximum for one in rows])),
        width=float(np.mean([np.log(one.score.maximum / one.score.minimum) for one in rows])),
        crps=float(np.mean([one.score.crps for one in rows])),
        skill=gained,
        interval=None if gained is None or model == WALK else block_interval(pairs[:, :2], of, _skill_of),
        naive_skill=_gained(naive[:, :2]),
        upper_skill=_gained(pairs[:, 2:]),
    )


def _beside(rows: Sequence[Tried], every: Sequence[Tried], model: str) -> tuple[Floats, list[int]]:
    """CRPS and quantile score of the maximum, each of the model and of another [n, 4], with the year of each."""
    other = {(one.origin, one.year): one for one in every if one.model == model}
    both = [(one, other[one.origin, one.year]) for one in rows if (one.origin, one.year) in other]
    pairs = [
        (one.score.crps, ref.score.crps, one.quantile_scores[MAXIMUM], ref.quantile_scores[MAXIMUM])
        for one, ref in both
    ]
    return np.array(pairs, dtype=float).reshape(-1, 4), [one.year for one, _ in both]


def _gained(pairs: Floats) -> float | None:
    own, other = pairs.sum(axis=0).tolist()
    return skill(own, other)


def _skill_of(pairs: Floats) -> float:
    own, other = pairs.sum(axis=0)
    return float(1 - own / other)


@dataclass(frozen=True)
class Verdict:
    """Whether the automatic mixture does what it is for, up to :data:`SOON` months ahead.

    Attributes:
        together: over all times ahead up to there.
        worse: the times ahead at which its CRPS is higher than that of the random walk.
    """

    together: Summary
    worse: tuple[Summary, ...]

    @property
    def covers(self) -> bool:
        """Whether its band held as often as the goal asks."""
        return GOAL[0] <= self.together.coverage <= GOAL[1]

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.covers and not self.worse


def verdict(found: Sequence[Summary]) -> Verdict | None:
    """None where the automatic mixture was not tried that far."""
    own = [one for one in found if one.model == AUTOMATIC]
    together = next((one for one in own if one.ahead is None), None)
    if together is None:
        return None
    near = (one for one in own if one.ahead is not None and one.ahead <= SOON)
    return Verdict(together, tuple(one for one in near if one.skill is not None and one.skill < 0))


def document(tried: Sequence[Tried], found: Sequence[Summary]) -> dict[str, Any]:
    """The JSON document of ``mpp backtest --json``: rows over all origins, with ``origin`` null, and each forecast."""
    judged = verdict(found)
    return {
        "rows": [*map(_summary_row, found), *_tried_rows(tried)],
        "goal": None if judged is None else {"coverage": judged.covers, "crps": not judged.worse, "met": judged.met},
    }


def _summary_row(one: Summary) -> dict[str, Any]:
    return {
        "model": one.model,
        "origin": None,
        "lead": None if one.ahead is None else one.ahead / YEAR,
        "n": one.n,
        "years": one.years,
        "coverage": one.coverage,
        "coverage_interval": _ends(one.within),
        "below": one.below,
        "above": one.above,
        "width": one.width,
        "crps": one.crps,
        "skill": one.skill,
        "low": None if one.interval is None else one.interval.low,
        "high": None if one.interval is None else one.interval.high,
        "skill_naive": one.naive_skill,
        "skill_upper": one.upper_skill,
    }


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _tried_rows(tried: Sequence[Tried]) -> Iterator[dict[str, Any]]:
    walk = {(one.origin, one.year): one.score.crps for one in tried if one.model == WALK}
    for one in tried:
        reference = walk.get((one.origin, one.year))
        yield {
            "model": one.model,
            "origin": str(one.origin),
            "lead": one.ahead / YEAR,
            "n": 1,
            "coverage": float(one.score.within_band),
            "width": float(np.log(one.score.maximum / one.score.minimum)),
            "crps": one.score.crps,
            "skill": None if reference is None else skill(one.score.crps, reference),
            "low": None,
            "high": None,
            "year": one.year,
            "delivered": one.delivered,
            "realised": one.realised,
            "minimum": one.score.minimum,
            "median": one.score.median,
            "maximum": one.score.maximum,
            "pit": one.score.pit,
            "quantile_scores": {str(level): value for level, value in one.quantile_scores.items()},
        }

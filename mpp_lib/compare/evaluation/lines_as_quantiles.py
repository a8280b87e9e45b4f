"""Minimum, medio and maximum each by itself: how often the outcome lay below the line, and its quantile score.

A band can hold by being wide; a line can't: below minimum an eighth of the outcomes belongs, below medio two thirds,
below maximum seven eighths.

Source: docs/externe-evaluatie.md, *Formules*; Protocol MPP v1.1, paragraaf 3.2.1 (the levels).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.evaluation.published_ranges import PublishedRange
from mpp_lib.compare.evaluation.scored_rounds import LEVELS, Score
from mpp_lib.compare.evaluation.scores import Interval, block_interval, coverage_interval


@dataclass(frozen=True)
class Line:
    """One mpp-scenario of one forecast beside the outcome.

    Attributes:
        below: whether the outcome came at or below the line.
        score: its quantile score.
    """

    scenario: str
    year: int
    below: bool
    score: float


@dataclass(frozen=True)
class LineRecord:
    """All lines of one mpp-scenario together.

    Attributes:
        level: the chance that belongs below the line.
        n, years: forecasts, and realised years among them.
        below: how many of the outcomes came at or below the line.
        interval: of the chance to come below it, were the forecasts independent.
        score, score_interval: the mean quantile score; the interval draws realised years.
    """

    scenario: str
    level: float
    n: int
    years: int
    below: int
    interval: Interval
    score: float
    score_interval: Interval | None


def lines_of_rounds(scores: Iterable[Score]) -> Iterator[Line]:
    """The lines of first applications: only there do the three stand for quantiles of all that is uncertain."""
    for score in scores:
        if score.indicator == FIRST_INFLOW and score.quantile_scores is not None:
            for scenario, value in score.quantile_scores.items():
                yield Line(scenario, score.year, score.realised <= getattr(score, scenario), value)


def lines_published(rows: Iterable[PublishedRange]) -> Iterator[Line]:
    """The lines that were published, of the best figure by the publication's own definition."""
    for row in rows:
        if (outcome := row.outcome.value) is not None:
            for scenario, value in row.quantile_scores.items():
                yield Line(scenario, row.year, outcome <= getattr(row, scenario), value)


def line_records(lines: Iterable[Line]) -> tuple[LineRecord, ...]:
    """One record for each mpp-scenario of which there are lines, from minimum to maximum."""
    found = tuple(lines)
    by_scenario = ([line for line in found if line.scenario == scenario] for scenario in LEVELS)
    return tuple(_record(chosen) for chosen in by_scenario if chosen)


def _record(lines: list[Line]) -> LineRecord:
    years, below = [line.year for line in lines], sum(line.below for line in lines)
    scores = np.array([line.score for line in lines])
    return LineRecord(
        scenario=lines[0].scenario,
        level=LEVELS[lines[0].scenario],
        n=len(lines),
        years=len(set(years)),
        below=below,
        interval=coverage_interval(below, len(lines)),
        score=float(scores.mean()),
        score_interval=block_interval(scores, years, lambda sample: float(sample.mean())),
    )

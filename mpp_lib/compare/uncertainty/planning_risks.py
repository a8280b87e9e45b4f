"""What being wrong costs either way: how likely a figure that is planned on proves too low or too high, by how much.

With need X and planned figure c: P(X > c) and E[X − c | X > c], and the same below it. Neither side is weighed.

Source: docs/methode-simulatie.md, *Te laag en te hoog gepland*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np

from mpp_lib.compare.uncertainty.round_bands import RoundBands
from mpp_lib.compare.uncertainty.round_simulation import simulate_round
from mpp_lib.production.chain_data import Array
from mpp_lib.production.planned_on import PLANNED, PlannedOn
from mpp_lib.production.run import RoundResult

STEPS = (-0.1, 0.0, 0.1)
"""How far from medio is planned, as a share of it."""


class Miss(NamedTuple):
    """How likely a figure misses on one side, and by how much on average where it does, each with its error."""

    chance: float
    amount: float
    chance_error: float
    amount_error: float


@dataclass(frozen=True)
class PlanningRisk:
    """What planning on a figure risks.

    Attributes:
        step: one of :data:`STEPS`.
        figure: that is planned.
        short, over: what is missing where it proves too low, and left where it proves too high.
    """

    planned_on: PlannedOn
    year: int
    step: float
    figure: float
    short: Miss
    over: Miss


def planning_risks(bands: RoundBands) -> tuple[PlanningRisk, ...]:
    """What is planned on in a round, by year, at medio and on either side of it, by the draws behind its bands."""
    asked = tuple(dict.fromkeys(name for planned in PLANNED for name in planned.indicators))
    values = simulate_round(bands.result, bands.errors, asked).values
    return tuple(risk for planned in PLANNED for risk in _risks(bands.result, planned, _need(planned, values)))


def of_year(risks: Iterable[PlanningRisk], year: int) -> tuple[PlanningRisk, ...]:
    """Those of one year."""
    return tuple(risk for risk in risks if risk.year == year)


def _need(planned: PlannedOn, values: Mapping[str, Array]) -> Array:
    """How much turns out to be needed [years, draws]."""
    more, less = (sum((values[name] for name in names), np.zeros(())) for names in (planned.needs, planned.less))
    return np.asarray(more - less)


def _risks(result: RoundResult, planned: PlannedOn, need: Array) -> Iterator[PlanningRisk]:
    for year, drawn in zip(result.inputs.settings.span.calendar_years, need, strict=True):
        medio = result.year(planned.planned, year, "medio")
        for step in STEPS:
            figure = (1 + step) * medio
            short, over = missed(drawn, figure)
            yield PlanningRisk(planned, year, step, figure, short, over)


def missed(need: Array, figure: float) -> tuple[Miss, Miss]:
    """How often draws of a need [draws] lie above a figure and how far on average, and below it."""
    apart = need - figure
    return _miss(apart), _miss(-apart)


def _miss(apart: Array) -> Miss:
    beyond, count = apart[apart > 0], len(apart)
    chance = len(beyond) / count
    error = sqrt(chance * (1 - chance) / count)
    if not len(beyond):
        return Miss(chance, 0.0, error, 0.0)
    return Miss(chance, float(beyond.mean()), error, float(beyond.std()) / sqrt(len(beyond)))

"""Whether errors grow with how far ahead they are as the simulation has it: measured, as far as years are over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mpp_lib.compare.evaluation.scores import Interval, block_interval
from mpp_lib.compare.model_error.residuals import Residual
from mpp_lib.inflow.component import Floats


@dataclass(frozen=True)
class Lead:
    """The errors of figures as far ahead.

    Attributes:
        ahead: in which year since the opening stocks they lie, from 1.
        n: how many there are.
        indicators: of how many these are.
        spread: root of the mean square of the errors.
        after_a_year: the same of what each would have been after a year.
        interval: of that, with all figures of an indicator together; None with fewer than three indicators.
    """

    ahead: int
    n: int
    indicators: int
    spread: float
    after_a_year: float
    interval: Interval | None


def leads(residuals: Iterable[Residual]) -> tuple[Lead, ...]:
    """From near to far."""
    by_lead: dict[int, list[Residual]] = {}
    for one in residuals:
        by_lead.setdefault(one.ahead, []).append(one)
    return tuple(_lead(ahead, ones) for ahead, ones in sorted(by_lead.items()))


def _lead(ahead: int, ones: list[Residual]) -> Lead:
    indicators = [one.indicator for one in ones]
    squares = np.array([one.inflation * one.error**2 for one in ones])
    times = np.array([one.times for one in ones])
    interval = block_interval(squares, indicators, _root_mean)
    spread = _root_mean(squares * times**2)
    return Lead(ahead, len(ones), len(set(indicators)), spread, _root_mean(squares), interval)


def _root_mean(squares: Floats) -> float:
    return float(np.sqrt(squares.mean()))

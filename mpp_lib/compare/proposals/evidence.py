"""What speaks for a value of a parameter, or why nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.calibration import DIGITS
from mpp_lib.inflow.scenario_lines import MAXIMUM

Kind = Literal["ijking", "telling"]
"""Fitted with the hindcast, or counted as it is."""
FIT: Kind = "ijking"
COUNT: Kind = "telling"
FEWEST = 2
"""Figures below which nothing is proposed: one does not say how far the next would lie from it."""


@dataclass(frozen=True)
class Evidence:
    """A value with what it rests on.

    Attributes:
        value: of the first month of the horizon, in the unit of the parameter.
        low, high: three quarters of the chance lie between them, an eighth on either side.
        start, end: first and last month of the figures.
        figures: how many there are.
        indicators: what they are figures of.
    """

    kind: Kind
    value: float
    low: float
    high: float
    start: Month
    end: Month
    figures: int
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Lack:
    """Why there is no proposal, in Dutch."""

    reason: str


def rounded(value: float) -> float:
    """A proposed value in as many significant digits as a fitted one is stored with."""
    return float(f"{value:.{DIGITS}g}")


def interval(spec: ParameterSpec, value: float, error: float, freedom: int) -> tuple[float, float]:
    """Three quarters of the chance around a value, by Student's t; no further than the chain allows, rounded as it is.

    Args:
        error: standard error of the value, in its unit.
        freedom: degrees of freedom that the error was estimated with, at least 1.
    """
    from scipy.special import stdtrit

    reach = float(stdtrit(freedom, MAXIMUM)) * error
    return rounded(max(value - reach, spec.low)), rounded(min(value + reach, spec.high))

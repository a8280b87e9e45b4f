"""The other reading of what comes per mpp-scenario: medio's throughout, beside what follows the inflow of a draw.

Source: docs/methode-simulatie.md, *Invoer per mpp-scenario*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mpp_lib.compare.uncertainty.round_bands import RoundBands
from mpp_lib.compare.uncertainty.round_simulation import simulate_round
from mpp_lib.simulation.bands import Band
from mpp_lib.simulation.simulate import SimulatedRound


class TwoPlans(NamedTuple):
    """The band of a figure when the plan follows the inflow, and when it is that of medio throughout."""

    follows: Band
    medio: Band


def two_plans(bands: RoundBands, indicators: Sequence[str], year: int) -> Mapping[str, TwoPlans]:
    """Indicator → its bands in a year."""
    follows, medio = (
        _in_year(simulate_round(bands.result, bands.errors, indicators, plan_follows=each), year)
        for each in (True, False)
    )
    return {name: TwoPlans(follows[name], medio[name]) for name in indicators}


def _in_year(made: SimulatedRound, year: int) -> Mapping[str, Band]:
    return {name: band for name, period, band in made.bands() if period == str(year)}

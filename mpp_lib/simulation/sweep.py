"""Bands of several rounds at several settings, each case by itself: for whoever does them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from mpp_lib.base.cluster import Each
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.bands import Band
from mpp_lib.simulation.simulate import By, simulate

Bands = Sequence[tuple[str, str, Band]]
"""Indicator, period and band of every figure."""


class Setting(NamedTuple):
    """How a round is drawn: see :func:`mpp_lib.simulation.simulate.simulate`."""

    draws: int
    seed: int | None = None
    indicators: tuple[str, ...] = ()
    by: By = "year"
    plan_follows: bool = True


def sweep(
    results: Sequence[RoundResult], settings: Sequence[Setting], each: Each = map
) -> Iterator[tuple[RoundResult, Setting, Bands]]:
    """Every round at every setting, round by round.

    Args:
        each: who does the work; the bands are the same.
    """
    cases = [(place, setting) for place in range(len(results)) for setting in settings]
    for (place, setting), bands in zip(cases, each(partial(_bands, tuple(results)), cases), strict=True):
        yield results[place], setting, bands


def _bands(results: Sequence[RoundResult], case: tuple[int, Setting]) -> Bands:
    place, setting = case
    draws, seed, indicators, by, plan_follows = setting
    return list(simulate(results[place], draws, seed, indicators, by, plan_follows=plan_follows, threads=1).bands())

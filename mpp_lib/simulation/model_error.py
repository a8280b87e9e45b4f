"""What the chain itself is off, whatever goes into it: a factor on its figures, after it, and never fed back.

An indicator has in every draw one error e, of a Student distribution: its spread after a year times t. In the m-th
month its figure is multiplied by exp(e·√((1 + m/12)/2)), a share its odds: of the variance after a year one half is
there from the start, as a wrong level is, the other adds up like a random walk; in a draw always to the same side.
Every indicator has its own: what sums to a total before the error does not after it, and a balance closes before it
alone.

Source: docs/methode-simulatie.md, *Modelfout*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log
from typing import Literal

import numpy as np
from scipy.special import logit, stdtrit

from mpp_lib.base.catalogue import FIRST_INFLOW, SHARE
from mpp_lib.base.chance import stream
from mpp_lib.base.periods import YEAR
from mpp_lib.production.chain_data import Array
from mpp_lib.production.engine import BLOCK
from mpp_lib.production.expression import Key, Param
from mpp_lib.production.node import Node
from mpp_lib.production.parts import Parts
from mpp_lib.simulation.scores import SIMULATION

Origin = Literal["eigen", "geleend", "onbekend", "prognose"]
"""Of an error: the indicator's own past; like indicators; nowhere; not needed, as the forecast has all its chance."""
BEYOND = 1 / 1_000
"""Chance on either side beyond which no error is drawn: exp of a Student distribution has no mean without an end."""


@dataclass(frozen=True)
class ModelError:
    """How far off the chain may be in one indicator.

    Attributes:
        spread: scale of the error after a year, of the logarithm, of a share of its log-odds.
        freedom: degrees of freedom of its Student distribution.
        n: of how many years of indicators it was measured.
        own: how many of those are of the indicator itself.
        pool: what the indicators have in common that it was measured of.
    """

    spread: float
    freedom: float
    n: int
    own: int
    pool: tuple[str, ...]

    @property
    def half_width(self) -> float:
        """From the middle to the end of the band of 75%, after a year."""
        return self.spread * float(stdtrit(self.freedom, 7 / 8))

    def drawn(self, seed: int, indicator: str, block: int) -> Array:
        """The errors after a year in a block of draws [BLOCK]: a stream per indicator and block."""
        scores = stream(seed, SIMULATION, "modelfout", indicator, str(block)).standard_t(self.freedom, BLOCK)
        end = float(stdtrit(self.freedom, 1 - BEYOND))
        return np.asarray(self.spread * np.clip(scores, -end, end))


ModelErrors = Mapping[str, ModelError]
"""Indicator → its error; one that is not there is not known."""


def origin_of(errors: ModelErrors, indicator: str) -> Origin:
    """Where the error of an indicator comes from."""
    if indicator == FIRST_INFLOW:
        return "prognose"
    if indicator not in errors:
        return "onbekend"
    return "eigen" if errors[indicator].own else "geleend"


def times_after(years: Array | float) -> Array:
    """How many times the error after a year it is after so many years: √((1 + years)/2)."""
    return np.sqrt((1 + np.asarray(years)) / 2)


def growth(node: Node, months: int, realised: Mapping[Key, Array]) -> Array:
    """How many times its error after a year an indicator is off, by month; 0 where it is realised.

    Args:
        months: of the horizon.
        realised: of what enters the chain [months, 1], NaN where nothing is.

    Returns:
        [months]
    """
    times = times_after(np.arange(1, months + 1) / YEAR)
    if node.realised and isinstance(node.formula, Param) and node.formula in realised:
        times[np.isfinite(realised[node.formula][:, 0])] = 0.0
    return times


def growth_over(node: Node, times: Array) -> float:
    """The same of a longer period: that of its last month where that alone counts, else the average of its months."""
    return float(times[-1] if node.aggregation.at_end else times.mean())


def moved(values: Array, error: Array, unit: str) -> Array:
    """Figures with an error.

    Args:
        values: [periods, draws].
        error: of the logarithm, of a share of the log-odds [periods, draws].
        unit: of the values.
    """
    if unit != SHARE:
        return np.asarray(values * np.exp(error))
    return np.asarray(values / (values + (1 - values) * np.exp(-error)))


def error_between(realised: float, modelled: float, unit: str) -> float | None:
    """The error that moves what was modelled to what was realised; None where none does, as from or to nothing."""
    if unit == SHARE:
        within = 0 < realised < 1 and 0 < modelled < 1
        return float(logit(realised) - logit(modelled)) if within else None
    return log(realised / modelled) if realised * modelled > 0 else None


Disturbance = Callable[[Array, int], Array]
"""Figures of a block of draws [periods, draws] and its number → the same with what the chain is off."""


def disturbances(
    errors: ModelErrors, parts: Parts, seed: int, indicators: Iterable[str], *, monthly: bool
) -> dict[str, Disturbance]:
    """Indicator → what its error does to it, of those whose error is known."""
    return {
        name: _disturbance(errors[name], parts.chain.by_id[name], parts, seed, monthly=monthly)
        for name in indicators
        if name in errors
    }


def _disturbance(error: ModelError, node: Node, parts: Parts, seed: int, *, monthly: bool) -> Disturbance:
    times = growth(node, len(parts.months), parts.realised)
    if not monthly:
        times = np.array([growth_over(node, year) for year in times.reshape(-1, YEAR)])

    def disturbed(figures: Array, block: int) -> Array:
        drawn = error.drawn(seed, node.id, block)[: figures.shape[1]]
        return moved(figures, times[:, None] * drawn, node.unit)

    return disturbed

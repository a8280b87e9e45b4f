"""What chance is in a round beside its inflow: every input with a range, and how it strays from its value.

A range holds three quarters of the chance, an eighth on either side (:mod:`mpp_lib.production.ranges`). With a standard
normal score z the input is v − (v − low)·|z|/Φ⁻¹(⅞) below its value v and v + (high − v)·z/Φ⁻¹(⅞) above it, as it is,
of its logarithm or of its log-odds: its median is the value of the round and the ends of the range are its quantiles
of ⅛ and ⅞ exactly, whatever the distribution.

Source: docs/methode-simulatie.md, *Wat er trekt*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from mpp_lib.inputs.declared.round import DISTRIBUTIONS, OVER_TIME
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key
from mpp_lib.production.parts import Parts
from mpp_lib.production.ranges import SPREADS, Range, name_of, ranges_of
from mpp_lib.production.stretched import Duration

CONSTANT, RANDOM_WALK, PER_YEAR = OVER_TIME
_NORMAL, _LOGNORMAL, _LOGITNORMAL = DISTRIBUTIONS
_SCALES: Mapping[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    _NORMAL: (np.positive, np.positive),
    _LOGNORMAL: (np.log, np.exp),
    _LOGITNORMAL: (logit, expit),
}
"""Distribution → to the scale on which it is normal, and back."""


@dataclass(frozen=True, eq=False)
class Source:
    """One uncertain input.

    Attributes:
        range: low, value and high by month [months, 1], its key and what it rests on.
        distribution: one of :data:`mpp_lib.inputs.declared.round.DISTRIBUTIONS`.
        over_time: one of :data:`mpp_lib.inputs.declared.round.OVER_TIME`.
        group: name of the stream its scores come from; inputs with the same one move together.
    """

    range: Range
    distribution: str
    over_time: str
    group: str

    def strayed(self, scores: Array) -> Array:
        """How far the input lies from its value.

        Args:
            scores: standard normal [months or 1, draws].

        Returns:
            [months, draws]: what is added to the value; NaN where the input has no value.
        """
        center, down, up = self.scaled
        _, back = _SCALES[self.distribution]
        moved: Array = back(center + np.where(scores < 0, down, up) * scores) - self.range.value
        return moved

    @property
    def series(self) -> Key:
        """The series that it is.

        Raises:
            TypeError: for a distribution over time.
        """
        if isinstance(self.range.key, Duration):
            raise TypeError(f"geen reeks maar een verdeling: {self.range.key.kernel}")
        return self.range.key

    @property
    def scaled(self) -> tuple[Array, Array, Array]:
        """On the scale on which it is normal: the value, and a standard deviation below and above it [months, 1]."""
        there, _ = _SCALES[self.distribution]
        center = there(self.range.value)
        return center, (center - there(self.range.low)) / SPREADS, (there(self.range.high) - center) / SPREADS


def sources_of(inputs: RoundInputs, medio: Parts) -> tuple[Source, ...]:
    """Every uncertain input of a round, in the order of the chain; an input without a range is taken as it is.

    Args:
        medio: the parts of medio alone, with the measures that are in it.
    """
    declared = inputs.uncertainties.set_index("invoer")
    return tuple(_source(found, declared) for found in ranges_of(inputs, medio))


def _source(found: Range, declared: pd.DataFrame) -> Source:
    name = name_of(found.key)
    if name not in declared.index:
        return Source(found, _NORMAL, CONSTANT, name)
    row = declared.loc[name]
    return Source(found, str(row["verdeling"]), str(row["in_de_tijd"]), str(row["groep"] or name))

"""Toekomstscenario's without judgement: the changes of the past, up and down alike, in parts that each are lognormal.

With S_m the total of the twelve months up to m, and G_m the geometric mean of those up to m,

    C_m = S_m^(1 − a) · G_m^a                              where the year after is expected around
    c_m = ln(S_{m+12} / C_m)                               a change, for every m of the past, with either sign
    ln X ~ Σ p_i · N(ln M + f·c̄_i, (f·s_i)²)               c̄_i, s_i of the changes between the quantiles of part i
    M = S_T^w · G_T^(1 − w),   w = (1 − a)^j               j = h/12 years ahead: a part a of what is left every year
    f = b · √((1 − w²)/(1 − (1 − a)²)) · t_n(7/8)/z(7/8)   √j for a = 0; n the years of changes

t_n over z widens for how few years the changes come from. Of a year under way the mixture is that of the December
before, conditioned on its months as a round with basis ``vooraf`` is.

Source: docs/backtest.md, *De mengsels*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from mpp_lib.base.months import Month
from mpp_lib.inflow.baseline import FEWEST_CHANGES, realised_in, rolling_totals
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.conditioning import Observation, condition
from mpp_lib.inflow.lognormal_mixture import LognormalMixture
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.scenario_lines import MAXIMUM
from mpp_lib.inflow.seasonal import seasonal_profile

YEAR = 12
LEAST_SPREAD = 0.05
"""Of the logarithm of a part: changes that happen to be alike are no certainty."""


@dataclass(frozen=True)
class Parts:
    """In which parts the changes are divided.

    Attributes:
        names: from the largest fall to the largest rise [k].
        cuts: quantiles between the parts [k − 1].
    """

    names: tuple[str, ...]
    cuts: tuple[float, ...]

    @property
    def chances(self) -> Floats:
        """p_i [k]."""
        return np.diff([0.0, *self.cuts, 1.0])


THREE = Parts(("Terugval", "Rust", "Piek"), (0.125, 0.875))
FOUR = Parts(("Terugval", "Lager", "Hoger", "Piek"), (0.15, 0.5, 0.85))


@dataclass(frozen=True)
class Recipe:
    """How a mixture is made of the changes of the past.

    Attributes:
        parts: in which they are divided.
        pull: a in [0, 1): how far what is expected goes every year from the last twelve months to the mean of all.
        widened: b: how many times as wide as the changes were.
    """

    parts: Parts
    pull: float = 0.0
    widened: float = 1.0


@dataclass(frozen=True, eq=False)
class PastChanges:
    """The changes up to some month, with what of a recipe does not depend on how far ahead it looks.

    Attributes:
        last: ln S_T.
        usual: ln G_T.
        years: n.
        parts: how the changes are divided.
        pull: a.
        centres, spreads: c̄_i and s_i [k].
    """

    last: float
    usual: float
    years: float
    parts: Parts
    pull: float
    centres: Floats
    spreads: Floats

    def ahead(self, months: int, widened: float) -> LognormalMixture:
        """The year that ends ``months`` ≥ 12 after the last one, ``widened`` = b."""
        years, stays = months / YEAR, 1 - self.pull
        weight = stays**years
        grown = (1 - weight**2) / (1 - stays**2) if self.pull else years
        few = float(stdtrit(max(self.years, 1.0), MAXIMUM) / ndtri(MAXIMUM))
        factor = widened * np.sqrt(grown) * few
        middle = weight * self.last + (1 - weight) * self.usual
        spreads = np.maximum(factor * self.spreads, LEAST_SPREAD)
        return LognormalMixture(self.parts.chances, middle + factor * self.centres, spreads)


def past_changes(totals: Floats, parts: Parts, pull: float) -> PastChanges | None:
    """What the changes between twelve-month totals say.

    Args:
        totals: S_m, people > 0, the last one at the end.

    Returns:
        None where fewer than ``FEWEST_CHANGES`` are known.
    """
    if len(totals) - YEAR < FEWEST_CHANGES:
        return None
    logs = np.log(totals)
    usual = np.cumsum(logs) / np.arange(1, len(logs) + 1)
    changes = logs[YEAR:] - ((1 - pull) * logs + pull * usual)[:-YEAR]
    both = np.sort(np.concatenate([changes, -changes]))
    pieces = np.split(both, [round(cut * len(both)) for cut in parts.cuts])
    means, spreads = np.array([(piece.mean(), piece.std()) for piece in pieces]).T
    return PastChanges(float(logs[-1]), float(usual[-1]), len(changes) / YEAR, parts, pull, means, spreads)


@dataclass(frozen=True, eq=False)
class AutomaticYear:
    """The automatic mixture of one year.

    Attributes:
        year: calendar year.
        names: of the parts [k].
        prior: as toekomstscenario's would give it, before any month of the year itself.
        distribution: given those months.
    """

    year: int
    names: Sequence[str]
    prior: LognormalMixture
    distribution: Mixture


def automatic_year(
    realised: Mapping[Month, float], year: int, recipe: Recipe, sureness: float = 1.0
) -> AutomaticYear | None:
    """The mixture of a year that is not over at the last realised month.

    Args:
        realised: month → first applications, people > 0.
        sureness: of the season, in a year under way: how much of the estimated κ is believed, in (0, 1].

    Returns:
        None where too little is known of the past.
    """
    before = {month: value for month, value in realised.items() if month < Month(year, 1)}
    changes = past_changes(rolling_totals(before), recipe.parts, recipe.pull)
    if changes is None:
        return None
    prior = changes.ahead(Month(year, YEAR).since(max(before)), recipe.widened)
    months = Month(year, YEAR).since(max(realised))
    if months >= YEAR:
        return AutomaticYear(year, recipe.parts.names, prior, prior.distribution)
    profile = seasonal_profile(before)
    seen = Observation(realised_in(realised, year), profile.after(YEAR - months), sureness * profile.concentration)
    return AutomaticYear(year, recipe.parts.names, prior, condition(prior.chances, prior.components, seen))

"""A year's first applications given more months than the forecast was made with: what the monitor and scores ask.

Without realised months, or with basis ``vooraf``, the months up to now condition the scenarios as the analyst gave
them. With basis ``inclusief_realisatie`` the analyst had used the first s months already: then what is left,
Z = X − R_s, is conditioned on the months after those, whose share of it is Beta(κ(W_t − W_s), κ(1 − W_t)).

Source: docs/methode-prognose.md, *Een deels gerealiseerd jaar*; docs/monitor.md, *De vooruitblik*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mpp_lib.inflow.component import Components, Floats
from mpp_lib.inflow.conditioning import Observation, condition
from mpp_lib.inflow.forecast_year import YearForecast
from mpp_lib.inflow.mixture import Mixture
from mpp_lib.inflow.seasonal import SeasonalProfile

MONTHS = 12


@dataclass(frozen=True, eq=False)
class YearGiven:
    """The distribution of a year total X = ``offset`` + Z.

    Attributes:
        rest: distribution of Z; its weights are the chances of the scenarios now.
        offset: people that Z leaves out.
    """

    rest: Mixture
    offset: float = 0.0

    @property
    def chances(self) -> Floats:
        """Chance per scenario now [k]."""
        return self.rest.weights

    @property
    def mean(self) -> float:
        """Expected year total."""
        return self.offset + self.rest.mean

    def cdf(self, x: ArrayLike) -> Floats:
        """P(X ≤ x)."""
        return self.rest.cdf(np.asarray(x, dtype=float) - self.offset)

    def sf(self, x: ArrayLike) -> Floats:
        """P(X > x)."""
        return self.rest.sf(np.asarray(x, dtype=float) - self.offset)

    def quantile(self, q: ArrayLike) -> Floats:
        """F⁻¹(q)."""
        return self.offset + self.rest.quantile(q)


@dataclass(frozen=True, eq=False)
class _WhatWasLeft:
    """The densities of Z = X − ``realised``, as far as conditioning asks for them.

    Attributes:
        totals: densities of X, truncated at ``realised``.
    """

    totals: Components
    realised: float

    @property
    def size(self) -> int:
        return self.totals.size

    def only(self, k: int) -> _WhatWasLeft:
        return _WhatWasLeft(self.totals.only(k), self.realised)

    def z(self, x: ArrayLike) -> Floats:
        return self.totals.z(np.asarray(x, dtype=float) + self.realised)

    def x(self, z: ArrayLike) -> Floats:
        return self.totals.x(z) - self.realised

    def width(self, x: ArrayLike) -> Floats:
        return self.totals.width(np.asarray(x, dtype=float) + self.realised)

    def log_pdf(self, x: ArrayLike) -> Floats:
        return self.totals.log_pdf(np.asarray(x, dtype=float) + self.realised)


def year_given(year: YearForecast, profile: SeasonalProfile, months: Floats) -> YearGiven:
    """The forecast of a year, learning from its first months.

    Args:
        year: as the round forecast it.
        profile: of the round.
        months: first applications from January on, as known now [t], t < 12. With t no more than the round knew, the
            round's own forecast is what is given.

    Raises:
        ValueError: when the months add up to nothing, of which nothing can be learnt.
    """
    known = year.realised_months
    if len(months) <= known:
        return YearGiven(year.distribution)
    if not known or year.conditioned:
        seen = Observation(float(months.sum()), profile.after(len(months)), profile.concentration)
        return YearGiven(condition(year.prior_chances, year.components, seen))
    left = _WhatWasLeft(year.components.truncated_at(year.realised_total), year.realised_total)
    return YearGiven(condition(year.chances, left, _after(profile, months, known)), float(months[:known].sum()))


def _after(profile: SeasonalProfile, months: Floats, known: int) -> Observation:
    """The months that the forecast was made without, as part of what was left then."""
    open_ = 1 - profile.after(known)
    share = (profile.after(len(months)) - profile.after(known)) / open_
    return Observation(float(months[known:].sum()), share, profile.concentration * open_)

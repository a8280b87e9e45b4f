"""The seasonal profile of first applications, with its own uncertainty.

The twelve shares of a year are Dirichlet distributed with mean w and concentration κ. Then the share of the first t
months is Beta(κW_t, κ(1 − W_t)) with W_t = w_1 + … + w_t and variance W_t(1 − W_t)/(κ + 1).

Source: docs/methode-prognose.md, *Seizoenspatroon*; T.P. Minka, Estimating a Dirichlet distribution (2000): κ by
moments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.inflow.component import Floats
from mpp_lib.inputs.declared.round import ROUND


@dataclass(frozen=True, eq=False)
class SeasonalProfile:
    """Shares of a year per month.

    Attributes:
        shares: w, January first [12]; sum 1.
        concentration: κ > 0.
        years: the calendar years it was estimated from.
        estimated: whether κ was estimated from those years, or given in the round.
    """

    shares: Floats
    concentration: float
    years: tuple[int, ...]
    estimated: bool

    @cached_property
    def cumulative(self) -> Floats:
        """W_t after t = 1 … 12 months [12]."""
        return np.append(np.cumsum(self.shares)[:-1], 1.0)

    def after(self, months: int) -> float:
        """W_t: the expected share of the first ``months`` months."""
        return float(self.cumulative[months - 1]) if months else 0.0

    def rest(self, months: int) -> Floats:
        """How what is still to come is expected to spread over the months after the first ``months`` [12 − months]."""
        rest: Floats = self.shares[months:] / self.shares[months:].sum()
        return rest

    def band(self, q: ArrayLike) -> Floats:
        """Quantiles of the cumulative share after 1 … 11 months [..., 11]."""
        before = self.concentration * self.cumulative[:-1]
        after = self.concentration * (1 - self.cumulative[:-1])
        return np.asarray(betaincinv(before, after, np.asarray(q, dtype=float)[..., None]), dtype=np.float64)


def full_years(realised: Mapping[Month, float]) -> dict[int, Floats]:
    """Calendar years of which all twelve months are realised, with anybody in them: year → months [12]."""
    years = sorted({month.year for month in realised})
    complete = {
        year: np.array([realised[Month(year, k)] for k in range(1, 13)])
        for year in years
        if all(Month(year, k) in realised for k in range(1, 13))
    }
    return {year: months for year, months in complete.items() if months.sum() > 0}


def seasonal_profile(realised: Mapping[Month, float], concentration: float | None = None) -> SeasonalProfile:
    """The profile of all full years, each weighing the same, good and bad ones alike.

    Args:
        realised: month → first applications, people.
        concentration: κ given in the round; estimated when None.

    Raises:
        InputError: without a full year, or with one year only and no κ given.
    """
    years = full_years(realised)
    needed = 2 if concentration is None else 1
    if len(years) < needed:
        raise InputError([_too_few(len(years), needed)])
    shares = np.array([months / months.sum() for months in years.values()])
    mean = shares.mean(axis=0)
    kappa = estimate_concentration(shares) if concentration is None else concentration
    return SeasonalProfile(mean / mean.sum(), kappa, tuple(years), concentration is None)


def estimate_concentration(shares: Floats) -> float:
    """κ by the method of moments: κ + 1 = Σ_t W_t(1 − W_t) / Σ_t Var(share of the first t months), t = 1 … 11.

    The moments are those of cumulative shares, which is what a partly realised year is judged by. Moments of single
    months would give a κ three to four times as large on Dutch figures 2008–2024 (about 150 against 40), because busy
    months come in a row and a Dirichlet distribution doesn't know that; each year, left out in turn, fits far worse.

    Args:
        shares: per year, sum 1 [years ≥ 2, 12].

    Raises:
        InputError: when the years differ so much, or so little, that no κ > 0 fits.
    """
    cumulative = np.cumsum(shares, axis=1)[:, :-1]
    mean, variance = cumulative.mean(axis=0), cumulative.var(axis=0, ddof=1)
    with np.errstate(divide="ignore"):
        kappa = float(np.divide(np.sum(mean * (1 - mean)), np.sum(variance)) - 1)
    if not 0 < kappa < np.inf:
        found = "geen verschil tussen de jaren" if kappa > 0 else "te veel verschil tussen de jaren"
        raise InputError([_concentration_problem(found)])
    return kappa


def _too_few(found: int, needed: int) -> Problem:
    problem = "te weinig volledige jaren voor het seizoenspatroon"
    expected = f"de twaalf maanden van minstens {needed} kalenderjaren (of kappa in parameters.csv bij één jaar)"
    return Problem(ROUND.realisations.file, f"indicator {FIRST_INFLOW}", f"{found} volledige jaren", problem, expected)


def _concentration_problem(found: str) -> Problem:
    problem = "de vastheid van het seizoenspatroon is niet te schatten"
    return Problem(ROUND.realisations.file, f"indicator {FIRST_INFLOW}", found, problem, "kappa in parameters.csv")

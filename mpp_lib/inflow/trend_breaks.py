"""Trend breaks: months from which first applications stand at another level.

The series is y_m = ln(x_m / 12 w_m), without season. For every number of breaks k the k + 1 constant levels with the
least sum of squares S_k are found exactly, each level at least ``SHORTEST`` months long. Of those the number of breaks
is used with the lowest criterion of Liu, Wu and Zidek, with n months and p = 2k + 1 things estimated:

    ln(S_k / (n − p)) + (p / n) · 0.299 · (ln n)^2.1

Its penalty is heavier than that of BIC, because months that follow each other are alike, and BIC then sees breaks in
what is none (J. Bai en P. Perron, Journal of Applied Econometrics 18, 2003).

Source: docs/methode-prognose.md, *Terugblik*; J. Liu, S. Wu en J.V. Zidek, On segmented multivariate regression,
Statistica Sinica 7 (1997), 497–525.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, pow

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.inflow.baseline import unbroken
from mpp_lib.inflow.component import Floats
from mpp_lib.inflow.seasonal import SeasonalProfile

SHORTEST = 12
"""Months that a level lasts at least: what passes within a year is a peak, not a level."""
MOST_BREAKS = 8
_WEIGHT, _POWER = 0.299, 2.1
_NOTHING = 1e-12


@dataclass(frozen=True)
class Level:
    """Months at one level.

    Attributes:
        first, last: months, both included.
        per_month: the typical month without season, people: exp of the mean logarithm.
    """

    first: Month
    last: Month
    per_month: float


def without_season(realised: Mapping[Month, float], profile: SeasonalProfile) -> dict[Month, float]:
    """The unbroken months up to the last realised one, each divided by twelve times its share of a year."""
    values = unbroken(realised)
    start = max(realised) - (len(values) - 1) if len(values) else Month(1, 1)
    months = [start + k for k in range(len(values))]
    return {m: float(v / (12 * profile.shares[m.month - 1])) for m, v in zip(months, values, strict=True)}


def levels(series: Mapping[Month, float]) -> tuple[Level, ...]:
    """The levels that a monthly series without season went through; one where it has no break.

    Args:
        series: consecutive months → people.

    Returns:
        In order of time; none for a series that is empty, or has a month without anybody in it.
    """
    values = np.array(list(series.values()))
    if not len(values) or (values <= 0).any():
        return ()
    logs = np.log(values)
    ends = min(_segmentations(logs), key=lambda ends: criterion(logs, ends))
    months = list(series)
    return tuple(
        Level(months[start], months[end - 1], float(np.exp(logs[start:end].mean())))
        for start, end in pairwise((0, *ends))
    )


def criterion(logs: Floats, ends: Sequence[int]) -> float:
    """What is minimised over the number of breaks.

    Args:
        logs: the series [n].
        ends: where each level ends, the last one at n.
    """
    count, estimated = len(logs), 2 * len(ends) - 1
    squares = max(squares_around_levels(logs, ends), _NOTHING * count)
    return log(squares / (count - estimated)) + estimated / count * _WEIGHT * pow(log(count), _POWER)


def squares_around_levels(logs: Floats, ends: Sequence[int]) -> float:
    """S: the sum of squares around the mean of each level."""
    return float(sum(((logs[a:b] - logs[a:b].mean()) ** 2).sum() for a, b in pairwise((0, *ends))))


def _segmentations(logs: Floats) -> list[list[int]]:
    """The best one for every number of breaks that fits."""
    from ruptures import KernelCPD  # type: ignore[import-untyped]

    most = min(MOST_BREAKS, len(logs) // SHORTEST - 1)
    found = [[len(logs)]]
    if most > 0:
        search = KernelCPD(kernel="linear", min_size=SHORTEST).fit(logs.reshape(-1, 1))
        found += [search.predict(n_bkps=breaks) for breaks in range(1, most + 1)]
    return found

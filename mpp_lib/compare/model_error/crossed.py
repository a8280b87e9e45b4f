"""Would an error have been foreseen? Each held against the band of 75% that follows from the others alone.

What is left out decides what is asked: whether the own past of an indicator says something, whether another one's does,
whether one year says something of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from mpp_lib.compare.evaluation.scores import Interval, block_interval
from mpp_lib.compare.model_error.pooled import pooled_for
from mpp_lib.compare.model_error.residuals import Residual
from mpp_lib.production.node import Chain

LEFT_OUT: Mapping[str, Callable[[Chain, Residual, Residual], bool]] = {
    "year of the indicator": lambda _, one, of: (one.indicator, one.year) == (of.indicator, of.year),
    "indicator": lambda _, one, of: one.indicator == of.indicator,
    "partner": lambda chain, one, of: _partner(chain, one) == _partner(chain, of),
    "year": lambda _, one, of: one.year == of.year,
    "from the year on": lambda _, one, of: one.year >= of.year,
}
"""Name → whether one error is left out of what another is foreseen by."""


def _partner(chain: Chain, residual: Residual) -> str:
    return chain.by_id[residual.indicator].partner


@dataclass(frozen=True)
class Crossed:
    """How many years of indicators lay within what followed from the others.

    Attributes:
        left_out: one of :data:`LEFT_OUT`.
        n, within: years of indicators of which something followed, and how many lay within it.
        interval: of the share, with all years of an indicator together.
    """

    left_out: str
    n: int
    within: int
    interval: Interval | None


def crossed(chain: Chain, residuals: Iterable[Residual]) -> tuple[Crossed, ...]:
    """One for each of :data:`LEFT_OUT`."""
    known = [one for one in residuals if one.indicator in chain.by_id]
    years: dict[tuple[str, int], list[Residual]] = {}
    for one in known:
        years.setdefault((one.indicator, one.year), []).append(one)
    return tuple(_crossed(chain, known, list(years.values()), name) for name in LEFT_OUT)


def _crossed(chain: Chain, known: list[Residual], years: list[list[Residual]], name: str) -> Crossed:
    found: list[tuple[str, bool]] = []
    for ones in years:
        one = ones[0]
        others = [other for other in known if not LEFT_OUT[name](chain, other, one)]
        foreseen = pooled_for(one.indicator, chain, others)
        if foreseen is not None:
            off = sqrt(fmean(each.inflation * each.error**2 for each in ones))
            found.append((one.indicator, off <= foreseen.half_width))
    interval = block_interval(
        [held for _, held in found], [indicator for indicator, _ in found], lambda sample: float(sample.mean())
    )
    return Crossed(name, len(found), sum(held for _, held in found), interval)

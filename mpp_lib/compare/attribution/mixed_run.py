"""Runs of the chain between two rounds, of which every part comes from either of them.

What a member of a group of inputs is:

    realisaties      a partner: opening stocks, past flows and realised months (all of them where the starts differ)
    prognose         a year of first applications, in the months that are not realised
    ind_plan         a stream of the IND-prognoseplan that says something of its own
    parameters       a parameter, the distributions together, the norm of reception, any other stream of the plan
    maatregelen      a measure
    modelstructuur   the variant of the chain; beside it what the code of now makes otherwise of an adopted round

A run starts where the round starts that gives the realisations. In a month for which the source of another part has
no value of its own (before its horizon, after it, or, for the prognose, realised by its own cut-off) the other
round's value stands; where neither has one, the nearest. What only the chain of one round knows, that round gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.compare.plan_versus_chain import own_say
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key, Plan
from mpp_lib.production.layers import Measure
from mpp_lib.production.parts import FIRST, Parts, realised_series
from mpp_lib.production.run import RoundResult

REALISED, FORECAST, PLAN, PARAMETERS, MEASURES, STRUCTURE = GROUPS = (
    "realisaties",
    "prognose",
    "ind_plan",
    "parameters",
    "maatregelen",
    "modelstructuur",
)
KERNELS = "verdelingen"
"""Member of the parameters that is no parameter of the chain; the norm of reception is another."""

Coalition = Callable[[str, str], bool]
"""Whether (group, member) comes from this round instead of the previous one."""


@dataclass(frozen=True, eq=False)
class MixedRuns:
    """Runs of which every part comes from this round or from the previous one.

    Attributes:
        own_say: streams of the plan of this round that are a cause by themselves.
    """

    new: RoundResult
    old: RoundResult
    own_say: frozenset[str]

    @classmethod
    def between(cls, new: RoundResult, old: RoundResult) -> MixedRuns:
        """The runs between a round and the one before it."""
        return cls(new, old, own_say(new))

    @property
    def same_start(self) -> bool:
        """Whether both runs begin in the same month; only then can realisations be mixed by partner."""
        return self.new.parts.months[0] == self.old.parts.months[0]

    @property
    def all_months(self) -> tuple[Month, ...]:
        """The months of either horizon."""
        return tuple(sorted({*self.new.parts.months, *self.old.parts.months}))

    def parts(self, coalition: Coalition) -> Parts:
        """What one run consists of, with its measures in it: three draws."""
        new, old = self.over(self._months(coalition))

        def source(group: str, member: str = "") -> Parts:
            return new if coalition(group, member) else old

        return Parts(
            chain=source(STRUCTURE).chain,
            months=new.months,
            draws=new.draws,
            series={key: source(*self.member(key)).series[key] for key in new.series}
            | {FIRST: _first_applications(new, old, coalition)},
            realised={key: source(REALISED, partner).realised[key] for key, partner in self._partners.items()},
            kernels=source(PARAMETERS, KERNELS).kernels,
            flows={flow: source(REALISED, partner_of(flow)).flows[flow] for flow in new.flows},
            stocks={stock: source(REALISED, partner_of(stock)).stocks[stock] for stock in new.stocks},
        ).with_measures(self._measures(coalition))

    def over(self, months: tuple[Month, ...]) -> tuple[Parts, Parts]:
        """The parts of this round and of the previous one over other months, each completed from the other."""
        if months not in self._over:
            new, old = self.new.parts, self.old.parts
            self._over[months] = _completed(new, old, months), _completed(old, new, months)
        return self._over[months]

    @cached_property
    def _over(self) -> dict[tuple[Month, ...], tuple[Parts, Parts]]:
        return {}

    def member(self, key: Key) -> tuple[str, str]:
        """The group of a series that one round gives as a whole, and which member of it that is."""
        if isinstance(key, Plan):
            return PLAN if key.stream in self.own_say else PARAMETERS, key.stream
        return PARAMETERS, key.name

    @cached_property
    def _partners(self) -> dict[Key, str]:
        """Series with realised months → whose they are."""
        known = realised_series(self.old.chain) | realised_series(self.new.chain)
        return {key: partner_of(indicator) for key, indicator in known.items()}

    def _months(self, coalition: Coalition) -> tuple[Month, ...]:
        if self.same_start:
            return max(self.new.parts.months, self.old.parts.months, key=len)
        return (self.new if coalition(REALISED, "") else self.old).parts.months

    def _measures(self, coalition: Coalition) -> Iterator[Measure]:
        for is_new, result in ((False, self.old), (True, self.new)):
            yield from (measure for measure in result.measures if coalition(MEASURES, measure.id) == is_new)


def partner_of(indicator: str) -> str:
    """The first part of an id."""
    return indicator.partition(".")[0]


def _first_applications(new: Parts, old: Parts, coalition: Coalition) -> Array:
    is_new = np.array([[coalition(FORECAST, str(month.year))] for month in new.months])
    return np.where(is_new, new.series[FIRST], old.series[FIRST])


def _completed(own: Parts, other: Parts, months: tuple[Month, ...]) -> Parts:
    return replace(
        own,
        months=months,
        series={key: _over_months(own, other, key, months) for key in {**other.series, **own.series}},
        realised={key: _realised(other, key, months) for key in other.realised}
        | {key: _realised(own, key, months) for key in own.realised},
        kernels={**other.kernels, **own.kernels},
        flows={**other.flows, **own.flows},
        stocks={**other.stocks, **own.stocks},
    )


def _over_months(own: Parts, other: Parts, key: Key, months: Sequence[Month]) -> Array:
    """A series over other months: own values first, then the other's, then the nearest own one."""
    source = own if key in own.series else other
    rows = {month: source.series[key][_nearest(source, month)] for month in months}
    rows |= expected(other, key) | expected(own, key)
    return np.array([rows[month] for month in months])


def expected(parts: Parts, key: Key) -> dict[Month, Array]:
    """Month → what a round expects of it; of first applications only where it did not know them yet."""
    rows = zip(parts.months, parts.series[key], parts.realised[FIRST][:, 0], strict=True) if key in parts.series else ()
    return {month: row for month, row, known in rows if key != FIRST or np.isnan(known)}


def _nearest(parts: Parts, month: Month) -> int:
    return min(max(month.since(parts.months[0]), 0), len(parts.months) - 1)


def _realised(parts: Parts, key: Key, months: Sequence[Month]) -> Array:
    rows = dict(zip(parts.months, parts.realised[key], strict=True))
    return np.array([rows.get(month, [np.nan]) for month in months])

"""Two rounds that lend each other inputs: a run of the chain in which every input comes from either of them.

What a member of a group of inputs is:

    realisaties      a partner: opening stocks, past flows and realised months (all of them where the starts differ)
    prognose         a year of first applications, in the months that are not realised
    ind_plan         a stream of the IND-prognoseplan
    parameters       a parameter, the distributions together, the norm of reception
    maatregelen      a measure
    modelstructuur   the variant of the chain

A run starts where the round starts that lends the realisations. In a month for which the lender of another input has
no value of its own (before its horizon, after it, or, for the prognose, realised by its own cut-off) the other
round's value stands; where neither has one, the nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from mpp_lib.base.months import Month
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.data import (
    outside_series,
    parameter_series,
    plan_series,
    raw_parameter,
    realised_months,
    starting_point,
    with_series,
)
from mpp_lib.production.expression import Key, Plan, Series
from mpp_lib.production.layers import Layer, layers_by_parameter
from mpp_lib.production.node import Chain
from mpp_lib.production.run import RoundResult

REALISED, FORECAST, PLAN, PARAMETERS, MEASURES, STRUCTURE = GROUPS = (
    "realisaties",
    "prognose",
    "ind_plan",
    "parameters",
    "maatregelen",
    "modelstructuur",
)
KERNELS, NORM = "verdelingen", "bezettingsnorm"
"""Members of the parameters that are no parameter of the chain."""
FIRST = Series("eerste_asielinstroom")

Kind = Literal["series", "parameters"]
Takes = Callable[[str, str], bool]
"""Whether (group, member) comes from this round instead of the previous one."""


@dataclass(frozen=True)
class Lender:
    """A round and its series over its own horizon."""

    result: RoundResult

    @property
    def inputs(self) -> RoundInputs:
        """What was delivered for it."""
        return self.result.inputs

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Its horizon."""
        return self.inputs.settings.span.months

    @cached_property
    def series(self) -> Mapping[Key, Array]:
        """Plan and outside series, without realised months: key → [months, 3 or 1]."""
        first = self.result.bare.series[FIRST][self.result.bare.horizon]
        return outside_series(self.inputs, first) | plan_series(self.result.chain, self.inputs)

    @cached_property
    def parameters(self) -> Mapping[str, Array]:
        """Parameter → as given, without measures [months, 3]."""
        return {spec.name: raw_parameter(spec, self.inputs) for spec in self.result.chain.parameters}

    @cached_property
    def row(self) -> Mapping[Month, int]:
        """Month → row of its series."""
        return {month: row for row, month in enumerate(self.months)}


@dataclass(frozen=True)
class _Start:
    """The months of a run, its data without series, and what is realised within it."""

    months: tuple[Month, ...]
    point: ChainData
    realised: Mapping[Key, Array]


@dataclass(frozen=True)
class Pair:
    """This round and the previous one, ready to lend."""

    new: Lender
    old: Lender

    def lender(self, takes: Takes, group: str, member: str = "") -> Lender:
        """Who lends it."""
        return self.new if takes(group, member) else self.old

    def other(self, lender: Lender) -> Lender:
        """The one who does not."""
        return self.old if lender is self.new else self.new

    @property
    def same_start(self) -> bool:
        """Whether both runs begin in the same month; only then can realisations be mixed by partner."""
        return self.new.months[0] == self.old.months[0]

    def run_of(self, takes: Takes) -> tuple[Chain, ChainData]:
        """The chain and the arrays of one coalition: three draws."""
        chain = self.lender(takes, STRUCTURE).result.chain
        start = self._start(takes, chain)
        return chain, with_series(start.point, self._horizon(takes, chain, start.months), start.realised)

    def _start(self, takes: Takes, chain: Chain) -> _Start:
        """What only realisations, distributions and chain decide; made once for all coalitions that agree on those."""
        key = (chain.variant, takes(PARAMETERS, KERNELS), *(takes(REALISED, partner) for partner in self.partners))
        if key not in self._starts:
            inputs = self._realisations(takes)
            point = starting_point(chain, inputs, self._kernels(takes, chain))
            self._starts[key] = _Start(inputs.settings.span.months, point, realised_months(chain, inputs))
        return self._starts[key]

    @cached_property
    def _starts(self) -> dict[tuple[object, ...], _Start]:
        return {}

    @cached_property
    def _moved(self) -> dict[tuple[object, ...], Array]:
        return {}

    @cached_property
    def partners(self) -> tuple[str, ...]:
        """Whoever realisations are about, in either round."""
        rows = pd.concat([self.old.inputs.realisations["indicator"], self.new.inputs.realisations["indicator"]])
        return tuple(sorted(partner_of(rows).unique()))

    def _realisations(self, takes: Takes) -> RoundInputs:
        """The inputs whose start and realisations count; where the starts agree, rows by partner."""
        if not self.same_start:
            return self.lender(takes, REALISED).inputs
        frames = [self._rows_lent(takes, lender) for lender in (self.new, self.old)]
        until = max(lender.inputs.settings.realised_until for lender in (self.new, self.old))
        latest = max((self.new, self.old), key=lambda lender: len(lender.months)).inputs
        settings = latest.settings.model_copy(update={"realised_until": until})
        return replace(latest, realisations=pd.concat(frames, ignore_index=True), settings=settings)

    def _rows_lent(self, takes: Takes, lender: Lender) -> pd.DataFrame:
        rows = lender.inputs.realisations
        lent = [partner for partner in self.partners if self.lender(takes, REALISED, partner) is lender]
        return rows[partner_of(rows["indicator"]).isin(lent)]

    def _kernels(self, takes: Takes, chain: Chain) -> pd.DataFrame:
        lender = self.lender(takes, PARAMETERS, KERNELS)
        own = lender.inputs.kernels
        missing = {spec.name for spec in chain.kernels} - set(own["parameter"])
        other = self.other(lender).inputs.kernels
        return pd.concat([own, other[other["parameter"].isin(missing)]], ignore_index=True) if missing else own

    def _horizon(self, takes: Takes, chain: Chain, months: Sequence[Month]) -> dict[Key, Array]:
        horizon: dict[Key, Array] = {FIRST: self._first_applications(takes, months)}
        for key in {**self.old.series, **self.new.series}.keys() - horizon.keys():
            horizon[key] = self.lent(months, self._lender_of_series(takes, key), "series", key)
        layers = self._layers(takes)
        for spec in chain.parameters:
            raw = self.lent(months, self.lender(takes, PARAMETERS, spec.name), "parameters", spec.name)
            horizon |= parameter_series(spec, raw, months, layers.get(spec.name, ()))
        return horizon

    def _lender_of_series(self, takes: Takes, key: Key) -> Lender:
        if isinstance(key, Plan):
            return self.lender(takes, PLAN, key.stream)
        return self.lender(takes, PARAMETERS, NORM) if key == Series(NORM) else self.new

    def lent(self, months: Sequence[Month], own: Lender, kind: Kind, name: Key | str) -> Array:
        """A series of its lender over the months of a run."""
        key = (months[0], len(months), own is self.new, kind, name)
        if key not in self._moved:
            other = self.other(own)
            values = getattr(own, kind).get(name), getattr(other, kind).get(name)
            self._moved[key] = _rows(months, own, values[0], other, values[1])
        return self._moved[key]

    def _first_applications(self, takes: Takes, months: Iterable[Month]) -> Array:
        realised = self.lender(takes, REALISED, "asiel")
        return np.array([self._first_in(takes, month, realised) for month in months])

    def _first_in(self, takes: Takes, month: Month, realised: Lender) -> Array:
        if month in realised.row and month <= realised.inputs.settings.realised_until:
            return _row_of(realised, FIRST, realised.row[month])
        own = self.lender(takes, FORECAST, str(month.year))
        asked = [lender for lender in (own, self.other(own)) if _forecasts(lender, month)]
        lender = asked[0] if asked else own
        return _row_of(lender, FIRST, _nearest(lender, month))

    def _layers(self, takes: Takes) -> Mapping[str, tuple[Layer, ...]]:
        lent = [
            measure
            for lender in (self.old, self.new)
            for measure in lender.result.measures
            if self.lender(takes, MEASURES, measure.id) is lender
        ]
        return layers_by_parameter(lent)


def partner_of(indicators: pd.Series) -> pd.Series:
    """The first part of every id."""
    return indicators.str.split(".").str[0]


def _row_of(lender: Lender, key: Key, row: int) -> Array:
    values: Array = lender.series[key][row]
    return values


def _forecasts(lender: Lender, month: Month) -> bool:
    """Whether a round says something of a month that it did not know yet."""
    return month in lender.row and month > lender.inputs.settings.realised_until


def _nearest(lender: Lender, month: Month) -> int:
    return min(max(month.since(lender.months[0]), 0), len(lender.months) - 1)


def _rows(months: Iterable[Month], own: Lender, values: Array | None, other: Lender, others: Array | None) -> Array:
    """A series over other months: own values first, then the other's, then the nearest own one."""
    if values is None or others is None:
        lender, only = (own, values) if values is not None else (other, others)
        if only is None:
            raise LookupError("geen van beide rondes heeft deze reeks")
        return np.array([only[_nearest(lender, month)] for month in months])
    return np.array([_row(month, own, values, other, others) for month in months])


def _row(month: Month, own: Lender, values: Array, other: Lender, others: Array) -> Array:
    if month in own.row or month not in other.row:
        row: Array = values[_nearest(own, month)]
        return row
    lent: Array = others[other.row[month]]
    return lent

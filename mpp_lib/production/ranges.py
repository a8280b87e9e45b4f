"""Between which values an input of the chain may lie: as a round declares, or as the spread of a parameter makes it.

A range holds three quarters of the chance, an eighth on either side, as minimum and maximum of the Prognose do. Of a
parameter without one of its own it is the value ± :data:`SPREADS` times its ``onzekerheid``.

Source: docs/methode-keten.md, *Gevoeligheden*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import KernelSpec, ParameterSpec, PlanSpec
from mpp_lib.base.months import Month
from mpp_lib.inflow.scenario_lines import MAXIMUM
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import parameter_arrays
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key, Param, Plan
from mpp_lib.production.layers import Layer, layered
from mpp_lib.production.parts import Parts
from mpp_lib.production.stretched import Duration

SPREADS = NormalDist().inv_cdf(MAXIMUM)
"""Standard deviations from the middle of a normal distribution to the value with an eighth of the chance above it."""
FROM_SPREAD = "aanname: uit de standaardafwijking"
"""The source of a range that no row of ``bereiken.csv`` gives."""
Spec = ParameterSpec | PlanSpec | KernelSpec
Input = Key | Duration
"""What a range is about."""


@dataclass(frozen=True, eq=False)
class Range:
    """What an input may be in the place of what it is in medio.

    Attributes:
        key: the series, or the distribution.
        label: Dutch name of the input.
        unit: of its values.
        low, value, high: by month [months, 1], with measures; NaN in half-years for which nothing is given.
        source: what the range rests on.
    """

    key: Input
    label: str
    unit: str
    low: Array
    value: Array
    high: Array
    source: str


def ranges_of(inputs: RoundInputs, medio: Parts) -> tuple[Range, ...]:
    """The ranges there are, in the order of the chain: parameters, series of the plan, distributions over time.

    Args:
        medio: the parts of medio alone, with the measures that are in it.
    """
    declared = dict(iter(inputs.ranges.groupby("invoer")))
    spreads = _spreads(inputs.parameters, medio)
    named = {name_of(key_of(spec)): spec for spec in specs_of(medio)}
    return tuple(
        declared_range(medio, spec, declared[name]) if name in declared else _from_spread(medio, spec, spreads[name])
        for name, spec in named.items()
        if name in declared or name in spreads
    )


def specs_of(medio: Parts) -> tuple[Spec, ...]:
    """The parameters of the chain, what it takes from the plan, and the distributions that can take longer."""
    lasting = (spec for spec in medio.chain.kernels if not spec.surviving)
    return (*medio.chain.parameters, *medio.chain.plan, *lasting)


def key_of(spec: Spec) -> Input:
    """The input that a declaration is about."""
    match spec:
        case ParameterSpec():
            return Param(spec.name)
        case KernelSpec():
            return Duration(spec.name)
        case PlanSpec():
            return Plan(spec.stream, spec.quantity)


def name_of(key: Input) -> str:
    """The name by which a round gives a parameter, a series of the plan or a distribution.

    Raises:
        TypeError: for a series that a round does not give so.
    """
    match key:
        case Param(name):
            return name
        case Duration(name):
            return f"{name}.duur"
        case Plan(stream, quantity):
            return f"{stream}.{quantity}"
        case _:
            raise TypeError(f"geen invoer van een ronde: {key}")


def value_of(medio: Parts, key: Input) -> Array:
    """An input in medio [months, 1]; of a distribution how many times as long it takes, which is once."""
    return np.ones((len(medio.months), 1)) if isinstance(key, Duration) else medio.series[key]


def label_of(spec: Spec) -> str:
    """The Dutch name of an input; of a distribution how long it takes."""
    return f"{spec.label} (duur)" if isinstance(spec, KernelSpec) else spec.label


def declared_range(medio: Parts, spec: Spec, rows: pd.DataFrame) -> Range:
    """The range that rows of ``bereiken.csv`` give an input."""
    value = value_of(medio, key_of(spec))
    low, high = (_with_end(value, medio.months, spec.name, rows, end) for end in ("laag", "hoog"))
    return Range(key_of(spec), label_of(spec), spec.unit, low, value, high, "; ".join(dict.fromkeys(rows["bron"])))


def _with_end(value: Array, months: tuple[Month, ...], name: str, rows: pd.DataFrame, end: str) -> Array:
    ordered = rows.sort_values("vanaf")
    since = [Month.parse(str(month)) for month in ordered["vanaf"]]
    until = [*(month - 1 for month in since[1:]), None]
    ends = zip(since, until, ordered["soort"], ordered[end], strict=True)
    changed = layered(value, months, [Layer(name, *each) for each in ends])
    return np.where(np.isnan(value), value, changed)


def _spreads(parameters: pd.DataFrame, medio: Parts) -> dict[str, Array]:
    """Parameter → its standard deviation by month [months, 1], of those that have one in some month."""
    given = parameters.assign(waarde=parameters["onzekerheid"].fillna(0.0))
    bare = [replace(spec, required=False, default=0.0) for spec in medio.chain.parameters]
    spreads = parameter_arrays(given, bare, medio.months, ("medio",))
    return {name: np.nan_to_num(spread) for name, spread in spreads.items() if np.nan_to_num(spread).any()}


def _from_spread(medio: Parts, spec: Spec, spread: Array) -> Range:
    value = value_of(medio, key_of(spec))
    low = np.maximum(value - SPREADS * spread, spec.low)
    high = np.minimum(value + SPREADS * spread, highest(medio, spec))
    return Range(key_of(spec), spec.label, spec.unit, low, value, high, FROM_SPREAD)


def highest(medio: Parts, spec: Spec) -> Array | float:
    """The highest value an input can have, what it shares a whole with staying as it is."""
    for limit in medio.chain.limits:
        if isinstance(spec, ParameterSpec) and spec.name in limit.names:
            others = sum(medio.series[Param(name)] for name in limit.names if name != spec.name)
            return np.minimum(spec.high, limit.most - others)
    return spec.high

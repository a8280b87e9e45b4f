"""From a validated round to the arrays a run of the chain needs."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS, ParameterSpec
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import kernel_by_entry_month, monthly, parameter_array, plan_array
from mpp_lib.production.ages_and_terms import still_inside
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.expression import Key, Known, Param, Plan, Ref, Series, walk
from mpp_lib.production.layers import Layer, Measure, layered, layers_by_parameter
from mpp_lib.production.node import AGE_HISTORY, Chain, Transit

OUTSIDE_SERIES: Mapping[str, tuple[str, str]] = {
    "eerste_asielinstroom": ("Aanmeldingen voor een eerste asielaanvraag (Prognose Eerste Asielinstroom)", "personen"),
    "dagen": ("Dagen in de maand", "dagen"),
    "bezettingsnorm": ("Bezettingsnorm van de opvang", "aandeel"),
}
"""Series from outside the chain → label and unit."""


def chain_data(chain: Chain, inputs: RoundInputs, first_applications: Array) -> ChainData:
    """The arrays of a run for minimum, medio and maximum, without measures: three draws.

    The run starts in January of the first horizon year, from the stocks at the end of the December before; realised
    months of flows from outside the chain enter as they are.

    Args:
        first_applications: people per month who come to apply, [months of the horizon, 3].
    Raises:
        InputError: when opening stocks contradict each other.
    """
    months = inputs.settings.span.months
    horizon = outside_series(inputs, first_applications) | plan_series(chain, inputs)
    for spec in chain.parameters:
        horizon |= parameter_series(spec, raw_parameter(spec, inputs), months, ())
    data = starting_point(chain, inputs, inputs.kernels)
    _refuse_contradiction(chain, data.opening)
    return with_series(data, horizon, realised_months(chain, inputs))


def starting_point(chain: Chain, inputs: RoundInputs, kernel_table: pd.DataFrame) -> ChainData:
    """A run without its series: start, distributions, past flows and opening stocks.

    Args:
        inputs: whose start and realisations are taken.
        kernel_table: :attr:`RoundInputs.kernels` of the round whose distributions are taken.
    """
    span = inputs.settings.span
    longest = max((int(k) + 1 for k in kernel_table["k"]), default=1)
    history = max(AGE_HISTORY, longest)
    calendar = month_range(span.start - history, history + len(span.months))
    kernels = {spec.name: kernel_by_entry_month(kernel_table, spec.name, calendar) for spec in chain.kernels}
    flows = _past_flows(chain, inputs, calendar[:history])
    opening = _openings(chain, inputs, span.start - 1, flows, kernels)
    return ChainData(span.start, history, len(span.months), len(SCENARIOS), {}, kernels, flows, opening)


def with_series(data: ChainData, horizon: Mapping[Key, Array], realised: Mapping[Key, Array]) -> ChainData:
    """The same run with its series, realised months in their place.

    Args:
        horizon: every series by its key over the months of the run, [months, 3 or 1].
        realised: as :func:`realised_months` gives it.
    """
    series = {key: np.pad(values, ((data.history, 0), (0, 0)), mode="edge") for key, values in horizon.items()}
    return replace(data, series=series | _entered(series, realised, data.history))


def with_measures(chain: Chain, inputs: RoundInputs, data: ChainData, measures: Sequence[Measure]) -> ChainData:
    """The same arrays with measures over the parameters of the horizon; realised months stay as they are.

    Args:
        data: as :func:`chain_data` gives it; not changed.
    """
    changed: dict[Key, Array] = {}
    for name, layers in layers_by_parameter(measures).items():
        spec = next(spec for spec in chain.parameters if spec.name == name)
        parameter = parameter_series(spec, raw_parameter(spec, inputs), inputs.settings.span.months, layers)
        for key, values in parameter.items():
            changed[key] = np.concatenate([data.series[key][: data.history], values])
    changed |= _entered(changed, realised_months(chain, inputs), data.history)
    return replace(data, series={**data.series, **changed})


def outside_series(inputs: RoundInputs, first_applications: Array) -> dict[Key, Array]:
    """What is neither parameter nor plan: first applications, the days of the months, the norm of reception."""
    months = inputs.settings.span.months
    return {
        Series("eerste_asielinstroom"): first_applications,
        Series("dagen"): np.array([[float(monthrange(*month)[1])] for month in months]),
        Series("bezettingsnorm"): np.full((len(months), 1), inputs.settings.bezettingsnorm),
    }


def plan_series(chain: Chain, inputs: RoundInputs) -> dict[Key, Array]:
    """The series of the IND-prognoseplan that the chain takes, by key."""
    months = inputs.settings.span.months
    return {
        Plan(plan.stream, plan.quantity): plan_array(inputs.plan, plan.stream, plan.quantity, months)
        for plan in chain.plan
    }


def raw_parameter(spec: ParameterSpec, inputs: RoundInputs) -> Array:
    """A parameter as the round gives it, without measures [months, 3]; NaN in half-years that are not given."""
    return parameter_array(inputs.parameters, spec, inputs.settings.span.months, SCENARIOS)


def parameter_series(
    spec: ParameterSpec, raw: Array, months: Sequence[Month], layers: Sequence[Layer]
) -> dict[Key, Array]:
    """A parameter with layers by key; one per half-year is 0 where it is not given, and a series says where."""
    value = layered(raw, months, layers)
    if not spec.per_half_year:
        return {Param(spec.name): value}
    known = np.isfinite(value).astype(float)
    return {Param(spec.name): np.nan_to_num(value), Known(spec.name): known}


def realised_months(chain: Chain, inputs: RoundInputs) -> dict[Key, Array]:
    """What is realised within the horizon of series from outside the chain: key → [months], NaN where nothing is."""
    months, until = inputs.settings.span.months, inputs.settings.realised_until
    found: dict[Key, Array] = {}
    for node in chain.nodes:
        if node.realised and isinstance(node.formula, Param):
            known = monthly(inputs.realisations, node.id, include_assumed=False)
            values = [known.get(month, np.nan) if month <= until else np.nan for month in months]
            found[node.formula] = np.array(values)
    return found


def _entered(series: Mapping[Key, Array], realised: Mapping[Key, Array], history: int) -> dict[Key, Array]:
    """The series of which months are realised, with those months in every scenario."""
    entered: dict[Key, Array] = {}
    for key in realised.keys() & series.keys():
        values = series[key].copy()
        rows = np.isfinite(realised[key])
        values[history:][rows] = realised[key][rows, None]
        entered[key] = values
    return entered


def _past_flows(chain: Chain, inputs: RoundInputs, months: tuple[Month, ...]) -> dict[str, Array]:
    looked_back = sorted(set(chain.delayed_flows) | chain.aged_flows)
    past = {flow: monthly(inputs.realisations, flow, include_assumed=True) for flow in looked_back}
    return {flow: _since_first(values, months) for flow, values in past.items()}


def _since_first(values: Mapping[Month, float], months: tuple[Month, ...]) -> Array:
    """The past of a flow; before its first month, where none of its kernels reaches, it keeps that month's pace."""
    first = min(values, default=months[0])
    return np.array([values.get(max(month, first), 0.0) for month in months])


def _openings(
    chain: Chain, inputs: RoundInputs, month: Month, flows: Mapping[str, Array], kernels: Mapping[str, Array]
) -> dict[str, float]:
    opening: dict[str, float] = {}
    for node in chain.nodes:
        match node.opening:
            case "realisatie":
                opening[node.id] = float(monthly(inputs.realisations, node.id, include_assumed=True)[month])
            case Transit(flow, names):
                opening[node.id] = still_inside(flows[flow], [kernels[name] for name in names], len(flows[flow]))
            case _:
                continue
    return opening


def _refuse_contradiction(chain: Chain, opening: Mapping[str, float]) -> None:
    problems = []
    for parts, wholes in chain.nested:
        part = sum(_opening_of(chain, node_id, opening) for node_id in parts)
        whole = sum(_opening_of(chain, node_id, opening) for node_id in wholes)
        if part > whole:
            problems.append(
                Problem(
                    ROUND.realisations.file,
                    f"beginstand {', '.join(parts)}",
                    f"{part:.0f}",
                    f"de beginstand is groter dan die van {', '.join(wholes)}",
                    f"hoogstens {whole:.0f}",
                )
            )
    if problems:
        raise InputError(problems)


def _opening_of(chain: Chain, node_id: str, opening: Mapping[str, float]) -> float:
    """The opening of a stock, given or the sum of the stocks it consists of."""
    if node_id in opening:
        return opening[node_id]
    parts = (part for part in walk(chain.by_id[node_id].formula) if isinstance(part, Ref))
    return sum(_opening_of(chain, part.id, opening) for part in parts)

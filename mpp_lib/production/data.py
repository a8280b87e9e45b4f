"""From a validated round to the arrays a run of the chain needs."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping

import numpy as np

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.files import REALISATIONS
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import kernel_by_entry_month, monthly, parameter_array, plan_array
from mpp_lib.production.expression import Param, Ref, walk
from mpp_lib.production.frame import Array, ChainData, known_key, parameter_key, plan_key
from mpp_lib.production.node import AGE_HISTORY, Chain, Node, Transit
from mpp_lib.production.terms import still_inside


def chain_data(chain: Chain, inputs: RoundInputs, first_applications: Array) -> ChainData:
    """The arrays of a run for minimum, medio and maximum: three draws.

    The run starts in January of the first horizon year, from the stocks at the end of the December before; realised
    months of flows from outside the chain enter as they are.

    Args:
        first_applications: people per month who come to apply, [months of the horizon, 3].

    Raises:
        InputError: when opening stocks contradict each other.
    """
    span = inputs.settings.span
    longest = max((int(k) + 1 for k in inputs.kernels["k"]), default=1)
    history = max(AGE_HISTORY, longest)
    calendar = month_range(span.start - history, history + len(span.months))
    kernels = {spec.name: kernel_by_entry_month(inputs.kernels, spec.name, calendar) for spec in chain.kernels}
    flows = _past_flows(chain, inputs, calendar[:history])
    opening = _openings(chain, inputs, span.start - 1, flows, kernels)
    _refuse_contradiction(chain, opening)
    return ChainData(
        start=span.start,
        history=history,
        months=len(span.months),
        draws=len(SCENARIOS),
        series=_series(chain, inputs, history, first_applications),
        kernels=kernels,
        flows=flows,
        opening=opening,
    )


def _series(chain: Chain, inputs: RoundInputs, history: int, first_applications: Array) -> dict[str, Array]:
    months = inputs.settings.span.months
    horizon = {
        "eerste_asielinstroom": first_applications,
        "dagen": np.array([[float(monthrange(*month)[1])] for month in months]),
        "bezettingsnorm": np.full((len(months), 1), inputs.settings.bezettingsnorm),
    }
    for spec in chain.parameters:
        value = parameter_array(inputs.parameters, spec, months, SCENARIOS)
        if spec.per_half_year:
            horizon[known_key(spec.name)] = np.isfinite(value).astype(float)
            value = np.nan_to_num(value)
        horizon[parameter_key(spec.name)] = value
    for plan in chain.plan:
        horizon[plan_key(plan.stream, plan.quantity)] = plan_array(inputs.plan, plan.stream, plan.quantity, months)
    for node in chain.nodes:
        if node.realised and isinstance(node.formula, Param):
            _enter_realised(horizon[parameter_key(node.formula.name)], node, inputs)
    return {key: np.pad(values, ((history, 0), (0, 0)), mode="edge") for key, values in horizon.items()}


def _enter_realised(values: Array, node: Node, inputs: RoundInputs) -> None:
    realised = monthly(inputs.realisations, node.id, include_assumed=False)
    for row, month in enumerate(inputs.settings.span.months):
        if month <= inputs.settings.realised_until and month in realised:
            values[row] = realised[month]


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
                    REALISATIONS,
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

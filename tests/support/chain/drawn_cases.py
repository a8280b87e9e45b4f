"""Random but permitted surroundings for a chain: what a round could hold, without the round."""

from collections.abc import Mapping

import numpy as np

from mpp_lib.base.months import Month
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.expression import Delay, Key, Known, Param, Plan, Series, walk
from mpp_lib.production.node import Chain, Node, Transit

HISTORY = 40
LONGEST_KERNEL = 18
LARGEST = 4_000.0
"""Cap on parameters whose own range is open or far too wide to be a case."""
KNOWN_HALF_YEARS = 3
START = Month(2024, 1)


def bounds(low: float, high: float) -> tuple[float, float]:
    """The range in which a value of a case is drawn."""
    return low, min(high, LARGEST)


def permitted(chain: Chain, values: Mapping[str, float]) -> dict[str, float]:
    """The same values with parameters that share a limit brought within it."""
    result = dict(values)
    for limit in chain.limits:
        together = sum(result[name] for name in limit.names)
        if together > limit.most:
            result |= {name: result[name] * limit.most / together for name in limit.names}
    return result


def drawn_parameters(chain: Chain, rng: np.random.Generator) -> dict[str, float]:
    """A value for every parameter, anywhere in its range."""
    values = {spec.name: float(rng.uniform(*bounds(spec.low, spec.high))) for spec in chain.parameters}
    return permitted(chain, values)


def case(
    chain: Chain, values: Mapping[str, float], rng: np.random.Generator, *, months: int = 60, draws: int = 1
) -> ChainData:
    """Surroundings with these parameter values, moving up and down by month and draw; everything else from ``rng``."""
    rows = HISTORY + months
    kernels = drawn_kernels(chain, rng, rows)
    flows = {flow: lumpy(rng, HISTORY) for flow in (*chain.delayed_flows, *chain.aged_flows)}
    return ChainData(
        start=START,
        history=HISTORY,
        months=months,
        draws=draws,
        series=_series(chain, values, rng, (rows, draws)),
        kernels=kernels,
        flows=flows,
        opening=drawn_openings(chain, rng, flows, kernels),
    )


def lumpy(rng: np.random.Generator, *shape: int) -> Array:
    """Monthly numbers with empty months and a few very large ones."""
    values = rng.gamma(1.5, 800.0, shape)
    values[rng.random(shape) < 0.1] = 0.0
    return values


def _series(
    chain: Chain, values: Mapping[str, float], rng: np.random.Generator, shape: tuple[int, int]
) -> dict[str, Array]:
    found = {part.name for node in chain.nodes for part in walk(node.formula) if isinstance(part, Series)}
    known = np.zeros(shape)
    known[: HISTORY + 6 * KNOWN_HALF_YEARS] = 1.0
    series: dict[Key, Array] = {Series(name): lumpy(rng, *shape) for name in sorted(found)}
    series |= {Series("dagen"): np.full(shape, 30.0), Series("bezettingsnorm"): np.full(shape, 0.85)}
    for spec in chain.parameters:
        down = rng.uniform(0.8, 1.0, shape)
        series[Param(spec.name)] = np.maximum(spec.low, values[spec.name] * down)
        if spec.per_half_year:
            steps = np.repeat(down[HISTORY % 6 :: 6], 6, axis=0)[: shape[0] - HISTORY % 6]
            moving = np.vstack([down[: HISTORY % 6], steps]) * values[spec.name]
            series |= {Param(spec.name): moving * known, Known(spec.name): known}
    for plan in chain.plan:
        low, high = bounds(plan.low, plan.high)
        series[Plan(plan.stream, plan.quantity)] = rng.uniform(low, high, shape)
    return series


def drawn_kernels(chain: Chain, rng: np.random.Generator, rows: int) -> dict[str, Array]:
    """Kernels that change every few entry months, each sum of one road or group of roads being 1."""
    blocks = np.repeat(np.arange(rows), rng.integers(1, 9, rows))[:rows]
    kernels: dict[str, Array] = {}
    groups: dict[str, list[str]] = {}
    for spec in chain.kernels:
        if spec.total is None and not spec.group:
            kernels[spec.name] = rng.random((rows, 12))[blocks] * (np.arange(12) >= spec.first_lag)
        else:
            groups.setdefault(spec.group or spec.name, []).append(spec.name)
    first_lag = {spec.name: spec.first_lag for spec in chain.kernels}
    for names in groups.values():
        weights = rng.gamma(0.4, 1.0, (rows, len(names), LONGEST_KERNEL)) + 1e-6
        for number, name in enumerate(names):
            weights[:, number, : first_lag[name]] = 0.0
        shares = weights / weights.sum(axis=(1, 2), keepdims=True)
        kernels |= {name: shares[blocks, number] for number, name in enumerate(names)}
    return kernels


def drawn_openings(
    chain: Chain, rng: np.random.Generator, flows: Mapping[str, Array], kernels: Mapping[str, Array]
) -> dict[str, float]:
    """Opening stocks, parts within their wholes; what is in transit follows from past flows, person by person."""
    opening = {node.id: _opening(node, rng, flows, kernels) for node in chain.nodes if node.opening is not None}
    for parts, wholes in chain.nested:
        whole = sum(opening_of(chain, opening, node_id) for node_id in wholes)
        shares = rng.dirichlet(np.ones(len(parts) + 1))
        opening |= {part: float(share) * whole for part, share in zip(parts, shares, strict=False)}
    return opening


def opening_of(chain: Chain, opening: Mapping[str, float], node_id: str) -> float:
    """An opening stock, or the sum of those it consists of."""
    if node_id in opening:
        return opening[node_id]
    parts = [part for part in walk(chain.by_id[node_id].formula) if hasattr(part, "lag")]
    return sum(opening_of(chain, opening, part.id) for part in parts)


def _opening(node: Node, rng: np.random.Generator, flows: Mapping[str, Array], kernels: Mapping[str, Array]) -> float:
    if isinstance(node.opening, Transit):
        return sum(_inside(flows[node.opening.flow], kernels[name]) for name in node.opening.kernels)
    if isinstance(node.opening, float | int):
        return float(node.opening)
    size = float(rng.uniform(-LARGEST, 3 * LARGEST))
    return size if node.signed else abs(size)


def _inside(flow: Array, kernel: Array) -> float:
    """Of a past flow, what this kernel lets out only after the history."""
    past = len(flow)
    return sum(
        float(flow[entry] * share)
        for entry in range(past)
        for lag, share in enumerate(kernel[entry])
        if entry + lag >= past
    )


def delays(chain: Chain) -> dict[str, Delay]:
    """Node id → the delay its formula holds."""
    return {node.id: part for node in chain.nodes for part in walk(node.formula) if isinstance(part, Delay)}

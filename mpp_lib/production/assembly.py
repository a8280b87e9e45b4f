"""From the parts of a run to the arrays that the engine takes, and to the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.production.ages_and_terms import still_inside
from mpp_lib.production.chain_data import Alternatives, Array, ChainData
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Key, Known, Param, Ref, walk
from mpp_lib.production.node import AGE_HISTORY, Chain, Transit
from mpp_lib.production.parts import Parts
from mpp_lib.production.stretched import stretched


def outcome(parts: Parts) -> dict[str, Array]:
    """The chain run for these parts: node id → [months of the horizon, draws]."""
    data = assemble(parts)
    return {node_id: values[data.horizon] for node_id, values in run(parts.chain, data).items()}


def assemble(parts: Parts) -> ChainData:
    """The arrays of a run, as far back as the longest distribution and the oldest age look.

    The run starts from the stocks at the end of the month before its first; a stock in transit opens with what
    entered before and, by its distributions, has not left yet. Realised months enter as they are.
    """
    history = max([AGE_HISTORY, *(kernel.lags for kernel in parts.kernels.values())])
    calendar = month_range(parts.months[0] - history, history + len(parts.months))
    kernels = {name: kernel.by_entry_month(calendar) for name, kernel in parts.kernels.items()}
    flows = {flow: _since_first(known, calendar[:history]) for flow, known in parts.flows.items()}
    return ChainData(
        start=parts.months[0],
        history=history,
        months=len(parts.months),
        draws=parts.draws,
        series={key: _entered(values, parts.realised.get(key), history) for key, values in _series(parts)},
        kernels=kernels,
        flows=flows,
        opening=dict(_openings(parts, flows, kernels)),
        alternatives={name: _alternatives(parts, name, kernels[name], history) for name in parts.stretches},
    )


def _alternatives(parts: Parts, name: str, kernel: Array, history: int) -> Alternatives:
    """Other versions of a distribution; who entered before the horizon has the one of the round."""
    stretches, first_lag = parts.stretches[name], parts.chain.first_lag[name]
    as_given = stretched(kernel, np.ones(len(kernel)), first_lag)
    before = np.ones(history)
    versions = [stretched(kernel, np.concatenate([before, factors]), first_lag) for factors in stretches.factors]
    return Alternatives(np.array(versions) - as_given, stretches.weights)


def _series(parts: Parts) -> Iterator[tuple[Key, Array]]:
    """Every series over the horizon; one per half-year is 0 where it is not given, and a series says where."""
    half_yearly = {spec.name for spec in parts.chain.parameters if spec.per_half_year}
    for key, values in parts.series.items():
        if isinstance(key, Param) and key.name in half_yearly:
            yield key, np.nan_to_num(values)
            yield Known(key.name), np.isfinite(values).astype(float)
        else:
            yield key, values


def _entered(values: Array, realised: Array | None, history: int) -> Array:
    """A series with its realised months; before the horizon it is what it is in the first month."""
    horizon = values if realised is None else np.where(np.isfinite(realised), realised, values)
    return np.concatenate([np.repeat(horizon[:1], history, axis=0), horizon])


def _since_first(known: Mapping[Month, float], months: Sequence[Month]) -> Array:
    """The past of a flow; before its first month, where none of its kernels reaches, it keeps that month's pace."""
    first = min(known, default=months[0])
    return np.array([known.get(max(month, first), 0.0) for month in months])


def _openings(parts: Parts, flows: Mapping[str, Array], kernels: Mapping[str, Array]) -> Iterator[tuple[str, float]]:
    for node in parts.chain.nodes:
        match node.opening:
            case "realisatie":
                yield node.id, parts.stocks[node.id]
            case Transit(flow, names):
                yield node.id, still_inside(flows[flow], [kernels[name] for name in names], len(flows[flow]))
            case _:
                continue


def refuse_contradiction(chain: Chain, opening: Mapping[str, float]) -> None:
    """Refuses opening stocks of which a part is larger than its whole.

    Args:
        opening: as in :class:`ChainData`.

    Raises:
        InputError: with every such part.
    """
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

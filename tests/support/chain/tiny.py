"""Chains of a few nodes, with surroundings written out as lists of months."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from mpp_lib.base.catalogue import Aggregation, KernelSpec, ParameterSpec
from mpp_lib.base.months import Month, month_range
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Expr, Key, Param, Series, walk
from mpp_lib.production.node import Balance, Chain, Node
from mpp_lib.production.parts import Parts

Values = float | Sequence[float]
JANUARY = Month(2024, 1)


def chain(nodes: Sequence[Node], kernels: Mapping[str, int] | None = None, balances: Sequence[Balance] = ()) -> Chain:
    """A chain of these nodes; ``kernels`` gives each kernel's first lag; parameters are those the formulas name."""
    names = {part.name for node in nodes for part in walk(node.formula) if isinstance(part, Param)}
    return Chain(
        variant="proef",
        nodes=tuple(nodes),
        parameters=tuple(ParameterSpec(name, name, "aandeel") for name in sorted(names)),
        kernels=tuple(KernelSpec(name, name, first_lag=lag) for name, lag in (kernels or {}).items()),
        plan=(),
        balances=tuple(balances),
    )


def flow(node_id: str, formula: Expr) -> Node:
    """A node of flow kind that computes ``formula``."""
    return Node(
        node_id, node_id, "asiel", "personen", formula, Aggregation.FLOW, "Proef.", subject=f"de stroom {node_id}"
    )


def stock(node_id: str, formula: Expr, opening: Literal["realisatie"] | None = "realisatie") -> Node:
    """A stock that opens with what ``data`` gives; ``None`` for the sum of other stocks."""
    return Node(
        node_id,
        node_id,
        "asiel",
        "personen",
        formula,
        Aggregation.STOCK,
        "Proef.",
        opening=opening,
        subject=f"de stand {node_id}",
    )


def outside(node_id: str) -> Node:
    """A flow from outside the chain: the series of the same name."""
    return flow(node_id, Series(node_id))


def data(
    months: int,
    *,
    series: Mapping[str | Key, Values] | None = None,
    parameters: Mapping[str, Values] | None = None,
    kernels: Mapping[str, Sequence[Sequence[float]]] | None = None,
    flows: Mapping[str, Sequence[float]] | None = None,
    opening: Mapping[str, float] | None = None,
    history: int = 1,
    start: Month = JANUARY,
) -> ChainData:
    """Surroundings of one draw; series and parameters begin in the first month, past flows end just before it."""
    given: dict[Key, Values] = {Param(name): values for name, values in (parameters or {}).items()}
    given |= {Series(key) if isinstance(key, str) else key: values for key, values in (series or {}).items()}
    return ChainData(
        start=start,
        history=history,
        months=months,
        draws=1,
        series={key: _column(values, months, history) for key, values in given.items()},
        kernels={name: np.array(rows, dtype=float) for name, rows in (kernels or {}).items()},
        flows={
            name: np.array([*[0.0] * (history - len(past)), *past], dtype=float) for name, past in (flows or {}).items()
        },
        opening=opening or {},
    )


def _column(values: Values, months: int, history: int) -> Array:
    column = np.full(months, values) if isinstance(values, float | int) else np.array(values, dtype=float)
    return np.pad(column, (history, 0), mode="edge")[:, None]


def parts(
    made: Chain,
    months: int,
    series: Mapping[Key, Values],
    realised: Mapping[Key, Sequence[float]] | None = None,
    start: Month = JANUARY,
) -> Parts:
    """What a run of one draw consists of, for a chain that does not look back on what came before."""
    return Parts(
        chain=made,
        months=month_range(start, months),
        draws=1,
        series={key: _column(values, months, 0) for key, values in series.items()},
        realised={key: _column(values, months, 0) for key, values in (realised or {}).items()},
        kernels={},
        flows={},
        stocks={},
    )


def table(made: Chain, surroundings: ChainData) -> dict[str, list[float]]:
    """Node id → values of the horizon."""
    return {name: values[surroundings.horizon, 0].tolist() for name, values in run(made, surroundings).items()}

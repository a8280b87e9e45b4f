"""What a run of the chain consists of, in parts: made once of a round, then layered, then assembled into arrays.

Another run is the same parts with some of them replaced: with measures over the parameters, one mpp-scenario by itself,
more realised months, parts of another round, or many draws side by side. :mod:`mpp_lib.production.assembly` makes of
parts what the engine takes.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.base.months import Month
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import Kernel, course_of, every_monthly, kernel, parameter_arrays, plan_arrays
from mpp_lib.production.chain_data import Array
from mpp_lib.production.expression import Key, Param, Plan, Series
from mpp_lib.production.layers import Measure, layered, layers_by_parameter
from mpp_lib.production.node import Chain
from mpp_lib.production.stretched import Stretches

FIRST, DAYS, NORM = Series("eerste_asielinstroom"), Series("dagen"), Series("bezettingsnorm")
OUTSIDE_SERIES: Mapping[str, tuple[str, str]] = {
    FIRST.name: ("Aanmeldingen voor een eerste asielaanvraag (Prognose Eerste Asielinstroom)", "personen"),
    DAYS.name: ("Dagen in de maand", "dagen"),
    NORM.name: ("Bezettingsnorm van de opvang", "aandeel"),
}
"""Series from outside the chain → label and unit."""


@dataclass(frozen=True, eq=False)
class Parts:
    """What one run of the chain consists of.

    An array has a row per month of the horizon and a column per draw, or one column where all draws have the same.

    Attributes:
        chain: the declarations.
        months: the horizon, without gaps.
        draws: of a round three: minimum, medio, maximum.
        series: what is expected: first applications, days and the norm of reception (units: :data:`OUTSIDE_SERIES`),
            the plan and the parameters (units: their declarations); NaN in half-years for which one is not given.
        realised: what is realised of such series, NaN where nothing is; it goes before what is expected and before
            measures.
        kernels: name → distribution.
        flows: node id → month before the horizon → number in that month.
        stocks: node id → stock at the end of the month before the horizon, of nodes that do not derive theirs.
        stretches: name of a distribution → other versions of it, where draws have any.
    """

    chain: Chain
    months: tuple[Month, ...]
    draws: int
    series: Mapping[Key, Array]
    realised: Mapping[Key, Array]
    kernels: Mapping[str, Kernel]
    flows: Mapping[str, Mapping[Month, float]]
    stocks: Mapping[str, float]
    stretches: Mapping[str, Stretches] = field(default_factory=dict)

    def with_series(self, series: Mapping[Key, Array]) -> Parts:
        """The same run with other series in the place of these."""
        return replace(self, series={**self.series, **series})

    def with_realised(self, realised: Mapping[Key, Array]) -> Parts:
        """The same run with other realised months of these series."""
        return replace(self, realised={**self.realised, **realised})

    def with_measures(self, measures: Iterable[Measure]) -> Parts:
        """The same run with measures over its parameters."""
        over = {Param(name): layers for name, layers in layers_by_parameter(measures).items()}
        return self.with_series(
            {key: layered(self.series[key], self.months, over[key]) for key in over if key in self.series}
        )

    def scenario(self, name: str) -> Parts:
        """One mpp-scenario of a round by itself: one draw."""
        at = SCENARIOS.index(name)
        return replace(self, draws=1, series=_column(self.series, at), realised=_column(self.realised, at))


def _column(series: Mapping[Key, Array], at: int) -> dict[Key, Array]:
    return {key: values if values.shape[1] == 1 else values[:, [at]] for key, values in series.items()}


def side_by_side(runs: Sequence[Parts]) -> Parts:
    """Runs with the same chain, months, distributions and past as one: their draws after each other."""
    return replace(
        runs[0],
        draws=sum(run.draws for run in runs),
        series=_joined([(run.series, run.draws) for run in runs]),
        realised=_joined([(run.realised, run.draws) for run in runs]),
    )


def _joined(runs: Sequence[tuple[Mapping[Key, Array], int]]) -> dict[Key, Array]:
    first, _ = runs[0]
    return {
        key: np.concatenate([np.broadcast_to(series[key], (len(first[key]), draws)) for series, draws in runs], axis=1)
        for key in first
    }


def parts_of(chain: Chain, inputs: RoundInputs, first_applications: Array) -> Parts:
    """The parts of a round, without measures: three draws.

    Args:
        first_applications: people per month who come to apply, [months of the horizon, 3].
    """
    span = inputs.settings.span
    looked_back = sorted({*chain.delayed_flows, *chain.aged_flows})
    stocks = [node.id for node in chain.nodes if node.opening == "realisatie"]
    counted = every_monthly(inputs.realisations)
    known = every_monthly(inputs.realisations, include_assumed=True)
    plan = plan_arrays(inputs.plan, [(spec.stream, spec.quantity) for spec in chain.plan], span.months)
    return Parts(
        chain=chain,
        months=span.months,
        draws=len(SCENARIOS),
        series={
            FIRST: first_applications,
            DAYS: np.array([[float(monthrange(*month)[1])] for month in span.months]),
            NORM: np.full((len(span.months), 1), inputs.settings.bezettingsnorm),
            **{Plan(*series): values for series, values in plan.items()},
            **parameter_series(chain, inputs),
        },
        realised={
            key: _realised(inputs, counted.get(indicator, {})) for key, indicator in realised_series(chain).items()
        },
        kernels={spec.name: kernel(inputs.kernels, spec.name) for spec in chain.kernels},
        flows={flow: _before(span.start, known.get(flow, {})) for flow in looked_back},
        stocks={node_id: known[node_id][span.start - 1] for node_id in stocks},
    )


def realised_series(chain: Chain) -> dict[Key, str]:
    """Series from outside the chain → the indicator whose realised months it takes."""
    flows = (node for node in chain.nodes if node.realised)
    return {FIRST: FIRST_INFLOW, **{node.formula: node.id for node in flows if isinstance(node.formula, Param)}}


def parameter_series(chain: Chain, inputs: RoundInputs) -> dict[Key, Array]:
    """Parameters by month and mpp-scenario [months, 3], going from value to value as the round declares."""
    kinds = dict(zip(inputs.courses["parameter"], inputs.courses["verloop"], strict=True))
    steps = parameter_arrays(inputs.parameters, chain.parameters, inputs.settings.span.months)
    return {Param(name): course_of(values, kinds.get(name, "")) for name, values in steps.items()}


def _realised(inputs: RoundInputs, counted: Mapping[Month, float]) -> Array:
    """What is realised within the horizon up to the cut-off [months, 1], NaN where nothing is."""
    months, until = inputs.settings.span.months, inputs.settings.realised_until
    return np.array([[counted.get(month, np.nan) if month <= until else np.nan] for month in months])


def _before(start: Month, known: Mapping[Month, float]) -> dict[Month, float]:
    return {month: value for month, value in known.items() if month < start}

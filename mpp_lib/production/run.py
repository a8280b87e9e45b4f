"""A round, calculated: forecast, chain and result table in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product, repeat
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.result_table import COLUMNS, REALISED
from mpp_lib.inflow.forecast import forecast_round, monthly_inflow
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.assembly import assemble, refuse_contradiction
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.chains import chain_named
from mpp_lib.production.engine import run
from mpp_lib.production.layer_rules import refuse_impossible
from mpp_lib.production.layers import Measure, measures_of
from mpp_lib.production.node import Chain
from mpp_lib.production.parts import Parts, parts_of
from mpp_lib.production.prognose_result import PrognoseResult
from mpp_lib.production.range_rules import refuse_impossible_ranges
from mpp_lib.production.yearly import by_year


@dataclass(frozen=True, eq=False)
class RoundResult(PrognoseResult):
    """Everything that was calculated for a round.

    Attributes:
        parts: what the run consists of, without measures.
        measures: the measures that are in it.
        data: the parts with the measures over them, assembled.
        rows: node id → [history + months, 3]: minimum, medio, maximum; the history holds opening stocks and past flows.
    """

    parts: Parts
    measures: tuple[Measure, ...]
    data: ChainData
    rows: dict[str, Array]

    @property
    def chain(self) -> Chain:
        """The declarations."""
        return self.parts.chain

    @property
    def working(self) -> Path:
        """The folder that holds what comes after the round: its editions of the monitor, the decisions on them."""
        return self.inputs.folder

    @property
    def decided(self) -> tuple[Mapping[str, Any], ...]:
        """Every decision on the round so far."""
        return self.inputs.decisions

    @cached_property
    def without(self) -> RoundResult:
        """The same round without any measure; its ``table`` stands beside that with them."""
        return self.with_measures(())

    def with_measures(self, measures: Sequence[Measure]) -> RoundResult:
        """The same round with these measures and no others."""
        data = assemble(self.parts.with_measures(measures))
        return replace(self, measures=tuple(measures), data=data, rows=_rows(self.chain, data))

    @cached_property
    def months(self) -> dict[str, Array]:
        """Node id → [months of the horizon, 3]."""
        return {node_id: values[self.data.horizon] for node_id, values in self.rows.items()}

    @cached_property
    def years(self) -> dict[str, Array]:
        """Node id → [years of the horizon, 3]."""
        return by_year(self.chain, self.months)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The long result table: realised figures and the three mpp-scenarios, by month and by year."""
        specs, settings = [node.spec() for node in self.chain.nodes], self.inputs.settings
        realised = [self.realised(spec.id) for spec in specs]
        scenarios, periods = zip(*self._places(), strict=True)
        counts = [len(known) + len(periods) for known in realised]

        def repeated(values: Iterable[str]) -> list[str]:
            return [value for value, count in zip(values, counts, strict=True) for _ in range(count)]

        columns = {
            "ronde": settings.round,
            "versie": settings.version,
            "scenario": [one for known in realised for one in (*repeat(REALISED, len(known)), *scenarios)],
            "domein": repeated(spec.domain for spec in specs),
            "partner": repeated(spec.partner for spec in specs),
            "indicator": repeated(spec.id for spec in specs),
            "periode": [one for known in realised for one in (*map(str, known), *periods)],
            "waarde": np.concatenate([self._values_of(spec.id) for spec in specs]),
            "eenheid": repeated(spec.unit for spec in specs),
        }
        return pd.DataFrame(columns, columns=list(COLUMNS))

    def year(self, indicator: str, year: int, scenario: str) -> float:
        """One yearly value."""
        row = year - self.inputs.settings.span.first_year
        return float(self.years[indicator][row, SCENARIOS.index(scenario)])

    def opening(self, indicator: str) -> float:
        """A stock at the start of the horizon."""
        return float(self.rows[indicator][self.data.history - 1, 0])

    def _places(self) -> Iterator[tuple[str, str]]:
        """Scenario and period of the outcomes of an indicator, in the order of the table."""
        span = self.inputs.settings.span
        return product(SCENARIOS, [*map(str, span.months), *map(str, span.calendar_years)])

    def _values_of(self, indicator: str) -> Array:
        """What is realised of an indicator, and its outcomes in the order of :meth:`_places`."""
        outcomes = np.concatenate([self.months[indicator], self.years[indicator]])
        return np.concatenate([[*self.realised(indicator).values()], outcomes.ravel(order="F")])


def calculate(inputs: RoundInputs) -> RoundResult:
    """Forecast the inflow of a round and carry it, with the active measures, through the chain.

    Raises:
        InputError: when the inputs contradict each other in a way only the calculation shows.
        ArithmeticError: when a result is not a finite number: a fault of the model, never shown as a figure.
    """
    forecast = forecast_round(inputs)
    parts = parts_of(chain_named(inputs.settings.model), inputs, monthly_inflow(forecast, inputs))
    measures = measures_of(inputs)
    active = tuple(measure for measure in measures if measure.active)
    with inputs.refusals():
        refuse_impossible(parts, measures)
        layered = parts.with_measures(active)
        refuse_impossible_ranges(inputs, layered.scenario("medio"))
        data = assemble(layered)
        refuse_contradiction(parts.chain, data.opening)
    return RoundResult(inputs, forecast, parts, active, data, _rows(parts.chain, data))


def _rows(chain: Chain, data: ChainData) -> dict[str, Array]:
    rows = run(chain, data)
    for node_id, values in rows.items():
        if not np.isfinite(values).all():
            raise ArithmeticError(f"{node_id} heeft een waarde die geen getal is")
    return rows

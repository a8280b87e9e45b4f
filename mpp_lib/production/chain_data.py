"""The arrays of one run: every series as [history + months, draws], so that a lag is a shift of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mpp_lib.base.months import Month, month_range
from mpp_lib.production.expression import Key

Array = NDArray[np.float64]
Rows = slice | int
"""Rows of a frame: one month, or all months of the horizon at once."""


@dataclass(frozen=True, eq=False)
class Alternatives:
    """Other versions of a distribution, and how much of each is in a draw.

    Attributes:
        differences: of each version with the distribution itself [versions, history + months, lags].
        weights: [versions, draws].
    """

    differences: Array
    weights: Array


@dataclass(frozen=True)
class ChainData:
    """What a run of the chain needs, as plain arrays.

    Attributes:
        start: first month of the horizon; row ``history`` of every array.
        history: rows before ``start``.
        months: rows from ``start`` on.
        draws: number of columns of the results (three mpp-scenarios are three draws).
        series: formula that reads it → [history + months, draws or 1]: parameters, plan and outside series.
        kernels: name → [history + months, lags]: shares by entry month.
        flows: node id → [history]: the past of a flow, zero where nobody looks back.
        opening: node id → stock at the end of the month before ``start``.
        alternatives: name of a kernel → its other versions, where it has them.
    """

    start: Month
    history: int
    months: int
    draws: int
    series: Mapping[Key, Array]
    kernels: Mapping[str, Array]
    flows: Mapping[str, Array]
    opening: Mapping[str, float]
    alternatives: Mapping[str, Alternatives] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of every array."""
        return self.history + self.months

    @property
    def horizon(self) -> slice:
        """The rows of the horizon."""
        return slice(self.history, self.rows)

    @cached_property
    def calendar(self) -> tuple[Month, ...]:
        """The month of every row."""
        return month_range(self.start - self.history, self.rows)

    def columns(self, part: slice) -> ChainData:
        """The same data for some of the draws; series with one column serve every draw."""
        series = {name: values if values.shape[1] == 1 else values[:, part] for name, values in self.series.items()}
        draws = len(range(*part.indices(self.draws)))
        alternatives = {
            name: Alternatives(each.differences, each.weights[:, part]) for name, each in self.alternatives.items()
        }
        return replace(self, draws=draws, series=series, alternatives=alternatives)


def shift(rows: Rows, lag: int) -> Rows:
    """The rows ``lag`` months earlier."""
    return rows - lag if isinstance(rows, int) else slice(rows.start - lag, rows.stop - lag)

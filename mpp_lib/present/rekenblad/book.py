"""Everything the lines of a workbook are made from: the chain, one scenario of a run, and where each line stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mpp_lib.base.catalogue import ParameterSpec, PlanSpec
from mpp_lib.base.months import Month
from mpp_lib.present.rekenblad.formula import Spot
from mpp_lib.present.rekenblad.outline import outlines
from mpp_lib.present.rekenblad.places import Outline, Places, place
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.expression import Key, Param, Plan, Series, walk
from mpp_lib.production.layers import Measure
from mpp_lib.production.node import Chain


@dataclass(frozen=True)
class Origin:
    """Who answers for an input, and where it was found."""

    owner: str = ""
    source: str = ""


@dataclass(frozen=True)
class About:
    """What a workbook is of.

    Attributes:
        status: what a reader has to know of its standing, such as ``concept, voor intern gebruik``.
        day: ``JJJJ-MM-DD``, the day up to which its data were known.
        own_risk: what has to be said of using its figures; empty where they are adopted.
    """

    round: str
    scenario: str
    status: str
    day: str
    own_risk: str = ""

    @property
    def line(self) -> str:
        """One line that says so."""
        return f"MPP {self.round}, {self.scenario}{f' ({self.status})' if self.status else ''}"


@dataclass(frozen=True)
class Switches:
    """The measures that a workbook can switch on and off.

    Attributes:
        measures: every measure of the round, also those that are off.
        bare: what the run would be made with if all were off.
        realised: series → [months of the horizon, 1], NaN where nothing is realised: there no measure works.
    """

    measures: tuple[Measure, ...]
    bare: ChainData
    realised: Mapping[Key, Array]


@dataclass(frozen=True)
class Book:
    """One scenario of a run, ready to be written.

    Attributes:
        data: one draw, with the measures that are on.
        switches: one draw too; None without measures.
        values: node id → [history + months].
        origins: series, node id or ``verdeling:<name>`` → its origin.
        names: partner → name of its sheet.
    """

    about: About
    chain: Chain
    data: ChainData
    values: Mapping[str, Array]
    origins: Mapping[Key | str, Origin]
    names: Mapping[str, str]
    outlines: tuple[Outline, ...]
    places: Places
    switches: Switches | None = None

    @property
    def first(self) -> int:
        """The first month of the horizon."""
        return self.data.history

    @property
    def horizon(self) -> range:
        """The months of the horizon."""
        return range(self.data.history, self.data.rows)

    @property
    def calendar(self) -> tuple[Month, ...]:
        """The month of every column."""
        return self.data.calendar

    @cached_property
    def parameters(self) -> Mapping[Key, ParameterSpec]:
        """Series → the parameter it is."""
        return {Param(spec.name): spec for spec in self.chain.parameters}

    @cached_property
    def plan(self) -> Mapping[Key, PlanSpec]:
        """Series → the series of the IND-plan it is."""
        return {Plan(spec.stream, spec.quantity): spec for spec in self.chain.plan}

    @cached_property
    def opening_keys(self) -> frozenset[Key]:
        """Series needed just before the horizon too: the opening of a stock that follows from others asks for them."""
        sums = (part for node in self.chain.nodes if node.is_sum_of_stocks for part in walk(node.formula))
        return frozenset(part for part in sums if isinstance(part, Param | Plan | Series))

    @cached_property
    def trace_rows(self) -> Mapping[str, int]:
        """Node id → its row on the sheet that says what every figure follows from."""
        return {node.id: number for number, node in enumerate(self.chain.nodes, 2)}

    def series(self, key: Key) -> Array:
        """A series from outside the chain, [history + months]."""
        values: Array = self.data.series[key][:, 0]
        return values

    def spot(self, sheet: str, month: int) -> Spot:
        """A place where a formula stands."""
        return Spot(self.places, self.data, self.chain.first_lag, sheet, month)

    def origin(self, key: Key | str) -> Origin:
        """The origin of an input; empty where nobody named one."""
        return self.origins.get(key, Origin())


def book(
    chain: Chain,
    data: ChainData,
    rows: Mapping[str, Array],
    column: int,
    about: About,
    *,
    origins: Mapping[Key | str, Origin] | None = None,
    names: Mapping[str, str] | None = None,
    switches: Switches | None = None,
) -> Book:
    """The workbook of one draw.

    Args:
        data: what the run was made with.
        rows: what it gave: node id → [history + months, draws].
        column: the draw.
        origins: see :class:`Book`.
        names: see :class:`Book`.
        switches: see :class:`Book`, of every draw.

    Raises:
        ValueError: when a result is not a finite number.
    """
    values = {node_id: np.asarray(series[:, column]) for node_id, series in rows.items()}
    if not all(np.isfinite(series).all() for series in values.values()):
        raise ValueError("een uitkomst is geen getal; daarvan komt geen rekenblad")
    sheets = outlines(chain, data, names or {}, switches.measures if switches else ())
    one = data.columns(slice(column, column + 1))
    own = replace(switches, bare=switches.bare.columns(slice(column, column + 1))) if switches else None
    return Book(about, chain, one, values, origins or {}, names or {}, sheets, place(sheets), own)

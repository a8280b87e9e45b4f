"""What a chain declares of its inputs and outputs, in a form every stage can read.

The declarations stand in ``mpp_lib.production``; validation, which runs before it, receives them through this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from mpp_lib.base.months import Month

V = TypeVar("V")
Domain = Literal["asiel", "regulier", "bewaring"]
FIRST_INFLOW = "asiel.instroom_eerste"
"""First applications: what the Prognose forecasts."""
TOTAL_INFLOW = "asiel.instroom_totaal"
"""First and repeat applications and family members who arrive."""
SCENARIOS: tuple[str, str, str] = ("minimum", "medio", "maximum")
SHARE = "aandeel"
"""Unit of what lies from 0 to 1."""


APM = "apm"
"""Who makes the Prognose and the productiemodel; the partners of the chain have the first parts of ids for keys."""
IND = "ind"


class Aggregation(StrEnum):
    """How a year follows from its months: sum, year's end (stock, term), ratio of sums, maximum, average."""

    FLOW = "flow"
    STOCK = "stock"
    TERM = "term"
    RATIO = "ratio"
    PEAK = "peak"
    MEAN = "mean"

    @property
    def at_end(self) -> bool:
        """Whether only the last month of a period counts."""
        return self in (Aggregation.STOCK, Aggregation.TERM)


@dataclass(frozen=True)
class Later(Generic[V]):
    """What older rounds take for something that the chain asks only of rounds from some month on.

    Attributes:
        since: rounds with a cut-off before this month need not give it.
        value: what they take, in the unit of what is asked; of a distribution the share at lag (or class) 0, 1 and on.
    """

    since: Month
    value: V

    @property
    def source(self) -> str:
        """Where the value comes from, as a table shows it."""
        return "standaardwaarde: de keten vraagt dit pas van latere rondes"


@dataclass(frozen=True)
class ParameterSpec:
    """A parameter of ``parameters.csv``.

    Attributes:
        name: as written in the file.
        label: Dutch description.
        unit: Dutch unit; values with unit ``aandeel`` lie in [low, high] and may be written with a percent sign.
        low, high: permitted range, inclusive.
        per_half_year: each row counts only for the half-year that starts at ``vanaf`` (January or July).
        required: a round without it is refused; an optional one has ``default`` from the first month on.
        later: what rounds take that are older than the parameter.
        partner: key of the partner whose figures it is in.
    """

    name: str
    label: str
    unit: str
    low: float = 0.0
    high: float = float("inf")
    per_half_year: bool = False
    required: bool = True
    default: float = 0.0
    later: Later[float] | None = None
    partner: str = APM


@dataclass(frozen=True)
class KernelSpec:
    """A distribution of ``verdelingen.csv``: share at lag (or class) k, by entry month.

    Attributes:
        first_lag: smallest k permitted (1 inside feedback).
        total: what the shares of one entry month sum to; None where ``group`` says so, or where they are not the parts
            of one whole (the share still present after k months).
        group: kernels of one group sum to 1 *together* per entry month (roads out of one stock).
        later: what rounds take that are older than the distribution.
        partner: key of the partner whose figures it is in.
    """

    name: str
    label: str
    first_lag: int = 0
    total: float | None = 1.0
    group: str = ""
    later: Later[tuple[float, ...]] | None = None
    partner: str = APM

    @property
    def surviving(self) -> bool:
        """Whether its shares are those still present after k months, which only fall."""
        return self.total is None and not self.group

    @property
    def duration(self) -> str:
        """As a round names how long it takes, which may be uncertain: ``beroepstermijn.duur``."""
        return f"{self.name}.duur"

    @property
    def unit(self) -> str:
        """Of how long it takes: a factor on what its round says."""
        return "factor"

    @property
    def low(self) -> float:
        """The smallest such factor."""
        return 0.0

    @property
    def high(self) -> float:
        """There is no largest one."""
        return float("inf")


@dataclass(frozen=True)
class PlanSpec:
    """A quantity the chain takes from the IND-prognoseplan: monthly, per mpp-scenario.

    Attributes:
        later: what rounds take, in every month, that are older than the quantity.
    """

    stream: str
    quantity: str
    label: str
    unit: str
    low: float = 0.0
    high: float = float("inf")
    later: Later[float] | None = None

    @property
    def name(self) -> str:
        """As an input of a round names it: ``spoor4.capaciteit``."""
        return f"{self.stream}.{self.quantity}"


@dataclass(frozen=True)
class IndicatorSpec:
    """An indicator: what a reader finds under an id.

    Attributes:
        label: Dutch name, without the partner.
        memo: cut through other figures, never part of a total.
        signed: may fall below zero (an arrears can be negative); any other realisation is refused below zero.
        subject: how a sentence names it, with its article; each indicator by words of its own.
        part: Dutch name of the part of the partner's work it belongs to; empty without one.
    """

    id: str
    label: str
    domain: Domain
    partner: str
    unit: str
    aggregation: Aggregation
    definition: str
    memo: bool = False
    signed: bool = False
    subject: str = ""
    part: str = ""


@dataclass(frozen=True)
class Catalogue:
    """Everything a chain variant declares of its surroundings.

    Attributes:
        opening: stocks for which ``realisaties.csv`` must hold the month before the horizon.
        later: stock or flow → what rounds take for its past that are older than it.
        history: flows for which ``realisaties.csv`` must hold that many months before the horizon (kernel history).
        delays: flow → kernels that look back on it: history as long as the longest of their lags is needed.
        limits: parameters that together are at most a number, in every month and scenario.
        totals: indicator → its parts, where deliveries of both are held against each other.
        nested: (parts, wholes): opening stocks of which the parts together are at most the wholes together.
    """

    variant: str
    indicators: Mapping[str, IndicatorSpec]
    parameters: Mapping[str, ParameterSpec]
    kernels: Mapping[str, KernelSpec]
    plan: tuple[PlanSpec, ...]
    opening: tuple[str, ...]
    history: Mapping[str, int] = field(default_factory=dict)
    delays: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limits: tuple[tuple[tuple[str, ...], float], ...] = ()
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nested: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    later: Mapping[str, Later[float]] = field(default_factory=dict)

    @property
    def series(self) -> Mapping[str, ParameterSpec | PlanSpec]:
        """Name → what a round gives a value of month by month: parameters and what is taken from the plan."""
        return {**self.parameters, **{spec.name: spec for spec in self.plan}}

    @property
    def uncertain(self) -> Mapping[str, ParameterSpec | PlanSpec | KernelSpec]:
        """Name → what may have a range: every series, and how long a distribution over time takes."""
        return {**self.series, **{spec.duration: spec for spec in self.kernels.values() if not spec.surviving}}

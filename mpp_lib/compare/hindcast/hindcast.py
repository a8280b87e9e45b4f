"""The chain fed with realised inflow and decisions, beside what was published: how far off would it have been?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.base.dutch import number
from mpp_lib.base.errors import InputError, Problem, refusals_of
from mpp_lib.base.months import Month
from mpp_lib.base.periods import YEAR, Period
from mpp_lib.compare.hindcast.fitted import stored
from mpp_lib.compare.hindcast.terms import Phase, Terms
from mpp_lib.inputs.declared.hindcast import OF_HINDCAST
from mpp_lib.inputs.fingerprint import fingerprint
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.reading.files import HINDCAST
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import monthly
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.production.assembly import assemble, outcome, refuse_contradiction
from mpp_lib.production.chain_data import Array
from mpp_lib.production.chains import catalogue_named, chain_named
from mpp_lib.production.engine import run
from mpp_lib.production.node import Chain, Node
from mpp_lib.production.parts import Parts, parts_of
from mpp_lib.production.realised import ASSUMED
from mpp_lib.production.yearly import by_year


@dataclass(frozen=True)
class Observation:
    """A published figure; one that is assumed, or said to count in no score, is shown and never scored."""

    indicator: str
    period: Period
    realised: float
    scored: bool


@dataclass(frozen=True)
class Row:
    """An observation beside what the chain makes of it; ``deviation_pct`` = 100 · (modelled − realised) / realised.

    ``limit``: percent it may be off before it needs a reason, which does not help a ``leading`` one.
    """

    indicator: str
    period: Period
    realised: float
    modelled: float
    deviation_pct: float
    phase: Phase
    reason: str
    limit: float
    leading: bool

    @property
    def missed(self) -> bool:
        """Whether it is further off than its limit."""
        return abs(self.deviation_pct) > self.limit

    def as_dict(self) -> dict[str, object]:
        """The row as the JSON object of ``mpp hindcast --json``."""
        told = asdict(self) | {"period": str(self.period)}
        return {name: value for name, value in told.items() if name not in ("limit", "leading")}


@dataclass(frozen=True)
class Hindcast:
    """The hindcast that stands beside the rounds.

    Attributes:
        inputs: of the folder ``_hindcast``, or what a round knew of it (:mod:`mpp_lib.compare.hindcast.known`).
        terms: what it compares and is held to.
        series: node id → [history + months] in medio; the last of the history holds the opening stocks.
        rows: every observation beside its outcome, in the order of :func:`hindcast`.
        assumed: indicator and period of the rows that are shown and never scored.
        fitted: fitted parameter → value of its first month.
        round: name of the round whose parameters it runs with; empty where they are the fitted ones.
    """

    inputs: RoundInputs
    terms: Terms
    chain: Chain
    series: Mapping[str, Array]
    rows: tuple[Row, ...]
    assumed: frozenset[tuple[str, Period]]
    fitted: Mapping[str, float]
    round: str = ""

    def months(self, indicator: str) -> Array:
        """An indicator by month of the horizon."""
        return self.series[indicator][-len(self.inputs.settings.span.months) :]

    def opening(self, indicator: str) -> float:
        """A stock at the start of the horizon."""
        return float(self.series[indicator][-len(self.inputs.settings.span.months) - 1])

    def scored(self, row: Row) -> bool:
        """Whether what a row was compared with had been published."""
        return (row.indicator, row.period) not in self.assumed


def hindcast_inputs(rounds: Path) -> RoundInputs:
    """What is in the folder ``_hindcast`` beside rounds; read once in a process, as long as none of its files changes.

    Raises:
        InputError: with everything that is wrong with it.
    """
    folder = rounds / HINDCAST
    return _read(folder, folder.absolute(), fingerprint(folder))


@lru_cache(maxsize=2)
def _read(folder: Path, _place: Path, _files: str) -> RoundInputs:
    return load_round(folder, catalogue_named)


def open_hindcast(rounds: Path) -> Hindcast | None:
    """The hindcast of a folder with rounds, over everything; None where there is none.

    Raises:
        InputError: with everything that is wrong with it.
    """
    if not (rounds / HINDCAST).is_dir():
        return None
    inputs = hindcast_inputs(rounds)
    return hindcast_of(inputs, stored(inputs))


def hindcast_of(inputs: RoundInputs, fitted: Mapping[str, float], of_round: str = "") -> Hindcast:
    """The chain run on what is in a folder ``_hindcast``, beside what was published."""
    parts, medio = fed(inputs), SCENARIOS.index("medio")
    series = {node_id: values[:, medio] for node_id, values in run(parts.chain, assemble(parts)).items()}
    assumed = frozenset((one.indicator, one.period) for one in observations(inputs) if not one.scored)
    rows = hindcast(inputs, parts)
    return Hindcast(inputs, Terms.of(inputs), parts.chain, series, rows, assumed, fitted, of_round)


def hindcast(inputs: RoundInputs, parts: Parts) -> tuple[Row, ...]:
    """Every observation beside the outcome of the chain, in the order in which they are declared and of time.

    Args:
        inputs: of the folder ``_hindcast``.
        parts: of :func:`fed`.
    """
    seen, terms = observations(inputs), Terms.of(inputs)
    if not seen:
        file, problem = OF_HINDCAST.registers["vergeleken"].file, "er valt niets te vergelijken"
        raise InputError(
            [Problem(file, "", "", problem, "een indicator met een realisatie", round=inputs.settings.round)]
        )
    found = modelled(parts, seen)[:, SCENARIOS.index("medio")]
    reasons = _reasons(inputs)
    return tuple(
        Row(
            one.indicator,
            one.period,
            one.realised,
            value,
            100 * (value - one.realised) / one.realised,
            phase := terms.phase(one.period),
            reasons.get((one.indicator, one.period), ""),
            terms.limits[phase],
            one.indicator in terms.leading,
        )
        for one, value in zip(seen, map(float, found), strict=True)
    )


def observations(inputs: RoundInputs) -> tuple[Observation, ...]:
    """Everything published of the observed indicators within the horizon."""
    rows, terms = inputs.realisations, Terms.of(inputs)
    compared, why = rows[rows["indicator"].isin(terms.observed)], _unscored(inputs)

    def observation(indicator: str, period: Period, value: float, status: str) -> Observation:
        return Observation(indicator, period, value, status != ASSUMED and not why(indicator, period))

    published = (
        observation(str(row.indicator), Period.parse(str(row.periode)), float(str(row.waarde)), str(row.status))
        for row in compared.itertuples()
    )
    first, last = inputs.settings.span.start, terms.until["checked"]
    within = [one for one in published if one.period.start >= first and one.period.end <= last]
    return tuple(sorted(within, key=lambda one: (terms.observed.index(one.indicator), one.period.end, one.period)))


def fed(inputs: RoundInputs) -> Parts:
    """The parts of a run in which every month of first applications is the realised one.

    Raises:
        InputError: when one of those months is not realised.
    """
    months = inputs.settings.span.months
    known = monthly(inputs.realisations, FIRST_INFLOW)
    missing = [str(month) for month in months if month not in known]
    if missing:
        where, problem = f"indicator {FIRST_INFLOW}", "niet elke maand is gerealiseerd"
        expected = f"een waarde voor {', '.join(missing)}, niet met status aanname"
        file, name = OF_HINDCAST.realisations.file, inputs.settings.round
        raise InputError([Problem(file, where, "", problem, expected, round=name)])
    realised = np.array([[known[month]] * len(SCENARIOS) for month in months])
    parts = parts_of(chain_named(inputs.settings.model), inputs, realised)
    with refusals_of(inputs.settings.round):
        refuse_contradiction(parts.chain, assemble(parts).opening)
    return parts


def modelled(parts: Parts, seen: Iterable[Observation]) -> Array:
    """What the chain gives for each observation: [observations, draws]."""
    nodes, months, start = parts.chain.by_id, outcome(parts), parts.months[0]
    years = by_year(parts.chain, months)
    return np.stack([_value(nodes[one.indicator], one.period, start, months, years) for one in seen])


def _value(node: Node, period: Period, start: Month, months: Mapping[str, Array], years: Mapping[str, Array]) -> Array:
    if period.length == YEAR:
        year: Array = years[node.id][period.start.year - start.year]
        return year
    end = period.end.since(start)
    first = end if node.aggregation.at_end else period.start.since(start)
    total: Array = months[node.id][first : end + 1].sum(axis=0)
    return total


def _unscored(inputs: RoundInputs) -> Callable[[str, Period], str]:
    """Why a figure of an indicator in a period is not scored; empty where it is."""
    unknown, nodes = Unknown.of(inputs.unknown), chain_named(inputs.settings.model).by_id
    return lambda name, period: unknown.unscored(name, period.months, at_end=nodes[name].aggregation.at_end)


def _reasons(inputs: RoundInputs) -> dict[tuple[str, Period], str]:
    """Why a figure is missed, or else why it counts in no score."""
    register, why = inputs.registers["verklaringen"], _unscored(inputs)
    said = {(one.indicator, one.period): why(one.indicator, one.period) for one in observations(inputs)}
    return said | {
        (str(row.indicator), Period.parse(str(row.periode))): str(row.reden) for row in register.itertuples()
    }


def not_right(rows: Iterable[Row], inputs: RoundInputs) -> Iterator[Problem]:
    """A miss without a reason, and a miss of a leading indicator that was scored."""
    scored = {(one.indicator, one.period) for one in observations(inputs) if one.scored}
    for row in rows:
        where, found = f"{row.indicator} {row.period}", f"{number(row.deviation_pct, 1)}%"
        expected = f"hoogstens {number(row.limit)}% verschil"
        if row.missed and row.leading and (row.indicator, row.period) in scored:
            problem = "de keten komt te ver van de realisatie"
            yield Problem("", where, found, problem, expected, round=inputs.settings.round)
        elif row.missed and not row.reason:
            expected = f"{expected}, of een reden in {OF_HINDCAST.registers['verklaringen'].file}"
            yield Problem("", where, found, "het verschil heeft geen verklaring", expected, round=inputs.settings.round)

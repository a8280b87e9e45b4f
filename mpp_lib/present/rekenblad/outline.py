"""What stands on which sheet, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from mpp_lib.present.rekenblad.places import (
    BalanceRow,
    BareRow,
    CameRow,
    CountsRow,
    InsideRow,
    KnownRow,
    LayerRow,
    LeftRow,
    NodeRow,
    OpeningRow,
    Outline,
    PastRow,
    Row,
    Section,
    SeriesRow,
    ShareRow,
    StayingRow,
    SwitchRow,
    TurnRow,
    WeightRow,
    WholeRow,
)
from mpp_lib.production.chain_data import ChainData
from mpp_lib.production.expression import Delay, Expr, OlderThan, Param, Plan, Series, TimeInStock, walk
from mpp_lib.production.layers import Measure, layers_by_parameter
from mpp_lib.production.node import Chain, Node, Transit, middle_words

INPUT, KERNELS, WEIGHTS, CHECKS = "Invoer", "Verdelingen", "Vertragingen", "Controle"
GUIDE, KEY, TRACE = "Leeswijzer", "Kerncijfers", "Herleiding"
"""The sheets without months, apart from those with years."""


def outlines(
    chain: Chain, data: ChainData, names: Mapping[str, str], measures: Sequence[Measure]
) -> tuple[Outline, ...]:
    """The sheets with months, in the order of the workbook.

    Args:
        names: partner (first part of an id) → name of its sheet, in the order of the sheets; a partner that is not
            there comes last, its key in capitals.
        measures: that can be switched on and off.
    """
    sheets = (
        Outline(INPUT, tuple(_filled(_input_sections(chain, data, measures)))),
        Outline(KERNELS, tuple(_kernel_sections(chain, data))),
        *(_partner(chain, partner, sheet_name(partner, names)) for partner in _partners(chain, names)),
        Outline(WEIGHTS, tuple(_weight_sections(chain, data))),
        Outline(CHECKS, tuple(_filled(_check_sections(chain)))),
    )
    return tuple(outline for outline in sheets if outline.sections)


def _partners(chain: Chain, names: Mapping[str, str]) -> list[str]:
    there = tuple(dict.fromkeys(node.partner for node in chain.nodes))
    return [*(name for name in names if name in there), *(name for name in there if name not in names)]


def sheet_name(partner: str, names: Mapping[str, str]) -> str:
    """The name of a partner's sheet."""
    return names.get(partner, partner.upper())


def grouped(nodes: Iterable[Node], key: Callable[[Node], str]) -> dict[str, list[Node]]:
    """Nodes by key, keys and nodes in order of appearance."""
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        groups.setdefault(key(node), []).append(node)
    return groups


def part_of(node: Node) -> str:
    """The part of a partner's work a node belongs to, from the middle of its id: ``spoor 4``.

    Empty without one, and where it is the domain: those figures are the partner's own.
    """
    words = middle_words(node.id)
    return "" if words == node.domain else words


def _filled(sections: Iterable[Section]) -> Iterator[Section]:
    return (section for section in sections if section.rows)


def _input_sections(chain: Chain, data: ChainData, measures: Sequence[Measure]) -> Iterator[Section]:
    outside = (key for key in data.series if isinstance(key, Series))
    yield Section("Prognose, kalender en norm", tuple(SeriesRow(key) for key in outside))
    yield Section("Maatregelen", tuple(_measure_rows(measures)))
    yield Section("Parameters", tuple(_parameter_rows(chain, layers_by_parameter(measures).keys())))
    yield Section("IND-prognoseplan", tuple(SeriesRow(Plan(plan.stream, plan.quantity)) for plan in chain.plan))
    given = (node.id for node in chain.nodes if node.id in data.opening and not isinstance(node.opening, Transit))
    yield Section("Beginstanden (eind van de maand vóór de horizon)", tuple(OpeningRow(node_id) for node_id in given))
    past = (node.id for node in chain.nodes if node.id in data.flows)
    yield Section("Stromen vóór de horizon", tuple(PastRow(node_id) for node_id in past))


def _measure_rows(measures: Sequence[Measure]) -> Iterator[Row]:
    for measure in measures:
        yield SwitchRow(measure.id)
        yield CountsRow(measure.id)
        yield from (LayerRow(measure.id, place) for place in range(len(measure.layers)))


def _parameter_rows(chain: Chain, layered: Collection[str]) -> Iterator[Row]:
    for spec in chain.parameters:
        if spec.name in layered:
            yield BareRow(Param(spec.name))
        yield SeriesRow(Param(spec.name))
        if spec.per_half_year:
            yield KnownRow(spec.name)


def _kernel_sections(chain: Chain, data: ChainData) -> Iterator[Section]:
    for spec in chain.kernels:
        lags = range(spec.first_lag, data.kernels[spec.name].shape[1])
        yield Section(spec.label, tuple(ShareRow(spec.name, lag) for lag in lags))


def _weight_sections(chain: Chain, data: ChainData) -> Iterator[Section]:
    used = {part.kernel for part in _formulas(chain.nodes) if isinstance(part, Delay)}
    for spec in chain.kernels:
        if spec.name in used:
            exits = range(data.history, data.rows)
            yield Section(spec.label, tuple(WeightRow(spec.name, month) for month in exits))


def _check_sections(chain: Chain) -> Iterator[Section]:
    yield Section(
        "Balansen: begin + in - uit - eind, hoort 0 te zijn",
        tuple(BalanceRow(balance.label) for balance in chain.balances),
    )
    wholes: dict[str, list[str]] = {}
    for spec in chain.kernels:
        if spec.group or spec.total is not None:
            wholes.setdefault(spec.group or spec.name, []).append(spec.name)
    yield Section(
        "Verdelingen: som van de aandelen per maand van instroom, hoort 1 te zijn",
        tuple(WholeRow(tuple(kernels)) for kernels in wholes.values()),
    )


def _partner(chain: Chain, partner: str, sheet: str) -> Outline:
    nodes = [node for node in chain.nodes if node.partner == partner]
    sections = [
        Section(heading, tuple(NodeRow(node.id) for node in group))
        for heading, group in grouped(nodes, _heading).items()
    ]
    helpers = Section("Hulpregels", tuple(dict.fromkeys(_helpers(chain, partner))))
    return Outline(sheet, tuple(_filled((*sections, helpers))))


def _heading(node: Node) -> str:
    part = part_of(node)
    return f"{node.domain.capitalize()}, {part}" if part else node.domain.capitalize()


def _helpers(chain: Chain, partner: str) -> Iterator[Row]:
    """What the figures of a partner need beside its nodes: what is still in transit, and who is first in line."""
    for node in chain.nodes:
        if node.partner == partner and isinstance(node.opening, Transit):
            yield InsideRow(node.id)
    for part in _formulas(chain.nodes):
        if isinstance(part, OlderThan | TimeInStock):
            yield from (row for owner, row in _in_line(part) if owner.partition(".")[0] == partner)


def _in_line(part: OlderThan | TimeInStock) -> Iterator[tuple[str, Row]]:
    """Whose id decides on the sheet, and the line itself."""
    match part:
        case OlderThan(stock, inflow):
            yield stock, StayingRow(stock, inflow)
        case TimeInStock(stock, inflow, outflow):
            yield inflow, CameRow(inflow)
            yield stock, LeftRow(stock, inflow, outflow)
            yield stock, TurnRow(stock, inflow, outflow)


def _formulas(nodes: Iterable[Node]) -> Iterator[Expr]:
    return (part for node in nodes for part in walk(node.formula))

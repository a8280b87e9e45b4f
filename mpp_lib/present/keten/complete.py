"""Every indicator of a domain, with every year and scenario side by side; what is zero everywhere is named below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from mpp_lib.base.catalogue import SCENARIOS, Domain
from mpp_lib.compare.beside_runs import BesideRuns
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.present.wording.partners import in_order
from mpp_lib.present.wording.printed_values import DAYS, TERM
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.uncertainty import HEADING, NOTE, uncertainty_text
from mpp_lib.present.wording.year_texts import rounding_note, scenario_texts
from mpp_lib.present.wording.zero_lines import left_out_note, only_zeros
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult

_IN_LABEL = (TERM, DAYS)


def complete_table(result: RoundResult, domain: Domain, beside: BesideRuns) -> Table[Sequence[str]]:
    """Every indicator of a domain by partner: the years of the horizon in minimum, medio and maximum."""
    nodes = nodes_of(result, domain)
    texts = [scenario_texts(result, [node.id for node in nodes], scenario) for scenario in SCENARIOS]
    cells = list(product(SCENARIOS, result.inputs.settings.span.calendar_years))
    figures = {node.id: [text for each in texts for text in each[node.id]] for node in nodes}
    empty = left_out_note([f"{_heading(node)}, {_label(node)}" for node in nodes if only_zeros(figures[node.id])])
    return Table(
        [
            [node.id, _heading(node), _label(node), *figures[node.id], uncertainty_text(result, beside, node.id)]
            for node in nodes
            if not only_zeros(figures[node.id])
        ],
        [
            Column("Indicator", 2),
            *(
                Column(str(year), place, kind="number", over=scenario, key=Key(scenario=scenario, period=str(year)))
                for place, (scenario, year) in enumerate(cells, 3)
            ),
            Column(HEADING, len(cells) + 3),
        ],
        title=f"Alle indicatoren {domain}",
        note=" ".join(
            part
            for part in (NOTE, empty, rounding_note(result, [node.id for node in nodes]), source_line(result))
            if part
        ),
        group=lambda row: row[1],
        dense=True,
        key=lambda row: Key(row[0]),
    )


def nodes_of(result: RoundResult, domain: Domain) -> list[Node]:
    """The indicators of a domain, by partner in the order of the report."""
    nodes = [node for node in result.chain.nodes if node.domain == domain]
    partners = in_order(node.partner for node in nodes)
    return [node for partner in partners for node in nodes if node.partner == partner.key]


def _heading(node: Node) -> str:
    return in_order([node.partner])[0].name


def _label(node: Node) -> str:
    label = own_label(node.spec())
    return f"{label}, {node.unit}" if node.unit in _IN_LABEL and not label.endswith(node.unit) else label

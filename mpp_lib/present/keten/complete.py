"""Every indicator of a domain, with every year and scenario side by side: nothing is left out."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS, Domain
from mpp_lib.base.result_table import is_year
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build
from mpp_lib.present.wording.indicator_names import own_label
from mpp_lib.present.wording.partners import in_order
from mpp_lib.present.wording.printed_values import DAYS, TERM
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.year_texts import rounding_note, scenario_texts
from mpp_lib.production.node import Node
from mpp_lib.production.run import RoundResult

_IN_LABEL = (TERM, DAYS)


def complete_sheet(result: RoundResult, domain: Domain) -> Sheet:
    """Every indicator of a domain by partner: the years of the horizon in minimum, medio and maximum."""
    nodes = nodes_of(result, domain)
    names = [node.id for node in nodes]
    years = [str(year) for year in result.inputs.settings.span.calendar_years]
    columns = {f"{scenario} {year}": year for scenario in SCENARIOS for year in years}
    texts = [scenario_texts(result, names, scenario) for scenario in SCENARIOS]
    rows = [[_heading(node), _label(node), *(text for each in texts for text in each[node.id])] for node in nodes]
    form = Form(
        stub=("indicator",),
        group="partner",
        labels={"indicator": "Indicator", **columns},
        spanners={scenario: [f"{scenario} {year}" for year in years] for scenario in SCENARIOS},
        numbers=tuple(columns),
    )
    table = result.table
    data = table[table["indicator"].isin(names) & is_year(table["periode"])].reset_index(drop=True)
    frame = pd.DataFrame(rows, columns=["partner", "indicator", *columns])
    note = f"{rounding_note(result)} {source_line(result)}"
    return Sheet(build(frame, form), data, None, note, f"Alle indicatoren {domain}", dense=True)


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

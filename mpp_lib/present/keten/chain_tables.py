"""Tables of the chain by year: key figures, a partner's figures, everything on one page, balances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS, TOTAL_INFLOW, Domain
from mpp_lib.base.dutch import round_half_up
from mpp_lib.base.periods import Period
from mpp_lib.base.result_table import is_year
from mpp_lib.present.keten.one_page import page_indicators
from mpp_lib.present.shown.picture import Sheet
from mpp_lib.present.shown.sheet import Form, build, records
from mpp_lib.present.wording.adding_up import round_balance
from mpp_lib.present.wording.courses import previous_medio
from mpp_lib.present.wording.indicator_names import own_label, short_name, subject_of
from mpp_lib.present.wording.partners import partner_named, partner_of
from mpp_lib.present.wording.printed_values import change_text, exact_text, heading_of, printed, step_of, text_of
from mpp_lib.present.wording.realised_history import realised_years
from mpp_lib.present.wording.sentences import against, moment, sentence
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.year_texts import (
    YearTexts,
    ahead_heading,
    realised_texts,
    rounding_note,
    scenario_texts,
    total_rows,
    year_columns,
)
from mpp_lib.production.key_figures import SUMMARY
from mpp_lib.production.node import Balance, Node
from mpp_lib.production.run import RoundResult

KEY_YEARS = 2


def key_figures(result: RoundResult, previous: RoundResult | None, indicators: Sequence[str] = SUMMARY) -> Sheet:
    """The numbers of the summary: realised, the first years ahead, and the change of medio since the previous round."""
    data = key_figures_data(result, previous, indicators)
    first = result.inputs.settings.span.first_year
    years = _key_years(result)
    frame = pd.DataFrame([_key_row(result, row, years) for row in records(data)])
    labels = {"naam": "Kerncijfer", "realisatie": f"Gerealiseerd {first - 1}"}
    labels |= {_cell(year, scenario): scenario for year in years for scenario in SCENARIOS}
    if previous:
        labels["verandering"] = f"Medio {first} tegenover ronde {previous.inputs.settings.round}"
    form = Form(
        stub=("naam",),
        labels=labels,
        spanners={str(year): [_cell(year, scenario) for scenario in SCENARIOS] for year in years},
        numbers=[name for name in labels if name != "naam"],
        realised=("realisatie",),
    )
    return Sheet(
        build(frame[list(labels)], form),
        data,
        key_finding(result, previous),
        f"Stromen per jaar, standen aan het einde van het jaar. {source_line(result)}",
        "Kerncijfers",
    )


def key_figures_data(result: RoundResult, previous: RoundResult | None, indicators: Sequence[str]) -> pd.DataFrame:
    """indicator, realisatie, minimum, medio and maximum of the first years (``2024 medio``), vorige_ronde (medio)."""
    first = result.inputs.settings.span.first_year
    rows = [
        {"indicator": name, "realisatie": realised_years(result, name).get(first - 1)}
        | {_cell(year, way): result.year(name, year, way) for year in _key_years(result) for way in SCENARIOS}
        | {"vorige_ronde": previous_medio(previous, name, first)}
        for name in indicators
    ]
    return pd.DataFrame(rows)


def _key_years(result: RoundResult) -> tuple[int, ...]:
    return result.inputs.settings.span.calendar_years[:KEY_YEARS]


def _cell(year: int, scenario: str) -> str:
    return f"{year} {scenario}"


def key_finding(result: RoundResult, previous: RoundResult | None) -> str:
    """Total inflow of the first year, beside that of the previous round."""
    name, first = TOTAL_INFLOW, result.inputs.settings.span.first_year
    node, value = result.chain.by_id[name], result.year(name, first, "medio")
    before = previous_medio(previous, name, first)
    subject, when = subject_of(node.spec()), moment(Period.of_year(first), node.aggregation)
    if before is None or previous is None:
        return sentence(f"in medio komt {subject.text} {when} op {text_of(value, node.unit)}")
    return sentence(
        against(subject, f"{when} in medio", before, value, node.unit, f"ronde {previous.inputs.settings.round}")
    )


def _key_row(result: RoundResult, row: Mapping[str, Any], years: Sequence[int]) -> dict[str, str]:
    node = result.chain.by_id[row["indicator"]]
    known, before = row["realisatie"], row["vorige_ronde"]
    texts = {name: text_of(row[name], node.unit) for name in (_cell(year, way) for year in years for way in SCENARIOS)}
    change = "" if pd.isna(before) else change_text(before, row[_cell(years[0], "medio")], node.unit)
    realised = "" if pd.isna(known) else exact_text(known, node.unit)
    return {"naam": short_name(node.spec()), "realisatie": realised} | texts | {"verandering": change}


def partner_sheet(result: RoundResult, indicators: Sequence[str], title: str) -> Sheet:
    """Indicators by year in minimum, medio and maximum, with the last realised years.

    Args:
        indicators: ids, in the order of the table.
        title: caption.
    """
    columns = year_columns(result, indicators)
    texts = {scenario: scenario_texts(result, indicators, scenario) for scenario in SCENARIOS}
    rows = []
    for name in indicators:
        node = result.chain.by_id[name]
        for scenario in SCENARIOS:
            known = (
                realised_texts(result, name, columns.realised) if scenario == "medio" else [""] * len(columns.realised)
            )
            rows.append([_named(node), scenario, *known, *texts[scenario][name]])
    frame = pd.DataFrame(rows, columns=["indicator", "scenario", *columns.columns])
    form = Form(
        stub=("indicator", "scenario"),
        labels={"indicator": "Indicator", "scenario": "Scenario"},
        spanners=_spanners(result, columns),
        numbers=columns.columns,
        realised=tuple(str(year) for year in columns.realised),
    )
    return Sheet(
        build(frame, form), _data(result, indicators), None, f"{rounding_note(result)} {source_line(result)}", title
    )


def one_page_sheet(result: RoundResult, domain: Domain, scenario: str) -> Sheet:
    """*MPP Asiel*, *MPP Regulier* or *MPP Bewaring*: a domain in one scenario on one page, by partner."""
    names = page_indicators(result.chain, domain)
    columns = year_columns(result, names)
    texts = scenario_texts(result, names, scenario)
    rows = [
        [partner_of(name).short, result.chain.by_id[name].line]
        + realised_texts(result, name, columns.realised)
        + texts[name]
        for name in names
    ]
    frame = pd.DataFrame(rows, columns=["partner", "indicator", *columns.columns])
    totals = total_rows(result, names)
    form = Form(
        stub=("partner", "indicator"),
        labels={"partner": "Partner", "indicator": "Indicator"},
        spanners=_spanners(result, columns),
        numbers=columns.columns,
        realised=tuple(str(year) for year in columns.realised),
        totals=[place for place, name in enumerate(names) if name in totals],
    )
    note = f"{rounding_note(result)} {source_line(result)}"
    return Sheet(
        build(frame, form), _data(result, names), None, note, f"MPP {_capital(domain)}, {scenario}", dense=True
    )


def balance_sheet(result: RoundResult, partner: str, scenario: str = "medio", *, domain: Domain = "asiel") -> Sheet:
    """The balances of a partner in a domain by year: begin, in, uit, eind, closing as printed.

    Raises:
        KeyError: when the partner is unknown.
        ValueError: when it has no balance, or one does not close.
    """
    key = partner_named(partner).key
    nodes = result.chain.by_id
    balances = [
        balance
        for balance in result.chain.balances
        if (nodes[balance.stock].partner, nodes[balance.stock].domain) == (key, domain)
    ]
    if not balances:
        raise ValueError(f"{partner} heeft geen balans")
    years = [str(year) for year in result.inputs.settings.span.calendar_years]
    rows: list[list[str]] = []
    totals: list[int] = []
    for balance in balances:
        rows.extend(_balance_rows(result, balance, scenario))
        totals.append(len(rows) - 1)
    frame = pd.DataFrame(rows, columns=["balans", "post", *years])
    form = Form(stub=("post",), group="balans", labels={"post": "Post"}, numbers=years, totals=totals)
    names = [name for balance in balances for name in (balance.stock, *balance.inflow, *balance.outflow)]
    return Sheet(
        build(frame, form),
        _data(result, list(dict.fromkeys(names))),
        None,
        f"Begin plus instroom min uitstroom is eind, in {scenario}. {rounding_note(result)} {source_line(result)}",
        f"Balansen {partner_named(partner).short}{'' if domain == 'asiel' else f' {domain}'}, {scenario}",
        dense=True,
    )


def _balance_rows(result: RoundResult, balance: Balance, scenario: str) -> Iterator[list[str]]:
    unit = result.chain.by_id[balance.stock].unit
    flows = (*balance.inflow, *balance.outflow)
    begins: list[str] = []
    ends: list[str] = []
    printed_flows: dict[str, list[str]] = {name: [] for name in flows}
    begin = printed(result.opening(balance.stock), unit)
    for year in result.inputs.settings.span.calendar_years:
        end = printed(result.year(balance.stock, year, scenario), unit)
        values = {name: result.year(name, year, scenario) for name in flows}
        rounded = round_balance(balance, begin, values, end, step_of(unit))
        for name in flows:
            printed_flows[name].append(text_of(rounded[name], unit))
        begins.append(text_of(begin, unit))
        ends.append(text_of(end, unit))
        begin = round_half_up(end, step_of(unit))
    label = _capital(balance.label)
    yield [label, "begin", *begins]
    for sign, names in (("+", balance.inflow), ("−", balance.outflow)):
        for name in names:
            yield [label, f"{sign} {result.chain.by_id[name].label}", *printed_flows[name]]
    yield [label, f"eind: {result.chain.by_id[balance.stock].label}", *ends]


def _spanners(result: RoundResult, columns: YearTexts) -> dict[str, list[str]]:
    spanners = {ahead_heading(result): [str(year) for year in columns.ahead]}
    return {"Gerealiseerd": [str(year) for year in columns.realised]} | spanners if columns.realised else spanners


def _named(node: Node) -> str:
    unit = heading_of(node.unit)
    label = _capital(own_label(node.spec()))
    return label if node.unit in ("personen", "zaken", "aandeel") else f"{label} ({unit})"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _data(result: RoundResult, indicators: Sequence[str]) -> pd.DataFrame:
    """The yearly rows of the result table for these indicators."""
    table = result.table
    rows = table[table["indicator"].isin(indicators) & is_year(table["periode"])]
    return rows.reset_index(drop=True)

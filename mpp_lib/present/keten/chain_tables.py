"""Tables of the chain by year: key figures, a partner's figures, everything on one page, balances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mpp_lib.base.catalogue import SCENARIOS, TOTAL_INFLOW, Domain
from mpp_lib.base.periods import Period
from mpp_lib.present.keten.balances import BY_ITSELF
from mpp_lib.present.keten.one_page import page_indicators
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.courses import previous_medio
from mpp_lib.present.wording.indicator_names import own_label, short_name, subject_of
from mpp_lib.present.wording.partners import partner_named, partner_of
from mpp_lib.present.wording.printed_values import change_text, heading_of, text_of
from mpp_lib.present.wording.sentences import moment, revised, sentence
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.year_texts import (
    YearTexts,
    ahead_heading,
    known_so_far,
    opening_text,
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
_ALL_FLOWS = "Niet elke stroom van een voorraad staat op deze bladzijde; de balansen hebben ze alle."


def key_figures(result: RoundResult, previous: RoundResult | None, indicators: Sequence[str] = SUMMARY) -> Table[Node]:
    """The numbers of the summary: realised, the first years ahead, and the change of medio since the previous round."""
    last = result.inputs.settings.span.first_year - 1
    years = result.inputs.settings.span.calendar_years[:KEY_YEARS]
    return Table(
        [result.chain.by_id[name] for name in indicators],
        [
            Column("Kerncijfer", lambda node: short_name(node.spec())),
            Column(
                f"Gerealiseerd {last}",
                lambda node: realised_texts(result, node.id, [last])[0],
                kind="number",
                role="realised",
            ),
            *(_outcome_column(result, year, scenario) for year in years for scenario in SCENARIOS),
            *([_change_column(result, previous)] if previous else []),
        ],
        title="Kerncijfers",
        finding=key_finding(result, previous),
        note=f"Stromen per jaar, standen aan het einde van het jaar. {source_line(result)}",
    )


def _outcome_column(result: RoundResult, year: int, scenario: str) -> Column[Node]:
    return Column(
        scenario, lambda node: text_of(result.year(node.id, year, scenario), node.unit), kind="number", over=str(year)
    )


def _change_column(result: RoundResult, previous: RoundResult) -> Column[Node]:
    """The change of medio of the first year; empty where the previous round has no such indicator or year."""
    first = result.inputs.settings.span.first_year

    def change(node: Node) -> str:
        before = previous_medio(previous, node.id, first)
        return "" if before is None else change_text(before, result.year(node.id, first, "medio"), node.unit)

    return Column(f"Medio {first} tegenover ronde {previous.inputs.settings.round}", change, kind="number")


def key_finding(result: RoundResult, previous: RoundResult | None) -> str:
    """Total inflow of the first year, beside that of the previous round."""
    name, first = TOTAL_INFLOW, result.inputs.settings.span.first_year
    node, value = result.chain.by_id[name], result.year(name, first, "medio")
    before = previous_medio(previous, name, first)
    subject, when = subject_of(node.spec()), moment(Period.of_year(first), node.aggregation)
    if before is None or previous is None:
        return sentence(f"in medio komt {subject.text} {when} op {text_of(value, node.unit)}")
    return sentence(revised(subject, when, before, value, node.unit, f"ronde {previous.inputs.settings.round}"))


def partner_table(result: RoundResult, indicators: Sequence[str], title: str) -> Table[Sequence[str]]:
    """Indicators by year in minimum, medio and maximum, with the last realised years.

    Args:
        indicators: ids, in the order of the table.
        title: caption.
    """
    years = year_columns(result, indicators)
    texts = {scenario: scenario_texts(result, indicators, scenario) for scenario in SCENARIOS}
    known = {name: realised_texts(result, name, years.realised) for name in indicators}
    unknown = [""] * len(years.realised)
    return Table(
        [
            [
                _named(result.chain.by_id[name]),
                scenario,
                *(known[name] if scenario == "medio" else unknown),
                *texts[scenario][name],
            ]
            for name in indicators
            for scenario in SCENARIOS
        ],
        [Column("Indicator", 0), Column("Scenario", 1, role="head"), *_year_columns(result, years, 2)],
        title=title,
        note=f"{rounding_note(result, indicators, years.realised)} {source_line(result)}",
    )


def one_page_table(result: RoundResult, domain: Domain, scenario: str) -> Table[Sequence[str]]:
    """*MPP Asiel*, *MPP Regulier* or *MPP Bewaring*: a domain in one scenario on one page, by partner."""
    names = page_indicators(result.chain, domain)
    years, totals = year_columns(result, names), total_rows(result, names)
    texts = scenario_texts(result, names, scenario)
    return Table(
        [
            [
                name,
                partner_of(name).short,
                result.chain.by_id[name].line,
                *realised_texts(result, name, years.realised),
                *texts[name],
            ]
            for name in names
        ],
        [Column("Partner", 1), Column("Indicator", 2, role="head"), *_year_columns(result, years, 3)],
        title=f"MPP {_capital(domain)}, {scenario}",
        note=f"{rounding_note(result, names, years.realised)} {_ALL_FLOWS} {source_line(result)}",
        total=lambda row: row[0] in totals,
        dense=True,
    )


def _year_columns(result: RoundResult, years: YearTexts, first: int) -> Iterator[Column[Sequence[str]]]:
    """A column per year, realised and ahead, from the place ``first`` in a row on."""
    for place, year in enumerate(years.realised, first):
        yield Column(str(year), place, kind="number", role="realised", over="Gerealiseerd")
    for place, year in enumerate(years.ahead, first + len(years.realised)):
        yield Column(str(year), place, kind="number", over=ahead_heading(result))


class Post(NamedTuple):
    """A row of a balance: the balance, what it counts, a text per year."""

    balance: str
    name: str
    years: Mapping[int, str]
    ends: bool = False


def balance_table(
    result: RoundResult, partner: str, scenario: str = "medio", *, domain: Domain = "asiel"
) -> Table[Post]:
    """The balances of a partner in a domain by year: begin, in, uit, eind, closing as printed.

    Raises:
        KeyError: when the partner is unknown.
        ValueError: when it has no balance, or one does not close.
    """
    owner, nodes = partner_named(partner), result.chain.by_id
    rows = [
        post
        for balance in result.chain.balances
        if (nodes[balance.stock].partner, nodes[balance.stock].domain) == (owner.key, domain)
        for post in _posts(result, balance, scenario)
    ]
    if not rows:
        raise ValueError(f"{partner} heeft geen balans")
    return Table(
        rows,
        [Column("Post", lambda post: post.name), *map(_post_column, result.inputs.settings.span.calendar_years)],
        title=f"Balansen {owner.short}{'' if domain == 'asiel' else f' {domain}'}, {scenario}",
        note=f"Begin plus instroom min uitstroom is eind, in {scenario}; {BY_ITSELF} {known_so_far(result)} "
        f"{source_line(result)}",
        group=lambda post: post.balance,
        total=lambda post: post.ends,
        dense=True,
    )


def _post_column(year: int) -> Column[Post]:
    return Column(str(year), lambda post: post.years[year], kind="number")


def _posts(result: RoundResult, balance: Balance, scenario: str) -> Iterator[Post]:
    unit, label = result.chain.by_id[balance.stock].unit, _capital(balance.label)
    flows = (*balance.inflow, *balance.outflow)
    posts: dict[str, dict[int, str]] = {name: {} for name in ("begin", *flows, "eind")}
    begin = opening_text(result, balance.stock)
    for year in result.inputs.settings.span.calendar_years:
        end = text_of(result.year(balance.stock, year, scenario), unit)
        texts = {name: text_of(result.year(name, year, scenario), result.chain.by_id[name].unit) for name in flows}
        for name, text in {"begin": begin, **texts, "eind": end}.items():
            posts[name][year] = text
        begin = end
    labels = {name: result.chain.by_id[name].label for name in (*flows, balance.stock)}
    yield Post(label, "begin", posts["begin"])
    yield from (Post(label, f"+ {labels[name]}", posts[name]) for name in balance.inflow)
    yield from (Post(label, f"− {labels[name]}", posts[name]) for name in balance.outflow)
    yield Post(label, f"eind: {labels[balance.stock]}", posts["eind"], ends=True)


def _named(node: Node) -> str:
    unit = heading_of(node.unit)
    label = _capital(own_label(node.spec()))
    return label if node.unit in ("personen", "zaken", "aandeel") else f"{label} ({unit})"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"

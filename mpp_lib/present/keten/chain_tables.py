"""Tables of the chain by year: key figures, a partner's figures, everything on one page, balances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mpp_lib.base.catalogue import SCENARIOS, Domain
from mpp_lib.compare.beside_runs import BesideRuns
from mpp_lib.compare.uncertainty.round_bands import RoundBands
from mpp_lib.present.keten.balances import BY_ITSELF
from mpp_lib.present.keten.one_page import page_indicators
from mpp_lib.present.keten.uncertainty_words import band_text
from mpp_lib.present.keten.year_columns import capital, columns_by_year, realised_in
from mpp_lib.present.shown.table import UNKEYED, Column, Key, Table
from mpp_lib.present.wording.courses import previous_medio
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.partners import partner_named, partner_of
from mpp_lib.present.wording.printed_values import change_text, text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.uncertainty import NOTE, path_by_year_text, path_text
from mpp_lib.present.wording.year_texts import (
    known_so_far,
    opening_text,
    realised_texts,
    rounding_note,
    scenario_texts,
    total_rows,
    year_columns,
)
from mpp_lib.present.wording.zero_lines import left_out_note, only_zeros
from mpp_lib.production.key_figures import SUMMARY
from mpp_lib.production.node import Balance, Node
from mpp_lib.production.run import RoundResult

KEY_YEARS = 2
_ALL_FLOWS = "Niet elke stroom van een voorraad staat op deze bladzijde; de balansen hebben ze alle."
INFLOW_OF: Mapping[str, str] = {"minimum": ": bij lage instroom", "medio": "", "maximum": ": bij hoge instroom"}
"""What a scenario is a run of, behind its name."""


def key_figures(
    bands: RoundBands, previous: RoundResult | None, beside: BesideRuns, indicators: Sequence[str] = SUMMARY
) -> Table[Node]:
    """The numbers of the summary: realised, the first years ahead, and the change of medio since the previous round.

    Beside the runs of the last of those years stands the band of 75%.

    Args:
        beside: what is known of the inflow paths of the round.
    """
    result = bands.result
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
                key=realised_in(last),
            ),
            *(_outcome_column(result, year, scenario) for year in years for scenario in SCENARIOS),
            Column("75%-band", lambda node: band_text(bands, node.id, years[-1]), kind="number", over=str(years[-1])),
            *([_change_column(result, previous)] if previous else []),
        ],
        title="Kerncijfers",
        note=" ".join(
            [
                "Stromen per jaar, standen aan het einde van het jaar; 75%-band: uit trekkingen.",
                path_text(result, beside, years[-1]),
                source_line(result),
            ]
        ),
        dense=True,
        key=lambda node: Key(node.id),
    )


def _outcome_column(result: RoundResult, year: int, scenario: str) -> Column[Node]:
    return Column(
        scenario,
        lambda node: text_of(result.year(node.id, year, scenario), node.unit),
        kind="number",
        over=str(year),
        key=Key(scenario=scenario, period=str(year)),
    )


def _change_column(result: RoundResult, previous: RoundResult) -> Column[Node]:
    """The change of medio of the first year; empty where the previous round has no such indicator or year."""
    first = result.inputs.settings.span.first_year

    def change(node: Node) -> str:
        before = previous_medio(previous, node.id, first)
        return "" if before is None else change_text(before, result.year(node.id, first, "medio"), node.unit)

    return Column(f"Medio {first} tegenover ronde {previous.inputs.settings.round}", change, kind="number")


def one_page_table(result: RoundResult, domain: Domain, scenario: str, beside: BesideRuns) -> Table[Sequence[str]]:
    """*MPP Asiel*, *MPP Regulier* or *MPP Bewaring*: a domain in one scenario on one page, by partner."""
    names = page_indicators(result.chain, domain)
    path = path_by_year_text(result, beside, scenario) if domain == "asiel" else ""
    years, totals = year_columns(result, names), total_rows(result, names)
    texts = scenario_texts(result, names, scenario)
    lines = [
        [
            name,
            partner_of(name).short,
            result.chain.by_id[name].line,
            *realised_texts(result, name, years.realised),
            *texts[name],
        ]
        for name in names
    ]
    empty = left_out_note([f"{line[1]}, {line[2]}" for line in lines if only_zeros(line[3:])])
    notes = empty, rounding_note(result, names, years.realised), _ALL_FLOWS, source_line(result)
    return Table(
        [line for line in lines if not only_zeros(line[3:])],
        [Column("Partner", 1), Column("Indicator", 2, role="head"), *columns_by_year(result, years, 3)],
        title=f"MPP {capital(domain)}, {scenario}{INFLOW_OF[scenario]}",
        note=" ".join(part for part in (NOTE, path, *notes) if part),
        total=lambda row: row[0] in totals,
        dense=True,
        whole=True,
        key=lambda row: Key(row[0], scenario),
    )


class Post(NamedTuple):
    """A row of a balance: the balance, what it counts, a text per year, and whether it stays where it is zero.

    ``indicator`` is the one that it shows, if any.
    """

    balance: str
    name: str
    years: Mapping[int, str]
    stays: bool = False
    ends: bool = False
    indicator: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether it is zero in every year, and nothing that the balance needs to close to a reader."""
        return not self.stays and only_zeros(self.years.values())


def balance_table(
    result: RoundResult, partner: str, scenario: str = "medio", *, domain: Domain = "asiel"
) -> Table[Post]:
    """The balances of a partner in a domain by year: begin, in, uit, eind, closing as printed.

    Raises:
        KeyError: when the partner is unknown.
        ValueError: when it has no balance, or one does not close.
    """
    owner, nodes = partner_named(partner), result.chain.by_id
    balances = [
        balance
        for balance in result.chain.balances
        if (nodes[balance.stock].partner, nodes[balance.stock].domain) == (owner.key, domain)
    ]
    if not balances:
        raise ValueError(f"{partner} heeft geen balans")
    known = known_so_far(result, [balance.stock for balance in balances])
    posts = [post for balance in balances for post in _posts(result, balance, scenario)]
    empty = left_out_note([f"{post.balance}, {post.name}" for post in posts if post.is_nothing])
    return Table(
        [post for post in posts if not post.is_nothing],
        [Column("Post", lambda post: post.name), *map(_post_column, result.inputs.settings.span.calendar_years)],
        title=f"Balansen {owner.short}{'' if domain == 'asiel' else f' {domain}'}, {scenario}",
        note=" ".join(
            part
            for part in (
                f"Begin plus instroom min uitstroom is eind, in {scenario}; {BY_ITSELF}",
                empty,
                known,
                source_line(result),
            )
            if part
        ),
        group=lambda post: post.balance,
        total=lambda post: post.ends,
        dense=True,
        key=lambda post: Key(post.indicator, scenario) if post.indicator else UNKEYED,
    )


def _post_column(year: int) -> Column[Post]:
    return Column(str(year), lambda post: post.years[year], kind="number", key=Key(period=str(year)))


def _posts(result: RoundResult, balance: Balance, scenario: str) -> Iterator[Post]:
    unit, label = result.chain.by_id[balance.stock].unit, capital(balance.label)
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
    waits = not only_zeros([*posts["begin"].values(), *posts["eind"].values()])
    yield Post(label, "begin", posts["begin"], stays=waits)
    yield from (Post(label, f"+ {labels[name]}", posts[name], indicator=name) for name in balance.inflow)
    yield from (Post(label, f"− {labels[name]}", posts[name], indicator=name) for name in balance.outflow)
    end_name = f"eind: {labels[balance.stock]}"
    yield Post(label, end_name, posts["eind"], stays=waits, ends=True, indicator=balance.stock)

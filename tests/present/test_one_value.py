"""One figure, one value: what is drawn stands in the table below, and a figure is the same wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import number, people, percentage
from mpp_lib.present.shown.picture import Picture
from mpp_lib.present.shown.table import Table
from mpp_lib.present.wording.adding_up import totals_of
from mpp_lib.production.chains import chain_named
from mpp_lib.production.node import Balance, Chain
from mpp_lib.production.section import Section
from tests.support.section_rows import by_indicator
from tests.support.shown_items import Items, shown_items

NUMBER = re.compile(r"[+−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|[+−]?\d+(?:,\d+)?%?")
WITHOUT_VALUES = ("02_prognose#fig-dichtheid", "prognose_eerste_asielinstroom#fig-dichtheid")
"""A density has a height that is no value; its quantiles stand below it."""
NOTHING_YET = 0.0
"""Where a running total begins."""
DIAGRAMS = ("fig-ketendiagram", "fig-ketenbeeld")
"""They draw boxes and arrows, no series."""
CHAIN = chain_named("standaard")
SHARES = [node for node in CHAIN.nodes if node.unit == "aandeel"]


@pytest.fixture(scope="module")
def items() -> Items:
    """Everything that the notebooks show of the small round."""
    return shown_items()


def pictures(items: Items) -> dict[str, Picture]:
    return {name: item for name, item in items.items() if isinstance(item, Picture)}


def tables(items: Items) -> dict[str, Table[Any]]:
    return {name: item for name, item in items.items() if isinstance(item, Table)}


def below(picture: Picture) -> set[str]:
    """Every number in the table below a figure, and in its headings."""
    headings = [text for column in picture.numbers.columns for text in (column.over, column.heading)]
    return {token for row in [headings, *picture.numbers.texts()] for cell in row for token in NUMBER.findall(cell)}


def ways_to_print(value: float) -> set[str]:
    texts = {number(value), people(value), percentage(value), number(value, 1), percentage(value / 100)}
    return texts | {f"{sign}{text}" for sign in "+−" for text in {number(abs(value), 1), percentage(abs(value) / 100)}}


def drawn(axes: Axes) -> Iterator[float]:
    """The values of every series: the coordinate that is not the axis of time or of names; no rules or marks.

    Where there is no scale at all every value is written beside what is drawn.
    """
    along = axes.get_ylim()[0] > axes.get_ylim()[1] or not axes.get_yticks().size
    lines = axes.get_lines() if axes.get_xticks().size or axes.get_yticks().size else ()
    for line in lines:
        if line.get_transform() == axes.transData:
            values = np.asarray(line.get_xdata() if along else line.get_ydata(), dtype=float)
            yield from (float(value) for value in values[np.isfinite(values)])


def is_diagram(name: str) -> bool:
    return any(diagram in name for diagram in DIAGRAMS)


def test_what_is_drawn_stands_in_the_table_below(items: Items) -> None:
    """Every value of every line of every figure is among the numbers below it, as it is printed."""
    missing: dict[str, list[float]] = {}
    for name, picture in pictures(items).items():
        if name in WITHOUT_VALUES or is_diagram(name):
            continue
        known = below(picture)
        values = {value for axes in picture.figure.axes for value in drawn(axes)} - {NOTHING_YET}
        absent = [value for value in sorted(values) if not ways_to_print(value) & known]
        if absent:
            missing[name] = absent
    assert missing == {}


def test_what_is_written_in_a_figure_stands_in_the_table_below(items: Items) -> None:
    """The labels at the ends of lines among them: no number in a figure is another one than below it."""
    missing: dict[str, set[str]] = {}
    for name, picture in pictures(items).items():
        if is_diagram(name):
            continue
        known = {bare(token) for token in below(picture) | set(NUMBER.findall(picture.finding))}
        said = {token for text in written(picture) for token in map(bare, NUMBER.findall(text))}
        if absent := {token for token in said if token not in known}:
            missing[name] = absent
    assert missing == {}


def bare(token: str) -> str:
    """A number without the sign that says which way it goes."""
    return token.lstrip("+−")


def written(picture: Picture) -> Iterator[str]:
    """What is written in the plotting areas, without titles and the numbers at the axes."""
    for axes in picture.figure.axes:
        for text in axes.texts:
            if isinstance(text, Text) and text.get_position() != (0, 1):
                yield re.sub(r"’\d\d", "", text.get_text())


def test_the_panels_of_a_partner_have_their_rows_in_the_table_below(items: Items) -> None:
    """What a figure of a section shows, its table has a row for."""
    for section in CHAIN.sections:
        assert set(section.view.indicators if section.view else ()) <= set(section.table), section.key


@pytest.mark.parametrize("section", CHAIN.sections, ids=lambda section: section.key)
def test_a_table_with_a_flow_of_a_stock_has_all_its_flows(section: Section) -> None:
    """Begin plus in minus out is end for a reader; a stock may also stand with the stocks it is made of."""
    for stock in section.table:
        if not explained_by_stocks(CHAIN, stock, section):
            for balance in balances_of(CHAIN, stock):
                flows = {*balance.inflow, *balance.outflow}
                if flows & set(section.table):
                    assert {flow for flow in flows if not covered(CHAIN, flow, section.table)} == set(), stock


def explained_by_stocks(chain: Chain, stock: str, section: Section) -> bool:
    parts = parts_of(chain, stock)
    return len(parts) > 1 and set(parts) <= set(section.table)


def balances_of(chain: Chain, stock: str) -> list[Balance]:
    """The balance of a stock, or those of the stocks that it is the sum of."""
    own = {balance.stock: balance for balance in chain.balances}
    return [own[stock]] if stock in own else [own[part] for part in parts_of(chain, stock) if part in own]


def parts_of(chain: Chain, name: str) -> tuple[str, ...]:
    """What a node is the plain sum of; itself when it is no such sum."""
    return totals_of(chain).get(name, (name,))


def covered(chain: Chain, flow: str, shown: tuple[str, ...]) -> bool:
    """Whether a flow stands in a table: itself, in a total that does, or as a total of what does."""
    inside = set(shown)
    while wider := {part for name in inside for part in parts_of(chain, name)} - inside:
        inside |= wider
    parts = parts_of(chain, flow)
    return flow in inside or (len(parts) > 1 and all(covered(chain, part, shown) for part in parts))


def test_a_figure_is_printed_the_same_in_every_table(items: Items) -> None:
    """Indicator, scenario and year have one text: in the table of a section, on the one page, among all indicators."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for section in CHAIN.sections:
        for name, table in tables(items).items():
            if name.endswith(f"#tbl-{section.key.replace('_', '-')}"):
                for key, text in by_scenario(section, table):
                    found.setdefault(key, set()).add(text)
    for name, table in tables(items).items():
        if "#tbl-mpp-" in name:
            for key, text in on_one_page(name.rpartition("-")[2], table):
                found.setdefault(key, set()).add(text)
    assert len(found) > 1000
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}


def by_scenario(section: Section, table: Table[Any]) -> Iterator[tuple[tuple[str, str, str], str]]:
    for indicator, scenario, row in by_indicator(table, section.table):
        yield from cells(table, indicator, scenario, row)


def on_one_page(scenario: str, table: Table[Any]) -> Iterator[tuple[tuple[str, str, str], str]]:
    for row, texts in zip(table.rows, table.texts(), strict=True):
        yield from cells(table, row[0], scenario, texts)


def cells(
    table: Table[Any], indicator: str, scenario: str, texts: list[str]
) -> Iterator[tuple[tuple[str, str, str], str]]:
    for column, text in zip(table.columns, texts, strict=True):
        if column.over.startswith("Raming"):
            yield (indicator, scenario, column.heading), text


def test_a_shown_total_is_the_sum_of_what_is_shown_or_says_why_not(items: Items) -> None:
    """As printed: in every table of a section, in every year and scenario, realised years too."""
    silent: list[tuple[str, str]] = []
    for section in CHAIN.sections:
        for name, table in tables(items).items():
            if name.endswith(f"#tbl-{section.key.replace('_', '-')}"):
                said = "Elk cijfer is voor zich afgerond" in table.note, "niet de som van de delen" in table.note
                silent += [(name, column) for column in unequal(section, table, *said)]
    assert silent == []


def unequal(section: Section, table: Table[Any], rounded: bool, realised: bool) -> Iterator[str]:
    """Totals that are not the sum of what is shown, where nothing says why; a row that is left out is all zeros."""
    nothing = ["0"] * len(table.columns)
    shown = {(name, scenario): row for name, scenario, row in by_indicator(table, section.table)}
    for total in section.table:
        parts = parts_of(CHAIN, total)
        if len(parts) > 1 and set(parts) <= set(section.table):
            for place, column in enumerate(table.columns):
                for scenario in SCENARIOS:
                    values = [amount(shown.get((name, scenario), nothing)[place]) for name in (total, *parts)]
                    explained = realised if column.role == "realised" else rounded
                    if column.over and None not in values and values[0] != sum(values[1:]) and not explained:
                        yield f"{total} {column.heading}"


def amount(text: str) -> float | None:
    found = NUMBER.findall(text)
    return float(found[0].replace(".", "").replace(",", ".").replace("−", "-").rstrip("%")) if found else None


def test_a_percentage_is_off_by_percentage_points(items: Items) -> None:
    """No row about a percentage holds a change in percents, which would be a percentage of a percentage."""
    names = {node.label for node in SHARES} | {node.label.capitalize() for node in SHARES}
    wrong = [
        (name, row)
        for name, table in tables(items).items()
        for group, row in zip(table.groups(), table.texts(), strict=True)
        if any(label in f"{group} {row[0]}" for label in names)
        and any(re.search(r"[+−]\d+,\d%", cell) for cell in row if not cell.startswith("<"))
    ]
    assert wrong == []

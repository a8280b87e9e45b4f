"""The table of a section of the report, as its declaration says: which figures, in what order, under what caption."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS, Aggregation
from mpp_lib.compare.beside_runs import BesideRuns
from mpp_lib.present.keten.partner_pages import PAGES, views_of
from mpp_lib.present.keten.section_finding import page_finding
from mpp_lib.present.keten.year_columns import columns_by_year, label_with_unit
from mpp_lib.present.shown.table import UNKEYED, Column, Key, Table
from mpp_lib.present.wording.close_queues import close_queues_note
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.last_published import last_published_note
from mpp_lib.present.wording.printed_values import chance_text, text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.uncertainty import HEADING, PATH, uncertainty_text
from mpp_lib.present.wording.year_texts import realised_texts, rounding_note, scenario_texts, year_columns
from mpp_lib.present.wording.zero_lines import left_out_note, only_zeros
from mpp_lib.production.run import RoundResult
from mpp_lib.production.section import Section
from mpp_lib.production.three_runs import answers

ALL_THREE = "alle drie"
"""The scenario of a row that is printed the same in minimum, medio and maximum."""
MEDIO = "medio"
OF_STOCKS = "alle jaren tot en met dat van de stand"
IN_MEDIO = "Wat geen stand is, staat hier alleen in medio; bijlage A heeft alle drie."
_MIDDLES = ("median", "mean")
_FIGURES = 4
"""The place in a row of its first figure."""
Row = Sequence[str]


def page_table(result: RoundResult, key: str, beside: BesideRuns) -> Table[Row]:
    """The table of a section: by year in minimum, medio and maximum.

    Args:
        key: of a section of the chain.
        beside: what is known of the uncertainty of the round.

    Raises:
        KeyError: when there is no such section.
    """
    section = result.chain.section(key)
    table = partner_table(result, section.table, section.title, beside)
    return _explained(result, table, [section], section.table)


def _explained(
    result: RoundResult, table: Table[Row], sections: Sequence[Section], indicators: Sequence[str]
) -> Table[Row]:
    """The table with what stands out in it as its finding, and what a reader has to know of its figures under it.

    That is: definitions, queues that hang by little, old publications.
    """
    specs = [result.chain.by_id[name].spec() for section in sections for name in section.defined if name in indicators]
    defined = [f"{short_name(spec)}: {spec.definition[:1].lower()}{spec.definition[1:]}" for spec in specs]
    notes = (close_queues_note(result, indicators), last_published_note(result, indicators))
    note = " ".join(filter(None, (*defined, *notes, table.note)))
    return replace(table, finding=page_finding(result, sections, indicators), note=note)


def views_table(result: RoundResult, key: str, beside: BesideRuns) -> Table[Row]:
    """The table of a page that shows several sections: what comes in, is done and waits in each, and what else counts.

    Of what is waiting it has all three runs, of the rest medio: the annex has all.

    Args:
        key: of a page of a partner.
        beside: what is known of the uncertainty of the round.

    Raises:
        KeyError: when there is no such page.
    """
    page = PAGES[key]
    shown = [*(name for view in views_of(result.chain, key).values() for name in view.indicators), *page.more]
    in_medio = [name for name in shown if result.chain.by_id[name].aggregation is not Aggregation.STOCK]
    table = partner_table(result, shown, page.title, beside, in_medio)
    return _explained(result, table, [result.chain.section(key) for key in page.sections], shown)


def partner_table(
    result: RoundResult, indicators: Sequence[str], title: str, beside: BesideRuns, in_medio: Collection[str] = ()
) -> Table[Row]:
    """Indicators by year in minimum, medio and maximum, with what is known of their uncertainty and the realised years.

    First applications have their median and mean too. Below stocks stands how likely the inflow is that leads to them.

    Args:
        indicators: ids, in the order of the table.
        title: caption.
        in_medio: those of which it has medio alone.
    """
    years = year_columns(result, indicators)
    texts = {scenario: scenario_texts(result, indicators, scenario) for scenario in SCENARIOS}
    lines = [
        [name, label_with_unit(result.chain.by_id[name]), uncertainty_text(result, beside, name), *row]
        for name in indicators
        for row in _lines(result, name, realised_texts(result, name, years.realised), texts)
        if row[0] in (MEDIO, ALL_THREE) or name not in in_medio
    ]
    empty = left_out_note([_line_name(line) for line in lines if only_zeros(line[_FIGURES:])])
    medio, rounding = IN_MEDIO if in_medio else "", rounding_note(result, indicators, years.realised)
    return Table(
        [
            *(line for line in lines if not only_zeros(line[_FIGURES:])),
            *_paths(result, indicators, beside, len(years.realised)),
        ],
        [
            Column("Indicator", 1),
            Column(HEADING, 2, role="head"),
            Column("Scenario", 3, role="head"),
            *columns_by_year(result, years, _FIGURES),
        ],
        title=title,
        note=" ".join(part for part in (medio, empty, rounding, source_line(result)) if part),
        dense=True,
        key=_key,
    )


def _key(line: Row) -> Key:
    """What the figures of a line go by: those that are the same in all three as those of medio."""
    indicator, _, _, scenario = line[:_FIGURES]
    return Key(indicator, MEDIO if scenario == ALL_THREE else scenario) if indicator else UNKEYED


def _line_name(line: Row) -> str:
    """How a line is called under the table that it is not in."""
    _, label, _, scenario = line[:_FIGURES]
    return label if scenario == ALL_THREE else f"{label} in {scenario}"


def _lines(
    result: RoundResult, name: str, known: Sequence[str], texts: dict[str, dict[str, list[str]]]
) -> Iterator[list[str]]:
    """Scenario, realised years and years ahead: of each line that an indicator has."""
    lines = {scenario: texts[scenario][name] for scenario in SCENARIOS}
    if len({tuple(line) for line in lines.values()}) == 1:
        yield [ALL_THREE, *known, *lines["medio"]]
        return
    for label, line in (_of_distribution(result, lines) if name == FIRST_INFLOW else lines).items():
        yield [label, *(known if label == "medio" else [""] * len(known)), *line]


def _of_distribution(result: RoundResult, lines: dict[str, list[str]]) -> dict[str, list[str]]:
    """The scenarios of a forecast that is a distribution, with its median and mean among them."""
    median, mean = ([text_of(getattr(year, name), "personen") for year in result.forecast.years] for name in _MIDDLES)
    return {
        "minimum": lines["minimum"],
        "mediaan": median,
        "gemiddelde": mean,
        "medio": lines["medio"],
        "maximum": lines["maximum"],
    }


def _paths(result: RoundResult, indicators: Sequence[str], beside: BesideRuns, realised: int) -> Iterator[list[str]]:
    """Per scenario the chance of fewer first applications up to each year; of asylum, where a stock is among them."""
    if any(_rests_on_path(result, name) for name in indicators):
        for column, scenario in enumerate(SCENARIOS):
            chances = (chance_text(float(chance), 1) for chance in beside.paths[:, column])
            yield ["", PATH, OF_STOCKS, scenario, *[""] * realised, *chances]


def _rests_on_path(result: RoundResult, name: str) -> bool:
    """Whether an indicator is a stock that the inflow of asylum seekers leads to."""
    node = result.chain.by_id[name]
    return node.aggregation.at_end and node.domain == "asiel" and answers(result, name)

"""The table of a section of the report, as its declaration says: which figures, in what order, under what caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mpp_lib.base.catalogue import FIRST_INFLOW, SCENARIOS
from mpp_lib.compare.beside_runs import BesideRuns
from mpp_lib.present.keten.year_columns import columns_by_year, label_with_unit
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.close_queues import close_queues_note
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.last_published import last_published_note
from mpp_lib.present.wording.printed_values import chance_text, text_of
from mpp_lib.present.wording.source_lines import source_line
from mpp_lib.present.wording.uncertainty import HEADING, NOTE, PATH, uncertainty_text
from mpp_lib.present.wording.year_texts import realised_texts, rounding_note, scenario_texts, year_columns
from mpp_lib.production.run import RoundResult
from mpp_lib.production.section import Section
from mpp_lib.production.three_runs import answers

ALL_THREE = "alle drie"
"""The scenario of a row that is printed the same in minimum, medio and maximum."""
OF_STOCKS = "alle jaren tot en met dat van de stand"
_MIDDLES = ("median", "mean")
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
    return replace(table, dense=section.dense, note=f"{_about(result, section)} {table.note}".strip())


def _about(result: RoundResult, section: Section) -> str:
    """What a reader has to know of the figures: definitions, queues that hang by little, old publications."""
    specs = [result.chain.by_id[name].spec() for name in section.defined]
    defined = [f"{short_name(spec)}: {spec.definition[:1].lower()}{spec.definition[1:]}" for spec in specs]
    notes = (close_queues_note(result, section.table), last_published_note(result, section.table))
    return " ".join([*defined, *filter(None, notes)])


def partner_table(result: RoundResult, indicators: Sequence[str], title: str, beside: BesideRuns) -> Table[Row]:
    """Indicators by year in minimum, medio and maximum, with what is known of their uncertainty and the realised years.

    First applications have their median and mean too. Below stocks stands how likely the inflow is that leads to them.

    Args:
        indicators: ids, in the order of the table.
        title: caption.
    """
    years = year_columns(result, indicators)
    texts = {scenario: scenario_texts(result, indicators, scenario) for scenario in SCENARIOS}
    return Table(
        [
            *(
                [label_with_unit(result.chain.by_id[name]), uncertainty_text(result, beside, name), *row]
                for name in indicators
                for row in _lines(result, name, realised_texts(result, name, years.realised), texts)
            ),
            *_paths(result, indicators, beside, len(years.realised)),
        ],
        [
            Column("Indicator", 0),
            Column(HEADING, 1, role="head"),
            Column("Scenario", 2, role="head"),
            *columns_by_year(result, years, 3),
        ],
        title=title,
        note=f"{NOTE} {rounding_note(result, indicators, years.realised)} {source_line(result)}",
    )


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
            yield [PATH, OF_STOCKS, scenario, *[""] * realised, *chances]


def _rests_on_path(result: RoundResult, name: str) -> bool:
    """Whether an indicator is a stock that the inflow of asylum seekers leads to."""
    node = result.chain.by_id[name]
    return node.aggregation.at_end and node.domain == "asiel" and answers(result, name)

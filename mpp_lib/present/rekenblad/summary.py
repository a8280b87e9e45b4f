"""The summary of the workbooks of a round: the key figures of the three mpp-scenarios side by side, as numbers.

A line per scenario, so that column A and one header row with the years say what every number is; the differences
with medio on a sheet of their own, and charts. It names the workbooks that it was taken from, with their checksums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.dutch import day_name
from mpp_lib.present.rekenblad.book import About
from mpp_lib.present.rekenblad.cells import Given, Values, address, empty_workbook, put_head, set_widths, write_line
from mpp_lib.present.rekenblad.charts import Drawn, place_charts, scenario_chart
from mpp_lib.present.rekenblad.front import write_front
from mpp_lib.present.rekenblad.line import Content, Line
from mpp_lib.present.rekenblad.looks import TINT, number_format
from mpp_lib.present.rekenblad.outline import GUIDE, KEY
from mpp_lib.present.rekenblad.printing import print_on_a4, print_on_one_page, protect
from mpp_lib.present.rekenblad.reading_guide import HEADING, TITLE, Told
from mpp_lib.present.wording.indicator_names import full_label, short_name
from mpp_lib.present.wording.printed_values import text_of
from mpp_lib.production.chain_data import Array
from mpp_lib.production.key_figures import SUMMARY
from mpp_lib.production.node import Node

APART, CHARTS = "Verschillen", "Grafieken"
MEDIO = SCENARIOS.index("medio")
_WIDTHS = {"A": 34, "B": 54, "C": 16, "D": 22}
_FIRST_YEAR = len(_WIDTHS) + 1
_CHART_SIZE = (13.0, 11.0)
_CHART_COLUMNS, _CHART_COLUMN_WIDTH = "ABC", 71.5
"""Columns as wide as a chart with the room beside it."""
_RULE = DifferentialStyle(border=Border(top=Side(style="thin", color=TINT)))
_BETWEEN_FIGURES = Rule("expression", dxf=_RULE, formula=["$A2<>$A1"])
"""A line where another key figure begins."""
_SHEETS = {
    KEY: "minimum, medio en maximum per jaar, elk op een eigen regel",
    APART: "wat minimum en maximum van medio schelen",
    CHARTS: "de kerncijfers van de samenvatting van het rapport, getekend",
}


@dataclass(frozen=True)
class Summary:
    """What is put side by side.

    Attributes:
        years: node id → [years of the horizon, mpp-scenarios].
        calendar: the years of the horizon.
        sources: file name of each workbook → its SHA-256, in the order of the scenarios.
    """

    about: About
    nodes: Sequence[Node]
    years: Mapping[str, Array]
    calendar: Sequence[int]
    sources: Mapping[str, str]


def summary_workbook(summary: Summary) -> tuple[Any, Values]:
    """The workbook as openpyxl object, and what its formulas give."""
    made, values = empty_workbook(), {}
    write_front(made.create_sheet(GUIDE), _front(summary), summary.about.line)
    figures = made.create_sheet(KEY)
    values[KEY] = _write_table(figures, summary, _scenario_lines(summary))
    values[APART] = _write_table(made.create_sheet(APART), summary, _difference_lines(summary))
    _write_charts(made.create_sheet(CHARTS), figures, summary)
    return made, values


def _front(summary: Summary) -> Iterator[Told]:
    about = summary.about
    yield Told(about.line, TITLE)
    known = day_name(date.fromisoformat(about.day))
    yield Told(f"Peildatum {known}. De kerncijfers van de drie mpp-scenario's naast elkaar.")
    if about.own_risk:
        yield Told(about.own_risk)
    yield Told(
        "Alleen bij eerste asielaanvragen ligt er een kans tussen minimum en maximum; van elk ander cijfer zijn het "
        "doorrekeningen bij lage en hoge instroom en geen band. Medio is niet het midden."
    )
    yield Told("Waar de getallen uit komen", HEADING)
    yield Told(
        "De kerncijfers zijn waarden, overgenomen uit deze rekenbladen zoals ze zijn gemaakt; alleen de verschillen "
        "zijn formules. Wat iemand in een rekenblad wijzigt, komt hier niet. Aan het controlegetal (SHA-256) ziet u "
        "of een rekenblad nog hetzelfde is."
    )
    for name, checksum in summary.sources.items():
        yield Told(name, beside=checksum, file=True)
    yield Told("Wat waar staat", HEADING)
    for sheet, holds in _SHEETS.items():
        yield Told(sheet, beside=holds)


def _write_table(sheet: Any, summary: Summary, lines: Iterable[Line]) -> Given:
    """A header and these lines; returns what the formulas give."""
    title = f"{sheet.title}, ronde {summary.about.round} (naar de {GUIDE})"
    heads: tuple[str | int, ...] = ("indicator", title, "eenheid", "mpp-scenario", *summary.calendar)
    for place, head in enumerate(heads, 1):
        put_head(sheet.cell(1, place), head)
    sheet.cell(1, 2).hyperlink = Hyperlink("", location=address(GUIDE))
    values: Given = {}
    for number, line in enumerate(lines, 2):
        values |= write_line(sheet, number, line, _FIRST_YEAR)
    set_widths(sheet, _WIDTHS, range(_FIRST_YEAR, len(heads) + 1))
    sheet.freeze_panes = f"{get_column_letter(_FIRST_YEAR)}2"
    last = get_column_letter(len(heads))
    area = f"A1:{last}{sheet.max_row}"
    sheet.conditional_formatting.add(f"A2:{last}{sheet.max_row}", _BETWEEN_FIGURES)
    print_on_a4(sheet, summary.about.line, "portrait", area, tall=1)
    protect(sheet)
    return values


def _row(place: int) -> int:
    """Where the first scenario of the ``place``-th key figure stands."""
    return 2 + place * len(SCENARIOS)


def _scenario_lines(summary: Summary) -> Iterator[Line]:
    for node in summary.nodes:
        for column, scenario in enumerate(SCENARIOS):
            values = summary.years[node.id][:, column].tolist()
            yield _line(node, scenario, {year: Content(value) for year, value in enumerate(values)})


def _difference_lines(summary: Summary) -> Iterator[Line]:
    """What minimum and maximum differ from medio by, worked out from the sheet with the scenarios."""
    for place, node in enumerate(summary.nodes):
        values = summary.years[node.id]
        for column in (column for column in range(len(SCENARIOS)) if column != MEDIO):
            apart = (values[:, column] - values[:, MEDIO]).tolist()
            cells = {}
            for year, value in enumerate(apart):
                letter = get_column_letter(_FIRST_YEAR + year)
                one, other = (f"{KEY}!{letter}{_row(place) + each}" for each in (column, MEDIO))
                cells[year] = Content(value, f"={one}-{other}")
            yield _line(node, f"{SCENARIOS[column]} min medio", cells)


def _line(node: Node, scenario: str, cells: Mapping[int, Content]) -> Line:
    return Line(node.id, (full_label(node.spec()), node.unit, scenario), node.unit, cells)


def _write_charts(sheet: Any, figures: Any, summary: Summary) -> None:
    """On a page of its own: charts of the figures in the summary of the report."""
    sheet["A1"].hyperlink = Hyperlink("", location=address(GUIDE))
    put_head(sheet["A1"], f"{CHARTS}, ronde {summary.about.round} (naar de {GUIDE})")
    places = {node.id: place for place, node in enumerate(summary.nodes)}
    charts = [
        _chart(figures, summary.nodes[places[name]], _row(places[name]), summary) for name in SUMMARY if name in places
    ]
    for letter in _CHART_COLUMNS:
        sheet.column_dimensions[letter].width = _CHART_COLUMN_WIDTH
        put_head(sheet[f"{letter}1"], sheet[f"{letter}1"].value or "")
    bottom = place_charts(sheet, charts, 2)
    print_on_one_page(sheet, summary.about.line, f"A1:{_CHART_COLUMNS[-1]}{bottom}")
    protect(sheet)


def _chart(figures: Any, node: Node, row: int, summary: Summary) -> Any:
    first, last = summary.calendar[0], summary.calendar[-1]
    title = f"{short_name(node.spec())} ({node.unit})"
    ends = summary.years[node.id][[0, -1]]
    told = "; ".join(
        f"{scenario} van {text_of(ends[0, column], node.unit)} naar {text_of(ends[1, column], node.unit)}"
        for column, scenario in enumerate(SCENARIOS)
    )
    in_words = f"Lijnen: {title}, {first} tot en met {last}. {told[0].upper()}{told[1:]}."
    drawn = Drawn(figures, (_FIRST_YEAR, _FIRST_YEAR + last - first), title, number_format(node.unit), in_words)
    rows = {scenario: row + column for column, scenario in enumerate(SCENARIOS)}
    return scenario_chart(drawn, rows, dict(zip(SCENARIOS, ends[1].tolist(), strict=True)), _CHART_SIZE)

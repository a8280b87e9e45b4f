"""The sheets ``MPP Asiel``, ``MPP Regulier`` and ``MPP Bewaring``: yearly figures, each by its node's own rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.cells import address
from mpp_lib.present.rekenblad.line import Content, Line
from mpp_lib.present.rekenblad.outline import grouped, part_of, sheet_name
from mpp_lib.present.rekenblad.places import NodeRow
from mpp_lib.production.expression import Ratio
from mpp_lib.production.node import Node
from mpp_lib.production.yearly import by_year

MONTHS = 12
YEAR_HEADER_ROWS = 1


@dataclass(frozen=True)
class YearSheet:
    """The figures of one domain, by partner."""

    sheet: str
    years: tuple[int, ...]
    sections: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def lines(self) -> Iterator[tuple[int, Line]]:
        """Every line with its row: below the header, each section after a row with its heading."""
        number = YEAR_HEADER_ROWS
        for _, lines in self.sections:
            number += 1
            for line in lines:
                number += 1
                yield number, line


def year_sheets(book: Book) -> tuple[YearSheet, ...]:
    """One sheet per domain of the chain."""
    months = {node_id: values[book.first :, None] for node_id, values in book.values.items()}
    totals = {node_id: values[:, 0].tolist() for node_id, values in by_year(book.chain, months).items()}
    years = tuple(dict.fromkeys(book.calendar[month].year for month in book.horizon))
    return tuple(
        YearSheet(name, years, tuple(_sections(nodes, name, totals, book)))
        for name, nodes in grouped(book.chain.nodes, _sheet).items()
    )


def _sheet(node: Node) -> str:
    return f"MPP {node.domain.capitalize()}"


def _sections(
    nodes: list[Node], sheet: str, totals: dict[str, list[float]], book: Book
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    for partner, own in grouped(nodes, lambda node: node.partner).items():
        for part, group in grouped(own, part_of).items():
            name = sheet_name(partner, book.names)
            yield (
                f"{name}, {part}" if part else name,
                tuple(_line(node, sheet, totals[node.id], book) for node in group),
            )


def _line(node: Node, sheet: str, values: list[float], book: Book) -> Line:
    cells = {
        year: Content(value, f"={_year(node, book.first + MONTHS * year, sheet, book)}")
        for year, value in enumerate(values)
    }
    return Line(node.id, (node.label, node.unit), node.unit, cells, leads_to=address(*book.places.of[NodeRow(node.id)]))


def _year(node: Node, january: int, sheet: str, book: Book) -> str:
    december = january + MONTHS - 1
    months = book.places.span(NodeRow(node.id), january, december, sheet)
    last = book.places.cell(NodeRow(node.id), december, sheet)
    match node.aggregation:
        case Aggregation.FLOW:
            return f"SUM({months})"
        case Aggregation.STOCK | Aggregation.TERM:
            return last
        case Aggregation.PEAK:
            return f"MAX({months})"
        case Aggregation.MEAN:
            return f"AVERAGE({months})"
        case Aggregation.RATIO:
            return _ratio(node, january, last, sheet, book)


def _ratio(node: Node, january: int, last: str, sheet: str, book: Book) -> str:
    if not isinstance(node.formula, Ratio):
        raise TypeError(f"{node.id} is een verhouding zonder teller en noemer")
    part, whole = (
        f"SUM({book.places.span(NodeRow(side.id), january, january + MONTHS - 1, sheet)})"
        for side in (node.formula.part, node.formula.whole)
    )
    return f"IF({whole}=0,{last},{part}/{whole})"

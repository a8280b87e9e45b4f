"""The sheet that says what every figure follows from: its input first, then other figures, each a link to its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.worksheet.hyperlink import Hyperlink

from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.cells import address, put_head, put_styled
from mpp_lib.present.rekenblad.looks import LINKED
from mpp_lib.present.rekenblad.outline import GUIDE, INPUT, KERNELS
from mpp_lib.present.rekenblad.places import KnownRow, NodeRow, OpeningRow, PastRow, Row, SeriesRow, ShareRow
from mpp_lib.present.rekenblad.printing import print_on_a4, protect
from mpp_lib.production.expression import Delay, Expr, Known, Param, Plan, Series, needs, walk
from mpp_lib.production.node import Node, Transit

_WIDTHS = {"A": 36, "B": 56}
_LINK_WIDTH = 30
_FIRST = 3


def write_trace(sheet: Any, book: Book) -> None:
    """A line per figure, in the order of the chain."""
    put_head(sheet.cell(1, 1), "indicator")
    put_head(sheet.cell(1, 2), f"{book.about.line} (naar de {GUIDE})")
    sheet.cell(1, 2).hyperlink = Hyperlink("", location=address(GUIDE))
    put_head(sheet.cell(1, _FIRST), "volgt uit (invoer eerst)")
    for number, node in enumerate(book.chain.nodes, 2):
        _lead(sheet.cell(number, 1), node.id, NodeRow(node.id), book)
        put_styled(sheet.cell(number, 2), node.label, "MPP tekst")
        for place, (name, row) in enumerate(ingredients(node, book), _FIRST):
            _lead(sheet.cell(number, place), name, row, book)
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for place in range(_FIRST, sheet.max_column + 1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = _LINK_WIDTH
    sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols = "C2", "1:1", "A:A"
    print_on_a4(sheet, book.about.line, "landscape", f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}")
    protect(sheet)


def _lead(cell: Any, text: str, row: Row, book: Book) -> None:
    put_styled(cell, text, LINKED)
    cell.hyperlink = Hyperlink("", location=address(*book.places.of[row]))


def ingredients(node: Node, book: Book) -> list[tuple[str, Row]]:
    """Name and line of everything that a figure is worked out from directly, input first."""
    found = dict.fromkeys((*_of_formula(node.formula, book), *_before_horizon(node, book)))
    named = [(name, row) for name, row in found if row in book.places.of and row != NodeRow(node.id)]
    return sorted(named, key=lambda each: book.places.of[each[1]][0] not in (INPUT, KERNELS))


def _of_formula(formula: Expr, book: Book) -> Iterator[tuple[str, Row]]:
    for part in walk(formula):
        match part:
            case Param(name) | Series(name):
                yield name, SeriesRow(part)
            case Plan(stream, quantity):
                yield f"{stream} {quantity}", SeriesRow(part)
            case Known(name):
                yield f"{name} [bekend]", KnownRow(name)
            case Delay(kernel, _):
                yield kernel, ShareRow(kernel, book.chain.first_lag[kernel])
        for node_id, _ in needs(part, book.chain.first_lag):
            yield node_id, NodeRow(node_id)


def _before_horizon(node: Node, book: Book) -> Iterator[tuple[str, Row]]:
    if isinstance(node.opening, Transit):
        yield node.opening.flow, NodeRow(node.opening.flow)
        for kernel in node.opening.kernels:
            yield kernel, ShareRow(kernel, book.chain.first_lag[kernel])
    yield f"{node.id} [begin]", OpeningRow(node.id)
    yield f"{node.id} [verleden]", PastRow(node.id)

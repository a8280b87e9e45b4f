"""Lines that compute: the nodes of the chain, the steps some of them need, and the checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.cells import address
from mpp_lib.present.rekenblad.formula import entries, formula
from mpp_lib.present.rekenblad.line import Content, Line
from mpp_lib.present.rekenblad.outline import TRACE
from mpp_lib.present.rekenblad.places import (
    BalanceRow,
    CameRow,
    InsideRow,
    LeftRow,
    NodeRow,
    OpeningRow,
    PastRow,
    Row,
    ShareRow,
    StayingRow,
    TurnRow,
    WeightRow,
    WholeRow,
)
from mpp_lib.present.rekenblad.verdict import verdict_cells
from mpp_lib.production.chain_data import Array
from mpp_lib.production.node import Balance, Node, Transit


def chain_line(row: Row, book: Book, sheet: str) -> Line:
    """The line of a node, of a step on the way to one, or of a check.

    Raises:
        TypeError: when the row computes nothing.
    """
    match row:
        case NodeRow(node_id):
            return _node_line(book.chain.by_id[node_id], book, sheet)
        case InsideRow(stock):
            return _inside_line(book.chain.by_id[stock], book, sheet)
        case CameRow(inflow):
            return _came_line(row, inflow, book, sheet)
        case LeftRow():
            return _left_line(row, book, sheet)
        case StayingRow():
            return _staying_line(row, book, sheet)
        case TurnRow():
            return _turn_line(row, book, sheet)
        case WeightRow(kernel, month):
            return _weight_line(kernel, month, book, sheet)
        case BalanceRow(label):
            balance = next(each for each in book.chain.balances if each.label == label)
            return _balance_line(balance, book, sheet)
        case WholeRow(kernels):
            return _whole_line(kernels, book, sheet)
        case _:
            raise TypeError(f"geen rekenregel: {row}")


def _node_line(node: Node, book: Book, sheet: str) -> Line:
    values = book.values[node.id].tolist()
    start = book.first - 1 if node.is_sum_of_stocks else book.first
    cells = dict(_before_horizon(node, book, sheet)) | {
        month: Content(values[month], formula(node.formula, book.spot(sheet, month)))
        for month in range(start, book.data.rows)
    }
    about = (node.label, node.unit, node.kind, node.definition)
    return Line(node.id, about, node.unit, cells, leads_to=address(TRACE, book.trace_rows[node.id]))


def _before_horizon(node: Node, book: Book, sheet: str) -> Iterator[tuple[int, Content]]:
    """Past months of a flow and the opening of a stock: taken over from the input, or from what is in transit."""
    values = book.values[node.id].tolist()
    if node.id in book.data.flows:
        for month in range(book.first):
            yield month, Content(values[month], f"={book.spot(sheet, month).cell(PastRow(node.id))}")
    if isinstance(node.opening, Transit):
        spot = book.spot(sheet, book.first - 1)
        inside = spot.span(InsideRow(node.id), 0, book.first - 1)
        entered = spot.span(NodeRow(node.opening.flow), 0, book.first - 1)
        yield book.first - 1, Content(values[book.first - 1], f"=SUMPRODUCT({inside},{entered})")
    elif node.id in book.data.opening:
        spot = book.spot(sheet, book.first - 1)
        yield book.first - 1, Content(values[book.first - 1], f"={spot.cell(OpeningRow(node.id))}")


def _inside_line(node: Node, book: Book, sheet: str) -> Line:
    kernels = node.opening.kernels if isinstance(node.opening, Transit) else ()
    cells = {}
    for month in range(book.first):
        longest = book.first - 1 - month
        gone = [(name, min(longest, book.data.kernels[name].shape[1] - 1)) for name in kernels]
        spans = [_lags(book, name, last, month, sheet) for name, last in gone if last >= book.chain.first_lag[name]]
        left = sum(float(book.data.kernels[name][month, : last + 1].sum()) for name, last in gone)
        cells[month] = Content(1 - left, "=" + "-".join(["1", *(f"SUM({span})" for span in spans)]))
    about = ("aandeel van de instroom dat er aan het begin van de horizon nog is", "aandeel", "hulpregel", "")
    return Line(f"{node.id} [nog aanwezig]", about, "aandeel", cells, "hulpregel")


def _lags(book: Book, kernel: str, last: int, month: int, sheet: str) -> str:
    """The shares of one month of entry, from the first lag to ``last``."""
    top, bottom = ShareRow(kernel, book.chain.first_lag[kernel]), ShareRow(kernel, last)
    return book.places.block(top, bottom, month, month, sheet)


def _came_line(row: CameRow, inflow: str, book: Book, sheet: str) -> Line:
    came = np.cumsum(book.values[inflow]).tolist()
    cells = {}
    for month in range(book.data.rows):
        spot = book.spot(sheet, month)
        before = f"{spot.cell(row, 1)}+" if month else ""
        cells[month] = Content(came[month], f"={before}{spot.node(inflow)}")
    node = book.chain.by_id[inflow]
    about = (f"{node.label}: opgeteld vanaf de eerste maand", node.unit, "hulpregel", "")
    return Line(f"{inflow} [opgeteld]", about, node.unit, cells, "hulpregel")


def _left(row: LeftRow | TurnRow, book: Book) -> Array:
    """Who has left by the end of each month from just before the horizon on, counted as arrivals are."""
    came = book.values[row.inflow][: book.first].sum()
    outflow = book.values[row.outflow][book.first :]
    counted: Array = came - book.values[row.stock][book.first - 1] + np.concatenate([[0.0], np.cumsum(outflow)])
    return counted


def _left_line(row: LeftRow, book: Book, sheet: str) -> Line:
    cells = {}
    for month, value in enumerate(_left(row, book).tolist(), book.first - 1):
        spot = book.spot(sheet, month)
        opening = f"={spot.cell(CameRow(row.inflow))}-{spot.node(row.stock)}"
        later = f"={spot.cell(row, 1)}+{spot.node(row.outflow)}"
        cells[month] = Content(value, opening if month < book.first else later)
    node = book.chain.by_id[row.outflow]
    about = (f"{node.label}: opgeteld, oudste eerst, geteld als de instroom", node.unit, "hulpregel", "")
    return Line(f"{row.stock} [vertrokken]", about, node.unit, cells, "hulpregel")


def _staying_line(row: StayingRow, book: Book, sheet: str) -> Line:
    stock, inflow = book.values[row.stock], book.values[row.inflow]
    cells = {}
    for month in book.horizon:
        spot = book.spot(sheet, month)
        there, left_over = f"({spot.node(row.stock, 1)}+{spot.node(row.inflow)})", float(stock[month])
        value = left_over / many if (many := float(stock[month - 1] + inflow[month])) > 0 else 0.0
        cells[month] = Content(value, f"=IF({there}>0,{spot.node(row.stock)}/{there},0)")
    about = ("deel van wat er lag of binnenkwam dat er aan het einde van de maand nog ligt", "aandeel", "hulpregel", "")
    return Line(f"{row.stock} [gebleven]", about, "aandeel", cells, "hulpregel")


def _turn_line(row: TurnRow, book: Book, sheet: str) -> Line:
    came, left = np.cumsum(book.values[row.inflow]), _left(row, book)
    cells = {}
    for month in book.horizon:
        reached = np.searchsorted(came[: month + 1], left[month - book.first + 1], side="right")
        waiting = book.values[row.stock][month] > 0
        turn = float(min(reached + 1, month + 1) if waiting else month + 1)
        cells[month] = Content(turn, _turn(row, book, sheet, month))
    about = ("nummer van de maand van instroom die nu aan de beurt is", "maandnummer", "hulpregel", "")
    return Line(f"{row.stock} [aan de beurt]", about, "maandnummer", cells, "hulpregel")


def _turn(row: TurnRow, book: Book, sheet: str, month: int) -> str:
    spot = book.spot(sheet, month)
    left = spot.cell(LeftRow(row.stock, row.inflow, row.outflow))
    came = spot.span(CameRow(row.inflow), 0, month)
    first = came.partition(":")[0]
    reached = f"IF({left}<{first},1,MIN({spot.number},1+MATCH({left},{came},1)))"
    return f"=IF({spot.node(row.stock)}>0,{reached},{spot.number})"


def _weight_line(kernel: str, month: int, book: Book, sheet: str) -> Line:
    """The share that leaves in this month, of every month of entry."""
    first, last = entries(kernel, book.spot(sheet, month))
    shares = book.data.kernels[kernel]
    cells = {
        entry: Content(
            float(shares[entry, month - entry]), f"={book.spot(sheet, entry).cell(ShareRow(kernel, month - entry))}"
        )
        for entry in range(first, last + 1)
    }
    about = (f"aandeel dat in {book.calendar[month]} volgt, naar maand van instroom", "aandeel", "hulpregel", "")
    return Line(f"{kernel} {book.calendar[month]}", about, "aandeel", cells, "hulpregel")


def _balance_line(balance: Balance, book: Book, sheet: str) -> Line:
    v = book.values
    cells = {}
    for month in book.horizon:
        spot = book.spot(sheet, month)
        into = "".join(f"+{spot.node(node_id)}" for node_id in balance.inflow)
        out = "".join(f"-{spot.node(node_id)}" for node_id in balance.outflow)
        left_over = v[balance.stock][month - 1] - v[balance.stock][month]
        left_over += sum(v[node_id][month] for node_id in balance.inflow)
        left_over -= sum(v[node_id][month] for node_id in balance.outflow)
        text = f"={spot.node(balance.stock, 1)}{into}{out}-{spot.node(balance.stock)}"
        cells[month] = Content(float(left_over), text)
    about = (balance.label, book.chain.by_id[balance.stock].unit, *_verdict(BalanceRow(balance.label), cells, book))
    return Line(f"{balance.stock} [balans]", about, "verschil", cells, "hulpregel")


def _whole_line(kernels: tuple[str, ...], book: Book, sheet: str) -> Line:
    cells = {}
    for month in range(book.data.rows):
        blocks = [_lags(book, name, book.data.kernels[name].shape[1] - 1, month, sheet) for name in kernels]
        value = sum(float(book.data.kernels[name][month].sum()) for name in kernels)
        cells[month] = Content(value, "=" + "+".join(f"SUM({block})" for block in blocks))
    labels = {spec.name: spec.label for spec in book.chain.kernels}
    about = ("; ".join(labels[name] for name in kernels), "aandeel", *_verdict(WholeRow(kernels), cells, book))
    return Line(" + ".join(kernels), about, "aandeel", cells, "hulpregel")


def _verdict(row: Row, cells: Mapping[int, Content], book: Book) -> tuple[Content, Content]:
    return verdict_cells(row, cells, [float(content.value or 0.0) for content in cells.values()], book)

"""Lines of input: numbers somebody delivered, and the months that follow from the month before.

A parameter holds from a month on: its first month is a number, each later one follows the cell before it until the
value changes. So who changes one cell changes everything after it. A delivered series has a number in every month.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.line import Content, Line, typed
from mpp_lib.present.rekenblad.measure_lines import layered_line, measure_line, switches_in
from mpp_lib.present.rekenblad.names import defined_name
from mpp_lib.present.rekenblad.outline import part_of, sheet_name
from mpp_lib.present.rekenblad.places import (
    BareRow,
    CountsRow,
    KnownRow,
    LayerRow,
    OpeningRow,
    PastRow,
    Row,
    SeriesRow,
    ShareRow,
    SwitchRow,
)
from mpp_lib.production.expression import Key, Known, Param, Plan, Series
from mpp_lib.production.parts import NORM, OUTSIDE_SERIES

DEFAULTED = "standaardwaarde van het model"
HOLDS_ON = NORM
"""The series from outside that holds from a month on, as a parameter does."""


def input_line(row: Row, book: Book, sheet: str) -> Line:
    """The line of an input.

    Raises:
        TypeError: when the row is no input.
    """
    match row:
        case SeriesRow(key):
            return _series_line(key, row, book, sheet)
        case BareRow(key):
            return _bare_line(key, row, book, sheet)
        case SwitchRow() | CountsRow() | LayerRow():
            return measure_line(row, book, sheet)
        case KnownRow(parameter):
            return _known_line(parameter, book, sheet)
        case OpeningRow(node_id):
            return _node_input(node_id, "begin", {book.first - 1: book.data.opening[node_id]}, book)
        case PastRow(node_id):
            return _node_input(node_id, "verleden", dict(enumerate(book.data.flows[node_id].tolist())), book)
        case ShareRow(kernel, lag):
            return _share_line(kernel, lag, row, book, sheet)
        case _:
            raise TypeError(f"geen invoerregel: {row}")


def _bare_line(key: Key, row: Row, book: Book, sheet: str) -> Line:
    """A parameter over which measures lie, as it is without them: what somebody types."""
    values = replace(book, data=switches_in(book).bare)
    return _typed_series_line(key, row, values, sheet)


def _series_line(key: Key, row: Row, book: Book, sheet: str) -> Line:
    if BareRow(key) in book.places.of:
        return layered_line(book.parameters[key], book, sheet)
    return _typed_series_line(key, row, book, sheet)


def _typed_series_line(key: Key, row: Row, book: Book, sheet: str) -> Line:
    label, unit = _described(key, book)
    kind, *rest = _named(key)
    origin, cells = book.origin(key), _series_cells(key, book, _neighbour(book, row, sheet))
    optional = key in book.parameters and not book.parameters[key].required
    source = origin.source or (DEFAULTED if optional else "")
    return Line(" ".join(rest), (label, unit, origin.owner, source), unit, cells, "invoer", defined_name(kind, *rest))


def _series_cells(key: Key, book: Book, cell: Callable[[int], str]) -> dict[int, Content]:
    values, spec = book.series(key).tolist(), book.parameters.get(key)
    if spec is not None and spec.per_half_year:
        return _given(values, book.series(Known(spec.name)).tolist(), book, cell)
    before = [book.first - 1] if key in book.opening_keys else []
    months = [*before, *book.horizon]
    if spec is not None or key == HOLDS_ON:
        return _following(values, months, book.first, cell)
    return typed({month: values[month] for month in months})


def _neighbour(book: Book, row: Row, sheet: str) -> Callable[[int], str]:
    return lambda month: book.places.cell(row, month, sheet)


def _following(
    values: Sequence[float], months: Sequence[int], first: int, cell: Callable[[int], str]
) -> dict[int, Content]:
    """Numbers where a value starts, references to the month before where it goes on.

    The months before ``first`` take over from the one after them: a value starts in the horizon.
    """
    cells = {first: Content(values[first])}
    for month in months:
        beside = month + 1 if month < first else month - 1
        if month != first:
            goes_on = values[month] == values[beside] and beside in months
            cells[month] = Content(values[month], f"={cell(beside)}" if goes_on else "")
    return dict(sorted(cells.items()))


def _given(
    values: Sequence[float], known: Sequence[float], book: Book, cell: Callable[[int], str]
) -> dict[int, Content]:
    """A value per half-year: a number or an empty cell in its first month, which the other five follow."""
    cells = {}
    for month in book.horizon:
        value = values[month] if known[month] else None
        starts = month == book.first or book.calendar[month].month in (1, 7)
        if starts or (values[month], known[month]) != (values[month - 1], known[month - 1]):
            cells[month] = Content(value)
        else:
            before = cell(month - 1)
            cells[month] = Content(value, f'=IF(ISNUMBER({before}),{before},"")')
    return cells


def _known_line(parameter: str, book: Book, sheet: str) -> Line:
    value = book.series(Known(parameter)).tolist()
    given = SeriesRow(Param(parameter))
    cells = {
        month: Content(value[month], f"=IF(ISNUMBER({book.places.cell(given, month, sheet)}),1,0)")
        for month in book.horizon
    }
    label = f"{_described(Param(parameter), book)[0]}: bekendgemaakt (1) of afgeleid (0)"
    return Line(f"{parameter} [bekend]", (label, "1 of 0", "", "rekenregel"), "1 of 0", cells, "hulpregel")


def _node_input(node_id: str, what: str, values: Mapping[int, float], book: Book) -> Line:
    node, origin = book.chain.by_id[node_id], book.origin(node_id)
    whose = " ".join(filter(None, (sheet_name(node.partner, book.names), part_of(node))))
    about = (f"{whose}: {node.label}", node.unit, origin.owner, origin.source)
    return Line(f"{node_id} [{what}]", about, node.unit, typed(values), "invoer", defined_name(what, node_id))


def _share_line(kernel: str, lag: int, row: Row, book: Book, sheet: str) -> Line:
    values = book.data.kernels[kernel][:, lag].tolist()
    cells = _following(values, range(book.data.rows), 0, _neighbour(book, row, sheet))
    origin = book.origin(f"verdeling:{kernel}")
    label = f"na {lag} {'maand' if lag == 1 else 'maanden'}"
    about = (label, "aandeel", origin.owner, origin.source)
    return Line(
        f"{kernel} k={lag}", about, "aandeel", cells, "invoer", defined_name("verdeling", kernel, f"k{lag:02d}")
    )


def _described(key: Key, book: Book) -> tuple[str, str]:
    """Label and unit of a series."""
    spec = book.parameters.get(key) or book.plan.get(key)
    name = _named(key)[-1]
    return (spec.label, spec.unit) if spec else OUTSIDE_SERIES.get(name, (name, ""))


def _named(key: Key) -> tuple[str, ...]:
    """What kind of series it is, and its name."""
    match key:
        case Param(name) | Known(name):
            return "parameter", name
        case Plan(stream, quantity):
            return "plan", stream, quantity
        case Series(name):
            return "reeks", name

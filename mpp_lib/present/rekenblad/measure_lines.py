"""Lines of the measures: a switch each, what they do to which parameter, and those parameters with them.

A measure has a cell with 1 or 0. It counts when that is 1 and a ground stands beside it. Its effect stands in every
month in which it works; the parameter with measures follows from those cells, in the order of
:mod:`mpp_lib.production.layers`: a fixed value, then every factor, then every addition.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.present.rekenblad.book import Book, Switches
from mpp_lib.present.rekenblad.line import Content, Line, Only
from mpp_lib.present.rekenblad.names import defined_name
from mpp_lib.present.rekenblad.places import BareRow, CountsRow, LayerRow, Row, SwitchRow, column
from mpp_lib.production.expression import Key, Known, Param
from mpp_lib.production.layers import KINDS, Layer, Measure

ON_OR_OFF = "1 = aan, 0 = uit"
GROUND_COLUMN = "E"
NO_GROUND = "Alleen 0 of 1; een maatregel zonder grondslag (kolom E) kan niet aan staan."
_DOES = {"plus": "erbij", "factor": "maal", "waarde": "vaste waarde"}


def switches_in(book: Book) -> Switches:
    """The measures of a workbook that has them.

    Raises:
        ValueError: for one that has none.
    """
    if book.switches is None:
        raise ValueError("dit rekenblad heeft geen maatregelen")
    return book.switches


def measure_line(row: SwitchRow | CountsRow | LayerRow, book: Book, sheet: str) -> Line:
    """The line of a switch, of whether it counts, or of a layer."""
    measure = next(each for each in switches_in(book).measures if each.id == row.measure)
    match row:
        case SwitchRow():
            return _switch_line(measure, book, sheet)
        case CountsRow():
            return _counts_line(measure, book, sheet)
        case LayerRow(_, place):
            return _layer_line(measure, place, book, sheet)


def _switch_line(measure: Measure, book: Book, sheet: str) -> Line:
    switch = book.places.cell(SwitchRow(measure.id), book.first, sheet)
    ground = _ground(measure, book)
    return Line(
        measure.id,
        (measure.description, ON_OR_OFF, measure.owner, Content(measure.ground)),
        ON_OR_OFF,
        {book.first: Content(float(measure.active))},
        "invoer",
        defined_name("maatregel", measure.id),
        Only(f"OR({switch}=0,AND({switch}=1,LEN(TRIM({ground}))>0))", NO_GROUND),
    )


def _counts_line(measure: Measure, book: Book, sheet: str) -> Line:
    switch = book.places.cell(SwitchRow(measure.id), book.first, sheet)
    text = f"=IF({switch}=1,IF(LEN(TRIM({_ground(measure, book)}))>0,1,0),0)"
    about = (f"{measure.id} telt mee: staat aan en heeft een grondslag", ON_OR_OFF, "", "rekenregel")
    cells = {book.first: Content(float(measure.active), text)}
    return Line(f"{measure.id} [telt mee]", about, ON_OR_OFF, cells, "hulpregel")


def _ground(measure: Measure, book: Book) -> str:
    """The cell with the ground, on the line of the switch."""
    return f"${GROUND_COLUMN}{book.places.of[SwitchRow(measure.id)][1]}"


def _layer_line(measure: Measure, place: int, book: Book, sheet: str) -> Line:
    """The effect in the months in which it works: a number in the first, which the others follow; else empty."""
    layer, row = measure.layers[place], LayerRow(measure.id, place)
    spec = book.parameters[Param(layer.parameter)]
    works = {month: _works(layer, month, book) for month in book.horizon}
    cells = {
        month: Content(layer.effect, f"={book.places.cell(row, month - 1, sheet)}")
        if works[month] and works.get(month - 1, False)
        else Content(layer.effect if works[month] else None)
        for month in book.horizon
    }
    about = (f"{measure.id}, {_DOES[layer.kind]}: {spec.label}", spec.unit, measure.owner, measure.rationale)
    unit = "aandeel" if layer.kind == "factor" else spec.unit
    name = defined_name("maatregel", measure.id, layer.kind, layer.parameter, *([str(place + 1)] if place else []))
    return Line(f"{measure.id} {layer.kind} {layer.parameter}", about, unit, cells, "invoer", name)


def _works(layer: Layer, month: int, book: Book) -> bool:
    realised = switches_in(book).realised.get(Param(layer.parameter))
    free = realised is None or bool(np.isnan(realised[month - book.first, 0]))
    return free and layer.holds(book.calendar[month])


def layered_line(spec: ParameterSpec, book: Book, sheet: str) -> Line:
    """A parameter with the measures that count."""
    key = Param(spec.name)
    values = book.series(key).tolist()
    known = book.series(Known(spec.name)).tolist() if spec.per_half_year else [1.0] * len(values)
    before = [book.first - 1] if key in book.opening_keys else []
    cells = {month: Content(values[month], f"={_bare(key, month, book, sheet)}") for month in before}
    for month in book.horizon:
        text = _layered(spec, month, book, sheet)
        cells[month] = Content(values[month] if known[month] else None, f"={text}")
    about = (f"{spec.label}: met de maatregelen die meetellen", spec.unit, "", "rekenregel")
    return Line(f"{spec.name} [met maatregelen]", about, spec.unit, cells, "hulpregel")


def _bare(key: Key, month: int, book: Book, sheet: str) -> str:
    return book.places.cell(BareRow(key), month, sheet)


def _layered(spec: ParameterSpec, month: int, book: Book, sheet: str) -> str:
    bare = _bare(Param(spec.name), month, book, sheet)
    text = f'IF(ISNUMBER({bare}),{bare},"")' if spec.per_half_year else bare
    steps = ""
    for kind, works, effect in _steps(spec, month, book, sheet):
        match kind:
            case "waarde":
                text = f"IF({works},{effect},{text})"
            case "factor":
                steps += f"*IF({works},{effect},1)"
            case "plus":
                steps += f"+IF({works},{effect},0)"
    if not spec.per_half_year:
        return f"{text}{steps}"
    return f'IF(ISNUMBER({text}),{text}{steps},"")' if steps else text


def _steps(spec: ParameterSpec, month: int, book: Book, sheet: str) -> Iterator[tuple[str, str, str]]:
    """Every layer over the parameter in the order in which they are applied: kind, whether it works now, its effect."""
    for kind in KINDS:
        for row, measure, layer in _layers(book):
            if (layer.parameter, layer.kind) == (spec.name, kind):
                counts = _fixed(CountsRow(measure.id), book)
                effect = book.places.cell(row, month, sheet)
                yield kind, f"AND({counts}=1,ISNUMBER({effect}))", effect


def _fixed(row: Row, book: Book) -> str:
    """The one cell of a switch, in every month the same."""
    return f"${column(book.first)}${book.places.of[row][1]}"


def _layers(book: Book) -> Iterator[tuple[LayerRow, Measure, Layer]]:
    for measure in switches_in(book).measures:
        for place, layer in enumerate(measure.layers):
            yield LayerRow(measure.id, place), measure, layer

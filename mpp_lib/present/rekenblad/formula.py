"""From a formula of the chain to the text of an Excel formula.

Additions and multiplications keep the order of the engine, so that both round alike. Function names and separators are
those of the file format; Excel shows them in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from mpp_lib.present.rekenblad.places import (
    NUMBER_ROW,
    CameRow,
    KnownRow,
    LeftRow,
    NodeRow,
    Places,
    Row,
    SeriesRow,
    StayingRow,
    TurnRow,
    WeightRow,
    column,
)
from mpp_lib.production import expression as ex
from mpp_lib.production.ages_and_terms import LONGEST_TERM
from mpp_lib.production.chain_data import ChainData

SUM, PRODUCT, WHOLE = 1, 2, 3
"""How tightly a text binds: terms of a sum, factors of a product, and what needs no brackets anywhere."""
_BINDS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


@dataclass(frozen=True)
class Spot:
    """Where a formula stands: sheet and month, in a workbook whose lines have these places."""

    places: Places
    data: ChainData
    first_lag: dict[str, int]
    sheet: str
    month: int

    def cell(self, row: Row, lag: int = 0) -> str:
        """The cell of a line, ``lag`` months ago."""
        return self.places.cell(row, self.month - lag, self.sheet)

    def node(self, node_id: str, lag: int = 0) -> str:
        """The cell of a node, ``lag`` months ago."""
        return self.cell(NodeRow(node_id), lag)

    def span(self, row: Row, first: int, last: int) -> str:
        """The cells of a line in the months ``first`` to ``last``."""
        return self.places.span(row, first, last, self.sheet)

    @property
    def number(self) -> str:
        """The cell with the number of the month at hand, counted from the first column on."""
        return f"{column(self.month)}${NUMBER_ROW}"

    @property
    def half_year(self) -> int:
        """The month in which the half-year at hand starts."""
        return self.month - (self.data.calendar[self.month].month - 1) % 6


def formula(expr: ex.Expr, spot: Spot) -> str:
    """The formula of a cell.

    Raises:
        TypeError: for a kind of formula the workbook does not know.
    """
    return f"={_write(expr, spot)[0]}"


def _write(expr: ex.Expr, spot: Spot) -> tuple[str, int]:
    match expr:
        case ex.Binary(op, left, right):
            return _binary(op, left, right, spot), _BINDS[op]
        case _:
            return _whole(expr, spot), WHOLE


def _binary(op: str, left: ex.Expr, right: ex.Expr, spot: Spot) -> str:
    (before, left_binds), (after, right_binds) = _write(left, spot), _write(right, spot)
    first = before if left_binds >= _BINDS[op] else f"({before})"
    second = after if right_binds > _BINDS[op] else f"({after})"
    return f"{first}{op}{second}"


def _whole(expr: ex.Expr, spot: Spot) -> str:
    match expr:
        case ex.Const(value):
            return _number(value)
        case ex.Ref(node_id, lag):
            return spot.node(node_id, lag)
        case ex.Param(name):
            return _parameter(name, spot)
        case ex.Known(name):
            return spot.cell(KnownRow(name))
        case ex.Plan() | ex.Series():
            return spot.cell(SeriesRow(expr))
        case ex.Least(left, right):
            return f"MIN({_text(left, spot)},{_text(right, spot)})"
        case ex.Greatest(left, right):
            return f"MAX({_text(left, spot)},{_text(right, spot)})"
        case ex.Leaving(hazard):
            return f"(1-EXP(-({_text(hazard, spot)})))"
        case ex.Ratio(part, whole, otherwise):
            divisor = _text(whole, spot)
            return f"IF({divisor}=0,{_text(otherwise, spot)},{_text(part, spot)}/{divisor})"
        case _:
            return _over_time(expr, spot)


def _number(value: float) -> str:
    text = repr(float(value)).removesuffix(".0")
    return f"({text})" if value < 0 else text


def _text(expr: ex.Expr, spot: Spot) -> str:
    return _write(expr, spot)[0]


def _parameter(name: str, spot: Spot) -> str:
    """A parameter per half-year has empty cells where it is not given: those count as 0."""
    cell = spot.cell(SeriesRow(ex.Param(name)))
    return f"N({cell})" if KnownRow(name) in spot.places.of else cell


def _over_time(expr: ex.Expr, spot: Spot) -> str:
    match expr:
        case ex.Delay(kernel, flow):
            return _delay(kernel, flow, spot)
        case ex.PreviousHalfYear(flow):
            return f"SUM({spot.span(NodeRow(flow), spot.half_year - 6, spot.half_year - 1)})"
        case ex.AtHalfYearStart(stock):
            return spot.node(stock, spot.month - spot.half_year + 1)
        case ex.OlderThan():
            return _older_than(expr, spot)
        case ex.TimeInStock(stock, inflow, outflow):
            return _time_in_stock(stock, inflow, outflow, spot)
        case ex.ClearanceTime(stock, outflow):
            waiting, leaving = spot.node(stock), spot.node(outflow)
            most = f"{LONGEST_TERM:g}"
            return f"IF({waiting}>0,IF({leaving}>0,MIN({waiting}/{leaving},{most}),{most}),0)"
        case _:
            raise TypeError(f"onbekende formule: {type(expr).__name__}")


def _delay(kernel: str, flow: str, spot: Spot) -> str:
    """The shares that leave this month, by month of entry, times the flow of those months."""
    first, last = entries(kernel, spot)
    weights = spot.span(WeightRow(kernel, spot.month), first, last)
    return f"SUMPRODUCT({weights},{spot.span(NodeRow(flow), first, last)})"


def entries(kernel: str, spot: Spot) -> tuple[int, int]:
    """First and last month of entry from which a kernel lets leave in the month at hand."""
    lags = spot.data.kernels[kernel].shape[1]
    return max(0, spot.month - lags + 1), spot.month - spot.first_lag[kernel]


def _older_than(age: ex.OlderThan, spot: Spot) -> str:
    """What was open then and has not left since: oldest first, and in proportion for the share that goes so."""
    first = max(spot.data.history, spot.month - age.months + 1)
    then, evenly = _open_then(age, spot), _text(age.in_proportion, spot)
    left = f"SUM({spot.span(NodeRow(age.outflow), first, spot.month)})"
    staying = (spot.cell(StayingRow(age.stock, age.inflow), lag) for lag in range(spot.month - first + 1))
    return f"(1-{evenly})*MAX(0,{then}-{left})+{'*'.join((evenly, then, *staying))}"


def _open_then(age: ex.OlderThan, spot: Spot) -> str:
    """The stock of that many months ago; before the horizon, in proportion between two ages of the opening stock."""
    since = spot.month - spot.data.history + 1
    if since >= age.months:
        return spot.node(age.stock, age.months)
    classes = ((0, age.stock), *age.opening)
    (young, more), (old, less) = next(pair for pair in pairwise(classes) if pair[1][0] >= age.months - since)
    many, few = spot.node(more, since), spot.node(less, since)
    return f"({few}+({many}-{few})*{old - age.months + since}/{old - young})"


def _time_in_stock(stock: str, inflow: str, outflow: str, spot: Spot) -> str:
    """Months since the entry of who leaves now, read between the ends of two months in proportion to the inflow.

    Where that inflow is nil the ones leaving came longer before the history than a term is ever shown. Nothing is
    divided by nil even in the branch not taken: not every program skips it.
    """
    left, turn = spot.cell(LeftRow(stock, inflow, outflow)), spot.cell(TurnRow(stock, inflow, outflow))
    came = f"INDEX({spot.span(CameRow(inflow), 0, spot.month)},1,{turn})"
    entered = f"INDEX({spot.span(NodeRow(inflow), 0, spot.month)},1,{turn})"
    waited = f"{spot.number}-{turn}+({came}-{left})/IF({entered}>0,{entered},1)"
    most = f"{LONGEST_TERM:g}"
    return f"IF({spot.node(stock)}>0,IF({entered}>0,MIN({most},MAX(0,{waited})),{most}),0)"

"""From formula to numbers: each formula becomes a function of the rows asked for.

The same function serves a whole horizon (rows is a slice; result [months, draws]) and, inside feedback, one month
(rows is an integer; result [draws]).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from scipy.sparse import csr_array

from mpp_lib.production import ages_and_terms
from mpp_lib.production import expression as ex
from mpp_lib.production.chain_data import Alternatives, Array, ChainData, Rows, shift

Evaluator = Callable[[Rows], Array]
OPERATORS = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}


class Compiler:
    """Turns formulas into functions over the arrays of one block of draws."""

    def __init__(self, data: ChainData, arrays: Mapping[str, Array]) -> None:
        self._data = data
        self._arrays = arrays

    def compile(self, expr: ex.Expr) -> Evaluator:
        """The formula as a function of rows.

        Raises:
            TypeError: for a kind of formula this engine does not know.
        """
        match expr:
            case ex.Const(value):
                constant = np.full(1, value)
                return lambda _: constant
            case ex.Ref(node_id, lag):
                return _lagged(self._arrays[node_id], lag)
            case ex.Param() | ex.Known() | ex.Plan() | ex.Series():
                return _lagged(self._data.series[expr], 0)
            case ex.Binary(op, left, right):
                return _combine(OPERATORS[op], self.compile(left), self.compile(right))
            case ex.Least(left, right):
                return _combine(np.minimum, self.compile(left), self.compile(right))
            case ex.Greatest(left, right):
                return _combine(np.maximum, self.compile(left), self.compile(right))
            case ex.Leaving(hazard):
                inner = self.compile(hazard)
                return lambda rows: -np.expm1(-inner(rows))
            case ex.Ratio(part, whole, otherwise):
                return _ratio(self.compile(part), self.compile(whole), self.compile(otherwise))
            case _:
                return self._compile_over_time(expr)

    def _compile_over_time(self, expr: ex.Expr) -> Evaluator:
        arrays, data = self._arrays, self._data
        match expr:
            case ex.Delay(kernel, flow):
                as_given = _delay(data.kernels[kernel], arrays[flow])
                return _otherwise(as_given, data.alternatives.get(kernel), arrays[flow])
            case ex.PreviousHalfYear(flow):
                return _by_month(lambda row: arrays[flow][self._half_year(row) - 6 : self._half_year(row)].sum(axis=0))
            case ex.AtHalfYearStart(stock):
                return _by_month(lambda row: arrays[stock][self._half_year(row) - 1])
            case ex.OlderThan():
                return _whole(lambda: self.waiting(expr), data.history)
            case ex.TimeInStock():
                return _whole(lambda: self.waiting(expr), data.history - 1)
            case ex.ClearanceTime(stock, outflow):
                return lambda rows: ages_and_terms.clearance_time(arrays[stock][rows], arrays[outflow][rows])
            case _:
                raise TypeError(f"onbekende formule: {type(expr).__name__}")

    def waiting(self, queue: ex.OlderThan | ex.TimeInStock, at: ages_and_terms.Months | None = None) -> Array:
        """An age or a term over the whole horizon, a term from the month before it on; or in the months ``at``."""
        kept = self._arrays[queue.stock], self._arrays[queue.inflow], self._arrays[queue.outflow]
        if isinstance(queue, ex.TimeInStock):
            return ages_and_terms.time_in_stock(*kept, self._data.history, at)
        return self._older(queue, kept, at)

    def _older(self, age: ex.OlderThan, kept: tuple[Array, Array, Array], at: ages_and_terms.Months | None) -> Array:
        data = self._data
        classes = ((0, age.stock), *age.opening)
        known = [months for months, _ in classes], [data.opening[node_id] for _, node_id in classes]
        opening = np.interp(np.arange(age.months, 0, -1), *known)
        evenly = self.compile(age.in_proportion)(data.horizon)
        evenly = evenly if at is None or len(evenly) == 1 else evenly[at]
        return ages_and_terms.older_than(*kept, opening, evenly, data.history, at)

    def _half_year(self, row: int) -> int:
        """The row at which the half-year of ``row`` starts."""
        months_into = (self._data.start.month - 1 + row - self._data.history) % 6
        return row - months_into


def _lagged(values: Array, lag: int) -> Evaluator:
    if lag == 0:
        return lambda rows: values[rows]
    return lambda rows: values[shift(rows, lag)]


def _combine(operator: Callable[[Array, Array], Array], left: Evaluator, right: Evaluator) -> Evaluator:
    return lambda rows: operator(left(rows), right(rows))


def _ratio(part: Evaluator, whole: Evaluator, otherwise: Evaluator) -> Evaluator:
    def evaluate(rows: Rows) -> Array:
        divisor = whole(rows)
        empty = divisor == 0
        return np.where(empty, otherwise(rows), part(rows) / np.where(empty, 1.0, divisor))

    return evaluate


def _delay(kernel: Array, flow: Array) -> Evaluator:
    """Sums in a fixed order, not by BLAS: the same to the last digit on every machine and in every block of draws."""
    band = ages_and_terms.banded(kernel)
    longest = kernel.shape[1]
    newest = 1 if kernel[:, 0].any() else 0

    def evaluate(rows: Rows) -> Array:
        if isinstance(rows, int):
            entries = slice(max(0, rows - longest + 1), rows + newest)
            return np.asarray((band[rows, entries, None] * flow[entries]).sum(axis=0))
        return np.asarray(csr_array(band[rows, : rows.stop]) @ flow[: rows.stop])

    return evaluate


def _otherwise(as_given: Evaluator, alternatives: Alternatives | None, flow: Array) -> Evaluator:
    """A delay with as much of every other version of its distribution as a draw has."""
    if alternatives is None:
        return as_given
    differences = [_delay(each, flow) for each in alternatives.differences]

    def evaluate(rows: Rows) -> Array:
        found = as_given(rows)
        for weights, difference in zip(alternatives.weights, differences, strict=True):
            found = found + weights * difference(rows)
        return found

    return evaluate


def _by_month(month: Callable[[int], Array]) -> Evaluator:
    def evaluate(rows: Rows) -> Array:
        if isinstance(rows, int):
            return month(rows)
        return np.stack([month(row) for row in range(rows.start, rows.stop)])

    return evaluate


def _whole(from_row: Callable[[], Array], first: int) -> Evaluator:
    def evaluate(rows: Rows) -> Array:
        if isinstance(rows, int):
            raise TypeError("een leeftijd of doorlooptijd kan niet in een terugkoppeling staan")
        return from_row()[rows.start - first :]

    return evaluate

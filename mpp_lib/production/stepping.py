"""Months of a stage in feedback for a few draws: loops over plain numbers in the place of calls to NumPy.

For three draws a call takes ten times as long as what it calculates. Formulas become Python source once per chain; the
same operations in the same order give the same numbers to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

import numpy as np

from mpp_lib.production import expression as ex
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.evaluate import Compiler
from mpp_lib.production.node import Chain

FEW = 8
"""Draws up to which this is quicker."""
_FROM_OUTSIDE = ex.Param | ex.Known | ex.Plan | ex.Series | ex.Const
_ARITHMETIC = ex.Binary | ex.Least | ex.Greatest | ex.Leaving | ex.Ratio


@dataclass(frozen=True, eq=False)
class Steps:
    """A stage as source that was compiled.

    Attributes:
        ids: what it fills.
        others: nodes outside it that it reads.
        series: parts of formulas that follow from series alone: calculated beforehand.
        lag: how many months it looks back.
        fill: of a list of months for each of those, in that order, fills ``ids`` from month ``lag`` on.
    """

    ids: tuple[str, ...]
    others: tuple[str, ...]
    series: tuple[ex.Expr, ...]
    lag: int
    fill: Callable[..., None]

    def run(self, compiler: Compiler, arrays: Mapping[str, Array], data: ChainData) -> bool:
        """Fill the stage; False where something is divided by zero, which NumPy has an answer to."""
        rows = slice(data.history - self.lag, data.rows)
        months = data.rows - rows.start
        series = [np.atleast_2d(compiler.compile(part)(rows)) for part in self.series]
        for draw in range(data.draws):
            nodes = [arrays[name][rows, draw].tolist() for name in (*self.ids, *self.others)]
            given = [_column(values, draw, months) for values in series]
            try:
                self.fill(*nodes, *given)
            except ZeroDivisionError:
                return False
            for name, values in zip(self.ids, nodes, strict=False):
                arrays[name][data.horizon, draw] = values[self.lag :]
        return True


def _column(values: Array, draw: int, months: int) -> list[float]:
    column: list[float] = values[:, draw if values.shape[1] > 1 else 0].tolist()
    return column if len(column) == months else column * months


@lru_cache(maxsize=8)
def steps_of(chain: Chain, stages: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], Steps]:
    """Ids of a stage → its steps; not of a stage that looks back by a distribution or over half-years."""
    written = {ids: _Source(chain, ids) for ids in stages}
    return {ids: source.steps() for ids, source in written.items() if source.plain}


class _Source:
    """Writes the source of a stage."""

    def __init__(self, chain: Chain, ids: Sequence[str]) -> None:
        self._chain, self._ids = chain, tuple(ids)
        parts = [part for name in ids for part in ex.walk(chain.by_id[name].formula)]
        self.plain = all(isinstance(part, ex.Ref | _FROM_OUTSIDE | _ARITHMETIC) for part in parts)
        refs = [part for part in parts if isinstance(part, ex.Ref)]
        self._others = tuple(dict.fromkeys(ref.id for ref in refs if ref.id not in ids))
        self._lag = max([1, *(ref.lag for ref in refs)])
        self._series: dict[ex.Expr, str] = {}
        self._spare = (f"v{number}" for number in count())

    def steps(self) -> Steps:
        lines = [f"n{place}[i] = m{place} = {self._text(name)}" for place, name in enumerate(self._ids)]
        names = [f"n{place}" for place in range(len(self._ids) + len(self._others))] + list(self._series.values())
        body = "\n        ".join(lines)
        source = f"def fill({', '.join(names)}):\n    for i in range({self._lag}, len(n0)):\n        {body}\n"
        made: dict[str, Any] = {"expm1": np.expm1}
        exec(compile(source, f"<{self._ids[0]}>", "exec"), made)
        return Steps(self._ids, self._others, tuple(self._series), self._lag, made["fill"])

    def _text(self, node_id: str) -> str:
        return self._of(self._chain.by_id[node_id].formula)

    def _of(self, expr: ex.Expr) -> str:
        if isinstance(expr, ex.Const):
            return f"({float(expr.value)!r})"
        if all(isinstance(part, _FROM_OUTSIDE | _ARITHMETIC) for part in ex.walk(expr)):
            return f"{self._series.setdefault(expr, f's{len(self._series)}')}[i]"
        match expr:
            case ex.Ref(node_id, lag):
                return self._ref(node_id, lag)
            case ex.Binary(op, left, right):
                return f"({self._of(left)} {op} {self._of(right)})"
            case ex.Least(left, right):
                return self._outermost("<", left, right)
            case ex.Greatest(left, right):
                return self._outermost(">", left, right)
            case ex.Leaving(hazard):
                return f"float(-expm1(-{self._of(hazard)}))"
            case ex.Ratio(part, whole, otherwise):
                divisor = next(self._spare)
                filled = f"({divisor} := {self._of(whole)}) != 0"
                return f"({self._of(part)} / {divisor} if {filled} else {self._of(otherwise)})"
            case _:
                raise TypeError(f"onbekende formule: {type(expr).__name__}")

    def _ref(self, node_id: str, lag: int) -> str:
        if node_id in self._ids and lag == 0:
            return f"m{self._ids.index(node_id)}"
        place = (*self._ids, *self._others).index(node_id)
        return f"n{place}[i - {lag}]" if lag else f"n{place}[i]"

    def _outermost(self, sign: str, left: ex.Expr, right: ex.Expr) -> str:
        """As NumPy has it: what is no number wins."""
        one, other = next(self._spare), next(self._spare)
        first, second = f"({one} := {self._of(left)})", f"({other} := {self._of(right)})"
        return f"({one} if {first} {sign} {second} or {one} != {one} else {other})"

"""From the declarations of a chain to a program: instructions that fill every node of a tile of draws, month by month.

A tile keeps the draws of a month side by side in slots: one per node, one more per node of which a formula takes the
month before, one per series from outside, then room for what a formula needs in between. An instruction reads two slots
and fills a third for all draws of the tile at once, so that choosing it costs next to nothing. Of a node that is looked
back on further, months are kept. What follows from series alone has a slot too: it stays as long as they do.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mpp_lib.production import expression as ex
from mpp_lib.production.engine import stages
from mpp_lib.production.needed import looked_back
from mpp_lib.production.node import Chain
from mpp_lib.simulation.compiled import layout

Numbers = NDArray[np.int64]
_BINARY = {"+": layout.ADD, "-": layout.SUBTRACT, "*": layout.MULTIPLY, "/": layout.DIVIDE}
Queue = ex.OlderThan | ex.TimeInStock


@dataclass(frozen=True, eq=False)
class Program:
    """What fills a month.

    Attributes:
        chain: the declarations.
        instructions: operation, target, a and b [instructions, 4].
        owners: of what each is: a node id, or a part of formulas that follows from series alone [instructions].
        nodes: node id → slot; that of another where it is the same by declaration.
        before: node id → slot of its month before, of those of which a formula takes it.
        series: what is read from outside → slot.
        kept: node id → number under which its months are kept.
        delays: every delay, by table.
        queues: every age and term, by table.
        slots: of a month.
    """

    chain: Chain
    instructions: Numbers
    owners: tuple[str | ex.Expr, ...]
    nodes: Mapping[str, int]
    before: Mapping[str, int]
    series: Mapping[ex.Expr, int]
    kept: Mapping[str, int]
    delays: tuple[ex.Delay, ...]
    queues: tuple[Queue, ...]
    slots: int


@lru_cache(maxsize=8)
def program_of(chain: Chain) -> Program:
    """The program of a chain."""
    return _Writer(chain).program()


_FROM_OUTSIDE = ex.Param | ex.Known | ex.Plan | ex.Series | ex.Const
_ARITHMETIC = ex.Binary | ex.Least | ex.Greatest | ex.Leaving | ex.Ratio


class _Writer:
    """Writes instructions node by node, in an order in which a month can be filled."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        parts = list(dict.fromkeys(part for node in chain.nodes for part in ex.walk(node.formula)))
        lagged = dict.fromkeys(part.id for part in parts if isinstance(part, ex.Ref) and part.lag)
        read = [part for part in parts if isinstance(part, _FROM_OUTSIDE)]
        follow = [part for part in parts if isinstance(part, _ARITHMETIC) and _from_series(part)]
        slots = itertools.count()
        self._nodes = {node.id: next(slots) for node in chain.nodes}
        self._before = {name: next(slots) for name in lagged}
        self._series: dict[ex.Expr, int] = {part: next(slots) for part in read}
        self._follows: dict[ex.Expr, int] = {part: next(slots) for part in follow}
        self._fixed = next(slots)
        self._delays = tuple(part for part in parts if isinstance(part, ex.Delay))
        self._queues = tuple(part for part in parts if isinstance(part, ex.OlderThan | ex.TimeInStock))
        self._kept = {name: number for number, name in enumerate(dict.fromkeys(looked_back(parts)))}
        self._spare = 0
        self._lines: list[tuple[int, int, int, int]] = []
        self._owners: list[str | ex.Expr] = []

    def program(self) -> Program:
        deepest = 0
        for part, slot in sorted(self._follows.items(), key=lambda each: len(list(ex.walk(each[0])))):
            self._fill(slot, part)
            self._own(part)
        for node_id in (name for stage in stages(self._chain) for name in stage.ids):
            self._spare = 0
            self._node(node_id)
            self._own(node_id)
            deepest = max(deepest, self._spare)
        return Program(
            self._chain,
            np.array(self._lines, dtype=np.int64),
            tuple(self._owners),
            self._nodes,
            self._before,
            self._series,
            self._kept,
            self._delays,
            self._queues,
            self._fixed + deepest,
        )

    def _node(self, node_id: str) -> None:
        target, formula = self._nodes[node_id], self._chain.by_id[node_id].formula
        if isinstance(formula, ex.Ref) or formula in self._series or formula in self._follows:
            self._nodes[node_id] = target = self._operand(formula)
        else:
            self._fill(target, formula)
        if node_id in self._kept:
            self._write(layout.KEEP, target, self._kept[node_id], target)

    def _own(self, owner: str | ex.Expr) -> None:
        self._owners += [owner] * (len(self._lines) - len(self._owners))

    def _fill(self, target: int, expr: ex.Expr) -> None:
        match expr:
            case ex.Ref() | ex.Param() | ex.Known() | ex.Plan() | ex.Series() | ex.Const():
                self._write(layout.COPY, target, self._operand(expr))
            case ex.Binary(op, left, right):
                self._write(_BINARY[op], target, self._operand(left), self._operand(right))
            case ex.Least(left, right):
                self._write(layout.LEAST, target, self._operand(left), self._operand(right))
            case ex.Greatest(left, right):
                self._write(layout.GREATEST, target, self._operand(left), self._operand(right))
            case ex.Leaving(hazard):
                self._write(layout.LEAVING, target, self._operand(hazard))
            case ex.Ratio(part, whole, otherwise):
                self._fill(target, otherwise)
                self._write(layout.RATIO, target, self._operand(part), self._operand(whole))
            case ex.ClearanceTime(stock, outflow):
                self._write(layout.CLEARANCE, target, self._nodes[stock], self._nodes[outflow])
            case ex.Delay(flow=flow):
                self._write(layout.DELAY, target, self._delays.index(expr), self._kept[flow])
            case ex.PreviousHalfYear(flow):
                self._write(layout.HALF_YEAR_SUM, target, self._kept[flow])
            case ex.AtHalfYearStart(stock):
                self._write(layout.HALF_YEAR_START, target, self._kept[stock])
            case ex.OlderThan(in_proportion=share):
                self._write(layout.OLDER, target, self._queues.index(expr), self._operand(share))
            case ex.TimeInStock():
                self._write(layout.WAITED, target, self._queues.index(expr))
            case _:
                raise TypeError(f"onbekende formule: {type(expr).__name__}")

    def _operand(self, expr: ex.Expr) -> int:
        """The slot where a part of a formula stands; filled first where it is no node or series."""
        if expr in self._series or expr in self._follows:
            return self._series.get(expr, self._follows.get(expr, 0))
        if isinstance(expr, ex.Ref):
            return self._before[expr.id] if expr.lag else self._nodes[expr.id]
        slot = self._fixed + self._spare
        self._spare += 1
        self._fill(slot, expr)
        return slot

    def _write(self, op: int, target: int, a: int, b: int = 0) -> None:
        self._lines.append((op, target, a, b))


def _from_series(expr: ex.Expr) -> bool:
    """Whether a part of a formula follows from what comes from outside alone."""
    return all(isinstance(part, _FROM_OUTSIDE | _ARITHMETIC) for part in ex.walk(expr))

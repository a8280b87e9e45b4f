"""From the declarations of a chain to a program: instructions that fill every node of a tile of draws, month by month.

A tile keeps the draws of a month side by side in slots: one per node, one per series from outside, then room for what a
formula needs in between. An instruction reads two slots and fills a third for all draws of the tile at once, so that
choosing it costs next to nothing. Of a node that is looked back on more than a month, the whole horizon is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mpp_lib.production import expression as ex
from mpp_lib.production.engine import stages
from mpp_lib.production.node import Chain

Numbers = NDArray[np.int64]


class Op(IntEnum):
    """What an instruction does with its operands ``a`` and ``b``."""

    ADD = 0
    SUBTRACT = 1
    MULTIPLY = 2
    DIVIDE = 3
    LEAST = 4
    GREATEST = 5
    COPY = 6
    LEAVING = 7
    RATIO = 8
    """a / b where b is not zero; elsewhere what stands in the target."""
    CLEARANCE = 9
    DELAY = 10
    """By table a of kept flow b."""
    HALF_YEAR_SUM = 11
    """Of kept flow a."""
    HALF_YEAR_START = 12
    """Of kept stock a."""
    OLDER = 13
    """By table a, the share in proportion standing in b."""
    WAITED = 14
    """By table a."""
    KEEP = 15
    """Keep b as number a."""


_BINARY = {"+": Op.ADD, "-": Op.SUBTRACT, "*": Op.MULTIPLY, "/": Op.DIVIDE}
Queue = ex.OlderThan | ex.TimeInStock


@dataclass(frozen=True, eq=False)
class Program:
    """What fills a month.

    Attributes:
        chain: the declarations.
        instructions: operation, target, a, lag of a in months, b, lag of b, and whether it can be left out in months
            that nobody asks for [instructions, 7].
        nodes: node id → slot.
        series: what is read from outside → slot.
        kept: node id → number under which its whole horizon is kept.
        delays: every delay, by table.
        queues: every age and term, by table.
        slots: of a month.
    """

    chain: Chain
    instructions: Numbers
    nodes: Mapping[str, int]
    series: Mapping[ex.Expr, int]
    kept: Mapping[str, int]
    delays: tuple[ex.Delay, ...]
    queues: tuple[Queue, ...]
    slots: int


@lru_cache(maxsize=8)
def program_of(chain: Chain) -> Program:
    """The program of a chain."""
    return _Writer(chain).program()


class _Writer:
    """Writes instructions node by node, in an order in which a month can be filled."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._nodes = {node.id: slot for slot, node in enumerate(chain.nodes)}
        parts = list(dict.fromkeys(part for node in chain.nodes for part in ex.walk(node.formula)))
        read = [part for part in parts if isinstance(part, ex.Param | ex.Known | ex.Plan | ex.Series | ex.Const)]
        self._series: dict[ex.Expr, int] = {part: len(self._nodes) + place for place, part in enumerate(read)}
        self._delays = tuple(part for part in parts if isinstance(part, ex.Delay))
        self._queues = tuple(part for part in parts if isinstance(part, ex.OlderThan | ex.TimeInStock))
        self._kept = {name: number for number, name in enumerate(dict.fromkeys(_looked_back(parts)))}
        self._used = {name for node in chain.nodes for name in ex.dependencies(node.formula, chain.first_lag)}
        self._spare = 0
        self._lines: list[list[int]] = []

    def program(self) -> Program:
        deepest = 0
        for node_id in (name for stage in stages(self._chain) for name in stage.ids):
            self._spare = 0
            self._node(node_id)
            deepest = max(deepest, self._spare)
        slots = len(self._nodes) + len(self._series) + deepest
        lines = np.array(self._lines, dtype=np.int64)
        return Program(self._chain, lines, self._nodes, self._series, self._kept, self._delays, self._queues, slots)

    def _node(self, node_id: str) -> None:
        target, formula = self._nodes[node_id], self._chain.by_id[node_id].formula
        if isinstance(formula, ex.OlderThan | ex.TimeInStock):
            share = self._operand(formula.in_proportion) if isinstance(formula, ex.OlderThan) else (0, 0)
            op = Op.OLDER if isinstance(formula, ex.OlderThan) else Op.WAITED
            free = node_id not in self._used and node_id not in self._kept
            self._write(op, target, (self._queues.index(formula), 0), share, free=free)
        else:
            self._fill(target, formula)
        if node_id in self._kept:
            self._write(Op.KEEP, target, (self._kept[node_id], 0), (target, 0))

    def _fill(self, target: int, expr: ex.Expr) -> None:
        match expr:
            case ex.Ref() | ex.Param() | ex.Known() | ex.Plan() | ex.Series() | ex.Const():
                self._write(Op.COPY, target, self._operand(expr))
            case ex.Binary(op, left, right):
                self._write(_BINARY[op], target, self._operand(left), self._operand(right))
            case ex.Least(left, right):
                self._write(Op.LEAST, target, self._operand(left), self._operand(right))
            case ex.Greatest(left, right):
                self._write(Op.GREATEST, target, self._operand(left), self._operand(right))
            case ex.Leaving(hazard):
                self._write(Op.LEAVING, target, self._operand(hazard))
            case ex.Ratio(part, whole, otherwise):
                self._fill(target, otherwise)
                self._write(Op.RATIO, target, self._operand(part), self._operand(whole))
            case ex.ClearanceTime(stock, outflow):
                self._write(Op.CLEARANCE, target, (self._nodes[stock], 0), (self._nodes[outflow], 0))
            case ex.Delay(flow=flow):
                self._write(Op.DELAY, target, (self._delays.index(expr), 0), (self._kept[flow], 0))
            case ex.PreviousHalfYear(flow):
                self._write(Op.HALF_YEAR_SUM, target, (self._kept[flow], 0))
            case ex.AtHalfYearStart(stock):
                self._write(Op.HALF_YEAR_START, target, (self._kept[stock], 0))
            case _:
                raise TypeError(f"onbekende formule: {type(expr).__name__}")

    def _operand(self, expr: ex.Expr) -> tuple[int, int]:
        """Slot and lag where a part of a formula stands; filled first where it is no node or series."""
        if expr in self._series:
            return self._series[expr], 0
        if isinstance(expr, ex.Ref):
            return self._nodes[expr.id], expr.lag
        slot = len(self._nodes) + len(self._series) + self._spare
        self._spare += 1
        self._fill(slot, expr)
        return slot, 0

    def _write(
        self, op: Op, target: int, a: tuple[int, int], b: tuple[int, int] = (0, 0), *, free: bool = False
    ) -> None:
        self._lines.append([op, target, *a, *b, free])


def _looked_back(parts: list[ex.Expr]) -> Iterator[str]:
    """Nodes of which more than the month before is needed."""
    for part in parts:
        match part:
            case ex.Delay(flow=name) | ex.PreviousHalfYear(name) | ex.AtHalfYearStart(name):
                yield name
            case ex.OlderThan(stock, inflow, outflow) | ex.TimeInStock(stock, inflow, outflow):
                yield from (stock, inflow, outflow)
            case _:
                continue

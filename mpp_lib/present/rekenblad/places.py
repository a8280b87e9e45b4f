"""Which row of which sheet holds what: the address of every line of a workbook.

Every sheet with months has the same columns: A to E say what a line is, from F on each column is a month, the history
of the frame first. So row ``r`` of an array in :class:`~mpp_lib.production.chain_data.ChainData` is one
column everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from openpyxl.utils import get_column_letter, quote_sheetname

from mpp_lib.production.expression import Key

FIRST_MONTH_COLUMN = 6
HEADER_ROWS = 3
NUMBER_ROW = 2
"""Row of the header with the months counted from the first column on; a term looks back by it."""


@dataclass(frozen=True)
class NodeRow:
    """A node of the chain."""

    id: str


@dataclass(frozen=True)
class SeriesRow:
    """A series from outside the chain, by its key in ``ChainData.series``."""

    key: Key


@dataclass(frozen=True)
class BareRow:
    """A parameter without the measures over it, by its key in ``ChainData.series``."""

    key: Key


@dataclass(frozen=True)
class SwitchRow:
    """Whether somebody wants a measure on."""

    measure: str


@dataclass(frozen=True)
class CountsRow:
    """Whether a measure counts: wanted on, and with a ground."""

    measure: str


@dataclass(frozen=True)
class LayerRow:
    """What a measure does to one parameter, the ``place``-th of its layers, in the months in which it does."""

    measure: str
    place: int


@dataclass(frozen=True)
class KnownRow:
    """Whether a parameter per half-year is given: 1 or 0."""

    parameter: str


@dataclass(frozen=True)
class OpeningRow:
    """The stock of a node just before the horizon."""

    id: str


@dataclass(frozen=True)
class PastRow:
    """The flow of a node before the horizon."""

    id: str


@dataclass(frozen=True)
class ShareRow:
    """The share of a kernel at one lag, by month of entry."""

    kernel: str
    lag: int


@dataclass(frozen=True)
class WeightRow:
    """The shares of a kernel that leave in one month, by month of entry."""

    kernel: str
    exit: int


@dataclass(frozen=True)
class InsideRow:
    """The share of a month's entry into a stock in transit that is still there when the horizon begins."""

    stock: str


@dataclass(frozen=True)
class CameRow:
    """Everybody who came in since the first month of the history."""

    inflow: str


@dataclass(frozen=True)
class LeftRow:
    """Everybody who left, counted as :class:`CameRow` counts: who came in before this number has left."""

    stock: str
    inflow: str
    outflow: str


@dataclass(frozen=True)
class StayingRow:
    """The share of what lay there or came in within the month that is still there at its end."""

    stock: str
    inflow: str


@dataclass(frozen=True)
class TurnRow:
    """Number of the month whose arrivals are leaving now, first in, first out; the month at hand where nobody waits."""

    stock: str
    inflow: str
    outflow: str


@dataclass(frozen=True)
class BalanceRow:
    """What a balance fails to close by."""

    label: str


@dataclass(frozen=True)
class WholeRow:
    """The sum of kernels that are together the roads of one whole."""

    kernels: tuple[str, ...]


Row = (
    NodeRow
    | SeriesRow
    | BareRow
    | SwitchRow
    | CountsRow
    | LayerRow
    | KnownRow
    | OpeningRow
    | PastRow
    | ShareRow
    | WeightRow
    | InsideRow
    | CameRow
    | LeftRow
    | StayingRow
    | TurnRow
    | BalanceRow
    | WholeRow
)


@dataclass(frozen=True)
class Section:
    """Lines under one heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Outline:
    """A sheet with months: its sections, from top to bottom."""

    sheet: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Places:
    """Sheet and row number of every line."""

    of: Mapping[Row, tuple[str, int]]

    def cell(self, row: Row, month: int, seen_from: str) -> str:
        """Address of a line in a month, as a formula on sheet ``seen_from`` writes it."""
        sheet, number = self.of[row]
        return f"{_prefix(sheet, seen_from)}{column(month)}{number}"

    def span(self, row: Row, first: int, last: int, seen_from: str) -> str:
        """Address of a line in the months ``first`` to ``last``, both included."""
        return self.block(row, row, first, last, seen_from)

    def block(self, top: Row, bottom: Row, first: int, last: int, seen_from: str) -> str:
        """Address of the lines ``top`` to ``bottom`` in the months ``first`` to ``last``."""
        (sheet, above), (_, below) = self.of[top], self.of[bottom]
        return f"{_prefix(sheet, seen_from)}{column(first)}{above}:{column(last)}{below}"


@cache
def column(month: int) -> str:
    """The letters of a month's column."""
    letters: str = get_column_letter(FIRST_MONTH_COLUMN + month)
    return letters


@cache
def _prefix(sheet: str, seen_from: str) -> str:
    return "" if sheet == seen_from else f"{quote_sheetname(sheet)}!"


def place(outlines: tuple[Outline, ...]) -> Places:
    """Number the lines of these sheets: below the header, each section after a row with its heading."""
    found: dict[Row, tuple[str, int]] = {}
    for outline in outlines:
        number = HEADER_ROWS
        for section in outline.sections:
            number += 1
            for row in section.rows:
                number += 1
                found[row] = outline.sheet, number
    return Places(found)

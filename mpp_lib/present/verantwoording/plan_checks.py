"""What the IND-prognoseplan says of itself while it is filled: in words per row, and in red at the cell.

The plan is held to account again when it is read (:mod:`mpp_lib.inputs.rules`): the thresholds are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mpp_lib.inputs.rules.magnitude import APART, LEAST
from mpp_lib.present.verantwoording.form_checks import IN_ORDER, LARGE, MAY_BE_EMPTY, STILL_EMPTY
from mpp_lib.present.verantwoording.plan_grid import cells

_LOUD = "F4C7C3"
UNITS = (100, 10)
"""To what a delivery is rounded as a whole, the coarsest first."""


def row_check(own: str, others: Sequence[str], ground: str, *, share: bool, needed: bool, later: str) -> str:
    """The formula that says what is the matter with a row, the first thing only.

    Args:
        own: its months.
        others: the same row in the other blocks.
        ground: the cell of its definition or grondslag.
        needed: whether the chain takes it.
        later: what is looked at once all its months are sound numbers.
    """
    anywhere = "+".join(f"COUNTA({row})" for row in (own, *others))
    empty = f'"{STILL_EMPTY}"' if needed else f'IF({anywhere}=0,"{MAY_BE_EMPTY}","{STILL_EMPTY}")'
    outside = f'OR(MIN({own})<0,MAX({own})>1),"buiten 0–100%"' if share else f'MIN({own})<0,"kleiner dan 0"'
    missing = "definitie ontbreekt" if share else "grondslag ontbreekt"
    gaps = f"COLUMNS({own})-COUNTA({own})"
    return (
        f"=IF(COUNTA({own})=0,{empty},"
        f'IF({gaps}>0,"nog leeg: "&({gaps})&" mnd",'
        f'IF(COUNT({own})<COUNTA({own}),"geen getal: "&(COUNTA({own})-COUNT({own}))&" mnd",'
        f'IF({outside},IF({ground}="","{missing}",{later})))))'
    )


def in_order() -> str:
    """What a check ends with when nothing is the matter."""
    return f'"{IN_ORDER}"'


def far_from_before(row: int, beside: range, name: str, otherwise: str, *, share: bool) -> str:
    """Says in how many months a row lies far from the plan before, whose figures stand in the row below it."""
    own, before = cells(row, beside), cells(row + 1, beside)
    count = f"SUMPRODUCT({_far(own, before, share=share)})"
    return f'IF({count}>0,"ver van {name}: "&{count}&" mnd",{otherwise})'


def _far(own: str, before: str, *, share: bool) -> str:
    """1 for what differs much: of a count that is not small by half, of a share by a quarter."""
    if share:
        return f"--(ABS({own}-{before})>{APART})"
    return f"(ABS({own}-{before})>{LARGE}*{before})*((({own}>={LEAST:g})+({before}>={LEAST:g}))>0)"


def margin(rows: Sequence[int], columns: range) -> str:
    """What rounding can make of the stock identity: half a unit for each of its five figures."""
    found = "2.5"
    for unit in reversed(UNITS):
        broken = "+".join(f"SUMPRODUCT(--(MOD({cells(row, columns)},{unit})<>0))" for row in rows)
        found = f"IF({broken}=0,{2.5 * unit:g},{found})"
    filled = ",".join(f"COUNT({cells(row, columns)})={len(columns)}" for row in rows)
    return f"=IF(AND({filled}),{found},2.5)"


def stock_check(stock: int, flows: Sequence[int], columns: range, allowed: str, otherwise: str) -> str:
    """Says in how many months the stock does not follow from the one before.

    Args:
        flows: the rows of what comes in, of decisions, and of what ends without one.
        allowed: the cell of the margin.
    """
    later, before = range(columns.start + 1, columns.stop), range(columns.start, columns.stop - 1)
    came, decided, ended = (cells(row, later) for row in flows)
    gap = f"ABS({cells(stock, later)}-{cells(stock, before)}-{came}+{decided}+{ended})"
    full = ",".join(f"COUNT({cells(row, columns)})={len(columns)}" for row in flows)
    count = f"SUMPRODUCT(--({gap}>{allowed}))"
    wrong = f'IF({count}>0,"sluit niet: "&{count}&" mnd",{otherwise})'
    empty = "+".join(f"COUNTA({cells(row, columns)})" for row in flows)
    return f'IF(AND({full}),{wrong},IF({empty}=0,{otherwise},"instroom of uitstroom nog leeg"))'


def mark_stock(sheet: Worksheet, stock: int, flows: Sequence[int], columns: range, allowed: str) -> None:
    """Shows in red each month in which the stock does not follow from the one before."""
    before, first = get_column_letter(columns.start), get_column_letter(columns.start + 1)
    came, decided, ended = (f"{first}{row}" for row in flows)
    terms = f"{first}{stock},{before}{stock},{came},{decided},{ended}"
    gap = f"ABS({first}{stock}-{before}{stock}-{came}+{decided}+{ended})"
    _mark(sheet, cells(stock, range(columns.start + 1, columns.stop)), f"AND(COUNT({terms})=5,{gap}>{allowed})")


def mark_far(sheet: Worksheet, row: int, beside: range, *, share: bool) -> None:
    """Shows in red each month that lies far from the plan before."""
    own, before = (f"{get_column_letter(beside.start)}{number}" for number in (row, row + 1))
    _mark(sheet, cells(row, beside), f"AND(COUNT({own},{before})=2,{_far(own, before, share=share)}=1)")


def _mark(sheet: Worksheet, where: str, formula: str) -> None:
    loud = PatternFill("solid", bgColor=_LOUD, fgColor=_LOUD)
    sheet.conditional_formatting.add(where, FormulaRule([formula], fill=loud))

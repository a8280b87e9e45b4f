"""Totals that a partner added to a sheet of the plan: held against what they sum, never read as figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mpp_lib.inputs.plan.notes import SheetNotes
from mpp_lib.inputs.plan.sheet import PlanRow, PlanSheet
from mpp_lib.inputs.plan.words import STOCK
from mpp_lib.inputs.reading.spans import shown

ROUNDING = 1.5
"""How far a total may be from its parts without a remark: they may have been rounded each by themselves."""
OUTFLOW = ("beslissingen", "zonder_beslissing")
Sums = dict[int, float]
"""Column → sum."""


def remark_totals(plan: PlanSheet, notes: SheetNotes) -> None:
    """Says where a total column or a total row differs from its parts."""
    for row in plan.rows.values():
        for column, expected in _column_totals(plan, row):
            _remark(plan, row, {column: expected}, notes)
    for row in plan.totals:
        _remark(plan, row, _nearest_sums(plan, row), notes)


def _remark(plan: PlanSheet, row: PlanRow, sums: Mapping[int, float], notes: SheetNotes) -> None:
    """Names the first cell of a row that differs."""
    for column, expected in sums.items():
        found = _value(plan, row.row, column)
        if found is not None and abs(found - expected) > ROUNDING:
            problem = "dit totaal is niet de som van zijn delen"
            if row.quantity == STOCK:
                problem = "een totaal van een voorraad is de stand aan het eind"
            notes.remark(notes.at((row.row, column)), shown(found), problem, shown(round(expected, 6)))
            return


def _column_totals(plan: PlanSheet, row: PlanRow) -> Iterator[tuple[int, float]]:
    """Column → what it should hold: the sum of its months, for a stock the last of them."""
    if "percentage" in row.quantity:
        return
    for column in row.header.totals:
        found = _value(plan, row.row, column)
        sums = [_column_sum(plan, row, columns) for columns in _summed_by(row, column)]
        known = [total for total in sums if total is not None]
        if found is not None and known:
            yield column, min(known, key=lambda total: abs(total - found))


def _summed_by(row: PlanRow, column: int) -> Iterator[list[int]]:
    """The columns that a total column may sum: those of its year; without a year all on its left, or since the last."""
    months, totals = row.header.months, row.header.totals
    if totals[column] is not None:
        yield [c for c, month in months.items() if month.year == totals[column]]
        return
    earlier = max((c for c in totals if c < column), default=0)
    yield [c for c in months if c < column]
    yield [c for c in months if earlier < c < column]


def _column_sum(plan: PlanSheet, row: PlanRow, columns: list[int]) -> float | None:
    parts = [_value(plan, row.row, column) for column in columns]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return known[-1] if row.quantity == STOCK else sum(known)


def _nearest_sums(plan: PlanSheet, total: PlanRow) -> Sums:
    """Column → sum, of the rows that the total most resembles: some that end right above it, or what leaves the stock.

    A partner's total says nothing of which rows it sums, so it is right when there is a reading in which it is.
    """
    above = sorted(
        (row for row in plan.rows.values() if row.scenario == total.scenario and row.row < total.row),
        key=lambda row: row.row,
    )
    counted = [row for row in above if "percentage" not in row.quantity]
    readings = [counted[start:] for start in range(len(counted))]
    readings.append([row for row in counted if row.quantity in OUTFLOW])
    sums = [_sums(plan, total, reading) for reading in readings if reading]
    return min(sums, key=lambda candidate: _distance(plan, total, candidate), default={})


def _sums(plan: PlanSheet, total: PlanRow, rows: list[PlanRow]) -> Sums:
    sums: Sums = {}
    for column in sorted(total.header.months, key=lambda c: total.header.months[c]):
        parts = [_value(plan, row.row, column) for row in rows]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            sums[column] = sum(known)
    return sums


def _distance(plan: PlanSheet, total: PlanRow, sums: Sums) -> tuple[int, float]:
    """In how many cells a total differs from a reading of it, and by how much."""
    values = {column: _value(plan, total.row, column) for column in sums}
    gaps = [abs(value - sums[column]) for column, value in values.items() if value is not None]
    return sum(gap > ROUNDING for gap in gaps), sum(gaps)


def _value(plan: PlanSheet, row: int, column: int) -> float | None:
    cell = plan.sheet.cells.get((row, column))
    value = cell.value if cell else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

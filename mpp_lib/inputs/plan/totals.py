"""Totals that a partner added to a sheet of the plan: held against what they sum, never read as figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mpp_lib.inputs.plan.rounding import unit_of
from mpp_lib.inputs.plan.sheet import PlanRow, PlanSheet
from mpp_lib.inputs.plan.total_names import Total
from mpp_lib.inputs.plan.words import STOCK
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.workbooks.notes import SheetNotes

ROUNDING = 1.5
"""How far a total may be from its parts without a remark: they may have been rounded each by themselves."""
OUTFLOW = ("beslissingen", "zonder_beslissing")
Sums = dict[int, float]
"""Column → sum."""


def remark_totals(plan: PlanSheet, notes: SheetNotes) -> None:
    """Says where a total column or a total row differs from its parts."""
    unit = unit_of(_counts(plan))
    for row in plan.rows.values():
        for column, expected in _column_totals(plan, row):
            parts = len(row.header.totals[column].months) or len(row.header.months)
            _remark(plan, row, {column: expected}, _margin(unit, parts), notes)
    for row in plan.totals:
        _remark(plan, row, _nearest_sums(plan, row), _margin(unit, 2), notes)


def remark_parts(plan: PlanSheet, notes: SheetNotes) -> None:
    """Says of rows that are a part of another that they are not read, and where a part is larger than the whole."""
    for part in plan.parts:
        label = plan.sheet.cells[part.row, part.label].text
        problem = "deze rij is een deel van een andere en is niet gelezen"
        notes.remark(notes.at((part.row, part.label)), label, problem, "de rijen van de template")
        whole = _whole(plan, part)
        larger = [column for column in part.header.months if whole and _is_larger(plan, part, whole, column)]
        if larger:
            place, value = (part.row, larger[0]), shown(_value(plan, part.row, larger[0]) or 0.0)
            notes.remark(
                notes.at(place), value, "dit deel is groter dan het geheel in de rij erboven", "een kleiner deel"
            )


def _whole(plan: PlanSheet, part: PlanRow) -> PlanRow | None:
    """The nearest row above a part, in its block."""
    above = [row for row in plan.rows.values() if row.scenario == part.scenario and row.row < part.row]
    return max(above, key=lambda row: row.row, default=None)


def _is_larger(plan: PlanSheet, part: PlanRow, whole: PlanRow, column: int) -> bool:
    own, all_of_it = _value(plan, part.row, column), _value(plan, whole.row, column)
    return own is not None and all_of_it is not None and own > all_of_it


def _margin(unit: float, parts: int) -> float:
    """More where the sheet was rounded to tens or hundreds: half a unit for each part, and for the total."""
    return unit / 2 * (parts + 1) if unit > 1 else ROUNDING


def _counts(plan: PlanSheet) -> Iterator[float]:
    """Every figure of the months that is no percentage."""
    for row in plan.rows.values():
        if "percentage" not in row.quantity:
            values = (_value(plan, row.row, column) for column in row.header.months)
            yield from (value for value in values if value is not None)


def _problem(row: PlanRow, column: int) -> str:
    total = row.header.totals.get(column)
    if total and total.mean:
        return "dit gemiddelde is niet dat van zijn maanden"
    if row.quantity == STOCK:
        return "een totaal van een voorraad is de stand aan het eind"
    return "dit totaal is niet de som van zijn delen"


def _remark(plan: PlanSheet, row: PlanRow, sums: Mapping[int, float], margin: float, notes: SheetNotes) -> None:
    """Names the first cell of a row that differs."""
    for column, expected in sums.items():
        found = _value(plan, row.row, column)
        if found is not None and abs(found - expected) > margin:
            problem = _problem(row, column)
            notes.remark(notes.at((row.row, column)), shown(found), problem, shown(round(expected, 6)))
            return


def _column_totals(plan: PlanSheet, row: PlanRow) -> Iterator[tuple[int, float]]:
    """Column → what it should hold: the sum of its months, their mean, for a stock the last of them."""
    if "percentage" in row.quantity:
        return
    for column, total in row.header.totals.items():
        found = _value(plan, row.row, column)
        held = [_column_total(plan, row, columns, total) for columns in _summed_by(row, column, total)]
        known = [value for value in held if value is not None]
        if found is not None and known:
            yield column, min(known, key=lambda value: abs(value - found))


def _summed_by(row: PlanRow, column: int, total: Total) -> Iterator[list[int]]:
    """The columns that a total column may sum: those it names; where it names none all on its left, or since the last.

    Of months that are not all on the sheet nothing can be said.
    """
    months = {**row.header.past, **row.header.months}
    if total.months:
        place = {month: c for c, month in months.items()}
        yield [place[month] for month in total.months] if place.keys() >= set(total.months) else []
        return
    earlier = max((c for c in row.header.totals if c < column), default=0)
    yield [c for c in months if c < column]
    yield [c for c in months if earlier < c < column]


def _column_total(plan: PlanSheet, row: PlanRow, columns: list[int], total: Total) -> float | None:
    parts = [_value(plan, row.row, column) for column in columns]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    if total.mean:
        return sum(known) / len(known)
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

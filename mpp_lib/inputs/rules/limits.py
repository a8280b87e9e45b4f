"""A value whose unit and range are declared elsewhere: by the chain, not by the column it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from mpp_lib.base.catalogue import ParameterSpec, PlanSpec
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.numbers import comma_of_thousands, is_counted, is_share
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table


@dataclass(frozen=True)
class Limits:
    """What a value may be: ``name`` is what a message calls it."""

    name: str
    unit: str
    low: float = 0.0
    high: float = inf

    @property
    def expected(self) -> str:
        """The range, in Dutch."""
        if self.high == inf:
            return f"een getal van {shown(self.low)} of hoger"
        return f"een getal van {shown(self.low)} tot en met {shown(self.high)}"


def limits_of(spec: ParameterSpec | PlanSpec, kind: str) -> Limits:
    """What a layer on a series may be: in its place as it, a factor a bare number, an addition of either sign."""
    match kind:
        case "waarde":
            return Limits(spec.name, spec.unit, spec.low, spec.high)
        case "factor":
            return Limits(f"de factor op {spec.name}", "")
        case _:
            return Limits(spec.name, spec.unit, -inf)


def refuse_percentage(table: Table, row: int, column: str, unit: str) -> Iterator[Problem]:
    """Only a share is written with a percent sign."""
    if _is_misplaced(table, row, column, unit):
        yield table.at(row, column, "een percentage past hier niet", f"een getal in {unit}" if unit else "een getal")


def _is_misplaced(table: Table, row: int, column: str, unit: str) -> bool:
    return (row, column) in table.percentages and not is_share(unit)


def refuse_value(table: Table, row: int, value: float, limits: Limits, column: str = "waarde") -> Iterator[Problem]:
    """A value lies in its range, and is written as its unit allows."""
    if _is_misplaced(table, row, column, limits.unit):
        yield from refuse_percentage(table, row, column, limits.unit)
    elif not limits.low <= value <= limits.high:
        yield table.at(row, column, f"{limits.name} ligt buiten het bereik", limits.expected)
    elif is_counted(limits.unit):
        yield from _refuse_comma_of_thousands(table, row, column)


def _refuse_comma_of_thousands(table: Table, row: int, column: str) -> Iterator[Problem]:
    """In a CSV; a number of a workbook has no separators but those it is shown with here."""
    why = None if table.places else comma_of_thousands(str(table.cells.loc[row, column]))
    if why:
        yield table.at(row, column, why.problem, why.expected)

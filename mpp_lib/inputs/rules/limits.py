"""A value whose unit and range are declared elsewhere: by the chain, not by the column it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf

from mpp_lib.base.catalogue import KernelSpec, ParameterSpec, PlanSpec
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.numbers import comma_of_thousands, is_counted, is_share
from mpp_lib.inputs.reading.spans import shown
from mpp_lib.inputs.reading.table import Table

TIMES = 5.0
"""How many times the highest, or part of the lowest, of what lies around it a figure may be without a remark."""


@dataclass(frozen=True)
class Limits:
    """What a value may be: ``name`` is what a message calls it."""

    name: str
    unit: str
    low: float = 0.0
    high: float = inf

    @cached_property
    def is_share(self) -> bool:
        """Whether it may be written as a percentage."""
        return is_share(self.unit)

    @cached_property
    def is_counted(self) -> bool:
        """Whether it is a number of people or cases."""
        return is_counted(self.unit)

    @property
    def expected(self) -> str:
        """The range, in Dutch."""
        if self.high == inf:
            return f"een getal van {shown(self.low)} of hoger"
        return f"een getal van {shown(self.low)} tot en met {shown(self.high)}"


def limits_of(spec: ParameterSpec | PlanSpec | KernelSpec, kind: str) -> Limits:
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
    if table.cells.text(row, column).endswith("%") and not is_share(unit):
        yield _misplaced(table, row, column, unit)


def _misplaced(table: Table, row: int, column: str, unit: str) -> Problem:
    return table.at(row, column, "een percentage past hier niet", f"een getal in {unit}" if unit else "een getal")


def refuse_values(
    table: Table, values: Iterable[tuple[int, float, Limits]], column: str = "waarde"
) -> Iterator[Problem]:
    """Each value, of the row before it, lies in its range and is written as its unit allows."""
    for row, value, limits in values:
        text = table.cells.text(row, column)
        if text.endswith("%") and not limits.is_share:
            yield _misplaced(table, row, column, limits.unit)
        elif not limits.low <= value <= limits.high:
            yield table.at(row, column, f"{limits.name} ligt buiten het bereik", limits.expected)
        elif "," in text and limits.is_counted:
            yield from _refuse_comma_of_thousands(table, row, column)


def _refuse_comma_of_thousands(table: Table, row: int, column: str) -> Iterator[Problem]:
    """In a CSV; a number of a workbook has no separators but those it is shown with here."""
    why = None if table.places else comma_of_thousands(table.cells.text(row, column))
    if why:
        yield table.at(row, column, why.problem, why.expected)

"""A line of a sheet as it will be written: what it is, and what stands in its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal["invoer", "rekenregel", "hulpregel"]


@dataclass(frozen=True)
class Content:
    """What stands in a cell: a value, or a formula with the value it gives when the workbook is made.

    A formula without a value gives an empty text: a half-year nobody has given a value for.
    """

    value: float | str | None
    formula: str = ""


@dataclass(frozen=True)
class Only:
    """A condition on what may be typed, and what a reader is told who types something else."""

    formula: str
    refusal: str


@dataclass(frozen=True)
class Line:
    """One line: columns A to E, then its cells.

    Attributes:
        id: column A.
        about: columns B to E: label, unit and what the sheet's header says; a text, or what somebody types or a formula
            gives.
        cells: month → content; for a sheet with years, place of the year → content.
        role: entered by somebody, a figure of the chain, or a step on the way to one.
        name: name under which Excel knows its cells of the horizon; empty for none.
        only: what has to hold of what is typed in the cells; empty for anything.
        leads_to: address of the line that its id is a link to; empty for none.
    """

    id: str
    about: tuple[str | Content, ...]
    unit: str
    cells: Mapping[int, Content]
    role: Role = "rekenregel"
    name: str = ""
    only: Only | None = None
    leads_to: str = ""


def typed(values: Mapping[int, float]) -> dict[int, Content]:
    """Every cell a number of its own: what somebody delivered month by month."""
    return {month: Content(value) for month, value in values.items()}

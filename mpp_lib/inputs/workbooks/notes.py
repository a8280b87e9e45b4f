"""What a sheet of the plan gives cause to say, with the cell it is about."""

from __future__ import annotations

from collections.abc import Iterable

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.privacy import personal_number
from mpp_lib.inputs.workbooks.workbook_cells import Place, cell_name


class SheetNotes:
    """The problems and remarks of one sheet.

    Attributes:
        problems: what is wrong.
        remarks: what is remarkable without being wrong.
    """

    def __init__(self, file: str, sheet: str) -> None:
        self.file = file
        self.sheet = shorten(sheet)
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []

    def at(self, *places: Place) -> str:
        """A cell, or a run of cells, as a message names it."""
        names = [cell_name(*place) for place in places]
        return self.inside(f"cel {names[0]}" if len(names) == 1 else f"cellen {names[0]} t/m {names[-1]}")

    def inside(self, part: str = "") -> str:
        """A part of the sheet as a message names it."""
        return f"blad {self.sheet}, {part}" if part else f"blad {self.sheet}"

    def refuse(self, where: str, found: str, problem: str, expected: str) -> None:
        """Note what is wrong."""
        self.problems.append(self._problem(where, found, problem, expected))

    def remark(self, where: str, found: str, problem: str, expected: str) -> None:
        """Note what is remarkable."""
        self.remarks.append(self._problem(where, found, problem, expected))

    def _problem(self, where: str, found: str, problem: str, expected: str) -> Problem:
        return Problem(self.file, where, "" if personal_number(found) else shorten(found), problem, expected)


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers as runs of consecutive ones.

    >>> runs([7, 3, 4])
    [[3, 4], [7]]
    """
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found

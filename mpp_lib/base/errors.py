"""The error tree.

MppError                 anything this library raises on purpose
├── InputError           the input is not right: carries every Problem found, never only the first
└── RenderError          a report could not be made from its sources
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with the input, in Dutch, precise enough to repair it without asking.

    Attributes:
        file: path relative to the round folder, e.g. ``inputs/scenarios.csv``.
        where: row and column (``rij 4, kolom kans``), key (``horizon.years``) or cell; empty for the file as a whole.
        found: what stands there, shortened.
        problem: what is wrong with it.
        expected: what would be right.
    """

    file: str
    where: str
    found: str
    problem: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        found = f" (gevonden: {self.found})" if self.found else ""
        return f"{place}: {self.problem}{found}. Verwacht: {self.expected}."

    def as_dict(self) -> dict[str, str]:
        """The problem as the JSON object of ``mpp check --json``."""
        return asdict(self)


class MppError(Exception):
    """Base of every error that this library raises on purpose."""


class InputError(MppError):
    """The input is not right; ``problems`` holds all of it, in order of file and place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RenderError(MppError):
    """A report could not be made from its sources (unknown reference, missing cell, failed tool)."""

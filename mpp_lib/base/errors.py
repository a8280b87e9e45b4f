"""The error tree.

MppError                 anything this library raises on purpose
├── InputError           the input is not right: carries every Problem found, never only the first
│   └── UnknownNameError what was asked for is not there by that name: wrong usage
├── RenderError          a report could not be made from its sources
├── ArchiveError         a version could not be kept, or not be computed again
└── EngineError          work could not be done elsewhere
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace

LONGEST = 1_000


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with the input, in Dutch, precise enough to repair it without asking.

    Attributes:
        round: name of the folder it is in: of a round, ``_hindcast`` or ``_gepubliceerd``; empty for a wrong option.
        file: path relative to the round folder, e.g. ``inputs/scenarios.csv``.
        where: row and column (``rij 4, kolom kans``), key (``horizon.years``) or cell; empty for the file as a whole.
        found: what stands there, shortened.
        problem: what is wrong with it.
        expected: what would be right.
        awaits: key of the partner that is still to deliver this, where nothing is wrong but that it is not there yet;
            it says nothing of which problem this is.
    """

    round: str = field(default="", kw_only=True)
    file: str
    where: str
    found: str
    problem: str
    expected: str
    awaits: str = field(default="", kw_only=True, compare=False)

    def __post_init__(self) -> None:
        for name, text in asdict(self).items():
            object.__setattr__(self, name, _legible(text))

    def __str__(self) -> str:
        file = "/".join(filter(None, (self.round, self.file)))
        place = ", ".join(filter(None, (file, self.where)))
        found = f" (gevonden: {self.found})" if self.found else ""
        said = f"{place}: {self.problem}" if place else self.problem[:1].upper() + self.problem[1:]
        return f"{said}{found}. Verwacht: {self.expected}."

    def as_dict(self) -> dict[str, str]:
        """The problem as the JSON object of ``mpp check --json``."""
        return {name: text for name, text in asdict(self).items() if name != "awaits"}

    def of_round(self, name: str) -> Problem:
        """The same problem, of a round; one that names its round keeps it."""
        return self if self.round else replace(self, round=name)

    def awaited_from(self, partner: str) -> Problem:
        """The same problem, of something that this partner is still to deliver."""
        return replace(self, awaits=partner)


def _legible(text: str) -> str:
    """One line of a length to read, without what a terminal acts on: the name of a key or file can hold anything."""
    line = text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


class MppError(Exception):
    """Base of every error that this library raises on purpose."""


class InputError(MppError):
    """The input is not right; ``problems`` holds all of it, in order of file and place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(InputError):
    """Something was asked for by a name that is not there; nothing is wrong with the round."""


@contextmanager
def refusals_of(name: str) -> Iterator[None]:
    """What is refused inside is wrong with this round, unless it names another."""
    try:
        yield
    except InputError as error:
        raise type(error)(problem.of_round(name) for problem in error.problems) from None


class RenderError(MppError):
    """A report could not be made from its sources (unknown reference, missing cell, failed tool)."""


class EngineError(MppError):
    """Work could not be done elsewhere: nobody there, or not with the same code."""


class ArchiveError(MppError):
    """A version could not be kept (another run is at it), or not be computed again (a package that is not there)."""

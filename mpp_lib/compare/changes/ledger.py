"""The ledger of a round held against what changed since another version: which line accounts for which change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mpp_lib.base.errors import Problem
from mpp_lib.compare.changes.input_change import InputChange, said
from mpp_lib.compare.changes.input_changes import input_changes
from mpp_lib.inputs.declared.ledger import COUNTED, LEDGER
from mpp_lib.inputs.declared.row_key import fits
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.numbers import UnreadableError, read_share
from mpp_lib.inputs.round_inputs import RoundInputs

OTHERWISE = "de regel zegt iets anders dan de bestanden"


@dataclass(frozen=True)
class Line:
    """A line of the ledger.

    Attributes:
        row: where it stands in the file, as a spreadsheet counts.
        old, new: what the line says stood and stands there.
        meeting: where it was discussed.
    """

    row: int
    day: str
    file: str
    key: str
    old: str
    new: str
    partner: str
    ground: str
    meeting: str
    remark: str

    def covers(self, change: InputChange) -> bool:
        """Whether it accounts for a change: of the cell it names, or of a row that it names."""
        return self.file == change.file and (fits(self.key, change.row) or fits(self.key, change.key))

    def at(self, column: str, found: str, problem: str, expected: str) -> Problem:
        """A problem with one of its cells."""
        return Problem(LEDGER.file, f"rij {self.row}, kolom {column}", shorten(found), problem, expected)


@dataclass(frozen=True)
class Account:
    """A ledger beside what changed.

    Attributes:
        changes: every change of an input that asks for a line.
        lines: in the order in which the changes were made.
    """

    changes: tuple[InputChange, ...]
    lines: tuple[Line, ...]

    @classmethod
    def between(cls, new: RoundInputs, old: RoundInputs) -> Account:
        """The ledger of a round, and what changed in it since another version."""
        return cls(tuple(filter(asks_for_line, input_changes(new, old))), lines_of(new))

    def covered(self, line: Line) -> tuple[InputChange, ...]:
        """The changes that a line accounts for."""
        return tuple(change for change in self.changes if line.covers(change))

    def problems(self) -> Iterator[Problem]:
        """Every change without a line, every line without a change, every line that says something else than was."""
        yield from self._without_line()
        yield from self._without_change()
        yield from self._said_otherwise()

    def _without_line(self) -> Iterator[Problem]:
        for change in self.changes:
            if not any(line.covers(change) for line in self.lines):
                found = shorten(f"{said(change.old) or 'niets'} → {said(change.new) or 'niets'}")
                where, expected = f"{change.file}, {change.key}", f"bestand {change.file} en sleutel {change.key}"
                yield Problem(LEDGER.file, where, found, "geen regel noemt deze wijziging", f"een regel met {expected}")

    def _without_change(self) -> Iterator[Problem]:
        for line in self.lines:
            if not self.covered(line):
                found, expected = f"{line.file}, {line.key}", "een regel over iets dat is gewijzigd, of geen regel"
                yield line.at("sleutel", found, "hier is sinds de vorige versie niets gewijzigd", expected)

    def _said_otherwise(self) -> Iterator[Problem]:
        alone = [(line, covered[0]) for line in self.lines if len(covered := self.covered(line)) == 1]
        for change in dict.fromkeys(change for _, change in alone if change.column or change.file == files.ROUND):
            yield from _course(change, [line for line, about in alone if about == change])


def asks_for_line(change: InputChange) -> bool:
    """Whether the figures can depend on it: what the ledger has to account for."""
    return change.file.startswith(f"{files.INPUTS}/") or (change.file == files.ROUND and change.row in COUNTED)


def lines_of(inputs: RoundInputs) -> tuple[Line, ...]:
    """The lines by day, and on one day as they stand."""
    rows = inputs.ledger.itertuples(index=False, name=None)
    return tuple(sorted((Line(row, *cells) for row, cells in enumerate(rows, start=2)), key=lambda line: line.day))


def _course(change: InputChange, lines: Sequence[Line]) -> Iterator[Problem]:
    """The lines about one value go from what it was to what it is, each from where the one before it ended."""
    stood = change.old
    for line in lines:
        if line.old and not same(line.old, stood):
            yield line.at("oud", line.old, OTHERWISE, f"{said(stood) or 'leeg'}, van {change.file}, {change.key}")
        stood = line.new or stood
    last = lines[-1]
    if last.new and not same(last.new, change.new):
        yield last.at("nieuw", last.new, OTHERWISE, f"{said(change.new) or 'leeg'}, van {change.file}, {change.key}")


def same(text: str, value: object) -> bool:
    """Whether what a line says is this value, however a number is written.

    >>> same("0,50", 0.5), same("50%", 0.5), same("normaal", "lognormaal")
    (True, True, False)
    """
    number = _number(text)
    return text == value or (number is not None and number == _number(value))


def _number(value: object) -> float | None:
    try:
        return read_share(value) if isinstance(value, str) else value  # type: ignore[return-value]
    except UnreadableError:
        return None

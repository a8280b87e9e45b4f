"""The words of a round in the pieces that a report shows, each with its place in the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mpp_lib.base.errors import Problem
from mpp_lib.base.markdown import INLINE_CODE
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.parts import parts_of
from mpp_lib.report.sources import Line, inside_code
from mpp_lib.report.text_structure import WITHIN_A_REPORT, Levels

OF_A_REVISION: Levels = (2, 2)
"""What is said of one indicator stands beside its figure, in a section of the chapter on revisions."""
OWN = "[naam]: met adres of woorden waar [naam] staat"
_GIVES = re.compile(r"[\s>]*\[([^\]\[]+)\]:")
_USES = re.compile(r"(?<!\\)\[([^\]\[]+)\](?!:)")
"""The label of a footnote or an address, where a text gives it and where it uses it."""


@dataclass(frozen=True)
class Piece:
    """Lines of a text that a report shows by itself; ``headed`` when the first only says what they are about."""

    file: str
    lines: Sequence[Line]
    headed: bool

    @property
    def beside_its_figure(self) -> bool:
        """Whether it stands in the block of a figure."""
        return self.headed and self.file.startswith(files.TEXTS)

    def levels(self, known: Mapping[str, Levels]) -> Levels:
        """Of the headings it stands between, where ``known`` are those around each text."""
        return OF_A_REVISION if self.beside_its_figure else known.get(self.file, WITHIN_A_REPORT)


@dataclass(frozen=True)
class Words:
    """A text of the analyst, and the file of a round that it stands in."""

    round: str
    file: str
    text: str

    @property
    def lines(self) -> Iterator[Line]:
        """Its lines, and one that parts it from the next."""
        for number, line in enumerate([*self.text.splitlines(), ""], start=1):
            yield Line(f"{self.round}/{self.file}", number, line)

    @property
    def pieces(self) -> Iterator[Piece]:
        """Those that are shown apart."""
        lines = list(self.lines)
        for place, (start, part) in enumerate(parts_of(self.file, [line.text for line in lines])):
            yield Piece(self.file, lines[start : start + len(part)], place > 0)


def borrowed(words: Iterable[Words]) -> Iterator[Problem]:
    """Labels that a piece of a text uses and only another piece gives: they may be shown apart."""
    parts = [[*_outside_code(piece.lines)] for one in words for piece in one.pieces]
    given = [{_label(found[1]) for line in part if (found := _GIVES.match(line.text))} for part in parts]
    for part, own in zip(parts, given, strict=True):
        others = set().union(*given) - own
        for line in part:
            for found in _USES.finditer(line.text):
                if _label(found[1]) in others:
                    yield problem_at(
                        line, found[0], "dit is alleen in een andere tekst of onder een andere kop gegeven", OWN
                    )


def _outside_code(lines: Sequence[Line]) -> Iterator[Line]:
    yield from (line.with_text(INLINE_CODE.sub("", line.text)) for line, code in inside_code(lines) if not code)


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def problem_at(line: Line, found: str, problem: str, expected: str) -> Problem:
    """A problem at a line of the words."""
    name, _, file = line.file.partition("/")
    where = f"regel {line.number}" if line.number else ""
    return Problem(file, where, files.shorten(found), problem, expected, round=name)

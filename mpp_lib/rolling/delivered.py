"""A delivery of realisations: a file of the shape of ``realisaties.csv``, or of a source with its mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.declared.unknown import ABSENT, NOT_PUBLISHED, SUPPRESSED
from mpp_lib.inputs.rules.realisations import EVERY_MONTH
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.read import read_source
from mpp_lib.production.realised import ASSUMED
from mpp_lib.rolling.taken_over import Row

_ROW = re.compile(r"rij (\d+)")
_OR_A_SIGN = (
    "elke maand, of een rij per kwartaal of jaar; een cijfer dat er niet is met "
    f"{NOT_PUBLISHED} (niet gepubliceerd) of {SUPPRESSED} (onderdrukt) in de plaats van het cijfer"
)
"""What a delivery should hold of every month: what it is for has no ``onbekend.csv`` of its own yet."""
_FIRST = 2
"""The row below the head."""


@dataclass(frozen=True)
class Delivery:
    """What was delivered.

    Attributes:
        file: its name.
        places: period and indicator → where in the file they stand.
        unknown: what the file says of figures that are not there or not like the others, as rows of ``onbekend.csv``.
    """

    file: str
    rows: Sequence[Row]
    places: Mapping[tuple[str, str], str]
    unknown: Sequence[Row] = ()

    def unknown_beside(self, known: Iterable[Row], last: Month) -> list[Row]:
        """What it says beside the figures that are known: of one that is, not that it is not there.

        Args:
            last: the last month that can be spoken of.
        """
        counted = {_figure(row) for row in known if row["status"] != ASSUMED}
        in_time = [row for row in self.unknown if Period.parse(row["periode"]).end <= last]
        return [row for row in in_time if row["teken"] not in ABSENT or _figure(row) not in counted]

    @contextmanager
    def refusals(self, file: str, rows: Sequence[Row]) -> Iterator[None]:
        """What is refused inside of rows of a file that come from here is wrong here: that file will not be there."""
        try:
            yield
        except InputError as error:
            raise InputError(self._here(problem, file, rows) for problem in error.problems) from None

    def _here(self, problem: Problem, file: str, rows: Sequence[Row]) -> Problem:
        if self.file and problem.file == file and problem.expected == EVERY_MONTH:
            return replace(problem, round="", file=self.file, expected=_OR_A_SIGN)
        found = _ROW.match(problem.where) if problem.file == file else None
        if found is None:
            return problem
        row = rows[int(found[1]) - _FIRST]
        place = self.places.get((row["periode"], row["indicator"]))
        if place is None:
            return problem
        return replace(problem, round="", file=self.file, where=f"{place}{problem.where[found.end() :]}")


def _figure(row: Row) -> tuple[str, str]:
    return row["periode"], row["indicator"]


NOTHING = Delivery("", (), {})


def read_delivery(file: Path, mapping: Path | None, catalogue: Catalogue) -> Delivery:
    """Its rows, read as a round would read them.

    Raises:
        InputError: with everything that is wrong with it, by cell.
    """
    if not file.is_file():
        raise InputError([Problem(str(file), "", "", "dit bestand is er niet", "een CSV met realisaties")])
    read = read_source(Asked(str(file), mapping=mapping), catalogue)
    return Delivery(read.delivered.name, read.figures.rows, read.figures.places, read.figures.unknown)

"""A vintage as it would stand beside the others: what was known, with what a source says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.inputs.check import in_order
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.declared.unknown import ABSENT, UNKNOWN
from mpp_lib.inputs.declared.vintage import vintage_day, vintage_origin, vintage_table
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.origin import read_origin
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import vintage_names
from mpp_lib.inputs.rules.declared import check_declared
from mpp_lib.inputs.rules.realisations import check_realisations_in_chain
from mpp_lib.inputs.source.read import ReadSource
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.inputs.written import csv_file
from mpp_lib.production.realised import ASSUMED
from mpp_lib.rolling.compared import Compared, by_figure, compared
from mpp_lib.rolling.delivered import Delivery
from mpp_lib.rolling.taken_over import Row, rows_of
from mpp_lib.rolling.vintage_origin import origin_file
from mpp_lib.rolling.vintage_told import NewVintage

DATE = "--date"


@dataclass(frozen=True)
class MadeVintage:
    """A vintage that is not written yet.

    Attributes:
        folder: of the round.
        read: what the source gave.
        day: on which it was known.
        now: the moment of reading.
    """

    folder: Path
    settings: RoundSettings
    catalogue: Catalogue
    read: ReadSource
    day: date
    now: datetime

    def check(self) -> None:
        """Refuse what a round would refuse of it; what is wrong with a figure of the source is told of there.

        Raises:
            InputError: with all of that.
        """
        intake = Intake(self.folder, {self._table.file: self._content})
        table = read_table(intake, self._table)
        unknown = Unknown.of_rows([*self._said_before, *self._unknown])
        refused = [
            *check_declared(table, self.settings, self.catalogue),
            *check_realisations_in_chain(table, unknown, self.catalogue),
        ]
        problems = in_order([*intake.problems, *refused], self.folder)
        with self._refusals():
            if problems:
                raise InputError(problems)

    @property
    def files(self) -> Mapping[str, bytes]:
        """Path in the round → content; the figures, by which a vintage is known, come last. Empty without news."""
        if not self.changes.changed:
            return {}
        before = read_origin(Intake(self.folder), self.before) if self.before else None
        origin = origin_file(self.name, self.now, self.read, self._content, self.changes.revised, before)
        return {vintage_origin(self.name): origin, self._table.file: self._content}

    def told(self, *, dry_run: bool) -> NewVintage:
        """What became of it."""
        absent = [row for row in self._said_before if row["teken"] in ABSENT]
        return NewVintage(
            name=self.name,
            file=self.folder / self._table.file,
            before=self.before,
            changes=self.changes,
            later=len(self.read.figures.rows) - len(self._rows),
            unknown=[row for row in self._unknown if not self._is_kept(row)],
            kept=list(filter(self._is_kept, self._unknown)),
            filled=[row for row in absent if _key(row) in self._counted],
            usable=vintage_day(self.name) <= self.settings.cutoff,
            written=bool(self.changes.changed) and not dry_run,
        )

    @cached_property
    def name(self) -> str:
        """The day, with a number behind it where it has vintages already.

        Raises:
            InputError: the day has no name left.
        """
        names = vintage_names(self.folder)
        for name in (self.day.isoformat(), *(f"{self.day.isoformat()}-{number}" for number in range(2, 10))):
            if name not in names:
                return name
        problem, expected = "van deze dag zijn er al negen vintages", "een andere dag, of een vintage minder"
        raise InputError([Problem(DATE, "", self.day.isoformat(), problem, expected)])

    @cached_property
    def before(self) -> str:
        """The vintage that it builds on, the last of a day that is not later; empty for ``inputs/realisaties.csv``."""
        return next((name for name in reversed(vintage_names(self.folder)) if vintage_day(name) <= self.day), "")

    @cached_property
    def changes(self) -> Compared:
        """What the source says beside what was known."""
        return compared(self._then, self._rows)

    @property
    def _table(self) -> InputTable:
        return vintage_table(self.name)

    @cached_property
    def _rows(self) -> list[Row]:
        return self._in_time(self.read.figures.rows)

    @cached_property
    def _then(self) -> list[Row]:
        intake = Intake(self.folder)
        table = read_table(intake, vintage_table(self.before))
        if intake.problems:
            raise InputError(problem.of_round(self.settings.round) for problem in intake.problems)
        return rows_of(table.values)

    @cached_property
    def _known(self) -> list[Row]:
        return list({**by_figure(self._then), **by_figure(self.changes.changed)}.values())

    @cached_property
    def _content(self) -> bytes:
        return csv_file(self._table, self._known)

    @cached_property
    def _counted(self) -> set[tuple[str, str]]:
        return {key for key, row in by_figure(self._known).items() if row["status"] != ASSUMED}

    @cached_property
    def _said_before(self) -> list[Row]:
        return read_table(Intake(self.folder), UNKNOWN).records()

    @cached_property
    def _unknown(self) -> list[Row]:
        """What the source says of figures that it does not know, and ``onbekend.csv`` does not say."""
        said = set(map(_key, self._said_before))
        return [row for row in self._in_time(self.read.figures.unknown) if _key(row) not in said]

    def _is_kept(self, row: Row) -> bool:
        """Whether the source has no figure where the round has one."""
        return row["teken"] in ABSENT and _key(row) in self._counted

    def _in_time(self, rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if not _is_later(row, self.settings.realised_until)]

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        delivery = Delivery(self.read.delivered.name, self._rows, self.read.figures.places)
        with delivery.refusals(self._table.file, self._known):
            yield


def _key(row: Row) -> tuple[str, str]:
    return row["periode"], row["indicator"]


def _is_later(row: Row, last: Month) -> bool:
    return Period.parse(row["periode"]).end > last

"""A vintage of realisations: what was known, with what a source says now, beside what the round uses so far.

Nothing is overwritten. A figure that is still the same keeps its row, so that ``bron`` says since when it is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import InputError, Problem, refusals_of
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.base.whole_folder import held
from mpp_lib.base.write import clear_half, write_atomically
from mpp_lib.inputs.check import in_order
from mpp_lib.inputs.declared.unknown import UNKNOWN
from mpp_lib.inputs.declared.vintage import VINTAGES, vintage_day, vintage_origin, vintage_table
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.origin import Origin, Revised, Taken, read_origin
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import KEY, vintage_names
from mpp_lib.inputs.rules.declared import check_declared
from mpp_lib.inputs.rules.realisations import check_realisations_in_chain
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.read import ReadSource, read_source
from mpp_lib.inputs.unknown import Unknown
from mpp_lib.inputs.written import csv_file
from mpp_lib.production.chains import catalogue_named
from mpp_lib.rolling.compared import Compared, by_figure, compared, figures
from mpp_lib.rolling.delivered import Delivery
from mpp_lib.rolling.taken_over import Row, rows_of

DATE = "--date"
_BUSY = "een andere opdracht werkt al aan deze ronde"
_MOST_REVISED = 400
"""So many revised figures stand beside a vintage; of more only the number."""


@dataclass(frozen=True)
class NewVintage:
    """A vintage that was made, or would be.

    Attributes:
        name: by which ``round.yml`` can name it.
        file: it, in the round.
        before: the vintage that it builds on; empty for ``inputs/realisaties.csv``.
        changes: what is new, revised and the same in what the source gave.
        later: how many figures are of after the last realised month, and stay out.
        unknown: what the source does not know and ``onbekend.csv`` does not say, as rows of that.
        usable: whether the round can use it: it is not of after its cut-off.
        written: False where it was only shown, or the source says nothing new.
    """

    name: str
    file: Path
    before: str
    changes: Compared
    later: int
    unknown: Sequence[Row]
    usable: bool
    written: bool

    @property
    def told(self) -> tuple[str, ...]:
        """What it holds and what to do with it, a line each."""
        later = f"na de laatste gerealiseerde maand, en daarom buiten gebleven: {figures(self.later)}"
        return (
            f"naast {vintage_table(self.before).file}:",
            *self.changes.told,
            f"zoals al bekend: {figures(self.changes.same)}",
            *([later] if self.later else []),
            *self._unknown,
            *self._to_do,
        )

    @property
    def _unknown(self) -> tuple[str, ...]:
        """What belongs in ``onbekend.csv``, as lines of it."""
        if not self.unknown:
            return ()
        lines = (";".join(str(row[name]) for name in UNKNOWN.names) for row in self.unknown)
        return (
            f"in de bron onbekend of niet te scoren: {figures(len(self.unknown))}. Regels voor {UNKNOWN.file}:",
            *lines,
        )

    @property
    def _to_do(self) -> tuple[str, ...]:
        if not self.changes.changed:
            return ("Er is niets geschreven: de bron zegt niets nieuws.",)
        if not self.written:
            return ("Er is niets geschreven (--dry-run).",)
        if not self.usable:
            return ("Deze vintage is van na de peildatum: de ronde kan haar niet gebruiken.",)
        return (f"Zet `{KEY}: {self.name}` in round.yml om haar te gebruiken.",)

    def as_dict(self) -> dict[str, object]:
        """The same as JSON."""
        about: dict[str, object] = {
            "vintage": self.name,
            "file": str(self.file),
            "before": vintage_table(self.before).file,
        }
        about |= {"written": self.written, "usable": self.usable}
        rest = {"same": self.changes.same, "later": self.later, "unknown": list(self.unknown)}
        return {**about, **self.changes.as_dict(), **rest}


def new_vintage(
    folder: Path, asked: Asked, now: datetime, day: date | None = None, *, dry_run: bool = False
) -> NewVintage:
    """Read a source, and put the vintage that it makes beside what the round has.

    Args:
        folder: the round folder.
        now: the moment of reading.
        day: on which the figures were known, where that was before today.
        dry_run: only look.

    Raises:
        InputError: with everything that is wrong with what was asked, the mapping, the figures or the vintage that
            would be made; nothing is written.
        ArchiveError: another run is at this round.
        OSError: the disk refuses; all is as it was.
    """
    settings = _settings(folder)
    catalogue = catalogue_named(settings.model)
    known = day or now.date()
    read = read_source(asked, catalogue, known)
    _refuse_day(read, known, now.date())
    with held(folder, f"{settings.round}: {_BUSY}."):
        made = _Made(folder, settings, catalogue, read, known, now)
        with refusals_of(settings.round), made.refusals():
            made.check()
        if made.changes.changed and not dry_run:
            clear_half(folder / VINTAGES)
            for path, content in made.files.items():
                write_atomically(folder / path, content)
    return made.told(dry_run=dry_run)


def _settings(folder: Path) -> RoundSettings:
    intake = Intake(folder)
    settings = read_settings(intake)
    if settings is None or intake.problems:
        raise InputError(problem.of_round(folder.name) for problem in intake.problems)
    return settings


def _refuse_day(read: ReadSource, day: date, today: date) -> None:
    """What a service or database says now was known before only where the service says so itself."""
    if day > today:
        raise InputError([Problem(DATE, "", day.isoformat(), "deze dag moet nog komen", "een dag tot en met vandaag")])
    delivered = read.delivered
    if day == today or delivered.is_file or (delivered.known is not None and delivered.known <= day):
        return
    problem = "of de bron dit op die dag al zo zei, is niet te zien"
    expected = f"een dag vanaf {delivered.known.isoformat()}" if delivered.known else "geen --date: vandaag"
    raise InputError([Problem(DATE, "", day.isoformat(), problem, expected)])


class _Made:
    """A vintage as it would stand beside the others."""

    def __init__(
        self, folder: Path, settings: RoundSettings, catalogue: Catalogue, read: ReadSource, day: date, now: datetime
    ) -> None:
        self.folder, self.settings, self.catalogue, self.read, self.now = folder, settings, catalogue, read, now
        names = vintage_names(folder)
        earlier = [name for name in names if vintage_day(name) <= day]
        self.before = earlier[-1] if earlier else ""
        self.name = _free_name(day, names)
        self.table = vintage_table(self.name)
        last = settings.realised_until
        self.rows = [row for row in read.figures.rows if not _is_later(row, last)]
        self.later = len(read.figures.rows) - len(self.rows)
        self.said_before = read_table(Intake(folder), UNKNOWN).records()
        said = {(row["periode"], row["indicator"]) for row in self.said_before}
        found = (row for row in read.figures.unknown if not _is_later(row, last))
        self.unknown = [row for row in found if (row["periode"], row["indicator"]) not in said]
        then = self._known_before()
        self.changes = compared(then, self.rows)
        self.known = list({**by_figure(then), **by_figure(self.changes.changed)}.values())
        self.content = csv_file(self.table, self.known)

    def check(self) -> None:
        """Refuse what a round would refuse of it.

        Raises:
            InputError: with all of that.
        """
        intake = Intake(self.folder, {self.table.file: self.content})
        table = read_table(intake, self.table)
        unknown = Unknown.of_rows([*self.said_before, *self.unknown])
        refused = [
            *check_declared(table, self.settings, self.catalogue),
            *check_realisations_in_chain(table, unknown, self.catalogue),
        ]
        problems = in_order([*intake.problems, *refused], self.folder)
        if problems:
            raise InputError(problems)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What is refused of a figure that comes from the source is wrong there."""
        delivery = Delivery(self.read.delivered.name, self.rows, self.read.figures.places)
        with delivery.refusals(self.table.file, self.known):
            yield

    @property
    def files(self) -> Mapping[str, bytes]:
        """Path in the round → content; the figures, by which a vintage is known, come last."""
        origin = self._origin().model_dump(by_alias=True, exclude_defaults=True)
        text = yaml.dump(origin, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=110)
        return {vintage_origin(self.name): str(text).encode("utf-8"), self.table.file: self.content}

    def told(self, *, dry_run: bool) -> NewVintage:
        """What became of it."""
        usable = vintage_day(self.name) <= self.settings.cutoff
        file = self.folder / self.table.file
        written = bool(self.changes.changed) and not dry_run
        return NewVintage(self.name, file, self.before, self.changes, self.later, self.unknown, usable, written)

    def _known_before(self) -> list[Row]:
        intake = Intake(self.folder)
        table = read_table(intake, vintage_table(self.before))
        if intake.problems:
            raise InputError(problem.of_round(self.settings.round) for problem in intake.problems)
        return rows_of(table.values)

    def _origin(self) -> Origin:
        before = read_origin(Intake(self.folder), self.before) if self.before else None
        delivered, mapping = self.read.delivered, self.read.mapping
        taken = Taken(
            vintage=self.name,
            moment=f"{self.now:%Y-%m-%d %H:%M} UTC",
            weg=delivered.road,
            bron=delivered.source,
            versie=delivered.version,
            controlegetal=delivered.checksum,
            cijfers=len(self.read.figures.rows),
            vraag=delivered.query,
            koppeling=mapping.text if mapping else "",
        )
        revised = [
            Revised(
                vintage=self.name,
                indicator=to["indicator"],
                periode=to["periode"],
                was=was["waarde"],
                werd=to["waarde"],
            )
            for was, to in self.changes.revised
        ]
        return Origin(
            controlegetal=hashlib.sha256(self.content).hexdigest(),
            gelezen=[*(before.taken if before else []), taken],
            herzien=[*revised, *(before.revised if before else [])][:_MOST_REVISED],
            aantal_herzien=len(revised) + (before.revised_in_all if before else 0),
        )


def _is_later(row: Row, last: Month) -> bool:
    return Period.parse(row["periode"]).end > last


def _free_name(day: date, names: Sequence[str]) -> str:
    """The day, with a number behind it where it has vintages already.

    Raises:
        InputError: the day has no name left.
    """
    for name in (day.isoformat(), *(f"{day.isoformat()}-{number}" for number in range(2, 10))):
        if name not in names:
            return name
    expected = "een vintage minder op die dag, of een andere dag"
    raise InputError([Problem(DATE, "", day.isoformat(), "van deze dag zijn er al negen vintages", expected)])


class _Readable(yaml.SafeDumper):
    """Writes a text of several lines as these lines."""


def _text(dumper: _Readable, text: str) -> Any:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return dumper.represent_scalar("tag:yaml.org,2002:str", lines, style="|" if "\n" in lines else None)


_Readable.add_representer(str, _text)

"""A vintage of realisations: what was known, with what a source says now, beside what the round uses so far.

Nothing is overwritten. A figure that is still the same keeps its row, so that ``bron`` says since when it is known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem, refusals_of
from mpp_lib.base.whole_folder import held
from mpp_lib.base.write import clear_half, write_atomically
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.vintage import VINTAGES
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.rules.vintages import left_behind
from mpp_lib.inputs.source.asked import Asked
from mpp_lib.inputs.source.read import ReadSource, read_source
from mpp_lib.production.chains import catalogue_named
from mpp_lib.rolling.made_vintage import DATE, MadeVintage
from mpp_lib.rolling.vintage_told import NewVintage

_BUSY = "een andere opdracht werkt al aan deze ronde"


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
        made = _but_for_replaced(MadeVintage(folder, settings, catalogue, read, known, now), asked)
        with refusals_of(settings.round):
            made.check()
        if not dry_run:
            clear_half(folder / VINTAGES)
            for path, content in made.files.items():
                write_atomically(folder / path, content)
        return made.told(dry_run=dry_run)


def _but_for_replaced(made: MadeVintage, asked: Asked) -> MadeVintage:
    """Of the round's own ``inputs/realisaties.csv`` only what came in since: a vintage replaced figures of it."""
    own = asked.road == "file" and Path(asked.origin).resolve() == (made.folder / ROUND.realisations.file).resolve()
    if not own or asked.mapping or not made.before:
        return made
    figures = replace(made.read.figures, rows=left_behind(Intake(made.folder), made.before))
    return replace(made, read=replace(made.read, figures=figures))


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

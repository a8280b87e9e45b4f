"""The round folder: the names of its files in one place, and paths that stay inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mpp_lib.base.months import Month
from mpp_lib.inputs.declared import papers

ROUNDS = "rounds"
"""The folder of a project that holds its rounds."""
ROUND = "round.yml"
PLAN_WORKBOOK = "inputs/ind_prognoseplan.xlsx"
PLAN_WORKBOOKS = (PLAN_WORKBOOK, "inputs/ind_prognoseplan.ods")
"""The plan as a workbook, of Excel or OpenDocument."""
PLAN_FORMS = (".csv", ".xlsx", ".ods")
DECISIONS = "decisions.yml"
TEXTS = "text"
ANALYSIS = "analysis"
"""The folder with the deep-dives of the analyst, and what they read."""
INPUTS = "inputs"
HINDCAST = "_hindcast"
"""The folder beside the rounds that holds what was realised, for the hindcast."""
PUBLISHED = "_gepubliceerd"
"""The folder beside the rounds that holds what was published of earlier rounds, and what came of it."""
MONITOR = "monitor"
VERSIONS_FOLDER = "versions"
"""The folder of a round that holds its versions; ``data/`` of each has the shape of a round folder."""
EDITION_COMMENTARY = "duiding.md"
OPLEGNOTA, SIGNAALNOTA = papers.OPLEGNOTA, papers.SIGNAALNOTA
"""The folders with the texts of a nota: among those of the round, and in an edition of the monitor."""
LEFT_BEHIND = ("~$", ".", "Thumbs.db", "desktop.ini")
"""How the names start of what Excel, LibreOffice and file managers leave behind."""

ROUND_NAME = r"20[0-9]{2}-[1-9]|_[a-z]+"
"""A round is ``JJJJ-N``; a name that starts with an underscore holds a folder of the same shape that is no round."""


def is_round_name(name: str) -> bool:
    """Whether ``name`` is ``JJJJ-N`` or ``_naam``."""
    return re.fullmatch(ROUND_NAME, name) is not None


def rounds_above(start: Path) -> Path | None:
    """The folder ``rounds/`` in ``start``, or in the nearest folder above it that has one."""
    here = start.resolve()
    return next((folder / ROUNDS for folder in (here, *here.parents) if (folder / ROUNDS).is_dir()), None)


def round_names(root: Path) -> tuple[str, ...]:
    """Names of the rounds in ``root``, oldest first; names with an underscore are no rounds."""
    names = (path.name for path in root.iterdir() if path.is_dir())
    return tuple(sorted(name for name in names if is_round_name(name) and not name.startswith("_")))


def round_name(folder: Path) -> str:
    """The name of the round that a folder holds: its own, or of the round whose version it is the data of."""
    place = folder.resolve()
    return place.parents[2].name if is_version(folder) else place.name


def is_version(folder: Path) -> bool:
    """Whether a folder is the data of a version rather than the working folder of a round."""
    place = folder.resolve()
    return place.name == "data" and place.parents[1].name == VERSIONS_FOLDER


def rounds_of(folder: Path) -> Path:
    """The folder that holds the rounds, seen from a round or from the data of a version of one."""
    return folder.resolve().parents[3] if is_version(folder) else folder.parent


def working_folder(folder: Path) -> Path:
    """The folder of the round in which is worked, seen from there or from the data of a version of it."""
    return rounds_of(folder) / round_name(folder) if is_version(folder) else folder


def edition_folder(edition: Month) -> str:
    """The folder of one edition of the monitor, relative to the round folder."""
    return f"{MONITOR}/{edition}"


def edition_names(folder: Path) -> tuple[str, ...]:
    """What stands in the monitor folder of a round, in order of name: editions, when the names are right."""
    if not (folder / MONITOR).is_dir():
        return ()
    names = (path.name for path in (folder / MONITOR).iterdir())
    return tuple(sorted(name for name in names if not name.startswith(LEFT_BEHIND)))


def is_month_name(name: str) -> bool:
    """Whether ``name`` is ``JJJJ-MM``."""
    try:
        Month.parse(name)
    except ValueError:
        return False
    return True


def edition_months(folder: Path, until: Month | None = None) -> tuple[Month, ...]:
    """The editions of the monitor of a round, up to a month where one is given, oldest first.

    A name that is no month is no edition.
    """
    names = (name for name in edition_names(folder) if is_month_name(name) and (folder / MONITOR / name).is_dir())
    return tuple(month for month in map(Month.parse, names) if until is None or month <= until)


def plan_in_another_form(folder: Path) -> Iterator[str]:
    """The files that by their name hold an IND-prognoseplan, in a form that is not read (``.xlsm``, ``.xls``)."""
    stem = Path(PLAN_WORKBOOK).stem
    for path in (folder / INPUTS).glob(f"{stem}.*"):
        if path.suffix not in PLAN_FORMS:
            yield f"{INPUTS}/{path.name}"


def inside(folder: Path, relative: str) -> bool:
    """Whether ``relative`` names a place inside ``folder``, also after following links (a link to itself does not)."""
    plain = Path(relative)
    if plain.is_absolute() or "\\" in relative or ".." in plain.parts or not relative:
        return False
    try:
        return (folder / plain).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def holds(folder: Path, pattern: str) -> bool:
    """Whether there is a file of that pattern with something in it: of a table more than its header."""
    return any(path.suffix != ".csv" or path.read_bytes().strip().count(b"\n") for path in folder.glob(pattern))


def shorten(text: str, length: int = 60) -> str:
    """One line of at most ``length`` characters, for a message; without characters that a terminal would act on."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= length else line[: length - 1] + "…"

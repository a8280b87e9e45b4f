"""The round folder: the names of its files in one place, and paths that stay inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.months import Month

ROUND = "round.yml"
PLAN_WORKBOOK = "inputs/ind_prognoseplan.xlsx"
PLAN_FORMS = (".csv", ".xlsx")
DECISIONS = "decisions.yml"
TEXTS = "text"
INPUTS = "inputs"
HINDCAST = "_hindcast"
"""The folder beside the rounds that holds what was realised, for the hindcast."""
PUBLISHED = "_gepubliceerd"
"""The folder beside the rounds that holds what was published of earlier rounds, and what came of it."""
MONITOR = "monitor"
EDITION_COMMENTARY = "duiding.md"
LEFT_BEHIND = ("~$", ".", "Thumbs.db", "desktop.ini")
"""How the names start of what Excel, LibreOffice and file managers leave behind."""

ROUND_NAME = r"20[0-9]{2}-[1-9]|_[a-z]+"
"""A round is ``JJJJ-N``; a name that starts with an underscore holds a folder of the same shape that is no round."""


def rounds_root(base: Path) -> Path:
    """The folder ``rounds/`` in ``base``, or in the nearest folder above it that has one.

    Raises:
        InputError: when none has.
    """
    start = base.resolve()
    for folder in (start, *start.parents):
        if (folder / "rounds").is_dir():
            return folder / "rounds"
    expected = "een map die rounds/ bevat, of een map daaronder"
    raise InputError([Problem("rounds", "", str(start), "de map rounds ontbreekt", expected)])


def round_names(root: Path) -> tuple[str, ...]:
    """Names of the rounds in ``root``, oldest first; names with an underscore are no rounds."""
    names = (path.name for path in root.iterdir() if path.is_dir())
    return tuple(sorted(name for name in names if is_round_name(name) and not name.startswith("_")))


def is_round_name(name: str) -> bool:
    """Whether ``name`` is ``JJJJ-N`` or ``_naam``."""
    return re.fullmatch(ROUND_NAME, name) is not None


def round_folder(root: Path, name: str) -> Path:
    """The folder of a round.

    Args:
        root: the folder that holds the rounds.
        name: ``JJJJ-N`` or ``_naam``; anything else, a path included, is refused.

    Raises:
        InputError: when the name is no round's name, or there is no such folder directly in ``root``.
    """
    if not is_round_name(name):
        raise InputError(
            [Problem("rounds", "", shorten(name), "dit is geen naam van een ronde", "JJJJ-N, zoals 2024-1")]
        )
    folder = root / name
    if not folder.is_dir():
        raise InputError([Problem("", "", "", "deze ronde bestaat niet", _available(root), round=name)])
    if folder.resolve().parent != root.resolve():
        problem, expected = "de map verwijst naar een plek buiten rounds", "een gewone map in rounds"
        raise InputError([Problem("", "", "", problem, expected, round=name)])
    return folder


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


def edition_months(folder: Path) -> tuple[Month, ...]:
    """The editions of the monitor of a round, oldest first; a name that is no month is no edition."""
    names = (name for name in edition_names(folder) if is_month_name(name))
    return tuple(Month.parse(name) for name in names if (folder / MONITOR / name).is_dir())


def last_edition(folder: Path, day: date) -> Month | None:
    """The last edition of the monitor of a round whose month was over by ``day``; None where there is none."""
    tomorrow = day + timedelta(days=1)
    months = [month for month in edition_months(folder) if month < Month(tomorrow.year, tomorrow.month)]
    return months[-1] if months else None


def plan_in_another_form(folder: Path) -> Iterator[str]:
    """The files that by their name hold an IND-prognoseplan, in a form that is not read (``.xlsm``, ``.ods``)."""
    stem = Path(PLAN_WORKBOOK).stem
    for path in (folder / INPUTS).glob(f"{stem}.*"):
        if path.suffix not in PLAN_FORMS:
            yield f"{INPUTS}/{path.name}"


def _available(root: Path) -> str:
    names = round_names(root)
    return f"een bestaande ronde: {enumerate_nl(names)}" if names else "een ronde; rounds is nog leeg"


def inside(folder: Path, relative: str) -> bool:
    """Whether ``relative`` names a place inside ``folder``, also after following links (a link to itself does not)."""
    plain = Path(relative)
    if plain.is_absolute() or "\\" in relative or ".." in plain.parts or not relative:
        return False
    try:
        return (folder / plain).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def shorten(text: str, length: int = 60) -> str:
    """One line of at most ``length`` characters, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"

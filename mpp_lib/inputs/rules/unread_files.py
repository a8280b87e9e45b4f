"""Files that nobody reads: a misspelt name must not pass for an absent file, a delivery may hold no personal data."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.vintage import is_of_vintage
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.csv import read_records
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import nearest
from mpp_lib.inputs.reading.privacy import personal_table
from mpp_lib.inputs.round_tables import RoundTables

FOLDERS = ("inputs", "registers")


def check_unread_files(intake: Intake, tables: RoundTables) -> Iterator[Problem]:
    """Refuses files that are neither part of a round nor a delivery; looks for personal data in other CSV files."""
    plans = (ROUND.plan.file, *files.PLAN_WORKBOOKS)
    known = (*(table.file for table in tables.every), ROUND.realisations.file, *plans)
    delivered = {f"{files.INPUTS}/{name}" for name in tables.deliveries.distinct("bestand")}
    told = set() if any(map(intake.exists, plans)) else set(files.plan_in_another_form(intake.folder))
    for relative in _present(intake):
        if relative in known or relative in told or is_of_vintage(relative):
            continue
        if relative not in delivered and tables.deliveries.trusted("bestand"):
            yield Problem(relative, "", "", "dit bestand wordt niet gelezen", _meant(relative, known))
        if relative.lower().endswith(".csv"):
            yield from personal_table(relative, read_records(intake, relative) or [])


def _meant(relative: str, known: tuple[str, ...]) -> str:
    names = {path.rsplit("/", 1)[-1]: path for path in known}
    close = nearest(relative.rsplit("/", 1)[-1], names)
    expected = "een bestand van een ronde, of een levering uit leveringen.csv"
    return expected if close is None else f"{expected}; het meest lijkt {names[close]}"


def _present(intake: Intake) -> list[str]:
    found: list[str] = []
    for name in FOLDERS:
        paths = sorted(path for path in (intake.folder / name).rglob("*") if not path.is_dir())
        found += [
            path.relative_to(intake.folder).as_posix() for path in paths if not path.name.startswith(files.LEFT_BEHIND)
        ]
    return found

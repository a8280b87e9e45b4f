"""Which realisations a round uses, and the files of a round when its vintages count for that one alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.declared.vintage import VINTAGES, is_vintage_name, vintage_origin, vintage_table
from mpp_lib.inputs.reading.files import INPUTS
from mpp_lib.inputs.reading.files import ROUND as SETTINGS
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Table, absent
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.yaml import read_yaml

KEY = "vintage"
"""The key of ``round.yml`` that names the vintage a round uses."""
_ASK_FOR_THEM = (ROUND.realisations.file, f"{INPUTS}/*", f"{INPUTS}/*.csv", f"{INPUTS}/**/*")
"""Patterns that the realisations of a round fit."""


def used_vintage(intake: Intake) -> str | None:
    """The vintage that ``round.yml`` names, as far as that can be read; None where it names none."""
    data = read_yaml(Intake(intake.folder, intake.proposed), SETTINGS) if intake.exists(SETTINGS) else None
    said = str(data.get(KEY) or "") if isinstance(data, dict) else ""
    return said if is_vintage_name(said) else None


def used_realisations(intake: Intake) -> InputTable:
    """The table that the realisations of a round stand in."""
    return vintage_table(used_vintage(intake))


def read_realisations(intake: Intake) -> Table:
    """The realisations that a round uses; that a named vintage is not there, is told of the key that names it."""
    used = used_realisations(intake)
    if used is not ROUND.realisations and not intake.exists(used.file):
        return absent(used, complete=False)
    return read_table(intake, used)


def vintage_names(folder: Path) -> tuple[str, ...]:
    """The vintages of a round, oldest first."""
    names = (path.stem for path in (folder / VINTAGES).glob("*.csv"))
    return tuple(sorted(name for name in names if is_vintage_name(name)))


def round_files(folder: Path, patterns: Iterable[str]) -> set[Path]:
    """Every file of a folder that fits a pattern.

    Of its realisations, wherever ``inputs/realisaties.csv`` is asked for, only the file that the round uses, with what
    says how a vintage came about.
    """
    asked = tuple(patterns)
    found = {path for pattern in asked for path in folder.glob(pattern)}
    if not set(_ASK_FOR_THEM).isdisjoint(asked):
        vintage = used_vintage(Intake(folder))
        others = {folder / ROUND.realisations.file}
        found = {path for path in found - others if path.parent != folder / VINTAGES}
        found |= {folder / vintage_table(vintage).file, *({folder / vintage_origin(vintage)} if vintage else ())}
    return {path for path in found if path.is_file()}

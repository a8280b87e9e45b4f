"""Vintages of realisations: one file for each moment at which figures were taken from their source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from mpp_lib.inputs.declared.column import DAY
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable

VINTAGES = "inputs/realisaties"
"""The folder of a round that holds them."""
VINTAGE_NAME = rf"({DAY})(?:-([2-9]))?"
"""The day on which it was known; a second one of a day has its number behind it."""
ORIGIN_SUFFIX = ".yml"


def vintage_table(name: str | None) -> InputTable:
    """The realisations as a vintage holds them; those of ``inputs/realisaties.csv`` where none is named."""
    return replace(ROUND.realisations, file=f"{VINTAGES}/{name}.csv") if name else ROUND.realisations


def vintage_origin(name: str) -> str:
    """The file that says how a vintage came about."""
    return f"{VINTAGES}/{name}{ORIGIN_SUFFIX}"


def is_vintage_name(name: str) -> bool:
    """Whether a vintage can be called so.

    >>> is_vintage_name("2025-02-14"), is_vintage_name("2025-02-14-2"), is_vintage_name("2025-02-30")
    (True, True, False)
    """
    match = re.fullmatch(VINTAGE_NAME, name)
    try:
        return match is not None and bool(date.fromisoformat(match[1]))
    except ValueError:
        return False


def is_of_vintage(path: str) -> bool:
    """Whether a file, by its path in a round, is a vintage or says how one came about."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    return folder == VINTAGES and is_vintage_name(stem) and f"{dot}{ending}" in (".csv", ORIGIN_SUFFIX)


def vintage_day(name: str) -> date:
    """The day on which a vintage was known.

    Raises:
        ValueError: no vintage is called so.
    """
    if not is_vintage_name(name):
        raise ValueError(name)
    return date.fromisoformat(name[:10])


def is_realisations_file(path: str) -> bool:
    """Whether a file, by its path in a round, holds realisations: the file itself or a vintage."""
    return path == ROUND.realisations.file or (path.startswith(f"{VINTAGES}/") and path.endswith(".csv"))

"""Rounds and versions to hold against each other, each with its figures: of a version those that were frozen."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.compare.changes.differences import Side
from mpp_lib.inputs.rounds import round_folder
from mpp_lib.inputs.versions import RESULTS, Version, version_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.published import read_results
from mpp_lib.production.run import RoundResult


def side(root: Path, name: str) -> Side:
    """A round as it is now (``2024-2``) or a version of it (``2024-2/concept-1``).

    Args:
        root: the folder that holds the rounds.

    Raises:
        InputError: with everything that is wrong with it, or when there is none of that name.
    """
    if "/" in name:
        return of_version(version_named(root, name))
    return now(open_round(round_folder(root, name)))


def of_version(version: Version) -> Side:
    """A version, whose folder is there.

    Raises:
        InputError: with everything that is wrong with its inputs.
    """
    return Side(str(version), open_round(version.data), read_results(version.data / RESULTS))


def now(result: RoundResult) -> Side:
    """A round as it is now, of which the result is there."""
    return Side(result.inputs.settings.round, result, result.table)

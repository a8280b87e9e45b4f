"""A round from its folder to its results: what notebooks and commands start from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mpp_lib.base.steps import step
from mpp_lib.inputs.fingerprint import fingerprint
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.reading.files import is_version
from mpp_lib.inputs.rounds import round_before
from mpp_lib.inputs.versions import folder_that_counts
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.published import as_published
from mpp_lib.production.run import RoundResult, calculate

_KEPT = 8
"""Rounds that stay in memory: those of one report, with the ones before it and the hindcast."""


def open_round(folder: Path | str) -> RoundResult:
    """Read, validate and calculate a round; once in a process, as long as none of its files changes.

    Args:
        folder: the round folder, e.g. ``rounds/2024-1``.

    Raises:
        InputError: with everything that is wrong with the folder.
    """
    path = Path(folder)
    return _opened(path, path.absolute(), fingerprint(path))


@lru_cache(maxsize=_KEPT)
def _opened(folder: Path, _place: Path, _files: str) -> RoundResult:
    inputs = load_round(folder, catalogue_named)
    with step(f"{inputs.settings.round} doorrekenen"):
        return calculate(inputs)


def open_that_counts(folder: Path | str) -> RoundResult:
    """A round as it counts for whatever comes after it: with the figures of its last adopted version, where it has one.

    Args:
        folder: the round folder, or the data of an adopted version.

    Raises:
        InputError: with everything that is wrong with it.
    """
    given = Path(folder)
    counting = given if is_version(given) else folder_that_counts(given)
    return as_published(open_round(counting))


def open_previous(result: RoundResult) -> RoundResult | None:
    """The round that came before, as it counts; None for a first round.

    Raises:
        InputError: with everything that is wrong with it, also when it is not there.
    """
    before = round_before(result.inputs.folder)
    return None if before is None else open_that_counts(before)

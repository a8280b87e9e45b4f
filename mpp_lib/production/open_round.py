"""A round from its folder to its results: what notebooks and commands start from."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.rounds import previous_folder
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.run import RoundResult, calculate


def open_round(folder: Path | str) -> RoundResult:
    """Read, validate and calculate a round.

    Args:
        folder: the round folder, e.g. ``rounds/2024-1``.

    Raises:
        InputError: with everything that is wrong with the folder.
    """
    return calculate(load_round(Path(folder), catalogue_named))


def open_previous(result: RoundResult) -> RoundResult | None:
    """The round that came before, from its folder beside this one; None for a first round.

    Raises:
        InputError: with everything that is wrong with it, also when it is not there.
    """
    before = previous_folder(result.inputs.folder)
    return None if before is None else open_round(before)

"""Two rounds or versions held against each other."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpp_lib.compare.changes.differences import Differences, Side, differences
from mpp_lib.inputs.rounds import round_folder
from mpp_lib.inputs.versions import version_named
from mpp_lib.production.open_round import open_round

RESULTS = "results.csv"
"""The result table of a version, in its folder: what was frozen, whatever the chain says today."""


def diff(root: Path, old: str, new: str) -> Differences:
    """What differs from one round or version to another.

    Args:
        root: the folder that holds the rounds.
        old, new: ``2024-2``, the round as it is now, or ``2024-2/concept-1``, a version of it.

    Raises:
        InputError: with everything that is wrong with either, or when there is none of that name.
    """
    before, after = side(root, old), side(root, new)
    return differences(after, before)


def side(root: Path, name: str) -> Side:
    """A round or a version with its figures: of a version those that were frozen.

    Raises:
        InputError: as :func:`diff`.
    """
    folder = version_named(root, name).data if "/" in name else round_folder(root, name)
    opened, frozen = open_round(folder), folder / RESULTS
    return Side(name, opened.inputs, read_results(frozen) if frozen.is_file() else opened.table)


def read_results(path: Path) -> pd.DataFrame:
    """The long result table from its file, every value exactly as it was written."""
    table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    return table.assign(waarde=table["waarde"].map(float))

"""Two rounds or versions held against each other."""

from __future__ import annotations

from pathlib import Path

from mpp_lib.base.steps import step
from mpp_lib.compare.changes.differences import Differences, differences
from mpp_lib.compare.changes.sides import side


def diff(root: Path, old: str, new: str) -> Differences:
    """What differs from one round or version to another, each named as in :func:`mpp_lib.compare.changes.sides.side`.

    Raises:
        InputError: with everything that is wrong with either, or when there is none of that name.
    """
    before, after = side(root, old), side(root, new)
    with step("verschillen zoeken"):
        return differences(after, before)

"""The small round broken in one place, by a seed."""

import random
from collections.abc import Callable
from pathlib import Path

from tests.support import broken_files, broken_tables
from tests.support.broken_rounds import KINDS, Copy, Told

MODULES = (broken_tables, broken_files)
"""Whose kinds there are."""


def broken(seed: int) -> tuple[str, Callable[[Path], list[Told]]]:
    """The kind of a seed and what breaks a folder so: kinds take turns, the seed chooses the place."""
    name = list(KINDS)[seed % len(KINDS)]
    return name, lambda folder: KINDS[name](random.Random(seed), Copy(folder))

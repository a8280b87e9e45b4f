"""Random streams: one seed per round, one named child per source of chance."""

from __future__ import annotations

import numpy as np


def stream(seed: int, *names: str) -> np.random.Generator:
    """The generator of one named source of chance.

    The child is found by its name and not by the order of asking, so a new source changes no other draw.

    Args:
        seed: of the round.
        names: path of the source, e.g. ``("instroom", "paden")``; at least one.
    """
    key = tuple("/".join(names).encode("utf-8"))
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))

"""Random streams: one seed per round, one named child per source of chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_POOL = 4
"""Words that a seed takes at least where a child of it is meant (``numpy.random.SeedSequence``)."""


def stream(seed: int, *names: str) -> np.random.Generator:
    """The generator of one named source of chance.

    The child is found by its name and not by the order of asking, so a new source changes no other draw. It is the one
    with the letters of the name as ``spawn_key``, which NumPy takes four times as long to make.

    Args:
        seed: of the round.
        names: path of the source, e.g. ``("instroom", "paden")``; at least one.
    """
    key = np.frombuffer("/".join(names).encode("utf-8"), dtype=np.uint8)
    return np.random.default_rng(np.random.SeedSequence(np.concatenate([_words(seed), key])))


def _words(seed: int) -> NDArray[np.uint32]:
    count = max(-(-seed.bit_length() // 32), _POOL)
    return np.frombuffer(seed.to_bytes(4 * count, "little"), dtype="<u4").astype(np.uint32)

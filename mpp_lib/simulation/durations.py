"""How long distributions over time take in a draw: as given, or between versions that take longer or shorter.

The versions lie at a few scores; a draw has of the two on either side of its score as much as it lies near to them, so
that the average duration goes in a straight line from one to the next. At the ends of the range it is that version.

Source: docs/methode-simulatie.md, *Verdelingen over de tijd*.
"""

from __future__ import annotations

import numpy as np

from mpp_lib.production.chain_data import Array
from mpp_lib.production.ranges import SPREADS
from mpp_lib.simulation.sources import Source

FURTHEST = 3.0
"""The score beyond which a draw lies no further: one in a thousand on either side."""
SCORES = np.array([-FURTHEST, -SPREADS, 0.0, SPREADS, FURTHEST])
"""Of the versions; the middle one is as given."""


_OTHERS = np.delete(np.arange(len(SCORES)), len(SCORES) // 2)


def versions_of(source: Source) -> Array:
    """How many times as long every other version of a distribution takes, by month of entry [versions, months]."""
    return np.maximum(source.range.value + source.strayed(SCORES[None, _OTHERS]), 0.0).T


def weights_of(scores: Array) -> Array:
    """How much of every other version is in the draws [versions, draws].

    Args:
        scores: standard normal [1, draws].
    """
    return np.array([np.interp(scores[0], SCORES, np.eye(len(SCORES))[place]) for place in _OTHERS])

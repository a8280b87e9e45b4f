"""How far off the chain was in years that are over, as far as a round could know: what stands where no chance does.

With realised inflow and decisions, and of the hindcast that the report of the round shows: no forecast is as good as
that, so the error is the least that has to be reckoned with.

Source: docs/hindcast.md, *In het rapport van een ronde*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mpp_lib.compare.hindcast.hindcast import Row
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.production.run import RoundResult

FEWEST = 2
"""Figures below which nothing is said: a single one may lie near the chain because the round was made with it."""


@dataclass(frozen=True)
class KnownError:
    """The largest error of the chain over the figures of one indicator.

    Attributes:
        pct: in percents of what was published.
        size: in the unit of the indicator.
        figures: how many published figures it was held against.
    """

    pct: float
    size: float
    figures: int


Errors = Mapping[str, KnownError]
"""Indicator → its error."""


def known_errors(result: RoundResult) -> dict[str, KnownError]:
    """Indicator → its error, of what had been published when the round was made; empty where nothing was."""
    hindcast = open_known(result)
    found: dict[str, list[Row]] = {}
    for row in filter(hindcast.scored, hindcast.rows) if hindcast else ():
        found.setdefault(row.indicator, []).append(row)
    return {indicator: _largest(rows) for indicator, rows in found.items() if len(rows) >= FEWEST}


def _largest(rows: Sequence[Row]) -> KnownError:
    worst = max(rows, key=lambda row: abs(row.deviation_pct))
    return KnownError(abs(worst.deviation_pct), abs(worst.modelled - worst.realised), len(rows))

"""Expert views that can be drawn over the density; many give no figure for the Netherlands."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import pandas as pd

NETHERLANDS = frozenset({"nl", "nederland"})


@dataclass(frozen=True)
class ExpertView:
    """What one organisation said about one year.

    Attributes:
        organisation: who.
        phase: ``inbreng`` (before the forecast) or ``toets`` (after it).
        scope: what the view is about, as written.
        low, middle, high: people; None where not given.
        judgement: hoger, in lijn, lager or empty.
    """

    organisation: str
    phase: str
    scope: str
    low: float | None
    middle: float | None
    high: float | None
    judgement: str

    @property
    def drawable(self) -> bool:
        """Whether there is a figure for the Netherlands: a middle, or a range with both ends."""
        has_range = self.low is not None and self.high is not None
        return self.scope.strip().casefold() in NETHERLANDS and (self.middle is not None or has_range)


def expert_views(experts: pd.DataFrame, year: int) -> tuple[ExpertView, ...]:
    """Every view on a year, in the order of ``experts.csv``."""
    rows = experts[experts["jaar"] == year]
    columns = ["organisatie", "fase", "bereik", "laag", "midden", "hoog", "oordeel"]
    return tuple(
        ExpertView(organisation, phase, scope, _given(low), _given(middle), _given(high), judgement)
        for organisation, phase, scope, low, middle, high, judgement in rows[columns].itertuples(index=False)
    )


def _given(value: float) -> float | None:
    return float(value) if isfinite(value) else None

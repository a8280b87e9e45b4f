"""What of a round may not be seen by an audience: the figures that were not shared, and what would give them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.archive.consent.deliveries import Delivery, deliveries_of, figures_of, sources_of_realised
from mpp_lib.archive.consent.derivable import Relation, Shown, derivable, relations_of, withheld_too
from mpp_lib.production.node import Chain


@dataclass(frozen=True)
class Withheld:
    """What an audience may not see.

    Attributes:
        deliveries: those that do not go so far, each with its series.
        relations: between all series.
    """

    deliveries: Mapping[Delivery, frozenset[Shown]]
    relations: Sequence[Relation]

    @property
    def own(self) -> frozenset[Shown]:
        """The series that were not shared."""
        return frozenset(series for kept in self.deliveries.values() for series in kept)

    def too(self) -> Mapping[Shown, Relation]:
        """What would give those away."""
        return withheld_too(self.own, self.relations)

    def given_away_by(self, series: Shown) -> frozenset[Shown]:
        """What gives a series away although it is left out itself: totals, balances and formulas by their heads."""
        found = (relation for relation in self.relations if series in derivable(self.own, [relation]))
        return frozenset(_other(relation, series) for relation in found)


def _other(relation: Relation, series: Shown) -> Shown:
    """What a reader would start from: the total, or where that is the series itself its first part."""
    return relation.head if relation.head != series else min(relation.members - {series})


def withheld_from(folder: Path, chain: Chain, audience: str) -> Withheld:
    """What an audience may not see of a round.

    Args:
        chain: that of the round.
        audience: one of :data:`mpp_lib.inputs.declared.round.AUDIENCES`.
    """
    sources = sources_of_realised(folder)
    kept = {
        delivery: figures_of(delivery, chain, sources)
        for delivery in deliveries_of(folder)
        if not delivery.reaches(audience)
    }
    return Withheld(kept, relations_of(chain, sources))

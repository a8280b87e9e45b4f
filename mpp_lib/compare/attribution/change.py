"""A yearly figure in two rounds, with the parts of what lies between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A yearly figure of a round beside that of the previous one.

    Attributes:
        before, after: the figure in the previous round and in this one.
        parts: name → part; they add up to the difference.
        members: member of one group → part, adding up to that group's; None when it was not asked for.
    """

    indicator: str
    scenario: str
    year: int
    before: float
    after: float
    parts: Mapping[str, float]
    members: Mapping[str, float] | None = None

    @property
    def difference(self) -> float:
        """after − before."""
        return self.after - self.before

    def as_dict(self) -> dict[str, object]:
        """The change as the JSON object of ``mpp explain --json``."""
        document: dict[str, object] = {
            "indicator": self.indicator,
            "scenario": self.scenario,
            "period": str(self.year),
            "from": self.before,
            "to": self.after,
            "difference": self.difference,
            "parts": dict(self.parts),
        }
        return document if self.members is None else document | {"members": dict(self.members)}

    def record(self) -> dict[str, object]:
        """The change as a row of a table: a column per part and per member."""
        place = {"indicator": self.indicator, "scenario": self.scenario, "periode": str(self.year)}
        values = {"van": self.before, "naar": self.after, "verschil": self.difference}
        return {**place, **values, **self.parts, **(self.members or {})}

"""Answers to "why did this move": rows of an attribution, for a machine or a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.compare.attribution.attribution import attribute
from mpp_lib.compare.attribution.changes import unshared
from mpp_lib.compare.attribution.owen import Within, within
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class Row:
    """A difference and its parts.

    Attributes:
        before, after: the yearly value in the previous round and in this one.
        parts: group → part; they add up to the difference.
        members: member of one group → part, adding up to that group's; None when it was not asked for.
    """

    indicator: str
    scenario: str
    period: str
    before: float
    after: float
    parts: Mapping[str, float]
    members: Mapping[str, float] | None = None

    @property
    def difference(self) -> float:
        """after − before."""
        return self.after - self.before

    def as_dict(self) -> dict[str, object]:
        """The row as the JSON object of ``mpp explain --json``."""
        document: dict[str, object] = {
            "indicator": self.indicator,
            "scenario": self.scenario,
            "period": self.period,
            "from": self.before,
            "to": self.after,
            "difference": self.difference,
            "parts": dict(self.parts),
        }
        return document if self.members is None else document | {"members": dict(self.members)}


def explained(
    result: RoundResult,
    previous: RoundResult,
    indicators: Sequence[str],
    year: int | None = None,
    group: str | None = None,
) -> tuple[tuple[Row, ...], str]:
    """Rows by indicator, year and scenario, and how a group was taken apart (empty when none was).

    Args:
        indicators: ids that both rounds have.
        year: only this shared year.
        group: to take apart over its members.
    """
    split = attribute(result, previous)
    deeper = None if group is None else within(result, previous, group)
    rows = []
    for indicator in indicators:
        for each in split.years if year is None else (year,):
            for column, scenario in enumerate(SCENARIOS):
                place = (split.indicators.index(indicator), split.years.index(each), column)
                parts = {name: float(values[place]) for name, values in zip(split.groups, split.parts, strict=True)}
                before, after = float(split.values[0][place]), float(split.values[-1][place])
                rows.append(Row(indicator, scenario, str(each), before, after, parts, _members(deeper, place)))
    return tuple(rows), "" if deeper is None else deeper.method


def _members(deeper: Within | None, place: tuple[int, int, int]) -> dict[str, float] | None:
    if deeper is None:
        return None
    return {name: float(values[place]) for name, values in zip(deeper.members, deeper.parts, strict=True)}


def not_shared(result: RoundResult, previous: RoundResult) -> Iterator[str]:
    """What only one of two rounds has, in Dutch sentences."""
    now, then = result.inputs.settings.round, previous.inputs.settings.round
    gone = unshared(result, previous)
    lists = (
        (f"Alleen in de horizon van ronde {now}", gone.new_years),
        (f"Alleen in de horizon van ronde {then}", gone.gone_years),
        (f"Alleen in ronde {now}", gone.new_indicators),
        (f"Alleen in ronde {then}", gone.gone_indicators),
        ("In andere eenheden, dus niet vergeleken", gone.other_units),
    )
    for text, names in lists:
        if names:
            yield f"{text}: {', '.join(map(str, names))}."

"""What two rounds share, so that it can be compared, and what only one of them has."""

from __future__ import annotations

from dataclasses import dataclass

from mpp_lib.production.run import RoundResult


def shared_years(result: RoundResult, previous: RoundResult) -> tuple[int, ...]:
    """Years in both horizons."""
    earlier = set(previous.inputs.settings.span.calendar_years)
    return tuple(year for year in result.inputs.settings.span.calendar_years if year in earlier)


def shared_indicators(result: RoundResult, previous: RoundResult) -> tuple[str, ...]:
    """Ids in both chains with the same unit, in the order of the chain."""
    old = previous.chain.by_id
    return tuple(node.id for node in result.chain.nodes if node.id in old and old[node.id].unit == node.unit)


@dataclass(frozen=True)
class Unshared:
    """What only one of two rounds has.

    Attributes:
        new_indicators, gone_indicators: ids, in the order of their own chain.
        new_years, gone_years: years of one horizon only.
        other_units: ids whose unit differs; their differences mean nothing.
    """

    new_indicators: tuple[str, ...]
    gone_indicators: tuple[str, ...]
    new_years: tuple[int, ...]
    gone_years: tuple[int, ...]
    other_units: tuple[str, ...]


def unshared(result: RoundResult, previous: RoundResult) -> Unshared:
    """What cannot be compared."""
    now, then = result.chain.by_id, previous.chain.by_id
    years, earlier = result.inputs.settings.span.calendar_years, previous.inputs.settings.span.calendar_years
    return Unshared(
        tuple(name for name in now if name not in then),
        tuple(name for name in then if name not in now),
        tuple(year for year in years if year not in earlier),
        tuple(year for year in earlier if year not in years),
        tuple(name for name in now if name in then and now[name].unit != then[name].unit),
    )

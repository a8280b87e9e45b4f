"""What changed between two rounds, as plain differences on what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.production.run import RoundResult

COLUMNS = ("indicator", "scenario", "periode", "van", "naar", "verschil", "verschil_pct")


def changes(result: RoundResult, previous: RoundResult) -> pd.DataFrame:
    """Yearly values of both rounds and their difference, on the indicators and years they share.

    verschil = naar − van; verschil_pct = 100 · verschil / |van|.

    Returns:
        Columns indicator (in the order of the chain), scenario, periode (a year as text), van (the previous round),
        naar, verschil, verschil_pct (NaN where the previous value is zero). No rows when the horizons do not meet.
    """
    frame = pd.DataFrame(_rows(result, previous), columns=list(COLUMNS[:5]))
    before, after = frame["van"].to_numpy(float), frame["naar"].to_numpy(float)
    difference = after - before
    share = np.divide(100 * difference, np.abs(before), out=np.full(len(frame), np.nan), where=before != 0)
    return frame.assign(verschil=difference, verschil_pct=share)


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


def _rows(result: RoundResult, previous: RoundResult) -> Iterator[tuple[str, str, str, float, float]]:
    years = shared_years(result, previous)
    for name in shared_indicators(result, previous):
        for scenario in SCENARIOS:
            for year in years:
                before, after = (round_.year(name, year, scenario) for round_ in (previous, result))
                yield name, scenario, str(year), before, after

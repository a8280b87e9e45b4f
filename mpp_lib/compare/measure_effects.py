"""What measures do: the whole set, and each by itself and within the set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.production.key_figures import MEASURED
from mpp_lib.production.layers import Measure, measures_of
from mpp_lib.production.run import RoundResult

EFFECTS = ("maatregel", "actief", "indicator", "scenario", "periode", "zonder", "alleen", "overige", "in_geheel")
TOGETHER = ("indicator", "scenario", "periode", "zonder", "met", "verschil")


def together(result: RoundResult, indicators: Sequence[str] = MEASURED) -> pd.DataFrame:
    """Yearly values without and with the active measures, and the difference that all of them make together.

    Returns:
        Columns indicator, scenario, periode (a year as text), zonder, met, verschil = met − zonder.
    """
    rows = (
        (*key, without, with_, with_ - without)
        for (key, without), (_, with_) in zip(
            _years(result.without, indicators), _years(result, indicators), strict=True
        )
    )
    return pd.DataFrame(rows, columns=list(TOGETHER))


def effects(result: RoundResult, indicators: Sequence[str] = MEASURED) -> pd.DataFrame:
    """The own effect of every measure of the round, also of those that are off: what if they were on.

    alleen = only this measure − no measure; in_geheel = the active measures and this one − the active ones without it.
    The differences of measures do not add up to that of the set where they work on each other.

    Returns:
        Columns maatregel, actief, indicator, scenario, periode (a year as text), zonder (no measure at all), alleen,
        overige (the active ones without this measure), in_geheel.
    """
    frames = [_effect(result, measure, indicators) for measure in measures_of(result.inputs)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(EFFECTS))


def _effect(result: RoundResult, measure: Measure, indicators: Sequence[str]) -> pd.DataFrame:
    others = tuple(other for other in result.measures if other.id != measure.id)
    alone = result.with_measures((measure,))
    rest = result.with_measures(others) if others else result.without
    whole = result.with_measures((*others, measure)) if others else alone
    rows = (
        (measure.id, measure.active, *key, none, one - none, fewer, every - fewer)
        for (key, none), (_, one), (_, fewer), (_, every) in zip(
            *(_years(each, indicators) for each in (result.without, alone, rest, whole)), strict=True
        )
    )
    return pd.DataFrame(rows, columns=list(EFFECTS))


def _years(result: RoundResult, indicators: Sequence[str]) -> Iterator[tuple[tuple[str, str, str], float]]:
    """(indicator, scenario, year) and its value."""
    for indicator in indicators:
        for scenario in SCENARIOS:
            for year in result.inputs.settings.span.calendar_years:
                yield (indicator, scenario, str(year)), result.year(indicator, year, scenario)

"""The line under a figure or table: who delivered what, by which round, and up to when."""

from __future__ import annotations

import re

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.realised_history import realised_history
from mpp_lib.production.prognose_result import PrognoseResult

MOST_SOURCES = 3
_PUBLISHER = re.compile(r"[,;(]")


def peildatum(result: PrognoseResult) -> str:
    """The cut-off in words: ``peildatum 15 april 2024, realisaties tot en met maart 2024``."""
    settings = result.inputs.settings
    return f"peildatum {day_name(settings.cutoff)}, realisaties tot en met {month_name(settings.realised_until)}"


def source_line(result: PrognoseResult, model: bool = True, sources: tuple[str, ...] = ()) -> str:
    """The line under a figure or table: where the numbers come from, and their cut-off."""
    settings = result.inputs.settings
    parts = [*sources, *([f"MPP-productiemodel, ronde {settings.round}"] if model else [])]
    return f"Bron: {'; '.join(parts)}; {peildatum(result)}."


def prognose_source(result: PrognoseResult) -> str:
    """The line under what comes from the Prognose alone."""
    name = f"Prognose Eerste Asielinstroom, ronde {result.forecast.round}"
    return source_line(result, model=False, sources=(name, *sources_of(result, FIRST_INFLOW)))


def input_source(result: PrognoseResult) -> str:
    """The line under what an analyst or partner delivered."""
    return f"Bron: invoer van ronde {result.inputs.settings.round}; {peildatum(result)}."


def sources_of(result: PrognoseResult, *indicators: str) -> tuple[str, ...]:
    """Who published the realised figures of these indicators: the part of each ``bron`` before the first comma.

    Of figures known in finer periods, the rows of longer periods are left out: they are sums.
    """
    rows = result.inputs.realisations
    finest = {(indicator, point.period) for indicator in indicators for point in realised_history(result, indicator)}
    pairs = zip(rows["indicator"], rows["periode"], rows["bron"], strict=True)
    used = [str(source) for indicator, period, source in pairs if (indicator, Period.parse(period)) in finest]
    names = list(dict.fromkeys(publisher(source) for source in used))
    return (*names[:MOST_SOURCES], *(["en andere"] if len(names) > MOST_SOURCES else []))


def publisher(source: str) -> str:
    """The part of a source before the first comma, semicolon or bracket.

    >>> publisher("Eurostat migr_asyappctzm, extractie 06-10-2020")
    'Eurostat migr_asyappctzm'
    """
    return _PUBLISHER.split(source)[0].strip()

"""Editions made from a round's own figures, so that every deviation is known beforehand."""

from collections.abc import Mapping

import pandas as pd

from mpp_lib.base.months import Month, month_range
from mpp_lib.inputs.edition.edition import NO_COMMENTARY, Edition
from mpp_lib.production.key_figures import WATCHED
from mpp_lib.production.run import RoundResult

COLUMNS = ("periode", "indicator", "waarde", "status", "bron")
TOPICS = pd.DataFrame(columns=["onderwerp", "indicator", "vraag", "gevraagd_door", "datum"])
MEDIO = 1


def medio(result: RoundResult, indicator: str, until: Month) -> dict[Month, float]:
    """What the round expects by month, from the start of its horizon."""
    months = month_range(result.data.start, until.since(result.data.start) + 1)
    return dict(zip(months, result.months[indicator][: len(months), MEDIO].tolist(), strict=True))


def as_expected(result: RoundResult, until: Month) -> dict[tuple[str, str], float]:
    """(indicator, period) → value: the whole fixed set realised exactly as in medio."""
    return {
        (indicator, str(month)): value
        for indicator in WATCHED
        for month, value in medio(result, indicator, until).items()
    }


def edition(figures: Mapping[tuple[str, str], float], until: Month, status: str = "voorlopig") -> Edition:
    """An edition that holds these figures."""
    rows = [(period, indicator, value, status, "toets") for (indicator, period), value in figures.items()]
    return Edition(until, pd.DataFrame(rows, columns=list(COLUMNS)), pd.DataFrame(), TOPICS, NO_COMMENTARY, {}, ())


def moved(figures: Mapping[tuple[str, str], float], indicator: str, factor: float) -> dict[tuple[str, str], float]:
    """The same figures with one indicator multiplied."""
    return {key: value * factor if key[0] == indicator else value for key, value in figures.items()}


def without(figures: Mapping[tuple[str, str], float], indicator: str) -> dict[tuple[str, str], float]:
    """The same figures with one indicator left out."""
    return {key: value for key, value in figures.items() if key[0] != indicator}

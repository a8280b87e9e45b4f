"""What belongs beside a flag: since when it stands, what there is of a band, and how often it comes about by chance."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.dutch import enumerate_nl, month_name
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator
from mpp_lib.compare.monitor.monitored_round import SHARED
from mpp_lib.present.monitor.words import (
    band_text,
    deviation_text,
    missing_text,
    outlook_finding,
    signal_text,
    year_is_over,
)
from mpp_lib.present.wording.printed_values import chance_text, fine_text, with_unit
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.uncertainty import error_text

NO_CHART = "voor een regelkaart zijn er nog te weinig maanden; ramingen tellen niet mee"
NO_DISTRIBUTION = "de ronde heeft geen kansverdeling"


def facts(row: MonitoredIndicator) -> Iterator[str]:
    """What belongs beside a flag, a sentence each."""
    yield sentence(since_text(row))
    yield sentence(f"de realisatie ligt {band_text(row, row.band)}" if row.band else runs_fact(row))
    yield sentence(_chance_of_flag(row))
    yield sentence(signal_text(row.chart) if row.chart else NO_CHART)
    if row.since_start is not None and row.since_start.deviation_pct is not None:
        yield sentence(_since_start(row))
    if row.outlook is None or year_is_over(row):
        pass
    elif row.outlook.below is None:
        year = row.outlook
        yield sentence(
            f"met medio voor de rest van {year.year} komt het jaar op {with_unit(year.expected, row.spec.unit)}; "
            f"in de ronde is dat {with_unit(year.minimum, row.spec.unit)} bij lage en "
            f"{with_unit(year.maximum, row.spec.unit)} bij hoge instroom"
        )
    else:
        yield outlook_finding(row.outlook)
    if row.explanation is not None and row.explanation.missing:
        yield sentence(missing_text(row.explanation), "wat dat deed, is van andere oorzaken niet te scheiden")
    if row.delivery.remark:
        yield row.delivery.remark


def _chance_of_flag(row: MonitoredIndicator) -> str:
    if row.chance_of_flag is None:
        why = "over deze maanden is zij niet te berekenen" if row.indicator in SHARED else NO_DISTRIBUTION
        return f"hoe vaak een juiste prognose hier een vlag krijgt is onbekend: {why}"
    return f"de kans dat een juiste prognose op dit moment een vlag heeft is {chance_text(row.chance_of_flag)}"


def _since_start(row: MonitoredIndicator) -> str:
    since = row.since_start
    if since is None:
        raise ValueError(f"{row.indicator} heeft niets na de realisaties van de ronde")
    first, last = month_name(since.first), month_name(since.last)
    span = f"in {first}" if first == last else f"van {first} tot en met {last}"
    return f"over wat de ronde nog niet kende ({span}) is de afwijking {deviation_text(since.deviation_pct)}"


def since_text(row: MonitoredIndicator) -> str:
    """Since when a flag stands, and in which earlier editions it stood; empty without a flag."""
    if not row.flagged or row.flagged_since is None:
        return ""
    earlier = enumerate_nl([month_name(month) for month in row.flagged_in])
    stood = f"ook in de editie van {earlier}" if earlier else "niet in een eerdere editie"
    return f"de vlag staat sinds {month_name(row.flagged_since)}, {stood}"


def runs_fact(row: MonitoredIndicator) -> str:
    """What minimum and maximum are where there is no band, and how far off the chain was; empty without data."""
    seen, unit = row.to_date, row.spec.unit
    if seen is None:
        return ""
    low, high = (fine_text(value, unit) for value in (seen.minimum, seen.maximum))
    error = "onzekerheid onbekend" if row.error is None else f"{error_text(row.error, unit)} ernaast"
    if seen.kind == "together":
        return f"geen band: minimum, medio en maximum van de ronde vallen hier samen; {error}"
    turned = ", omgekeerd dus" if seen.kind == "reversed" else ""
    return f"geen band: de ronde komt bij lage instroom op {low} en bij hoge op {high}{turned}; {error}"

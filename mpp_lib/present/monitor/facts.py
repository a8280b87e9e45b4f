"""What belongs beside a flag: how often a right forecast raises it, since when it stands, what there is of a band."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import enumerate_nl, month_name, percentage
from mpp_lib.compare.monitor.monitored_indicator import Chart, FalseAlarm, MonitoredIndicator, Outlook
from mpp_lib.present.monitor.beside_medio import band_text, deviation_text, span_text
from mpp_lib.present.monitor.findings import missing_text
from mpp_lib.present.monitor.in_short import NO_DISTRIBUTION, cases
from mpp_lib.present.monitor.outlook_words import outlook_finding, year_is_over
from mpp_lib.present.wording.printed_values import fine_text, with_unit
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.present.wording.uncertainty import error_text

NOT_OVER_THESE = "over deze maanden is dat niet te berekenen"


def facts(row: MonitoredIndicator) -> Iterator[str]:
    """What belongs beside a flag, a sentence each."""
    yield sentence(chance_of_flag_text(row))
    yield sentence(since_text(row))
    yield sentence(f"de realisatie ligt {band_text(row, row.band)}" if row.band else runs_fact(row))
    if row.chart:
        yield sentence(signal_text(row.chart))
    if since_start := _since_start(row):
        yield sentence(since_start)
    if row.outlook is not None and not year_is_over(row):
        yield _ahead(row, row.outlook)
    if row.explanation is not None and row.explanation.missing:
        yield sentence(missing_text(row.explanation), "wat dat deed, is van andere oorzaken niet te scheiden")
    if row.delivery.remark:
        yield row.delivery.remark


def chance_of_flag_text(row: MonitoredIndicator, where: str = "hier") -> str:
    """How often a right forecast has a flag by now, as a clause."""
    if row.chance_of_flag is not None:
        return f"ook als de prognose klopt, staat {where} nu {cases(row.chance_of_flag)} een vlag"
    why = NOT_OVER_THESE if row.indicator == FIRST_INFLOW else NO_DISTRIBUTION
    return f"hoe vaak {where} ook een vlag staat als de prognose klopt, is onbekend: {why}"


def _since_start(row: MonitoredIndicator) -> str:
    """The deviation over what the round did not know; empty where that is all that is compared."""
    since, seen = row.since_start, row.to_date
    if since is None or seen is None or since.deviation_pct is None or since.first == seen.first:
        return ""
    span = span_text(since.first, since.last)
    return f"over wat de ronde nog niet kende ({span}) is de afwijking {deviation_text(since, row.spec)}"


def _ahead(row: MonitoredIndicator, year: Outlook) -> str:
    if year.median is not None:
        return outlook_finding(year)
    total, low, high = (with_unit(value, row.spec.unit) for value in (year.expected, year.minimum, year.maximum))
    runs = f"de ronde geeft {low}" if low == high else f"de ronde geeft bij lage instroom {low} en bij hoge {high}"
    return sentence(f"met medio voor de rest komt heel {year.year} uit op {total}", runs)


def since_text(row: MonitoredIndicator) -> str:
    """Since when a flag stands, and in which earlier editions it stood; empty without a flag."""
    if not row.flagged or row.flagged_since is None:
        return ""
    earlier = enumerate_nl([month_name(month) for month in row.flagged_in])
    stood = f"stond ook in de editie van {earlier}" if earlier else "stond in geen eerdere editie"
    return f"de vlag staat er sinds {month_name(row.flagged_since)} en {stood}"


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


def signal_text(chart: Chart) -> str:
    """What the control chart says, with how often it would say so by chance."""
    chance = f"de kans op een vals signaal is {false_alarm_text(chart.alarm)}"
    if chart.signal is None:
        return f"de regelkaart geeft geen signaal; {chance}"
    return f"de regelkaart geeft een signaal in {month_name(chart.signal)} ({chart.direction}); {chance}"


def false_alarm_text(alarm: FalseAlarm) -> str:
    """``1,35% (1,26%–1,45%) bij 6 scores``."""
    low, high = (percentage(bound, 2) for bound in (alarm.low, alarm.high))
    scores = "score" if alarm.months == 1 else "scores"
    return f"{percentage(alarm.chance, 2)} ({low}–{high}) bij {alarm.months} {scores}"

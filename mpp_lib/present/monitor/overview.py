"""The tables a board reads: every indicator with figures, the worst deviation first; apart from it what has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from mpp_lib.base.dutch import MONTH_NAMES, enumerate_nl, month_brief, number
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.flag import FLAG_PCT
from mpp_lib.compare.monitor.monitored_indicator import Comparison, Moment, MonitoredIndicator
from mpp_lib.present.drawing.small_drawing import Scale, place_mark, trend_mark
from mpp_lib.present.monitor.beside_medio import (
    BAND,
    THRESHOLD,
    deviation_text,
    expected_text,
    moment_text,
    place_text,
    realised_text,
)
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.indicator_names import lower_name, short_name
from mpp_lib.present.wording.partners import partner_of
from mpp_lib.present.wording.printed_values import chance_text

AT_END = "eind\u00a0"
HIGHER, LOWER = "▲\u00a0", "▼\u00a0"
UNKNOWN = "onbekend"


class Followed(NamedTuple):
    """An indicator with figures."""

    row: MonitoredIndicator
    seen: Comparison


def overview_table(made: Monitor) -> Table[Followed]:
    """The fixed set and what the topics add, as far as delivered."""
    followed = [Followed(row, row.to_date) for row in made.worst_first if row.to_date]
    scale = scale_of(made)
    return Table(
        followed,
        [
            Column("Indicator", lambda one: short_name(one.row.spec)),
            Column("Periode", _period),
            Column("Gerealiseerd", lambda one: realised_text(one.seen, one.row.spec), kind="number", role="realised"),
            Column("Medio", lambda one: expected_text(one.row), kind="number"),
            Column("Afwijking", lambda one: deviation_text(one.seen, one.row.spec), kind="number"),
            Column("Plaats", lambda one: _place(one, scale), kind="drawing"),
            Column("Verloop", lambda one: _trend(made, one.row, scale), kind="drawing"),
            Column("Vlag sinds", _flag),
            Column("Kans op vlag", _chance, kind="number"),
        ],
        title=f"De gevolgde indicatoren naast medio van ronde {made.result.inputs.settings.round}",
        note=" ".join([reading(scale), *unscored_note(made.rows), monitor_source(made)]),
        dense=True,
        key=lambda one: Key(one.row.indicator),
    )


def scale_of(made: Monitor) -> Scale:
    """The scale that the drawings of all rows share: it holds every deviation of the year."""
    moments = [moment for row in made.rows for moment in this_year(made, row)]
    deviations = [moment.seen.deviation_pct for moment in moments]
    return Scale.holding([value for value in deviations if value is not None], FLAG_PCT)


def reading(scale: Scale) -> str:
    """How to read the drawings and the flags."""
    most, limit = (number(value) for value in (scale.most, scale.limit))
    return (
        f"Vlag: {THRESHOLD} of meer boven (▲) of onder (▼) medio. Kans op vlag: hoe vaak er nu een staat als de "
        "prognose klopt. Plaats (nu) en Verloop (na elke maand, januari links) hebben in alle rijen één schaal: van "
        f"{most}% onder tot {most}% boven medio, met streepjes bij {limit}%; een driehoek ligt daarbuiten. Vlak: "
        f"{BAND}, waar die bekend is; reikt zij verder, dan tot de rand. Een percentage staat er als deel van medio."
    )


def unscored_note(rows: Iterable[MonitoredIndicator]) -> list[str]:
    """Which of them raise no flag however far off they are, and why; nothing where none does."""
    said = [f"{lower_name(row.spec)} ({row.unscored})" for row in rows if row.unscored]
    return [f"Niet gescoord: {'; '.join(said)}."] if said else []


def this_year(made: Monitor, row: MonitoredIndicator) -> Sequence[Moment]:
    """How an indicator stood after every month of the year of the edition."""
    return [moment for moment in row.history if moment.month.year == made.until.year]


def band_edges(row: MonitoredIndicator) -> tuple[float, ...]:
    """The ends of its band, in percents of medio; nothing without a band."""
    seen, band = row.to_date, row.band
    if seen is None or band is None or not seen.expected:
        return ()
    return tuple(100 * (edge / seen.expected - 1) for edge in (band.low, band.high))


def _period(one: Followed) -> str:
    end = AT_END if one.row.spec.aggregation.at_end else ""
    return end + moment_text(one.seen.first, one.seen.last)


def _flag(one: Followed) -> str:
    if not one.row.flagged or one.row.flagged_since is None:
        return ""
    return f"{HIGHER if one.seen.deviation > 0 else LOWER}{month_brief(one.row.flagged_since)}"


def _chance(one: Followed) -> str:
    if one.row.chance_of_flag is None:
        return UNKNOWN if one.row.flagged else ""
    return chance_text(one.row.chance_of_flag)


def _place(one: Followed, scale: Scale) -> str:
    if one.seen.deviation_pct is None:
        return ""
    low, high = band_edges(one.row) or (None, None)
    band = None if low is None or high is None else (low, high)
    beside = f", {place_text(one.row)} {BAND}" if band else ""
    return place_mark(one.seen.deviation_pct, band, scale, f"{deviation_text(one.seen, one.row.spec)}{beside}")


def _trend(made: Monitor, row: MonitoredIndicator, scale: Scale) -> str:
    """The deviation after every month of the year of the edition; a dot where there is only one."""
    moments = [moment for moment in this_year(made, row) if moment.seen.deviation_pct is not None]
    if not moments:
        return ""
    points = [(moment.month.month, moment.seen.deviation_pct or 0.0) for moment in moments]
    ends = dict.fromkeys((moments[0], moments[-1])) if len(moments) > 1 else {moments[0]: None}
    said = [f"{deviation_text(one.seen, row.spec)} in {MONTH_NAMES[one.month.month - 1]}" for one in ends]
    return trend_mark(points, scale, f"van {said[0]} naar {said[-1]}" if len(said) > 1 else said[0])


class Absent(NamedTuple):
    """What a partner did not deliver."""

    partner: str
    rows: tuple[MonitoredIndicator, ...]


def not_delivered_table(made: Monitor) -> Table[Absent]:
    """What has no figures in the edition, by partner."""
    found = list(missing_by_partner(made))
    return Table(
        found,
        [
            Column("Onderdeel", lambda one: one.partner),
            Column("Niet geleverd", lambda one: enumerate_nl(list(map(_not_delivered, one.rows)))),
        ],
        title="Niet geleverd in deze editie",
        note="",
        dense=True,
    )


def _not_delivered(row: MonitoredIndicator) -> str:
    """Its name, and why there is no figure where that is known."""
    return f"{lower_name(row.spec)} ({row.delivery.absent})" if row.delivery.absent else lower_name(row.spec)


def missing_by_partner(made: Monitor) -> Iterator[Absent]:
    """Partner by partner, in the order of the monitor."""
    absent = [row for row in made.rows if row.to_date is None]
    order = list(dict.fromkeys(partner_of(row.indicator).short for row in absent))
    absent.sort(key=lambda row: order.index(partner_of(row.indicator).short))
    for partner, rows in groupby(absent, key=lambda row: partner_of(row.indicator).short):
        yield Absent(partner, tuple(rows))

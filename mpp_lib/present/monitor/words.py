"""What the monitor says: sentences made from its numbers by rules, so that none can contradict its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.dutch import MONTH_NAMES, enumerate_nl, month_name, month_short, number, percentage
from mpp_lib.base.months import Month
from mpp_lib.compare.attribution.change import Change
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.explain import PLAYERS, REST, UNSPLIT
from mpp_lib.compare.monitor.flag import FLAG_PCT
from mpp_lib.compare.monitor.monitored_indicator import (
    Band,
    Chart,
    Comparison,
    Explanation,
    FalseAlarm,
    MonitoredIndicator,
    Outlook,
)
from mpp_lib.present.wording.indicator_names import lower_name, subject_of
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.move import Move, main_cause, printed_move, reason
from mpp_lib.present.wording.printed_values import (
    chance_text,
    exact_text,
    fine_text,
    off_text,
    scenario_chance,
    with_unit,
)
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.production.chains import STANDARD, chain_named
from mpp_lib.production.realised import ESTIMATED

CAUSES: Mapping[str, str] = {
    PLAYERS[0]: "de gerealiseerde instroom",
    PLAYERS[1]: "de productie van de IND",
    REST: REST,
    UNSPLIT: "wat niet te splitsen is",
}
"""Part of an explanation → how a sentence names it."""
BAND = "de band van 75%"
PLACES = {
    "onder": "onder het minimum van de ronde",
    "binnen": "tussen minimum en maximum van de ronde",
    "boven": "boven het maximum van de ronde",
}
"""Where a year ends beside the round's band."""
THRESHOLD = f"{number(FLAG_PCT, 1)}%"
DOUBT = 0.1
"""A change of a scenario's chance below this is not worth a sentence."""


def months_text(row: MonitoredIndicator) -> str:
    """Which months a comparison is about: ``van januari tot en met juli 2024``, ``eind juli 2024``; empty without."""
    seen = row.to_date
    if seen is None:
        return ""
    if row.spec.aggregation.at_end:
        return f"eind {month_name(seen.last)}"
    if seen.first == seen.last:
        return f"in {month_name(seen.last)}"
    return f"van {MONTH_NAMES[seen.first.month - 1]} tot en met {month_name(seen.last)}"


def deviation_text(seen: Comparison | None, spec: IndicatorSpec) -> str:
    """``+18,0%``, of a percentage ``−1,0 procentpunt``; a dash where nothing was expected, empty without figures."""
    return off_text(seen.expected, seen.realised, spec.unit) if seen else ""


def realised_text(seen: Comparison | None, spec: IndicatorSpec) -> str:
    """What is realised, as published, a raming marked; empty without figures."""
    return marked(exact_text(seen.realised, spec.unit), ESTIMATED if seen.estimated else "") if seen else ""


def beside_medio(row: MonitoredIndicator) -> str:
    """``20,9% lager dan medio (20.720)``; ``gelijk aan medio`` where print shows no difference."""
    seen = row.to_date
    if seen is None:
        raise ValueError(f"{row.indicator} heeft geen realisatie")
    medio = f"medio ({fine_text(seen.expected, row.spec.unit)})"
    if seen.deviation_pct is None:
        return f"waar {medio} niets verwachtte" if seen.realised else f"gelijk aan {medio}"
    apart = deviation_text(seen, row.spec)
    if not apart.strip("+−0,% procentu"):
        return f"gelijk aan {medio}"
    return f"{apart.lstrip('+−')} {'hoger' if apart[0] == '+' else 'lager'} dan {medio}"


def place_of(value: float, low: float, high: float) -> str:
    """``onder``, ``binnen`` or ``boven`` a band."""
    return "onder" if value < low else "boven" if value > high else "binnen"


def place_text(row: MonitoredIndicator) -> str:
    """``onder``, ``binnen`` or ``boven`` its band; empty without a comparison."""
    if row.band is None or row.to_date is None:
        return ""
    return "binnen" if row.band.within else place_of(row.to_date.realised, row.band.low, row.band.high)


def band_text(row: MonitoredIndicator, band: Band) -> str:
    """``onder de band van 75% (17.940–23.980)``."""
    low, high = (fine_text(value, row.spec.unit) for value in (band.low, band.high))
    return f"{place_text(row)} {BAND} ({low}–{high})"


def headline(made: Monitor) -> str:
    """How many of the indicators are flagged, and which; of none the one that is furthest off."""
    delivered = [row for row in made.worst_first if row.to_date]
    if not delivered:
        return sentence(f"van de {len(made.rows)} gevolgde indicatoren is in deze editie geen enkele geleverd")
    data = f"{len(delivered)} van de {len(made.rows)} gevolgde indicatoren {_are(delivered, 'is', 'zijn')} geleverd"
    if made.flagged:
        have = _are(made.flagged, "heeft", "hebben")
        return sentence(data, f"{len(made.flagged)} daarvan {have} een vlag: {_with_deviation(made.flagged)}")
    none = f"geen daarvan wijkt {THRESHOLD} of meer af van medio van ronde {made.result.inputs.settings.round}"
    return sentence(data, none, f"het verst af is {_with_deviation(delivered[:1])}")


def _are(rows: Sequence[MonitoredIndicator], singular: str, plural: str) -> str:
    return singular if len(rows) == 1 else plural


def _with_deviation(rows: Sequence[MonitoredIndicator]) -> str:
    return enumerate_nl([f"{subject_of(row.spec).text} ({deviation_text(row.to_date, row.spec)})" for row in rows])


def not_delivered(made: Monitor) -> str:
    """The indicators without figures, in one sentence; empty when all have."""
    names = [lower_name(row.spec) for row in made.rows if row.to_date is None]
    return sentence(f"niet geleverd in deze editie: {enumerate_nl(names)}") if names else ""


def move_of(row: MonitoredIndicator) -> Move:
    """The deviation of an indicator from medio with its causes, as printed."""
    seen, explained = row.to_date, row.explanation
    if seen is None or explained is None:
        raise ValueError(f"{row.indicator} heeft geen afwijking om te verklaren")
    parts = {part.name: part.value for part in explained.parts}
    change = Change(row.indicator, "medio", seen.last.year, seen.expected, seen.realised, parts)
    return printed_move(change, row.spec.unit)


def deviation_finding(row: MonitoredIndicator, until: Month, *, because: bool = True) -> str:
    """Where an indicator comes out beside medio and, unless told otherwise, by what most.

    Args:
        until: the month of the edition.
    """
    seen, subject = row.to_date, subject_of(row.spec)
    if seen is None:
        return not_delivered_text(row, until)
    comes = f"{months_text(row)} {subject.verb('komt', 'komen')} {subject.text} op "
    text = f"{comes}{exact_text(seen.realised, row.spec.unit)}, {beside_medio(row)}"
    why = cause_text(row, row.explanation) if because and row.explanation else ""
    place = "" if because or row.band is None else f"dat is {band_text(row, row.band)}"
    return sentence(", ".join(part for part in (text, why) if part), place)


def cause_text(row: MonitoredIndicator, explained: Explanation) -> str:
    """By what most; nothing is called a cause while a delivery is missing that could be it."""
    moved = move_of(row)
    if main_cause(moved) != UNSPLIT:
        return reason(moved, CAUSES)
    return f"waarvan {moved.text_of(moved.parts[UNSPLIT])} niet te splitsen is ({missing_text(explained)})"


def missing_text(explained: Explanation) -> str:
    """Which deliveries are missing, as a clause: ``niet geleverd: asielbeslissingen van de IND``."""
    specs = chain_named(STANDARD).by_id
    names = [
        f"{lower_name(specs[one.indicator].spec())}{'' if one.wholly else ' (van een deel van de maanden)'}"
        for one in explained.missing
    ]
    return f"niet geleverd: {enumerate_nl(names)}"


def not_delivered_text(row: MonitoredIndicator, until: Month) -> str:
    """That there is nothing to compare, and what the round expects."""
    subject = subject_of(row.spec)
    when = "eind" if row.spec.aggregation.at_end else "tot en met"
    return sentence(
        f"{subject.text} {subject.verb('is', 'zijn')} in deze editie niet geleverd",
        f"de ronde verwacht {expected_text(row)} {when} {month_name(until)}",
    )


def inflow_finding(row: MonitoredIndicator, until: Month) -> str:
    """First applications so far, beside the band, and where the year is heading."""
    outlook = "" if row.outlook is None or year_is_over(row) else f" {outlook_finding(row.outlook)}"
    return f"{deviation_finding(row, until, because=False)}{outlook}"


def year_is_over(row: MonitoredIndicator) -> bool:
    """Whether the whole year is realised, so that nothing is left to look out for."""
    seen = row.to_date
    return seen is not None and (seen.first.month, seen.last.month) == (1, 12)


def outlook_finding(outlook: Outlook) -> str:
    """Where the year is heading, median beside median, and the likeliest place beside minimum and maximum."""
    if outlook.low is None or outlook.high is None or outlook.median is None or outlook.foreseen is None:
        expected = with_unit(outlook.expected, "personen")
        return sentence(f"met medio voor de rest komt heel {outlook.year} op {expected}")
    median, foreseen = (with_unit(value, "personen") for value in (outlook.median, outlook.foreseen))
    year = f"de mediaan van heel {outlook.year} is nu {median}"
    if outlook.low == outlook.high:
        place = place_of(outlook.expected, outlook.minimum, outlook.maximum)
        return sentence(f"{outlook.year} eindigde op {exact_text(outlook.expected, 'personen')}, {PLACES[place]}")
    low, high = (with_unit(value, "personen") for value in (outlook.low, outlook.high))
    return sentence(f"{year} (75%: {low}–{high}) en was in de ronde {foreseen}", _likeliest(outlook))


def _likeliest(outlook: Outlook) -> str:
    chances = {"onder": outlook.below, "binnen": outlook.within, "boven": outlook.above}
    known = {place: chance for place, chance in chances.items() if chance is not None}
    place = max(known, key=known.__getitem__)
    return f"met {chance_text(known[place])} kans komt het jaar {PLACES[place]} uit"


def scenario_finding(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    """Which toekomstscenario the months so far made likelier, and which less likely."""
    gains = {name: after[name] - before[name] for name in after}
    if not gains or max(abs(gain) for gain in gains.values()) < DOUBT:
        return sentence("de maanden tot nu toe veranderen de kansen van de toekomstscenario's nauwelijks")
    up, down = max(gains, key=gains.__getitem__), min(gains, key=gains.__getitem__)
    return sentence(
        f"toekomstscenario ‘{up}’ wordt waarschijnlijker ({_from_to(before[up], after[up])}), "
        f"‘{down}’ minder waarschijnlijk ({_from_to(before[down], after[down])})"
    )


def _from_to(before: float, after: float) -> str:
    return f"{scenario_chance(before)} → {scenario_chance(after)}"


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


def status_text(made: Monitor) -> str:
    """What kind of round is monitored; an unadopted one is named as such."""
    settings = made.result.inputs.settings
    if made.adopted:
        return f"Ronde {settings.round} is vastgesteld door het Topberaad."
    return (
        f"Ronde {settings.round} is niet vastgesteld (status: {settings.state}). De afwijkingen zijn die ten opzichte "
        "van een concept."
    )


def moment_text(first: Month, last: Month) -> str:
    """A span for a narrow column: ``jan–jul``, ``jul``."""
    names = [month_short(month.month) for month in (first, last)]
    return names[0] if first == last else "–".join(names)


def expected_text(row: MonitoredIndicator) -> str:
    """What the round expects, as printed."""
    return fine_text(row.to_date.expected if row.to_date else row.expected, row.spec.unit)

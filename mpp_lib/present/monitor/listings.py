"""The tables of the monitor behind its first page: signals, outlook, scenarios, topics and risks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import day_name, month_name, percentage
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.control_chart import false_alarm
from mpp_lib.compare.monitor.risks import RiskLine
from mpp_lib.compare.monitor.row import Outlook, Row, Topic
from mpp_lib.present.monitor.inflow_chart import chances_before
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.monitor.words import (
    BAND_NAMES,
    deviation_text,
    months_text,
    not_delivered_text,
    outlook_finding,
    place_text,
    scenario_finding,
)
from mpp_lib.present.shown.listing import NOTHING, Listing
from mpp_lib.present.wording.indicator_names import lower_name, short_name
from mpp_lib.present.wording.printed_values import chance_text, exact_text, fine_text
from mpp_lib.present.wording.sentences import sentence

STATES: Mapping[str, str] = {
    "vlag": "vlag in de richting van het risico",
    "in de richting": "in de richting van het risico",
    "niet in de richting": "niet in de richting van het risico",
    "niet geleverd": "indicator niet geleverd",
    "geen indicator": "geen indicator",
}


def signals_listing(made: Monitor) -> Listing:
    """Control charts that signal where there is no flag (yet)."""
    rows = [row for row in made.signalled if not row.flagged]
    charts = sum(row.chart is not None for row in made.rows)
    names = ", ".join(lower_name(row.spec) for row in rows)
    found = (
        f"een signaal zonder vlag bij: {names}"
        if rows
        else "geen regelkaart geeft een signaal zonder dat er een vlag is"
    )
    return Listing(
        "Signalen van de regelkaart zonder vlag",
        {
            "indicator": "Indicator",
            "maand": "Signaal in",
            "richting": "Richting",
            "afwijking": "Afwijking nu",
            "scores": "Scores",
            "vals": "Kans op vals signaal",
            "grenzen": "Grenzen (99%)",
        },
        [_signal(row) for row in rows],
        pd.DataFrame([row.as_dict(made.until) for row in rows]),
        sentence(found),
        f"Aantal regelkaarten in deze editie: {charts}; hoe zij werken staat in de verantwoording. "
        f"{monitor_source(made)}",
        numbers=("afwijking", "scores", "vals", "grenzen"),
    )


def _signal(row: Row) -> dict[str, str]:
    chart, seen = row.chart, row.to_date
    if chart is None or chart.signal is None or seen is None:
        raise ValueError(f"{row.indicator} heeft geen signaal")
    alarm = false_alarm(len(chart.scores))
    return {
        "indicator": short_name(row.spec),
        "maand": month_name(chart.signal),
        "richting": chart.direction,
        "afwijking": deviation_text(seen.deviation_pct),
        "scores": str(alarm.months),
        "vals": percentage(alarm.chance, 2),
        "grenzen": f"{percentage(alarm.low, 2)}–{percentage(alarm.high, 2)}",
    }


def outlook_listing(made: Monitor) -> Listing:
    """How the year ends for every flow, given the months so far."""
    rows = [row for row in made.rows if row.outlook]
    first = made.by_indicator[FIRST_INFLOW].outlook
    basis = sorted({row.outlook.basis for row in rows if row.outlook})
    note = f"Berekend uit: {'; '.join(basis)}. " if basis else ""
    return Listing(
        f"Vooruitblik op heel {made.until.year}",
        {
            "indicator": "Indicator",
            "tot": "Tot nu toe",
            "verwacht": "Verwacht jaar",
            "bereik": "75%-bereik",
            "ronde": "Ronde: minimum–maximum",
            "onder": "Kans onder",
            "binnen": "Kans binnen",
            "boven": "Kans boven",
        },
        [_outlook(row, row.outlook) for row in rows if row.outlook],
        pd.DataFrame([row.as_dict(made.until) for row in rows]),
        outlook_finding(first) if first else "",
        f"{note}Kans onder, binnen en boven de band van de ronde. {monitor_source(made)}",
        numbers=("tot", "verwacht", "bereik", "ronde", "onder", "binnen", "boven"),
        realised=("tot",),
    )


def _outlook(row: Row, outlook: Outlook) -> dict[str, str]:
    unit = row.spec.unit
    chances = {"onder": outlook.below, "binnen": outlook.within, "boven": outlook.above}
    return {
        "indicator": short_name(row.spec),
        "tot": exact_text(row.to_date.realised, unit) if row.to_date else "",
        "verwacht": fine_text(outlook.expected, unit),
        "bereik": _range(outlook.low, outlook.high, unit),
        "ronde": _range(outlook.minimum, outlook.maximum, unit),
    } | {name: NOTHING if chance is None else chance_text(chance) for name, chance in chances.items()}


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None or high is None:
        return NOTHING
    ends = dict.fromkeys(fine_text(value, unit) for value in (low, high))
    return "–".join(ends)


def scenarios_listing(made: Monitor) -> Listing:
    """The chances of the toekomstscenario's in the year of the edition: of the round, and given the months so far."""
    year, outlook = made.result.forecast.year(made.until.year), made.by_indicator[FIRST_INFLOW].outlook
    before, after = chances_before(made), outlook.scenarios if outlook else {}
    names = zip(year.scenarios, year.narratives, strict=True)
    return Listing(
        f"Kansen van de toekomstscenario's voor {made.until.year}",
        {"scenario": "Toekomstscenario", "omschrijving": "Omschrijving", "voor": "Volgens de ronde", "na": "Nu"},
        [
            {
                "scenario": name,
                "omschrijving": narrative,
                "voor": chance_text(before[name]),
                "na": chance_text(after[name]) if after else NOTHING,
            }
            for name, narrative in names
        ],
        pd.DataFrame([{"scenario": name, "voor": before[name], "na": after.get(name)} for name in before]),
        scenario_finding(before, after) if after else not_delivered_text(made.by_indicator[FIRST_INFLOW], made.until),
        monitor_source(made, FIRST_INFLOW),
        numbers=("voor", "na"),
    )


def topics_listing(made: Monitor) -> Listing:
    """What the werkgroep asked to see, with how it stands."""
    return Listing(
        "Onderwerpen van de werkgroep",
        {"onderwerp": "Onderwerp", "vraag": "Vraag", "door": "Gevraagd door", "datum": "Datum", "stand": "Stand"},
        [_topic(made, topic) for topic in made.topics],
        made.edition.topics,
        "" if made.topics else sentence("de werkgroep heeft voor deze editie geen onderwerpen gevraagd"),
        monitor_source(made),
    )


def _topic(made: Monitor, topic: Topic) -> dict[str, str]:
    row = made.by_indicator.get(topic.indicator)
    return {
        "onderwerp": topic.topic,
        "vraag": topic.question,
        "door": topic.asked_by,
        "datum": _day(topic.date),
        "stand": standing(row) if row else "geen indicator: zie de duiding",
    }


def _day(text: str) -> str:
    when: date = pd.Timestamp(text).date()
    return day_name(when)


def standing(row: Row) -> str:
    """How an indicator stands, for a cell: ``eind juli 2024 57.175, −4,5% (onder de band van minimum tot maximum)``."""
    seen = row.to_date
    if seen is None or row.band is None:
        return f"{short_name(row.spec)}: niet geleverd"
    flag = "; vlag" if row.flagged else ""
    return (
        f"{short_name(row.spec)} {months_text(row)}: {exact_text(seen.realised, row.spec.unit)}, "
        f"{deviation_text(seen.deviation_pct)} ({place_text(row)} {BAND_NAMES[row.band.kind]}{flag})"
    )


def risks_listing(made: Monitor) -> Listing:
    """Every risk, uncertainty and assumption of the round, and whether its indicator moves that way."""
    moving = [line for line in made.risks if line.status in ("vlag", "in de richting")]
    move = "beweegt" if len(moving) == 1 else "bewegen"
    found = f"{len(moving)} van de {len(made.risks)} {move} in de richting die het register noemt"
    return Listing(
        "Risico's, onzekerheden en aannames van de ronde",
        {
            "id": "Nr.",
            "soort": "Soort",
            "omschrijving": "Omschrijving",
            "indicator": "Indicator",
            "richting": "Richting",
            "weging": "Weging",
            "stand": "Stand",
        },
        [_risk(made, line) for line in made.risks],
        pd.DataFrame([{"id": line.id, "stand": line.status} for line in made.risks]),
        sentence(found) if made.risks else sentence("het register van de ronde is leeg"),
        monitor_source(made),
        dense=True,
    )


def _risk(made: Monitor, line: RiskLine) -> dict[str, str]:
    node = made.result.chain.by_id.get(line.indicator)
    deviation = f"{deviation_text(line.to_date.deviation_pct)}: " if line.to_date else ""
    return {
        "id": line.id,
        "soort": line.kind,
        "omschrijving": line.description,
        "indicator": short_name(node.spec()) if node else NOTHING,
        "richting": line.direction,
        "weging": line.weight,
        "stand": f"{deviation}{STATES[line.status]}",
    }

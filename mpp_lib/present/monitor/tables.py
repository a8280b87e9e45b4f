"""The tables of the monitor behind its first page: signals, outlook, scenarios, topics and risks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator, Outlook, Topic
from mpp_lib.compare.monitor.risks import RiskLine
from mpp_lib.present.monitor.account import false_alarm_columns
from mpp_lib.present.monitor.inflow_chart import chances_before
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.monitor.words import (
    BAND_NAMES,
    deviation_text,
    months_text,
    not_delivered_text,
    outlook_finding,
    place_text,
    realised_text,
    scenario_finding,
)
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.wording.indicator_names import lower_name, short_name
from mpp_lib.present.wording.printed_values import NOTHING, chance_text, fine_text, if_known, scenario_chance
from mpp_lib.present.wording.sentences import sentence

STATES: Mapping[str, str] = {
    "vlag": "vlag in de richting van het risico",
    "in de richting": "in de richting van het risico",
    "niet in de richting": "niet in de richting van het risico",
    "niet geleverd": "indicator niet geleverd",
    "geen indicator": "geen indicator",
}


def signals_table(made: Monitor) -> Table[MonitoredIndicator]:
    """Control charts that signal where there is no flag (yet)."""
    rows = [row for row in made.signalled if not row.flagged]
    charts = sum(row.chart is not None for row in made.rows)
    names = ", ".join(lower_name(row.spec) for row in rows)
    return Table(
        rows,
        [
            Column("Indicator", lambda row: short_name(row.spec)),
            Column("Signaal in", lambda row: month_name(row.chart.signal) if row.chart and row.chart.signal else ""),
            Column("Richting", lambda row: row.chart.direction if row.chart else ""),
            Column("Afwijking nu", lambda row: deviation_text(row.to_date, row.spec), kind="number"),
            *false_alarm_columns("Scores"),
        ],
        title="Signalen van de regelkaart zonder vlag",
        finding=sentence(
            f"een signaal zonder vlag bij: {names}"
            if rows
            else "geen regelkaart geeft een signaal zonder dat er een vlag is"
        ),
        note=f"Aantal regelkaarten in deze editie: {charts}; hoe zij werken staat in de verantwoording. "
        f"{monitor_source(made)}",
    )


class Ahead(NamedTuple):
    """An indicator of which the end of the year can be foreseen."""

    row: MonitoredIndicator
    outlook: Outlook

    def text(self, value: float) -> str:
        """A value of the indicator as a reader sees it."""
        return fine_text(value, self.row.spec.unit)

    def range(self, low: float | None, high: float | None) -> str:
        """From low to high, one value where they are printed the same."""
        return NOTHING if low is None or high is None else "–".join(dict.fromkeys([self.text(low), self.text(high)]))


def outlook_table(made: Monitor) -> Table[Ahead]:
    """How the year ends for every flow, given the months so far."""
    rows = [Ahead(row, row.outlook) for row in made.rows if row.outlook]
    first = made.by_indicator[FIRST_INFLOW].outlook
    basis = sorted({ahead.outlook.basis for ahead in rows})
    note = f"Berekend uit: {'; '.join(basis)}. " if basis else ""
    return Table(
        rows,
        [
            Column("Indicator", lambda ahead: short_name(ahead.row.spec)),
            Column("Tot nu toe", lambda ahead: _so_far(ahead.row), kind="number", role="realised"),
            Column("Verwacht jaar", lambda ahead: ahead.text(ahead.outlook.expected), kind="number"),
            Column("75%-bereik", lambda ahead: ahead.range(ahead.outlook.low, ahead.outlook.high), kind="number"),
            Column(
                "Ronde: minimum–maximum",
                lambda ahead: ahead.range(ahead.outlook.minimum, ahead.outlook.maximum),
                kind="number",
            ),
            Column("Kans onder", lambda ahead: if_known(ahead.outlook.below, chance_text), kind="number"),
            Column("Kans binnen", lambda ahead: if_known(ahead.outlook.within, chance_text), kind="number"),
            Column("Kans boven", lambda ahead: if_known(ahead.outlook.above, chance_text), kind="number"),
        ],
        title=f"Vooruitblik op heel {made.until.year}",
        finding=outlook_finding(first) if first else "",
        note=f"{note}Kans onder, binnen en boven de band van de ronde. {monitor_source(made)}",
    )


def _so_far(row: MonitoredIndicator) -> str:
    return realised_text(row.to_date, row.spec)


def scenarios_table(made: Monitor) -> Table[tuple[str, str]]:
    """The chances of the toekomstscenario's in the year of the edition: of the round, and given the months so far."""
    year, row = made.result.forecast.year(made.until.year), made.by_indicator[FIRST_INFLOW]
    before, after = chances_before(made), row.outlook.scenarios if row.outlook else {}
    return Table(
        list(zip(year.scenarios, year.narratives, strict=True)),
        [
            Column("Toekomstscenario", 0),
            Column("Omschrijving", 1),
            Column("Volgens de ronde", lambda scenario: scenario_chance(before[scenario[0]]), kind="number"),
            Column("Nu", lambda scenario: if_known(after.get(scenario[0]), scenario_chance), kind="number"),
        ],
        title=f"Kansen van de toekomstscenario's voor {made.until.year}",
        finding=scenario_finding(before, after) if after else not_delivered_text(row, made.until),
        note=monitor_source(made, FIRST_INFLOW),
    )


def topics_table(made: Monitor) -> Table[Topic]:
    """What the werkgroep asked to see, with how it stands."""
    return Table(
        made.topics,
        [
            Column("Onderwerp", lambda topic: topic.topic),
            Column("Vraag", lambda topic: topic.question),
            Column("Gevraagd door", lambda topic: topic.asked_by),
            Column("Datum", lambda topic: _day(topic.date)),
            Column("Stand", lambda topic: _stand(made, topic)),
        ],
        title="Onderwerpen van de werkgroep",
        finding="" if made.topics else sentence("de werkgroep heeft voor deze editie geen onderwerpen gevraagd"),
        note=monitor_source(made),
    )


def _stand(made: Monitor, topic: Topic) -> str:
    row = made.by_indicator.get(topic.indicator)
    return standing(row) if row else "geen indicator: zie de duiding"


def _day(text: str) -> str:
    when: date = pd.Timestamp(text).date()
    return day_name(when)


def standing(row: MonitoredIndicator) -> str:
    """How an indicator stands, for a cell: ``eind juli 2024 57.175, −4,5% (onder de band van minimum tot maximum)``."""
    seen = row.to_date
    if seen is None or row.band is None:
        return f"{short_name(row.spec)}: niet geleverd"
    flag = "; vlag" if row.flagged else ""
    return (
        f"{short_name(row.spec)} {months_text(row)}: {realised_text(seen, row.spec)}, "
        f"{deviation_text(seen, row.spec)} ({place_text(row)} {BAND_NAMES[row.band.kind]}{flag})"
    )


def risks_table(made: Monitor) -> Table[RiskLine]:
    """Every risk, uncertainty and assumption of the round, and whether its indicator moves that way."""
    moving = [line for line in made.risks if line.status in ("vlag", "in de richting")]
    move = "beweegt" if len(moving) == 1 else "bewegen"
    found = f"{len(moving)} van de {len(made.risks)} {move} in de richting die het register noemt"
    return Table(
        made.risks,
        [
            Column("Nr.", lambda line: line.id),
            Column("Soort", lambda line: line.kind),
            Column("Omschrijving", lambda line: line.description),
            Column("Indicator", lambda line: _indicator(made, line)),
            Column("Richting", lambda line: line.direction),
            Column("Weging", lambda line: line.weight),
            Column("Stand", lambda line: _status(made, line)),
        ],
        title="Risico's, onzekerheden en aannames van de ronde",
        finding=sentence(found) if made.risks else sentence("het register van de ronde is leeg"),
        note=monitor_source(made),
        dense=True,
    )


def _indicator(made: Monitor, line: RiskLine) -> str:
    node = made.result.chain.by_id.get(line.indicator)
    return short_name(node.spec()) if node else NOTHING


def _status(made: Monitor, line: RiskLine) -> str:
    node = made.result.chain.by_id.get(line.indicator)
    deviation = deviation_text(line.to_date, node.spec()) if node else ""
    return ": ".join(part for part in (deviation, STATES[line.status]) if part)

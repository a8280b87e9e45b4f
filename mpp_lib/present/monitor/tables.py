"""The tables of the monitor behind its first page: signals, outlook, scenarios, topics and risks.

A table without rows is not shown: :mod:`mpp_lib.present.monitor.sections` says then that there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import day_name, month_name
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator, Outlook, Topic
from mpp_lib.compare.monitor.risks import RiskLine
from mpp_lib.present.monitor.account import false_alarm_columns
from mpp_lib.present.monitor.beside_medio import BAND, deviation_text, months_text, place_text, realised_text
from mpp_lib.present.monitor.inflow_chart import chances_before
from mpp_lib.present.monitor.sources import monitor_source
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.indicator_names import short_name
from mpp_lib.present.wording.printed_values import NOTHING, chance_text, fine_text, if_known, scenario_chance
from mpp_lib.present.wording.sentences import sentence

NOT_TO_TELL = "geen enkele heeft een richting én een geleverde indicator, dus of zij uitkomen is nog niet te zeggen"
STATES: Mapping[str, str] = {
    "vlag": "vlag in de richting van het risico",
    "in de richting": "in de richting van het risico",
    "niet in de richting": "niet in de richting van het risico",
    "zonder richting": "het register noemt geen richting",
    "niet geleverd": "indicator niet geleverd",
    "geen indicator": "geen indicator",
}


def signals_table(made: Monitor) -> Table[MonitoredIndicator]:
    """Control charts that signal where there is no flag (yet)."""
    return Table(
        unflagged_signals(made),
        [
            Column("Indicator", lambda row: short_name(row.spec)),
            Column("Signaal in", lambda row: month_name(row.chart.signal) if row.chart and row.chart.signal else ""),
            Column("Richting", lambda row: row.chart.direction if row.chart else ""),
            Column("Afwijking nu", lambda row: deviation_text(row.to_date, row.spec), kind="number"),
            *false_alarm_columns("Scores"),
        ],
        title="Signalen van de regelkaart zonder vlag",
        note=f"Hoe de regelkaart werkt, staat in de verantwoording. {monitor_source(made)}",
        key=lambda row: Key(row.indicator),
    )


def unflagged_signals(made: Monitor) -> list[MonitoredIndicator]:
    """Indicators without a flag whose control chart signals."""
    return [row for row in made.signalled if not row.flagged]


class YearLine(NamedTuple):
    """What the year of the edition comes to now, and what the round gave it."""

    what: str
    now: str
    foreseen: str


def year_table(made: Monitor) -> Table[YearLine]:
    """Of first applications the whole year, now and in the round, like with like; no rows once the year is over."""
    outlook = made.by_indicator[FIRST_INFLOW].outlook
    return Table(
        list(_year_lines(made, outlook)) if outlook else [],
        [
            Column("Eerste asielaanvragen", lambda line: line.what),
            Column("Nu", lambda line: line.now, kind="number"),
            Column("In de ronde", lambda line: line.foreseen, kind="number"),
        ],
        title=f"Eerste asielaanvragen in heel {made.until.year}: wat de maanden tot nu toe aan de prognose veranderen",
        note=f"Minimum en maximum zijn die van de ronde. Nu: {outlook.basis if outlook else ''}. "
        f"{monitor_source(made, FIRST_INFLOW)}",
    )


def _year_lines(made: Monitor, outlook: Outlook) -> Iterator[YearLine]:
    if outlook.low is None or outlook.high is None or outlook.low == outlook.high:
        return
    year = made.result.forecast.year(outlook.year)
    band = [(outlook.low, outlook.high), (year.minimum, year.maximum)]
    below, above = float(year.distribution.cdf(outlook.minimum)), float(year.distribution.sf(outlook.maximum))
    yield YearLine("Mediaan", *(if_known(value, _count) for value in (outlook.median, outlook.foreseen)))
    yield YearLine("Band van 75%", *(f"{_count(low)}–{_count(high)}" for low, high in band))
    for what, now, then in (
        (f"Kans op minder dan het minimum ({_count(outlook.minimum)})", outlook.below, below),
        ("Kans op een jaar daartussen", outlook.within, 1 - below - above),
        (f"Kans op meer dan het maximum ({_count(outlook.maximum)})", outlook.above, above),
    ):
        yield YearLine(what, if_known(now, chance_text), chance_text(then))


def _count(value: float) -> str:
    return fine_text(value, "personen")


class Ahead(NamedTuple):
    """A flow of which the year can be added up with medio."""

    row: MonitoredIndicator
    outlook: Outlook

    def text(self, value: float) -> str:
        """A value of the indicator as a reader sees it."""
        return fine_text(value, self.row.spec.unit)


def outlook_table(made: Monitor) -> Table[Ahead]:
    """How the year ends for every flow without a distribution, with medio for what is to come."""
    return Table(
        [Ahead(row, row.outlook) for row in made.rows if row.outlook and row.outlook.median is None],
        [
            Column("Indicator", lambda ahead: short_name(ahead.row.spec)),
            Column(
                "Tot nu toe",
                lambda ahead: realised_text(ahead.row.to_date, ahead.row.spec),
                kind="number",
                role="realised",
            ),
            Column(
                f"Heel {made.until.year} met medio voor de rest",
                lambda ahead: ahead.text(ahead.outlook.expected),
                kind="number",
            ),
            Column("Medio van de ronde", lambda ahead: ahead.text(_medio(made, ahead)), kind="number"),
            Column("Ronde, laagste–hoogste doorrekening", _runs, kind="number"),
        ],
        title=f"Andere stromen in heel {made.until.year}, met medio voor de maanden die nog komen",
        note=f"De rest van het jaar is medio: een doorrekening, geen kansverdeling. {monitor_source(made)}",
        dense=True,
        key=lambda ahead: Key(ahead.row.indicator),
    )


def _medio(made: Monitor, ahead: Ahead) -> float:
    return made.result.year(ahead.row.indicator, ahead.outlook.year, "medio")


def _runs(ahead: Ahead) -> str:
    """The lowest and the highest run, one value where they are printed the same."""
    return "–".join(dict.fromkeys(map(ahead.text, (ahead.outlook.minimum, ahead.outlook.maximum))))


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
        note=monitor_source(made),
    )


def _stand(made: Monitor, topic: Topic) -> str:
    row = made.by_indicator.get(topic.indicator)
    return standing(row) if row else "geen indicator: zie de duiding"


def _day(text: str) -> str:
    when: date = pd.Timestamp(text).date()
    return day_name(when)


def standing(row: MonitoredIndicator) -> str:
    """How an indicator stands, for a cell: ``eind juli 2024 57.175, −4,5% (vlag)``; with its place in a band."""
    seen = row.to_date
    if seen is None:
        return f"{short_name(row.spec)}: niet geleverd"
    beside = [f"{place_text(row)} {BAND}"] * (row.band is not None) + ["vlag"] * row.flagged
    stands = f"{realised_text(seen, row.spec)}, {deviation_text(seen, row.spec)}"
    return f"{short_name(row.spec)} {months_text(row)}: {stands}" + (f" ({'; '.join(beside)})" if beside else "")


def risks_table(made: Monitor) -> Table[RiskLine]:
    """Every risk, uncertainty and assumption of the round, and whether its indicator moves that way."""
    moving = [line for line in made.risks if line.status in ("vlag", "in de richting")]
    directed = [line for line in made.risks if line.status in ("vlag", "in de richting", "niet in de richting")]
    move = "beweegt" if len(moving) == 1 else "bewegen"
    seen = f"van de {len(directed)} met een richting en een geleverde indicator"
    found = f"{seen} {move} er {len(moving) or 'geen'} die kant op" if directed else NOT_TO_TELL
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
        finding=sentence(found),
        note=monitor_source(made),
        dense=True,
        key=lambda line: Key(line.indicator),
    )


def _indicator(made: Monitor, line: RiskLine) -> str:
    node = made.result.chain.by_id.get(line.indicator)
    return short_name(node.spec()) if node else NOTHING


def _status(made: Monitor, line: RiskLine) -> str:
    node = made.result.chain.by_id.get(line.indicator)
    deviation = deviation_text(line.to_date, node.spec()) if node else ""
    return ": ".join(part for part in (deviation, STATES[line.status]) if part)

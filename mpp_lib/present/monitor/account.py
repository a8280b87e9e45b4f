"""What a monitor rests on: deliveries, revisions, and how often its flags and signals come about by chance.

A table without rows is not shown: :mod:`mpp_lib.present.monitor.sections` says then that there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import MONTH_NAMES, enumerate_nl, month_brief, month_name, number, percentage
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.control_chart import DRAWS
from mpp_lib.compare.monitor.delivery import NOT_DELIVERED
from mpp_lib.compare.monitor.monitored_indicator import Chart, MonitoredIndicator
from mpp_lib.compare.monitor.revisions import Revision
from mpp_lib.present.monitor.beside_medio import expected_text
from mpp_lib.present.monitor.facts import chance_of_flag_text
from mpp_lib.present.monitor.in_short import NO_DISTRIBUTION
from mpp_lib.present.monitor.sources import monitor_source, publishers
from mpp_lib.present.shown.table import Column, Key, Table
from mpp_lib.present.wording.indicator_names import lower_name, short_name
from mpp_lib.present.wording.partners import partner_of
from mpp_lib.present.wording.printed_values import NOTHING
from mpp_lib.present.wording.sentences import sentence


def deliveries_table(made: Monitor) -> Table[MonitoredIndicator]:
    """How much of every delivered indicator the edition holds, by whom, and what is out of the ordinary."""
    delivered = [row for row in made.rows if row.to_date]
    partial = [lower_name(row.spec) for row in delivered if row.delivery.reach != "volledig"]
    return Table(
        delivered,
        [
            Column("Indicator", lambda row: short_name(row.spec)),
            Column("Tot en met", lambda row: month_brief(row.delivery.last) if row.delivery.last else NOTHING),
            Column("Laatste cijfer", lambda row: row.delivery.status or NOTHING),
            Column("Bron", lambda row: _publishers(made, row)),
            Column("Bijzonderheden", lambda row: row.delivery.remark),
        ],
        title="Gebruikte gegevens",
        finding=sentence(
            f"{len(delivered)} van de {len(made.rows)} gevolgde indicatoren {'is' if len(delivered) == 1 else 'zijn'} "
            "geleverd",
            f"niet over alle maanden: {enumerate_nl(partial)}" if partial else "",
        ),
        note=monitor_source(made),
        dense=True,
        key=lambda row: Key(row.indicator),
    )


def late_table(made: Monitor) -> Table[MonitoredIndicator]:
    """What was not delivered, and what the round expects of it."""
    return Table(
        [row for row in made.rows if row.to_date is None],
        [
            Column("Indicator", lambda row: short_name(row.spec)),
            Column("Onderdeel", lambda row: partner_of(row.indicator).short),
            Column(f"Medio tot en met {month_name(made.until)}", expected_text, kind="number"),
            Column("Bijzonderheden", lambda row: "" if row.delivery.remark == NOT_DELIVERED else row.delivery.remark),
        ],
        title="Niet geleverd",
        note=f"Van een stand is medio die van eind {month_name(made.until)}. {monitor_source(made)}",
        dense=True,
        key=lambda row: Key(row.indicator),
    )


def _publishers(made: Monitor, row: MonitoredIndicator) -> str:
    return ", ".join(publishers(made, row.indicator)) or (NOTHING if row.to_date is None else "teller en noemer")


def revisions_table(made: Monitor) -> Table[Revision]:
    """What this edition changes of figures that were known before."""
    found, specs = made.revisions, made.result.chain.by_id
    count = "1 cijfer is" if len(found) == 1 else f"{len(found)} cijfers zijn"
    return Table(
        found,
        [
            Column("Indicator", lambda revision: short_name(specs[revision.indicator].spec())),
            Column("Herziening", lambda revision: revision.text),
            Column("Eerder bekend uit", lambda revision: revision.since),
        ],
        title="Herziene cijfers",
        finding=sentence(f"{count} herzien sinds de ronde of een eerdere editie"),
        note=monitor_source(made),
        key=lambda row: Key(row.indicator),
    )


def chance_table(made: Monitor) -> Table[MonitoredIndicator]:
    """Of every control chart how often it signals while nothing is the matter."""
    return Table(
        [row for row in made.rows if row.chart is not None],
        [Column("Indicator", lambda row: short_name(row.spec)), *false_alarm_columns("Scores op de regelkaart")],
        title="Hoe vaak een regelkaart een signaal geeft terwijl er niets aan de hand is",
        note=f"De kans op een vals signaal is gemeten met {DRAWS // 1000}.000 gesimuleerde reeksen en een vast zaad. "
        f"{_noise_text(made)}{monitor_source(made)}",
        dense=True,
        key=lambda row: Key(row.indicator),
    )


def flag_finding(made: Monitor) -> str:
    """How often a right forecast has a flag by now: of first applications, and of how many others that is known."""
    first = made.by_indicator[FIRST_INFLOW]
    others = [row.chance_of_flag for row in made.rows if row.to_date and row.indicator != FIRST_INFLOW]
    known, unknown = sum(chance is not None for chance in others), others.count(None)
    said = (
        "" if first.chance_of_flag is None else chance_of_flag_text(first, "bij eerste asielaanvragen"),
        f"van {known} van de {len(others)} andere geleverde indicatoren staat die kans in het overzicht"
        if known
        else "",
        f"van {unknown} is zij onbekend: {NO_DISTRIBUTION}" if unknown else "",
    )
    return " ".join(sentence(each) for each in said if each)


def _noise_text(made: Monitor) -> str:
    """How the scores hang together from month to month, as counted with."""
    first = made.by_indicator[FIRST_INFLOW].chart
    own = (
        f"Bij eerste aanvragen is gerekend met scores zoals in eerdere jaren (standaardafwijking "
        f"{number(first.noise.spread, 2)}, samenhang van maand op maand {number(first.noise.correlation, 2)}); "
        if first
        else ""
    )
    others = "bij andere indicatoren is de kans een bovengrens, hoe sterk een reeks ook samenhangt. "
    return f"{own}{others}" if own else f"{others[:1].upper()}{others[1:]}"


def false_alarm_columns(scores: str) -> tuple[Column[MonitoredIndicator], ...]:
    """How often the control chart of an indicator signals by chance; a dash where it has none.

    Args:
        scores: heading over how many scores the chart has.
    """

    def of_chart(show: Callable[[Chart], str]) -> Callable[[MonitoredIndicator], str]:
        return lambda row: show(row.chart) if row.chart else NOTHING

    bounds = of_chart(lambda chart: f"{percentage(chart.alarm.low, 2)}–{percentage(chart.alarm.high, 2)}")
    return (
        Column(scores, of_chart(lambda chart: str(chart.alarm.months)), kind="number"),
        Column("Signaal boven", of_chart(lambda chart: number(chart.limit, 1)), kind="number"),
        Column("Kans op vals signaal", of_chart(lambda chart: percentage(chart.alarm.chance, 2)), kind="number"),
        Column("Grenzen (99%)", bounds, kind="number"),
    )


def season_finding(made: Monitor) -> str:
    """How often the seasonal pattern by itself would have raised the flag of first applications by this month."""
    flagged, years = made.season_alone
    if not years:
        return sentence("de ronde kent geen volledige jaren per maand, dus wat het seizoen alleen doet is onbekend")
    month, count = MONTH_NAMES[made.until.month - 1], flagged or "geen"
    return sentence(
        f"ook als het jaartotaal precies bekend was geweest, had het seizoen alleen na {month} in {count} van de "
        f"{years} jaren een vlag gegeven bij eerste asielaanvragen"
    )

"""What a monitor rests on: deliveries, revisions, and how often its flags and signals come about by chance."""

from __future__ import annotations

import pandas as pd

from mpp_lib.base.dutch import MONTH_NAMES, enumerate_nl, month_brief, percentage
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.control_chart import DRAWS, false_alarm
from mpp_lib.compare.monitor.revisions import Revision
from mpp_lib.compare.monitor.row import Row
from mpp_lib.present.monitor.sources import monitor_source, publishers
from mpp_lib.present.monitor.words import THRESHOLD
from mpp_lib.present.shown.listing import NOTHING, Listing
from mpp_lib.present.wording.indicator_names import lower_name, short_name
from mpp_lib.present.wording.printed_values import chance_text
from mpp_lib.present.wording.sentences import sentence


def deliveries_listing(made: Monitor) -> Listing:
    """How much of every indicator the edition holds, by whom, and what is out of the ordinary."""
    delivered = sum(row.to_date is not None for row in made.rows)
    partial = [lower_name(row.spec) for row in made.rows if row.to_date and row.delivery.reach != "volledig"]
    return Listing(
        "Gebruikte gegevens",
        {
            "indicator": "Indicator",
            "tot": "Cijfers tot en met",
            "status": "Status laatste cijfer",
            "bron": "Bron",
            "bijzonder": "Bijzonderheden",
        },
        [_delivery(made, row) for row in made.rows],
        made.edition.realisations,
        sentence(
            f"{delivered} van de {len(made.rows)} gevolgde indicatoren {'is' if delivered == 1 else 'zijn'} geleverd",
            f"niet tot en met de maand van de editie of niet vanaf januari: {enumerate_nl(partial)}" if partial else "",
        ),
        monitor_source(made),
    )


def _delivery(made: Monitor, row: Row) -> dict[str, str]:
    delivery = row.delivery
    return {
        "indicator": short_name(row.spec),
        "tot": month_brief(delivery.last) if delivery.last else NOTHING,
        "status": delivery.status or NOTHING,
        "bron": ", ".join(publishers(made, row.indicator)) or (NOTHING if row.to_date is None else "teller en noemer"),
        "bijzonder": delivery.remark,
    }


def revisions_listing(made: Monitor) -> Listing:
    """What this edition changes of figures that were known before."""
    found = made.revisions
    count = "1 cijfer is" if len(found) == 1 else f"{len(found)} cijfers zijn"
    return Listing(
        "Herziene cijfers",
        {"indicator": "Indicator", "herziening": "Herziening", "sinds": "Eerder bekend uit"},
        [_revision(made, revision) for revision in found],
        pd.DataFrame([{"indicator": one.indicator, "voor": one.before, "na": one.after} for one in found]),
        sentence(f"{count} herzien sinds de ronde of een eerdere editie" if found else "geen enkel cijfer is herzien"),
        monitor_source(made),
    )


def _revision(made: Monitor, revision: Revision) -> dict[str, str]:
    spec = made.result.chain.by_id[revision.indicator].spec()
    return {"indicator": short_name(spec), "herziening": revision.text, "sinds": revision.since}


def chance_listing(made: Monitor) -> Listing:
    """Of every indicator with figures how often a flag and a signal come about while nothing is the matter."""
    rows = [row for row in made.rows if row.chance_of_flag is not None or row.chart is not None]
    return Listing(
        "Hoe vaak vlag en signaal bij toeval ontstaan",
        {
            "indicator": "Indicator",
            "vlag": "Kans op vlag bij een juiste prognose",
            "scores": "Scores op de regelkaart",
            "vals": "Kans op vals signaal",
            "grenzen": "Grenzen (99%)",
        },
        [_chances(row) for row in rows],
        pd.DataFrame([{"indicator": row.indicator, "vlag": row.chance_of_flag} for row in rows]),
        season_finding(made),
        f"De kans op een vals signaal is gemeten met {DRAWS // 1000}.000 gesimuleerde reeksen en een vast zaad. Waar "
        f"de ronde geen kansverdeling heeft is de kans op een vlag onbekend. {monitor_source(made)}",
        numbers=("vlag", "scores", "vals", "grenzen"),
        dense=True,
    )


def _chances(row: Row) -> dict[str, str]:
    alarm = false_alarm(len(row.chart.scores)) if row.chart else None
    return {
        "indicator": short_name(row.spec),
        "vlag": NOTHING if row.chance_of_flag is None else chance_text(row.chance_of_flag),
        "scores": str(alarm.months) if alarm else NOTHING,
        "vals": percentage(alarm.chance, 2) if alarm else NOTHING,
        "grenzen": f"{percentage(alarm.low, 2)}–{percentage(alarm.high, 2)}" if alarm else NOTHING,
    }


def season_finding(made: Monitor) -> str:
    """How often the seasonal pattern by itself would have raised the flag of first applications by this month."""
    flagged, years = made.season_alone
    if not years:
        return sentence("de ronde kent geen volledige jaren per maand, dus wat het seizoen alleen doet is onbekend")
    month = MONTH_NAMES[made.until.month - 1]
    return sentence(
        f"met een precies bekend jaartotaal had het seizoen alleen na {month} in {flagged} van de {years} jaren een "
        f"afwijking van {THRESHOLD} of meer gegeven bij de eerste asielaanvragen"
    )

"""The analyst's words of an edition in their places, and the sections of which there is one per flag.

Nothing here is an analysis: it is prose of ``duiding.md``, or says that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.dutch import enumerate_nl, month_name
from mpp_lib.base.errors import Problem
from mpp_lib.base.markdown import literal, run_in
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator
from mpp_lib.present.monitor.account import flag_finding, season_finding
from mpp_lib.present.monitor.beside_medio import THRESHOLD
from mpp_lib.present.monitor.facts import facts
from mpp_lib.present.monitor.flag_chart import flag_label
from mpp_lib.present.monitor.in_short import board_lines, status_text
from mpp_lib.present.monitor.small_charts import small_labels
from mpp_lib.present.wording.counted_round import counted_as
from mpp_lib.present.wording.indicator_names import lower_name, short_name

NO_ADVICE = "De analist heeft bij deze editie geen advies gegeven."
NO_COMMENTARY = "**De analist heeft bij deze vlag geen duiding gegeven.**"
NO_FLAGS = f"Geen enkele geleverde indicator wijkt {THRESHOLD} of meer af van medio."
FLAG_READING = (
    "Bij elke vlag staat links het verloop over het jaar en rechts waaruit de afwijking bestaat: de stappen tellen op "
    "van medio tot wat is gerealiseerd. Hoe zij berekend zijn, staat bij [de regel](#sec-regel)."
)
SMALL_READING = (
    "Zwart is gerealiseerd, blauw is medio; groen en oranje zijn minimum en maximum, de doorrekeningen bij lage en bij "
    "hoge instroom. Achter de naam staat de afwijking van medio."
)
ADVICE_HEADING, COMMENTARY_HEADING = "**Advies van de analist.**", "**Duiding van de analist.**"
NO_SIGNAL = "Geen enkele regelkaart geeft een signaal bij een indicator zonder vlag."
NO_CHARTS = "In deze editie is nog geen regelkaart te maken: daarvoor zijn er te weinig maanden die geen raming zijn."


def in_short(made: Monitor) -> str:
    """What a board reads first: a line for each thing it should know, and the analyst's advice."""
    lines = "\n".join(f"- **{heading}.** {literal(said)}" for heading, said in board_lines(made))
    advice = run_in(ADVICE_HEADING, made.commentary.advice) if made.commentary.advice else NO_ADVICE
    return f"{lines}\n\n{advice}"


def missing_commentary(made: Monitor) -> str:
    """A box with the flags of which the analyst says nothing; nothing when there are none."""
    names = [lower_name(row.spec) for row in made.without_commentary]
    if not names:
        return ""
    text = f"Zonder duiding van de analist: {enumerate_nl(names)}."
    return f'::: {{.callout-warning title="Vlag zonder duiding"}}\n{text}\n:::'


def flag_sections(made: Monitor, notebook: str) -> str:
    """A section for each flag: its figure, what belongs beside it, and the analyst's words.

    Args:
        notebook: that holds the figures.
    """
    if not made.flagged:
        return NO_FLAGS
    return "\n\n".join([FLAG_READING, *(_flag_section(row, notebook) for row in made.flagged)])


def _flag_section(row: MonitoredIndicator, notebook: str) -> str:
    label = flag_label(row.indicator)
    beside = "\n".join(f"- {literal(fact)}" for fact in facts(row))
    figure = _embedded(notebook, label)
    words = run_in(COMMENTARY_HEADING, row.commentary) if row.commentary else NO_COMMENTARY
    return f"## {short_name(row.spec)} {{#{label.replace('fig-', 'sec-')} .bijeen}}\n\n{figure}\n\n{beside}\n\n{words}"


def unflagged_section(made: Monitor, notebook: str) -> str:
    """The small figures of what has no flag, where there is any."""
    labels = small_labels(made)
    if not labels:
        return "Er zijn geen geleverde indicatoren zonder vlag."
    return "\n\n".join([SMALL_READING, *(_embedded(notebook, label) for label in labels)])


def _embedded(notebook: str, label: str) -> str:
    return f"{{{{< embed notebooks/{notebook}#{label} >}}}}"


def other_commentary(made: Monitor) -> str:
    """What the analyst says of indicators without a flag."""
    flagged = {row.indicator for row in made.flagged}
    told = {name: words for name, words in made.commentary.by_indicator.items() if name not in flagged}
    if not told:
        return "Over indicatoren zonder vlag heeft de analist niets opgemerkt."
    return "\n\n".join(_told(made, told))


def _told(made: Monitor, told: dict[str, str]) -> Iterator[str]:
    for name, words in told.items():
        yield run_in(f"**{short_name(made.result.chain.by_id[name].spec())}.**", words)


def _remark(warning: Problem) -> str:
    where = f"{warning.where}: " if warning.where else ""
    return f"{where}{warning.problem} ({warning.found})." if warning.found else f"{where}{warning.problem}."


def figures_in_text(made: Monitor) -> dict[str, str]:
    """What the templates name by ``{{< meta monitor.… >}}``."""
    settings = made.result.inputs.settings
    return {
        "ronde": settings.round,
        "maand": month_name(made.until),
        "jaar": str(made.until.year),
        "status": status_text(made),
        "drempel": THRESHOLD,
        "vergeleken": counted_as(made.result),
        "ronde_tot": month_name(settings.realised_until),
        "waarschuwingen": " ".join(map(_remark, made.warnings)) or "geen.",
        "eerdere": enumerate_nl([month_name(one.month) for one in made.earlier]) or "geen",
        "geen_signaal": NO_SIGNAL if any(row.chart for row in made.rows) else NO_CHARTS,
        "kans_op_vlag": flag_finding(made),
        "seizoen": season_finding(made),
    }

"""What a board reads first: what is off and what a flag says, where the year is heading, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import enumerate_nl, round_half_up
from mpp_lib.compare.monitor.build import Monitor
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator
from mpp_lib.inputs.state import fiction_mark
from mpp_lib.present.monitor.beside_medio import BAND, THRESHOLD, deviation_text, place_text
from mpp_lib.present.monitor.outlook_words import outlook_finding
from mpp_lib.present.wording.indicator_names import lower_name, subject_of
from mpp_lib.present.wording.sentences import sentence

OCCUPANCY = "coa.bezetting"
"""The most costly figure of the chain: that it is missing is said by name."""
OFTEN = 0.25
"""From this chance on that a right forecast raises it a flag is said to say little."""
NO_DISTRIBUTION = "de ronde geeft er geen kansverdeling voor"


def board_lines(made: Monitor) -> Iterator[tuple[str, str]]:
    """Heading and sentence of each thing a board should know, in the order of weight."""
    yield "Wat afwijkt", headline(made)
    if made.flagged:
        yield "Wat een vlag zegt", flag_weight(made.flagged)
    first = made.by_indicator[FIRST_INFLOW]
    if first.outlook:
        yield "Eerste asielaanvragen", outlook_finding(first.outlook)
    if missing := not_delivered(made):
        yield "Wat ontbreekt", missing


def headline(made: Monitor) -> str:
    """How many of the indicators with figures are flagged, and which; of none the one that is furthest off."""
    delivered = [row for row in made.worst_first if row.to_date]
    if not delivered:
        return sentence(f"van de {len(made.rows)} gevolgde indicatoren is er in deze editie geen geleverd")
    medio = f"{THRESHOLD} of meer af van medio van ronde {made.result.inputs.settings.round}"
    off = f"van de {len(delivered)} geleverde indicatoren {'wijken' if len(made.flagged) > 1 else 'wijkt'} {medio}"
    if made.flagged:
        return sentence(f"{len(made.flagged)} {off}: {_with_deviation(made.flagged)}")
    return sentence(f"geen {off}", f"het verst af {_furthest(delivered[0])}")


def _furthest(row: MonitoredIndicator) -> str:
    return f"{subject_of(row.spec).verb('is', 'zijn')} {_with_deviation([row])}"


def _with_deviation(rows: Sequence[MonitoredIndicator]) -> str:
    return enumerate_nl([f"{subject_of(row.spec).text} ({deviation_text(row.to_date, row.spec)})" for row in rows])


def flag_weight(flagged: Sequence[MonitoredIndicator]) -> str:
    """How often a right forecast raises these flags too, and of which that is unknown."""
    known = [_weight(row, row.chance_of_flag) for row in flagged if row.chance_of_flag is not None]
    if not known:
        return sentence(f"hoe vaak er ook een vlag staat als de prognose klopt, is onbekend: {NO_DISTRIBUTION}")
    others = sentence(f"bij de andere is die kans onbekend: {NO_DISTRIBUTION}") if len(known) < len(flagged) else ""
    return " ".join(filter(None, [*known, others]))


def _weight(row: MonitoredIndicator, chance: float) -> str:
    said = f"bij {lower_name(row.spec)} staat er, ook als de prognose klopt, nu {cases(chance)} een vlag"
    return sentence(said, _little(row) if chance >= OFTEN else "")


def _little(row: MonitoredIndicator) -> str:
    """That a flag by itself says little, and what the band says."""
    if row.band is None:
        return "de vlag alleen zegt dus weinig"
    joined = "en" if row.band.within else "maar"
    return f"de vlag alleen zegt dus weinig, {joined} de realisatie ligt {place_text(row)} {BAND}"


def cases(chance: float) -> str:
    """A chance as it is said: ``in 63 van de 100 gevallen``.

    >>> cases(0.6349), cases(0.001), cases(0.999)
    ('in 63 van de 100 gevallen', 'in minder dan 1 van de 100 gevallen', 'in meer dan 99 van de 100 gevallen')
    """
    count = round_half_up(100 * chance)
    told = "minder dan 1" if count < 1 else "meer dan 99" if count > 99 else f"{count:.0f}"
    return f"in {told} van de 100 gevallen"


def not_delivered(made: Monitor) -> str:
    """How many indicators have no figures, the most costly one by name; empty when all have."""
    missing = {row.indicator: row for row in made.rows if row.to_date is None}
    if not missing:
        return ""
    count = f"{len(missing)} van de {len(made.rows)} gevolgde indicatoren {'is' if len(missing) == 1 else 'zijn'}"
    named = f", ook {subject_of(missing[OCCUPANCY].spec).text} niet" if OCCUPANCY in missing else ""
    return sentence(f"{count} niet geleverd{named}")


def status_text(made: Monitor) -> str:
    """What kind of round is monitored; an unadopted one is named as such, and so is one that was made up."""
    state = made.round_state
    status = f"{state.status[:1].lower()}{state.status[1:]}"
    if state.rejected:
        status = f"{status}: vergeleken wordt met tussentijdse cijfers"
    elif not state.adopted:
        name = fiction_mark(state.name, fiction=state.fiction).lower()
        status = f"niet vastgesteld (status: {name}): vergeleken wordt met een concept"
    return f"Ronde {made.result.inputs.settings.round} is {status}."

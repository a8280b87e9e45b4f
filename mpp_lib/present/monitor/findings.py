"""What an indicator came to beside medio and by what, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.base.dutch import enumerate_nl, month_name
from mpp_lib.base.months import Month
from mpp_lib.compare.attribution.change import Change
from mpp_lib.compare.monitor.explain import PLAYERS, REST, UNSPLIT
from mpp_lib.compare.monitor.monitored_indicator import Explanation, MonitoredIndicator
from mpp_lib.present.monitor.beside_medio import band_text, beside_medio, expected_text, months_text
from mpp_lib.present.monitor.outlook_words import outlook_finding
from mpp_lib.present.wording.indicator_names import lower_name, subject_of
from mpp_lib.present.wording.move import Move, largest, main_cause, printed_move, reason
from mpp_lib.present.wording.printed_values import AS_PUBLISHED, exact_text, fine_unit, is_counted, printed
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.production.chains import STANDARD, chain_named

CAUSES: Mapping[str, str] = {
    PLAYERS[0]: "de gerealiseerde instroom",
    PLAYERS[1]: "de productie van de IND",
    REST: REST,
    UNSPLIT: "wat niet te splitsen is",
}
"""Part of an explanation → how a sentence names it."""


def move_of(row: MonitoredIndicator) -> Move:
    """The deviation of an indicator with its causes, as printed: from printed medio to what was published."""
    seen, explained, unit = row.to_date, row.explanation, row.spec.unit
    if seen is None or explained is None:
        raise ValueError(f"{row.indicator} heeft geen afwijking om te verklaren")
    medio = printed(seen.expected, fine_unit(seen.expected, unit))
    whole = is_counted(unit) and any(printed(end, unit) != printed(end, AS_PUBLISHED) for end in (medio, seen.realised))
    parts = _adding_up({part.name: part.value for part in explained.parts}, seen.realised - medio)
    change = Change(row.indicator, "medio", seen.last.year, medio, seen.realised, parts)
    return printed_move(change, AS_PUBLISHED if whole else unit)


def _adding_up(parts: Mapping[str, float], total: float) -> dict[str, float]:
    """The parts, of which the largest takes what printing medio took off."""
    name = largest(parts)
    return {**parts, name: parts[name] + total - sum(parts.values())}


def deviation_finding(row: MonitoredIndicator, until: Month, *, because: bool = True) -> str:
    """Where an indicator came out beside medio and, unless told otherwise, by what most.

    Args:
        until: the month of the edition.
    """
    seen, subject = row.to_date, subject_of(row.spec)
    if seen is None:
        return not_delivered_text(row, until)
    came = f"{months_text(row)} {subject.verb('kwam', 'kwamen')} {subject.text} uit op "
    text = f"{came}{exact_text(seen.realised, row.spec.unit)}, {beside_medio(row)}"
    why = cause_text(row, row.explanation) if because and row.explanation else ""
    place = "" if because or row.band is None else f"dat is {band_text(row, row.band)}"
    return sentence(", ".join(part for part in (text, why) if part), place)


def cause_text(row: MonitoredIndicator, explained: Explanation) -> str:
    """By what most; nothing is called a cause while a delivery is missing that could be it."""
    moved = move_of(row)
    if explained.by_quarter:
        return _when(moved)
    if main_cause(moved) != UNSPLIT:
        return reason(moved, CAUSES)
    return f"waarvan {moved.text_of(moved.parts[UNSPLIT])} niet te splitsen is"


def _when(moved: Move) -> str:
    """In which quarter most; nothing where there is only one."""
    name = main_cause(moved)
    if not name or len(moved.parts) == 1:
        return ""
    article = "het " if name.endswith("kwartaal") else ""
    return f"vooral in {article}{name} ({moved.text_of(moved.parts[name])})"


def missing_text(explained: Explanation) -> str:
    """Which deliveries are missing, as a clause: ``niet geleverd: asielbeslissingen van de IND``."""
    specs = chain_named(STANDARD).by_id
    names = [
        f"{lower_name(specs[one.indicator].spec())}{'' if one.wholly else ' (een deel van de maanden)'}"
        for one in explained.missing
    ]
    return f"niet geleverd: {enumerate_nl(names)}"


def not_delivered_text(row: MonitoredIndicator, until: Month) -> str:
    """That there is nothing to compare, and what the round expects."""
    subject = subject_of(row.spec)
    when = "eind" if row.spec.aggregation.at_end else "tot en met"
    return sentence(
        f"{subject.text} {subject.verb('is', 'zijn')} in deze editie niet geleverd",
        f"medio is {expected_text(row)} {when} {month_name(until)}",
    )


def year_finding(row: MonitoredIndicator, until: Month) -> str:
    """Where the year is heading; without an outlook what there is so far."""
    return outlook_finding(row.outlook) if row.outlook else deviation_finding(row, until, because=False)

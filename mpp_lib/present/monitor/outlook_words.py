"""Where the year is heading in words, and what the months so far say of the toekomstscenario's."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator, Outlook
from mpp_lib.present.monitor.beside_medio import place_of
from mpp_lib.present.wording.printed_values import chance_text, exact_text, scenario_chance, with_unit
from mpp_lib.present.wording.sentences import sentence

PLACES = {
    "onder": "onder het minimum van de ronde",
    "binnen": "tussen minimum en maximum van de ronde",
    "boven": "boven het maximum van de ronde",
}
"""Where a year ends beside the round's band."""
DOUBT = 0.1
"""A change of a scenario's chance below this is not worth a sentence."""


def year_is_over(row: MonitoredIndicator) -> bool:
    """Whether the whole year is realised, so that nothing is left to look out for."""
    seen = row.to_date
    return seen is not None and (seen.first.month, seen.last.month) == (1, 12)


def outlook_finding(outlook: Outlook) -> str:
    """Where the year is heading, median beside median, and the likeliest place beside minimum and maximum."""
    if outlook.low is None or outlook.high is None or outlook.median is None or outlook.foreseen is None:
        expected = with_unit(outlook.expected, "personen")
        return sentence(f"met medio voor de rest komt heel {outlook.year} uit op {expected}")
    if outlook.low == outlook.high:
        place = place_of(outlook.expected, outlook.minimum, outlook.maximum)
        return sentence(f"{outlook.year} eindigde op {exact_text(outlook.expected, 'personen')}, {PLACES[place]}")
    known = (outlook.median, outlook.low, outlook.high, outlook.foreseen)
    median, low, high, foreseen = (with_unit(value, "personen") for value in known)
    medians = f"de mediaan van heel {outlook.year} is nu {median} (75%: {low}–{high}), in de ronde {foreseen}"
    return f"{sentence(medians)} {sentence(_likeliest(outlook))}"


def _likeliest(outlook: Outlook) -> str:
    chances = {"onder": outlook.below, "binnen": outlook.within, "boven": outlook.above}
    known = {place: chance for place, chance in chances.items() if chance is not None}
    place = max(known, key=known.__getitem__)
    return f"de kans dat het jaar {PLACES[place]} uitkomt, is {chance_text(known[place])}"


def scenario_finding(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    """Which toekomstscenario the months so far made likelier, and which less likely."""
    gains = {name: after[name] - before[name] for name in after}
    if not gains or max(abs(gain) for gain in gains.values()) < DOUBT:
        return sentence("de maanden tot nu toe veranderen de kansen van de toekomstscenario's nauwelijks")
    up, down = max(gains, key=gains.__getitem__), min(gains, key=gains.__getitem__)
    return sentence(
        f"toekomstscenario ‘{up}’ is waarschijnlijker geworden ({_from_to(before[up], after[up])}), "
        f"‘{down}’ minder waarschijnlijk ({_from_to(before[down], after[down])})"
    )


def _from_to(before: float, after: float) -> str:
    return f"{scenario_chance(before)} → {scenario_chance(after)}"

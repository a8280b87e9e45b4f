"""What the track record says, in sentences that follow from the counts and own up to how few there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mpp_lib.base.dutch import enumerate_nl, number, percentage, signed
from mpp_lib.compare.evaluation import Score
from mpp_lib.compare.evaluation_chain import ChainScore
from mpp_lib.compare.evaluation_published import PublishedRange, tally
from mpp_lib.compare.evaluation_summary import Revision, coverage, mean_skill
from mpp_lib.compare.scores import Interval, chance_of_at_most, coverage_interval
from mpp_lib.inflow.seasonal import FIRST_INFLOW
from mpp_lib.present.values import chance_text
from mpp_lib.present.wording import sentence

PROMISED = 0.75
"""The chance that minimum and maximum enclose by the protocol."""
NO_PUBLISHED = "Er zijn geen gepubliceerde bandbreedten waarvan de uitkomst bekend is."
NO_SCORES = "Van geen enkele ronde is een heel jaar van de horizon gerealiseerd; er is nog niets te beoordelen."
REASONS: Mapping[str, str] = {
    "telling": "hangt het ervan af of hervestiging en herplaatsing meetellen",
    "realisatie": "is de realisatie nog niet precies bekend",
}
"""Why it can be open whether a range held, as the end of a sentence."""
FEW = 10
"""Fewer independent years than this allow no judgement of a chance of 75%."""


def published_finding(rows: Sequence[PublishedRange]) -> str:
    """How many ranges held: one number where that is sure, else from how many to how many."""
    counted = tally(rows)
    if not counted.n:
        return NO_PUBLISHED
    return f"{sentence(*_held(rows))} {_caveat(rows)}"


def _held(rows: Sequence[PublishedRange]) -> Iterator[str]:
    """The count as clauses, and for what is open how often for which reason."""
    counted = tally(rows)
    n, low, high = counted.n, counted.surely, counted.possibly
    whole = f"van de {n} gepubliceerde bandbreedten" if n > 1 else "van de ene gepubliceerde bandbreedte"
    if low == high:
        yield f"{whole} {_kept(low)} de uitkomst"
        return
    yield f"{whole} {'bevat er' if high == 1 else 'bevatten er'} {low} tot {high} de uitkomst"
    yield f"{'geen' if low == 0 else low} daarvan zeker"
    reasons = Counter(row.open_because for row in rows if row.verdict == "open")
    yield enumerate_nl([f"bij {'één' if n == 1 else n} {REASONS[reason]}" for reason, n in reasons.items()])


def _kept(count: int) -> str:
    return {0: "bevatte er geen", 1: "bevatte er één"}.get(count, f"bevatten er {count}")


def _caveat(rows: Sequence[PublishedRange]) -> str:
    """What the count is worth: few years, overlapping, and what independence would have made of it."""
    counted = tally(rows)
    years = f"zij gaan over {number(counted.years)} {'jaar' if counted.years == 1 else 'verschillende jaren'}"
    low, high = (coverage_interval(count, counted.n) for count in (counted.surely, counted.possibly))
    counts = sorted({counted.surely, counted.possibly})
    chances = [f"{k} treffers {chance_text(chance_of_at_most(k, counted.n, PROMISED))}" for k in counts]
    return (
        f"{sentence(years + (' en overlappen elkaar' if counted.n > counted.years else ''))} "
        f"Waren het onafhankelijke banden van {percentage(PROMISED, 0)}, dan was de kans op hoogstens "
        f"{enumerate_nl(chances)}; het 95%-interval van de trefkans loopt dan van {percentage(low.low, 0)} tot "
        f"{percentage(high.high, 0)}. Dat zijn zij niet, dus dit is geen toets."
    )


def published_medio_finding(rows: Sequence[PublishedRange]) -> str:
    """How many medio's lay above the outcome, beside how many should."""
    errors = [row.bias_pct for row in rows if row.bias_pct is not None]
    if not errors:
        return "Er zijn geen gepubliceerde middenwaarden waarvan de uitkomst bekend is."
    above = sum(error > 0 for error in errors)
    return sentence(
        f"{above} van de {len(errors)} middenwaarden lagen boven de uitkomst",
        f"met een kans van twee derde eronder zijn dat er naar verwachting {number(2 * len(errors) / 3, 1)}",
    )


def first_finding(scores: Sequence[Score]) -> str:
    """Coverage and skill of the forecasts of first applications."""
    first = [score for score in scores if score.indicator == FIRST_INFLOW]
    if not first:
        return NO_SCORES
    found, gained = coverage(first), mean_skill(first)
    held = f"{_times(found.within)} van de {found.n}" if found.n > 1 else ("wel" if found.within else "niet")
    bands = "de band bevatte de uitkomst " + held
    return f"{sentence(bands, _skill_clause(gained.value, gained.n, gained.interval))} {few_years(found.years)}"


def _times(count: int) -> str:
    return "één keer" if count == 1 else f"{count} keer"


def _skill_clause(value: float | None, n: int, interval: Interval | None) -> str:
    """Whether the mixture did better than the naive comparison."""
    if value is None or not n:
        return ""
    word = "kleiner" if value >= 0 else "groter"
    clause = f"de fout (CRPS) was {percentage(abs(value), 0)} {word} dan die van de naïeve vergelijking"
    if interval is None:
        return clause
    return f"{clause} (95%-interval van de winst: {signed(interval.low * 100)}% tot {signed(interval.high * 100)}%)"


def few_years(years: int) -> str:
    """A warning where the realised years are too few to judge a chance by; empty otherwise."""
    if years >= FEW:
        return ""
    what = "één gerealiseerd jaar" if years == 1 else f"{years} gerealiseerde jaren"
    return f"Dat rust op {what}: te weinig om een kans van {percentage(PROMISED, 0)} aan af te lezen."


def others_finding(scores: Sequence[Score]) -> str:
    """Coverage of the indicators of the chain."""
    others = [score for score in scores if score.indicator != FIRST_INFLOW]
    if not others:
        return NO_SCORES
    found = coverage(others)
    if not found.n:
        return "Geen van deze indicatoren had een band: minimum, medio en maximum waren gelijk."
    return sentence(
        f"de uitkomst lag {_times(found.within)} van de {found.n} tussen minimum en maximum",
        f"over {'één jaar' if found.years == 1 else f'{found.years} jaren'}, en indicatoren bewegen samen",
    )


def chain_finding(rows: Sequence[ChainScore]) -> str:
    """How far off the chain was once it knew the inflow, beside how far off the forecast was."""
    if not rows:
        return "Van geen enkele ronde zijn alle maanden van een horizonjaar gerealiseerd."
    forecast, chain = (_median([abs(value) for value in values]) for values in _errors(rows))
    compare = "kleiner" if chain < forecast else "niet kleiner"
    return sentence(
        f"met de gerealiseerde instroom wijkt de keten in doorsnee {number(chain, 1)}% af van de realisatie",
        f"de prognose zelf week {number(forecast, 1)}% af, dus de fout wordt {compare} als de instroom bekend is",
    )


def _errors(rows: Sequence[ChainScore]) -> tuple[list[float], list[float]]:
    return [row.error_pct for row in rows], [row.chain_error_pct for row in rows]


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def revisions_finding(rows: Sequence[Revision]) -> str:
    """How often a new round stayed within the band of the one before."""
    banded = [row for row in rows if row.within_band is not None]
    if not banded:
        return "Er zijn geen twee rondes die elkaar opvolgen en een jaar delen."
    inside = sum(bool(row.within_band) for row in banded)
    pairs = list(dict.fromkeys(f"{row.earlier} naar {row.later}" for row in banded))
    return sentence(
        f"van de {len(banded)} bijgestelde jaarcijfers bleef medio {_times(inside)} binnen de band van de vorige ronde",
        f"vergeleken zijn {enumerate_nl(pairs)}",
    )

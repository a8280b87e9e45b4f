"""What the track record says, in sentences that follow from the counts and own up to how few there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mpp_lib.base.catalogue import FIRST_INFLOW, IndicatorSpec
from mpp_lib.base.dutch import enumerate_nl, number, percentage
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.evaluation.lines_as_quantiles import LineRecord
from mpp_lib.compare.evaluation.published_ranges import PublishedRange, tally
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.scores import chance_of_at_most, coverage_interval
from mpp_lib.compare.evaluation.summary import Coverage, Revision, coverage
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import chance_text, pct
from mpp_lib.present.wording.sentences import sentence
from mpp_lib.production.chains import STANDARD, chain_named

PROMISED = 0.75
"""The chance that minimum and maximum enclose by the protocol."""
NO_PUBLISHED = "Er zijn geen gepubliceerde bandbreedten waarvan de uitkomst bekend is."
NO_SCORES = (
    "Van geen enkele ronde is voor deze indicatoren een heel jaar van de horizon gerealiseerd; "
    "er is nog niets te beoordelen."
)
NO_CHAIN = "Van geen enkele ronde zijn alle maanden van een horizonjaar gerealiseerd."
NO_LINES = "Er zijn nog geen twee uitkomsten om minimum, medio en maximum elk voor zich naast te leggen."
NO_REVISIONS = "Er zijn geen twee rondes die elkaar opvolgen en een jaar delen."
REASONS: Mapping[str, str] = {
    "telling": "hangt het ervan af of hervestiging en herplaatsing meetellen",
    "realisatie": "is de realisatie nog niet precies bekend",
    "afronding": "ligt de uitkomst binnen de afronding van minimum of maximum",
}
"""Why it can be open whether a range held, as the end of a sentence."""
OPEN: Mapping[str, str] = {
    "telling": "hangt af van wat meetelt",
    "realisatie": "nog niet precies bekend",
    "afronding": "binnen de afronding",
}
"""The same in a table."""
NO_TEST = (
    "De bandbreedten gaan over de totale instroom en niet over eerste aanvragen, en wie over hetzelfde jaar gaat "
    "deelt zijn uitkomst: dit is geen toets."
)
FEW = 10
"""Fewer independent years than this allow no judgement of a chance of 75%."""


def published_finding(rows: Sequence[PublishedRange]) -> str:
    """How many ranges held: one number where that is sure, else from how many to how many."""
    counted = tally(rows)
    if not counted.n:
        return NO_PUBLISHED
    return f"{sentence(*published_clauses(rows))} {_caveat(rows)}"


def published_clauses(rows: Sequence[PublishedRange]) -> Iterator[str]:
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


def published_chart_finding(rows: Sequence[PublishedRange]) -> str:
    """How many ranges held, and why that is no test; the chances stand with the table."""
    return f"{sentence(*published_clauses(rows))} {NO_TEST}" if tally(rows).n else NO_PUBLISHED


def _caveat(rows: Sequence[PublishedRange]) -> str:
    """What the count is worth: few years, overlapping, and what independence would have made of it."""
    counted = tally(rows)
    years = f"zij gaan over {number(counted.years)} {'jaar' if counted.years == 1 else 'verschillende jaren'}"
    low, high = (coverage_interval(count, counted.n) for count in (counted.surely, counted.possibly))
    counts = sorted({counted.surely, counted.possibly})
    chances = [f"{_hits(k)} {chance_text(chance_of_at_most(k, counted.n, PROMISED))}" for k in counts]
    return (
        f"{sentence(years + (' en overlappen elkaar' if counted.n > counted.years else ''))} "
        f"Waren het onafhankelijke banden van {percentage(PROMISED, 0)}, dan was de kans op hoogstens "
        f"{enumerate_nl(chances)}; het 95%-interval van de trefkans loopt dan van {percentage(low.low, 0)} tot "
        f"{percentage(high.high, 0)}. Dat zijn zij niet, dus dit is geen toets."
    )


def _hits(count: int) -> str:
    return f"{count} {'treffer' if count == 1 else 'treffers'}"


def published_medio_finding(rows: Sequence[PublishedRange]) -> str:
    """How many medio's lay above the outcome, beside how many should."""
    errors = [row.bias_pct for row in rows if row.bias_pct is not None]
    if not errors:
        return "Er zijn geen gepubliceerde medio's waarvan de uitkomst bekend is."
    above = sum(error > 0 for error in errors)
    return sentence(
        f"{above or 'geen'} van de {len(errors)} medio's {'lagen' if above > 1 else 'lag'} boven de uitkomst",
        f"met een kans van twee derde eronder zijn dat er naar verwachting {number(2 * len(errors) / 3, 1)}",
    )


def first_finding(scores: Sequence[Score]) -> str:
    """How often the band of the forecasts of first applications held."""
    first = [score for score in scores if score.indicator == FIRST_INFLOW]
    if not first:
        return NO_SCORES
    found = coverage(first)
    return f"{sentence(held_clause(found))} {few_bands(found)}"


def held_clause(found: Coverage) -> str:
    """How often the band held, within a sentence."""
    return f"de band bevatte de uitkomst{_how_often(found)}"


def _how_often(found: Coverage) -> str:
    """`` 4 keer van de 6``; of a single forecast nothing, or `` niet``."""
    if found.n > 1:
        return f" {times(found.within)} van de {found.n}"
    return "" if found.within else " niet"


def times(count: int) -> str:
    """``één keer``, ``4 keer``."""
    return "één keer" if count == 1 else f"{count} keer"


def few_years(years: int) -> str:
    """A warning where the realised years are too few to judge a chance by; empty otherwise."""
    if years >= FEW:
        return ""
    what = "één gerealiseerd jaar" if years == 1 else f"{years} gerealiseerde jaren"
    return f"Dat rust op {what}: te weinig om een kans van {percentage(PROMISED, 0)} aan af te lezen."


def few_bands(found: Coverage) -> str:
    """As :func:`few_years`, with how many bands there are over those years."""
    bands = "één band" if found.n == 1 else f"{found.n} banden"
    return few_years(found.years).replace("rust op", f"rust op {bands} over")


def followed_finding(scores: Sequence[Score]) -> str:
    """Whether the bands of the followed indicators held, where they had one, and where medio was furthest off.

    Args:
        scores: those that are drawn, each with an outcome other than zero.
    """
    if not scores:
        return NO_SCORES
    found = coverage(scores)
    held = f"de band van de eerste aanvragen bevatte de uitkomst{_how_often(found)}" if found.n else ""
    errors = [score.bias_pct or 0.0 for score in scores]
    above = sum(error > 0 for error in errors)
    worst = max(range(len(scores)), key=lambda place: abs(errors[place]))
    furthest = f"zat er het verst naast bij {_about(scores[worst], errors[worst])}"
    counted = f"medio lag {times(above)} van de {len(errors)} boven de uitkomst en {furthest}"
    told = sentence(held, counted if len(errors) > 1 else f"medio {furthest}")
    return f"{told} {few_years(len({score.year for score in scores}))}".strip()


def _about(row: Score | ChainScore, error: float) -> str:
    return f"{subject_of(spec_named(row.indicator)).text} ({pct(error)}; ronde {row.round} over {row.year})"


def lines_finding(published: Sequence[LineRecord], rounds: Sequence[LineRecord]) -> str:
    """How often outcomes lay below each line, beside how often they should."""
    kinds = {"van de lijnen uit publicaties, die niet alle drie geven,": published, "van de rondes": rounds}
    several = {kind: [row for row in rows if row.n > 1] for kind, rows in kinds.items()}
    counts = {kind: enumerate_nl([_below(row) for row in rows]) for kind, rows in several.items() if rows}
    said = [f"{kind} lag de uitkomst {count}" for kind, count in counts.items()]
    return sentence(*said) if said else NO_LINES


def _below(row: LineRecord) -> str:
    return f"{row.below} van de {row.n} keer onder {row.scenario} (naar verwachting {number(row.n * row.level, 1)})"


def others_finding(scores: Sequence[Score]) -> str:
    """How far off medio was of the indicators of the chain: none of them had a band that could hold."""
    others = [score for score in scores if score.indicator != FIRST_INFLOW and score.bias_pct is not None]
    if not others:
        return NO_SCORES
    together = [score for score in others if score.kind == "together"]
    return sentence(
        f"geen van deze {len(others)} cijfers had een kansband",
        f"bij {len(together) or 'geen'} daarvan vielen de drie doorrekeningen samen",
        f"medio week in doorsnee {number(_median([abs(score.bias_pct or 0.0) for score in others]), 1)}% af",
    )


def chain_finding(rows: Sequence[ChainScore]) -> str:
    """How far off the chain was once it knew the inflow, beside how far off the forecast was.

    Apart for the figures that answer to inflow and those that do not: of the latter knowing it can change nothing.
    """
    if not rows:
        return NO_CHAIN
    answering, still = ([row for row in rows if row.answers is answers] for answers in (True, False))
    return sentence(*([_answering(answering)] if answering else []), *([_still(still)] if still else []))


def _answering(rows: Sequence[ChainScore]) -> str:
    forecast, chain = (_median([abs(value) for value in values]) for values in _errors(rows))
    figures = _counted(rows, "cijfer dat op de instroom antwoordt", "cijfers die op de instroom antwoorden")
    off = f"{number(forecast, 1)}% af in de prognose en {number(chain, 1)}% met de gerealiseerde instroom"
    return f"{figures} in doorsnee {off}"


def _still(rows: Sequence[ChainScore]) -> str:
    _, chain = _errors(rows)
    figures = _counted(rows, "cijfer dat er niet op antwoordt", "cijfers die er niet op antwoorden")
    return f"{figures} in doorsnee {number(_median([abs(value) for value in chain]), 1)}% af, wat de instroom ook was"


def _counted(rows: Sequence[ChainScore], one: str, more: str) -> str:
    return f"het ene {one} week" if len(rows) == 1 else f"de {len(rows)} {more} weken"


def chain_chart_finding(rows: Sequence[ChainScore]) -> str:
    """What knowing the inflow does to the largest error, and to how many figures it helps."""
    if not rows:
        return NO_CHAIN
    worst = max(rows, key=lambda row: abs(row.error_pct))
    told = f"de prognose zat er het verst naast bij {_about(worst, worst.error_pct)}"
    given = f"met de gerealiseerde instroom is dat {pct(worst.chain_error_pct)}"
    answering = [row for row in rows if row.answers]
    better = sum(abs(row.chain_error_pct) < abs(row.error_pct) for row in answering)
    come = f"{'komt' if better == 1 else 'komen'} er zo {better or 'geen'} dichter bij de uitkomst"
    helped = f"van de {len(answering)} cijfers die op de instroom antwoorden {come}"
    return sentence(told, given, helped if len(answering) > 1 else "")


def _errors(rows: Sequence[ChainScore]) -> tuple[list[float], list[float]]:
    return [row.error_pct for row in rows], [row.chain_error_pct for row in rows]


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def revisions_finding(rows: Sequence[Revision]) -> str:
    """How often a new round stayed within the band of the one before, of what had one."""
    banded = [row for row in rows if row.within_band is not None]
    if not rows:
        return NO_REVISIONS
    inside = sum(bool(row.within_band) for row in banded)
    pairs = list(dict.fromkeys(f"{row.earlier} naar {row.later}" for row in rows))
    held = f"van de {len(banded)} bijgestelde jaren van de eerste aanvragen bleef medio {times(inside)} binnen de band"
    return sentence(f"{held} van de vorige ronde" if banded else "", f"vergeleken zijn {enumerate_nl(pairs)}")


def spec_named(indicator: str) -> IndicatorSpec:
    """What an indicator of the scored chain is."""
    return chain_named(STANDARD).by_id[indicator].spec()

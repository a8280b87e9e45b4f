"""The summary in sentences, from the numbers: what is expected, how sure that is, what it takes and what decides it.

To be read aloud: each is a paragraph that begins with what it is about. What numbers cannot say is the analyst's.
"""

from __future__ import annotations

from collections.abc import Sequence

from mpp_lib.base.catalogue import FIRST_INFLOW, TOTAL_INFLOW
from mpp_lib.base.dutch import enumerate_nl, people
from mpp_lib.compare.key_assumptions import KeyAssumption
from mpp_lib.compare.sensitivity.ranges_run import RangesRun, Swing
from mpp_lib.present.keten.chain_tables import KEY_YEARS
from mpp_lib.present.keten.key_assumptions_words import fitted_text
from mpp_lib.present.keten.sensitivity_words import NOTHING_VARIES, end_texts, lower, year_of
from mpp_lib.present.wording.courses import medio_course
from mpp_lib.present.wording.indicator_names import subject_of
from mpp_lib.present.wording.printed_values import chance_text, text_of
from mpp_lib.present.wording.sentences import Point, course, led, sentence
from mpp_lib.present.wording.uncertainty import middles_text, odds_text
from mpp_lib.production.key_figures import DECIDED, NEEDED
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult


def expected_text(result: RoundResult) -> str:
    """How total inflow and the stocks that a round is judged by move, up to and including the next year."""
    years = result.inputs.settings.span.calendar_years[:KEY_YEARS]
    points = {
        name: [point for point in medio_course(result, name) if point.period.start.year <= years[-1]]
        for name in (TOTAL_INFLOW, *DECIDED)
    }
    return led("Uitkomst", sentence(*_courses(result, points)))


def needs_text(result: RoundResult) -> str:
    """What the whole horizon takes of partners."""
    points = {name: medio_course(result, name) for name in NEEDED}
    return led("Wat het vraagt", sentence(*_courses(result, points)))


def _courses(result: RoundResult, points: dict[str, list[Point]]) -> list[str]:
    """A clause per indicator; the first says that all are of medio."""
    nodes = [result.chain.by_id[name] for name in points]
    leads = ["in medio", *[""] * (len(nodes) - 1)]
    return [
        course(subject_of(node.spec()), points[node.id], node.unit, node.aggregation, lead=lead)
        for node, lead in zip(nodes, leads, strict=True)
    ]


def certainty_text(result: RoundResult) -> str:
    """The chance that first applications end between minimum and maximum, and below medio."""
    years = result.inputs.settings.span.calendar_years[:KEY_YEARS]
    between, below = zip(*(_chances(result, year) for year in years), strict=True)
    subject = subject_of(result.chain.by_id[FIRST_INFLOW].spec()).text
    ends = [f"in {year} tussen {_line(result, year, 'minimum')} en {_line(result, year, 'maximum')}" for year in years]
    told = (
        f"de kans is {_all(between)} dat {subject} {enumerate_nl(ends)} ligt",
        f"de kans op minder dan medio is {_all(below)}",
        middles_text(result, years),
    )
    return led("Hoe zeker", sentence(*told))


def _chances(result: RoundResult, year: int) -> tuple[str, str]:
    """Between minimum and maximum, and below medio, as they entered the chain."""
    cdf = result.forecast.year(year).distribution.cdf
    low, medio, high = (float(cdf(result.year(FIRST_INFLOW, year, name))) for name in ("minimum", "medio", "maximum"))
    return chance_text(high - low), odds_text(medio)


def _line(result: RoundResult, year: int, scenario: str) -> str:
    return people(result.year(FIRST_INFLOW, year, scenario))


def _all(texts: Sequence[str]) -> str:
    """One text where they are all the same, else each in the order of the years."""
    return texts[0] if len(set(texts)) == 1 else enumerate_nl(list(texts))


def decides_text(result: RoundResult, run: RangesRun, rows: Sequence[KeyAssumption]) -> str:
    """Which input besides first applications moves a stock that a round is judged by most, by how much, and the fit.

    Args:
        rows: the key assumptions.
    """
    year = result.inputs.settings.span.end.year
    swings = [(name, swing) for name in DECIDED for swing in run.swings(name, year) if swing.range.key != FIRST]
    if not swings:
        return led("Wat de doorslag geeft", NOTHING_VARIES)
    name, swing = max(swings, key=lambda pair: pair[1].width / result.year(pair[0], year, "medio"))
    node = result.chain.by_id[name]
    low, value, high = end_texts(swing.range, result, year)
    ends = [_end(text, change, node.unit) for text, change in ((low, swing.low), (high, swing.high))]
    about = f"{subject_of(node.spec()).text} {year_of(result, name, year)}"
    what = f"na de instroom hangt {about} het meest af van: {lower(swing.range.label)} (medio {value})"
    return led("Wat de doorslag geeft", sentence(what, f"zij is {enumerate_nl(ends)}", _fit(rows, swing)))


def _fit(rows: Sequence[KeyAssumption], swing: Swing) -> str:
    """What the fit came to, where the round lies elsewhere."""
    apart = [row for row in rows if row.key == swing.range.key and row.beside_fitted in ("hoger", "lager")]
    return f"de ijking op eerdere jaren kwam op {fitted_text(apart[0])}" if apart else ""


def _end(text: str, change: float, unit: str) -> str:
    """``51.400 hoger bij 50%``."""
    way = "hoger" if change > 0 else "lager"
    return f"{text_of(abs(change), unit)} {way} bij {text}"

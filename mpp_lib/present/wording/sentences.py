"""Rules that turn numbers into Dutch findings, so that a sentence can never contradict its figures.

A change counts as a rise or a fall from :data:`STABLE` of the largest value on, and only when the printed values
differ; below that a series "blijft vrijwel gelijk". Values in sentences are always the printed ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mpp_lib.base.catalogue import SHARE, Aggregation
from mpp_lib.base.dutch import number, percentage
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.printed_values import (
    AS_PUBLISHED,
    difference,
    is_counted,
    printed,
    relative_change,
    step_of,
    text_of,
    with_unit,
)

STABLE = 0.02
"""Share of the largest value below which a movement is none."""


@dataclass(frozen=True)
class Subject:
    """What a sentence is about: words it can start with, and whether they are plural."""

    text: str
    plural: bool = False

    def verb(self, singular: str, plural: str) -> str:
        """The form of a verb that goes with it."""
        return plural if self.plural else singular


@dataclass(frozen=True)
class Point:
    """A value at a period; a realised one stands in a sentence as it was published."""

    period: Period
    value: float
    realised: bool = False

    def text(self, unit: str) -> str:
        """The value with its unit, as it is printed everywhere."""
        published = AS_PUBLISHED if self.realised and is_counted(unit) else unit
        return with_unit(self.value, published)


def moment(period: Period, aggregation: Aggregation) -> str:
    """When a value holds: a stock or term at the end of a period, anything else in it.

    >>> moment(Period.of_year(2024), Aggregation.STOCK), moment(Period.parse("2024-03"), Aggregation.FLOW)
    ('eind 2024', 'in maart 2024')
    """
    word = "eind" if aggregation.at_end else "in"
    return f"{word} {period.text}"


def threshold_of(values: Sequence[float], unit: str) -> float:
    """From how large a movement on a series counts as moving."""
    return max(STABLE * max(abs(value) for value in values), step_of(unit))


def is_small(before: float, after: float, unit: str) -> bool:
    """Whether two values are nearly the same."""
    return abs(after - before) < threshold_of([before, after], unit) or difference(before, after, unit) == 0


def turning_points(values: Sequence[float], threshold: float) -> list[int]:
    """Places where a series turns, the first included: movements smaller than ``threshold`` count as none.

    >>> turning_points([10, 20, 19.5, 5], 2)
    [0, 1, 3]
    """
    turns, heading, high, low = [0], 0, 0, 0
    for place, value in enumerate(values):
        high = place if value > values[high] else high
        low = place if value < values[low] else low
        if heading >= 0 and values[high] - value >= threshold:
            turns, heading, low = _turned(turns, heading, high), -1, place
        elif heading <= 0 and value - values[low] >= threshold:
            turns, heading, high = _turned(turns, heading, low), 1, place
    return turns if heading == 0 else [*turns, high if heading > 0 else low]


def _turned(turns: list[int], heading: int, place: int) -> list[int]:
    return turns if heading == 0 else [*turns, place]


def course(subject: Subject, points: Sequence[Point], unit: str, aggregation: Aggregation, lead: str = "") -> str:
    """How a series moves, in one sentence without full stop: rising, falling, turning once, fluctuating or stable.

    Args:
        points: at least two, in order of time.
        lead: words to start with, after which verb and subject change places (``in medio``).
    """
    values = [point.value for point in points]
    threshold = threshold_of(values, unit)
    turns = turning_points(values, threshold)
    texts = [point.text(unit) for point in points]
    says = [f"{text} {moment(point.period, aggregation)}" for text, point in zip(texts, points, strict=True)]
    if len(turns) == 1:
        return _stable(subject, points, unit, says, lead)
    turns[-1] = _settled(values, texts, turns, threshold)
    if len(turns) > 3 or any(texts[start] == texts[end] for start, end in pairwise(turns)):
        return _fluctuating(subject, values, says, lead)
    rises = values[turns[1]] > values[0]
    text = f"{_begin(subject, rises, _start(values, turns[1], rises), texts, says, lead)} naar {says[turns[1]]}"
    if len(turns) == 3:
        text += f" en {_moves(subject, not rises)} daarna naar {says[turns[2]]}"
    return text + _tail(subject, turns[-1], says)


def _start(values: Sequence[float], turn: int, rises: bool) -> int:
    """From where on a series moves its first way: at its lowest before a rise, at its highest before a fall."""
    before = values[:turn]
    return before.index(min(before) if rises else max(before))


def _begin(subject: Subject, rises: bool, start: int, texts: Sequence[str], says: Sequence[str], lead: str) -> str:
    """``het daalt van 64.900 eind 2023``; where it first hardly went the other way, that too."""
    if texts[start] == texts[0]:
        return f"{_opening(subject, _moves(subject, rises), lead)} van {says[0]}"
    still = _opening(subject, subject.verb("blijft", "blijven"), lead)
    return f"{still} eerst vrijwel gelijk ({says[0]}) en {_moves(subject, rises)} dan van {says[start]}"


def _settled(values: Sequence[float], texts: Sequence[str], turns: Sequence[int], threshold: float) -> int:
    """From where on a series, already printed otherwise than at its turn, stays within the threshold of its end."""
    before, last = turns[-2:]
    while last - 1 > before and max(values[last - 1 :]) - min(values[last - 1 :]) < threshold:
        if texts[last - 1] == texts[before]:
            break
        last -= 1
    return last


def _opening(subject: Subject, verb: str, lead: str) -> str:
    return f"{lead} {verb} {subject.text}" if lead else f"{subject.text} {verb}"


def _moves(subject: Subject, rises: bool) -> str:
    return subject.verb("stijgt", "stijgen") if rises else subject.verb("daalt", "dalen")


def _tail(subject: Subject, last_turn: int, says: Sequence[str]) -> str:
    if last_turn == len(says) - 1:
        return ""
    return f" en {subject.verb('blijft', 'blijven')} daarna vrijwel gelijk ({says[-1]})"


def _stable(subject: Subject, points: Sequence[Point], unit: str, says: Sequence[str], lead: str) -> str:
    text = _opening(subject, subject.verb("blijft", "blijven"), lead)
    if len({point.text(unit) for point in points}) == 1:
        span = f"van {points[0].period.text} tot en met {points[-1].period.text}"
        return f"{text} {span} gelijk op {points[0].text(unit)}"
    return f"{text} vrijwel gelijk: {says[0]} en {says[-1]}"


def _fluctuating(subject: Subject, values: Sequence[float], says: Sequence[str], lead: str) -> str:
    high, low = says[values.index(max(values))], says[values.index(min(values))]
    text = _opening(subject, subject.verb("schommelt", "schommelen"), lead)
    last = "" if says[-1] in (low, high) else f"; de laatste waarde is {says[-1]}"
    return f"{text} tussen {low} en {high}{last}"


def runs(when: str, low: float, high: float, unit: str) -> str:
    """What the runs with low and with high inflow come to, as a clause; that they say nothing where they lie together.

    >>> runs("in 2024", 41230, 60010, "personen")
    'in 2024 is het 41.230 bij lage en 60.010 bij hoge instroom'
    >>> runs("eind 2024", 41230, 41230, "personen")
    'eind 2024 is het bij lage en bij hoge instroom gelijk: 41.230'
    """
    if printed(low, unit) == printed(high, unit):
        return f"{when} is het bij lage en bij hoge instroom gelijk: {with_unit(low, unit)}"
    return f"{when} is het {text_of(low, unit)} bij lage en {with_unit(high, unit)} bij hoge instroom"


def revised(subject: Subject, when: str, before: float, after: float, unit: str, reference: str) -> str:
    """What a round made of the medio of the one before, in one sentence without full stop.

    Args:
        when: moment of the value, ``in 2024``.
        reference: what it is held against, ``ronde 2023-2``.
    """
    gap = difference(before, after, unit)
    opening = f"in medio {subject.verb('is', 'zijn')} {subject.text} {when}"
    if gap == 0:
        return f"{opening} gelijk aan {reference}: {with_unit(after, unit)}"
    way = "boven" if gap > 0 else "beneden"
    ends = f"van {text_of(before, unit)} naar {with_unit(after, unit)}"
    return f"{opening} met {size(before, after, unit)} naar {way} bijgesteld ten opzichte van {reference}, {ends}"


def size(before: float, after: float, unit: str) -> str:
    """How much two values differ: ``1.210 (2,4%)``, ``1,3 procentpunt``."""
    gap, share = abs(difference(before, after, unit)), relative_change(before, after, unit)
    if unit == SHARE:
        return f"{number(gap * 100, 1)} procentpunt"
    return with_unit(gap, unit) + (f" ({percentage(abs(share))})" if share is not None else "")


def larger(
    subject: Subject, other: Subject, years: Sequence[int], pairs: Sequence[tuple[float, float]], unit: str
) -> str:
    """In which years one flow exceeds another, with the values of the first year, as a clause.

    Args:
        pairs: per year the value of ``subject`` and of ``other``.
    """
    gaps = [difference(low, high, unit) for high, low in pairs]
    more, less = ([year for year, gap in zip(years, gaps, strict=True) if sign * gap > 0] for sign in (1, -1))
    values = f"in {years[0]} {with_unit(pairs[0][0], unit)} tegen {with_unit(pairs[0][1], unit)}"
    verb = subject.verb("is", "zijn")
    if not more and not less:
        return f"{subject.text} {verb} elk jaar gelijk aan {other.text} ({values})"
    word, found = ("groter", more) if len(more) >= len(less) else ("kleiner", less)
    when = "elk jaar" if len(found) == len(years) else f"in {len(found)} van de {len(years)} jaren"
    return f"{subject.text} {verb} {when} {word} dan {other.text} ({values})"


def more_or_less(before: float, after: float, unit: str, reference: str) -> str:
    """A number beside another: ``8,0% meer dan in 2022``, ``3,1 keer zoveel als in 2022``; absolute without a ratio."""
    gap, share = difference(before, after, unit), relative_change(before, after, unit)
    if gap == 0:
        return f"evenveel als {reference}"
    if share is not None and share >= 1:
        return f"{number(1 + share, 1)} keer zoveel als {reference}"
    word = "meer" if gap > 0 else "minder"
    by = percentage(abs(share)) if share is not None else with_unit(abs(gap), unit)
    return f"{by} {word} dan {reference}"


def led(about: str, text: str) -> str:
    """A paragraph in Markdown that says first, in bold, what it is about.

    >>> led("Hoe zeker", "Dat is onbekend.")
    '**Hoe zeker.** Dat is onbekend.'
    """
    return f"**{about}.** {text}"


def sentence(*clauses: str) -> str:
    """Clauses as one sentence: joined by semicolons, a capital in front, a full stop at the end."""
    text = "; ".join(clause for clause in clauses if clause)
    return f"{text[:1].upper()}{text[1:]}."

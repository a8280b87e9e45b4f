"""Rules that turn numbers into Dutch findings, so that a sentence can never contradict its figures.

A change counts as a rise or a fall from :data:`STABLE` of the largest value on, and only when the printed values
differ; below that a series "blijft vrijwel gelijk". Values in sentences are always the printed ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mpp_lib.base.catalogue import Aggregation
from mpp_lib.base.dutch import number, percentage
from mpp_lib.base.periods import Period
from mpp_lib.present.wording.printed_values import difference, printed, relative_change, step_of, text_of, with_unit

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
    """A value at a period."""

    period: Period
    value: float


def moment(period: Period, aggregation: Aggregation) -> str:
    """When a value holds: a stock or term at the end of a period, anything else in it.

    >>> moment(Period.of_year(2024), Aggregation.STOCK), moment(Period.parse("2024-03"), Aggregation.FLOW)
    ('eind 2024', 'in maart 2024')
    """
    word = "eind" if aggregation.at_end else "in"
    return f"{word} {period.text}"


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
    threshold = max(STABLE * max(abs(value) for value in values), step_of(unit))
    turns = turning_points(values, threshold)
    texts = [with_unit(value, unit) for value in values]
    says = [f"{text} {moment(point.period, aggregation)}" for text, point in zip(texts, points, strict=True)]
    if len(turns) == 1:
        return _stable(subject, points, unit, says, lead)
    turns[-1] = _settled(values, texts, turns, threshold)
    if len(turns) > 3 or any(texts[start] == texts[end] for start, end in pairwise(turns)):
        return _fluctuating(subject, values, says, lead)
    rises = values[turns[1]] > values[0]
    text = f"{_opening(subject, _moves(subject, rises), lead)} van {says[0]} naar {says[turns[1]]}"
    if len(turns) == 3:
        text += f" en {_moves(subject, not rises)} daarna naar {says[turns[2]]}"
    return text + _tail(subject, turns[-1], says)


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
    if len({printed(point.value, unit) for point in points}) == 1:
        span = f"van {points[0].period.text} tot en met {points[-1].period.text}"
        return f"{text} {span} gelijk op {with_unit(points[0].value, unit)}"
    return f"{text} vrijwel gelijk: {says[0]} en {says[-1]}"


def _fluctuating(subject: Subject, values: Sequence[float], says: Sequence[str], lead: str) -> str:
    high, low = says[values.index(max(values))], says[values.index(min(values))]
    text = _opening(subject, subject.verb("schommelt", "schommelen"), lead)
    return f"{text} tussen {low} en {high}; de laatste waarde is {says[-1]}"


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


def comparison(before: float, after: float, unit: str, more: str = "hoger", less: str = "lager") -> str:
    """How much more or less: ``1.210 (2,4%) hoger``; ``gelijk`` where print shows no difference."""
    gap = difference(before, after, unit)
    if gap == 0:
        return "gelijk"
    word = more if gap > 0 else less
    if unit == "aandeel":
        return f"{number(abs(gap) * 100, 1)} procentpunt {word}"
    share = relative_change(before, after, unit)
    by = f" ({percentage(abs(share))})" if share is not None else ""
    return f"{with_unit(abs(gap), unit)}{by} {word}"


def against(subject: Subject, when: str, before: float, after: float, unit: str, reference: str) -> str:
    """A value beside that of another round or year, in one sentence without full stop.

    Args:
        when: moment of the value, ``in 2024``.
        reference: what it is held against, ``ronde 2023-2``.
    """
    words = comparison(before, after, unit)
    comes = f"{subject.text} {subject.verb('komt', 'komen')} {when} op {with_unit(after, unit)}"
    return f"{comes}, {words} {'aan' if words == 'gelijk' else 'dan in'} {reference}"


def more_or_less(before: float, after: float, unit: str, reference: str) -> str:
    """A number beside another: ``8,0% meer dan in 2022``, ``evenveel als in 2022``; absolute without a ratio."""
    gap, share = difference(before, after, unit), relative_change(before, after, unit)
    if gap == 0:
        return f"evenveel als {reference}"
    word = "meer" if gap > 0 else "minder"
    by = percentage(abs(share)) if share is not None else with_unit(abs(gap), unit)
    return f"{by} {word} dan {reference}"


def sentence(*clauses: str) -> str:
    """Clauses as one sentence: joined by semicolons, a capital in front, a full stop at the end."""
    text = "; ".join(clause for clause in clauses if clause)
    return f"{text[:1].upper()}{text[1:]}."

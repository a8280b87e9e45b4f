"""What a text still says of the round before as if it were its own: its name, months, cut-off or horizon.

A text may well speak of the round before. So a sentence that names it, or says that it looks back, is left alone; a
month counts only where the sentence says that figures go no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mpp_lib.base.dutch import MONTH_NAMES, day_name, month_name
from mpp_lib.base.errors import Problem
from mpp_lib.base.months import Horizon, Month
from mpp_lib.inputs.reading.settings import RoundSettings

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=[\s*]|$)|\n[ \t]*\n|\Z)", re.DOTALL)
_ROUND = r"(?:ronde|mpp|rapport\w*|prognose|versie)"
_LOOKS_BACK = rf"\b(?:vorig|eerder)e?\s+{_ROUND}|\bdestijds\b|\btoen(?:malige)?\b|\bsinds|\bherzie|\bten opzichte van\b"
_SELF = rf"\b(?:deze|dit|de huidige)\s+{_ROUND}"
_KNOWN = r"gerealiseerd|realisaties?\b|\bbekend\b|\bgeteld\b"
_OPENING = "beginstand|begint"
_FROM = re.compile(rf"\bvan(?:af)?\s+(?:{'|'.join(MONTH_NAMES)}|\S*\d\S*)(?:\s+\d{{4}})?\s*$", re.IGNORECASE)
_HALVES = {6: r"eerste (?:helft|halfjaar|half jaar|zes maanden) van {}", 12: r"tweede (?:helft|halfjaar) van {}"}


@dataclass(frozen=True)
class _Left:
    """Words of the round before that are not those of this round.

    Attributes:
        words: what stands there.
        beside: what has to stand in the same sentence for it to be said of this round; nothing where that is clear.
        problem, expected: as of a problem.
        own: beside these words it is said of this round with right; nothing where nothing is.
    """

    words: str
    beside: str
    problem: str
    expected: str
    own: str = ""


def named_before(file: str, text: str, own: RoundSettings, before: RoundSettings) -> Iterator[Problem]:
    """A remark for each sentence that says of this round what was so in the round before."""
    looks_back = re.compile(rf"{_LOOKS_BACK}|\b{re.escape(before.round)}\b", re.IGNORECASE)
    found = [*_left(own, before)]
    for sentence in _SENTENCE.finditer(text):
        yield from _called(file, text, sentence, own, before)
        if not looks_back.search(sentence[0]):
            for left in found:
                yield from _said(file, text, sentence, left)


def _called(
    file: str, text: str, sentence: re.Match[str], own: RoundSettings, before: RoundSettings
) -> Iterator[Problem]:
    """This round called as the one before, and the one before as the one before that."""
    words = r"[\s,(:]*(?:(?:is|heet|van|de|reconstructie|ronde|mpp)\s+)*{}(?![\w/-])"
    name = _SELF + words.format(re.escape(before.round))
    yield from _said(file, text, sentence, _Left(name, "", "zo heet de vorige ronde", own.round))
    if before.previous:
        name = rf"\bvorige\s+{_ROUND}" + words.format(re.escape(before.previous))
        problem = f"zo heet de ronde voor {before.round}"
        yield from _said(file, text, sentence, _Left(name, "", problem, before.round))


def _left(own: RoundSettings, before: RoundSettings) -> Iterator[_Left]:
    if before.realised_until != own.realised_until:
        opening = _OPENING if before.realised_until == own.span.start - 1 else ""
        yield _realised(own.realised_until, before.realised_until, opening)
    if before.cutoff != own.cutoff:
        problem = f"dat is de peildatum van ronde {before.round}"
        yield _Left(_day(before.cutoff), r"peildatum|\bbekend\b|\bstand van\b", problem, day_name(own.cutoff))
    if before.span.start != own.span.start:
        first, expected = before.span.start - 1, month_name(own.span.start - 1)
        yield _Left(_month(first), _OPENING, f"met die maand begon ronde {before.round}", expected)
    if _horizon(before.span) != _horizon(own.span):
        problem = f"dat is de horizon van ronde {before.round}"
        years = own.span.calendar_years
        yield _Left(_horizon(before.span), "", problem, f"{years[0]}–{years[-1]}")


def _realised(own: Month, before: Month, opening: str) -> _Left:
    until = rf"(?:tot en met|t/m|tot) {_month(before)}"
    half = _HALVES.get(before.month, _month(before)).format(before.year)
    problem, expected = "verder gingen de realisaties van de vorige ronde niet", f"tot en met {month_name(own)}"
    return _Left(rf"{until}|{_month(before)}|{half}", rf"{until}|{_KNOWN}", problem, expected, opening)


def _said(file: str, text: str, sentence: re.Match[str], left: _Left) -> Iterator[Problem]:
    words, beside = (pattern.replace(" ", r"\s+") for pattern in (left.words, left.beside))
    place = re.search(words, sentence[0], re.IGNORECASE)
    if place is None or not re.search(beside, sentence[0], re.IGNORECASE):
        return
    if left.own and re.search(left.own, sentence[0], re.IGNORECASE):
        return
    if _FROM.search(sentence[0][: place.start()]):
        return  # from one month to another: a part of the past, not how far it is known
    line = text.count("\n", 0, sentence.start() + place.start()) + 1
    yield Problem(file, f"regel {line}", " ".join(place[0].split()), left.problem, left.expected)


def _month(month: Month) -> str:
    return rf"(?:{month_name(month)}|(?<![\d-]){month}(?![\d-]))"


def _day(day: date) -> str:
    return rf"(?<!\d)(?:{day_name(day)}|{day.isoformat()}|0?{day.day}-0?{day.month}-{day.year})(?!\d)"


def _horizon(span: Horizon) -> str:
    years = span.calendar_years
    return rf"(?<![\d-]){years[0]}(?:\s*[-–]\s*| tot en met | t/m ){years[-1]}(?![\d-])"

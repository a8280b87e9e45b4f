"""Dates that a Dutch text names, such as the source of a figure, and whether they lie after a cut-off.

The one reading of dates for sources in the inputs and for whatever is rendered from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from mpp_lib.base.dutch import MONTH_NAMES
from mpp_lib.base.months import YEAR_TEXT
from mpp_lib.base.periods import Period

_SEASONS: Mapping[str, int] = {"winter": 1, "voorjaar": 3, "zomer": 6, "najaar": 9}
"""The first month each can mean."""
_IN_WORDS: Mapping[str, int] = {**{name: number for number, name in enumerate(MONTH_NAMES, 1)}, **_SEASONS}
_YEAR = rf"(?P<year>{YEAR_TEXT})(?!\d)"
_DATE = re.compile(
    rf"(?<![\d.,-])(?:(?:(?P<day>\d\d?)-)?(?P<month>\d\d?)-{_YEAR}(?!-)"
    rf"|{_YEAR.replace('year', 'iso')}-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?(?![\d-]))"
    rf"|(?:(?<!\d)(?P<word_day>\d\d?)[ -])?\b(?P<word>{'|'.join(_IN_WORDS)})[ -]{_YEAR.replace('year', 'word_year')}",
    re.IGNORECASE,
)
_SAYS_LATER = re.compile(r"latere stand|later (?:is )?gepubliceerd", re.IGNORECASE)


def named_after(text: str, cutoff: date) -> str | None:
    """The first words of a text that can only be of after a cut-off; None where there are none.

    A month counts from its first day, a quarter or half-year, which a figure is about, by its last. A year alone says
    nothing: it names what a source is about as often as when it was published.

    >>> named_after("DT&V, kerncijfers (stand voorjaar 2025)", date(2024, 8, 15))
    'voorjaar 2025'
    >>> named_after("nieuws.nl (02-02-2024), begroting 2025", date(2024, 8, 15))
    """
    said = _SAYS_LATER.search(text)
    later = [words for words, day in _days(text) if day > cutoff]
    return later[0] if later else said.group() if said else None


def _days(text: str) -> Iterator[tuple[str, date]]:
    """Every date in a text with the first day it can mean."""
    for found in _DATE.finditer(text):
        day = _first_day(found.groupdict())
        if day is not None:
            yield found.group(), day
    for period in Period.named_in(text):
        yield str(period), period.end.last_day


def _first_day(parts: Mapping[str, str | None]) -> date | None:
    """None for what looks like a date and is none, such as week 17 of a year."""
    year = parts["year"] or parts["iso"] or parts["word_year"]
    month = parts["month"] or parts["iso_month"] or _IN_WORDS[str(parts["word"]).lower()]
    day = parts["day"] or parts["iso_day"] or parts["word_day"] or 1
    try:
        return date(int(str(year)), int(month), int(day))
    except ValueError:
        return None

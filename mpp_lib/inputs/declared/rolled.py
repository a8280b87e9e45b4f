"""The mark of what a round took over from the one before, and still has to look at."""

from __future__ import annotations

import re

_WORDS = "te herijken: overgenomen van ronde"
_MARK = re.compile(rf"(?:; )?{_WORDS} (?P<round>\S+?)(?P<copied>, zoals in \d{{4}})?$", re.IGNORECASE)
TASKS = "taken.md"
"""What ``mpp new`` left to do."""


def marked(text: str, before: str, like: int | None = None) -> str:
    """A text with the mark behind it, in the place of one of an earlier round.

    Args:
        before: the name of the round it was taken from.
        like: the year whose value stands in a year that round did not have.

    >>> marked("gemiddelde van 2023", "2024-2")
    'gemiddelde van 2023; te herijken: overgenomen van ronde 2024-2'
    >>> marked(marked("", "2024-1"), "2024-2", 2028)
    'te herijken: overgenomen van ronde 2024-2, zoals in 2028'
    """
    copied = "" if like is None else f", zoals in {like}"
    return "; ".join(filter(None, (unmarked(text), f"{_WORDS} {before}{copied}")))


def unmarked(text: str) -> str:
    """A text without the mark.

    >>> unmarked("gemiddelde van 2023; te herijken: overgenomen van ronde 2024-2")
    'gemiddelde van 2023'
    """
    return _MARK.sub("", text)


def taken_from(text: str) -> str:
    """The round that a text says its row was taken from; empty where it bears no mark."""
    found = _MARK.search(text)
    return found["round"] if found else ""

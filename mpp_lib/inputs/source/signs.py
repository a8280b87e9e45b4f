"""What the signs of a source mean: how sure a figure is, or that it is not known.

Source: the flags of Eurostat (SDMX code list CL_OBS_STATUS), the signs in tables of CBS, and the words of this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mpp_lib.inputs.declared.unknown import MEANINGS

STATUSES = ("definitief", "voorlopig", "raming", "aanname")
UNKNOWN = tuple(MEANINGS)
"""The signs of ``onbekend.csv``, of which the first one counts."""
EMPTY, ZERO = "leeg", "nul"
_USUAL: Mapping[str, str] = {
    **{word: word for word in STATUSES},
    "nadervoorlopig": "voorlopig",
    "nader voorlopig": "voorlopig",
    "*": "voorlopig",
    "**": "voorlopig",
    "p": "voorlopig",
    "e": "raming",
    "s": "raming",
    "f": "raming",
    "i": "raming",
    "b": ":",
    "c": "x",
    "u": "~",
    "m": ".",
    ".": ".",
    "x": "x",
    ":": ".",
    "a": "",
    "r": "",
    "d": "",
    "n": "",
}
"""Sign, in small letters → what it usually means; empty where it says nothing of these."""
_LETTERS = re.compile(r"[a-z](?:[ ,]?[a-z])+")


@dataclass(frozen=True)
class Said:
    """What signs say of a figure.

    Attributes:
        status: one of :data:`STATUSES`; empty where no sign says it.
        unknown: the mark of ``onbekend.csv``; empty where the figure is known.
        empty: whether there is no figure, and nothing to say of that.
        zero: whether it is 0.
    """

    status: str = ""
    unknown: str = ""
    empty: bool = False
    zero: bool = False

    def also(self, other: Said) -> Said:
        """What both say together; of two statuses the less sure one."""
        less = max((self.status, other.status), key=lambda status: STATUSES.index(status) if status else -1)
        unknown = next((mark for mark in UNKNOWN if mark in (self.unknown, other.unknown)), "")
        return Said(less, unknown, self.empty or other.empty, self.zero or other.zero)


def meaning_of(sign: str, own: Mapping[str, str]) -> Said | None:
    """What a sign means; None where nobody knows. Letters that stand together each mean something of their own.

    Args:
        own: sign → what it means in this source, which goes before what it usually means.

    >>> meaning_of("bp", {})
    Said(status='voorlopig', unknown=':', empty=False, zero=False)
    """
    found = Said()
    for part in _parts(sign.strip(), own):
        means = own.get(part, _USUAL.get(part.lower()))
        if means is None:
            return None
        found = found.also(_said(means))
    return found


def is_sign(text: str, own: Mapping[str, str]) -> bool:
    """Whether a text in the place of a figure is a sign that is known."""
    return text in own or text.lower() in _USUAL


def _parts(sign: str, own: Mapping[str, str]) -> Iterator[str]:
    if sign in own or sign.lower() in _USUAL or not _LETTERS.fullmatch(sign):
        yield from (sign,) if sign else ()
    else:
        yield from (letter for letter in sign if letter.isalpha())


def _said(means: str) -> Said:
    if means in STATUSES:
        return Said(status=means)
    return Said(unknown=means if means in UNKNOWN else "", empty=means == EMPTY, zero=means == ZERO)

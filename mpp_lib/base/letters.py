"""The signs that the letter of the house surely has."""

from __future__ import annotations

import re

USUAL = re.compile(
    r"[\s\x20-\x7e\xa0-\u017f\u0391-\u03c9\u2010-\u2014\u2018-\u201e\u2022\u2026\u20ac\u2190-\u2193\u2212]"
)
REPLACED = "?"
"""In the place of a sign of others that it may not have."""


def in_letter(text: str) -> str:
    """The text, with another sign in the place of each that the letter may not have, or that turns words around.

    >>> in_letter("Mooi 🙂 – é"), in_letter("a\u202eb")
    ('Mooi ? – é', 'a?b')
    """
    return "".join(sign if USUAL.match(sign) else REPLACED for sign in text)

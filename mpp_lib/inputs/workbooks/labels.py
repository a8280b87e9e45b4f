"""What a partner writes beside figures, whatever its case, accents, punctuation and marks of notes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MEANINGS = {"art": "artikel", "hasa": "herhaald", "herhaalde": "herhaald", "asielaanvragen": "aanvragen"}
_NOTE_MARK = re.compile(
    r"(?:\s*[¹²³⁰⁴-⁹⁽⁾*†‡]+|\s*\(?[0-9]{1,2}\)|\s+\(?[a-z]\)|\s*\[[0-9a-z]{1,2}\])+$", re.IGNORECASE
)
"""What stands behind a name to point at a note: ``1)``, ``²``, ``*``."""
Words = tuple[str, ...]


@cache
def words(text: str) -> Words:
    """The words of a text, without case, accents and punctuation; digits are words of their own.

    >>> words("Spoor4 – Dublin, art. 59")
    ('spoor', '4', 'dublin', 'artikel', '59')
    """
    spelt = text.replace("%", " percentage ").replace("&", " en ")
    plain = unicodedata.normalize("NFKD", spelt).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_MEANINGS.get(word, word) for word in re.findall(r"[a-z]+|[0-9]+", plain))


def without_note_marks(label: str) -> str:
    """A label without what points at a note.

    >>> without_note_marks("Zonder beslissing²"), without_note_marks("Instroom 1)")
    ('Zonder beslissing', 'Instroom')
    """
    bare = _NOTE_MARK.sub("", label)
    return bare if bare.count("(") == bare.count(")") else label

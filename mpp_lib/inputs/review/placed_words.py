"""Where words of a PDF or a Word document stand in the page: by their letters, as lines and hyphens are other there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from mpp_lib.inputs.declared.review import KINDS, QUESTION
from mpp_lib.inputs.review.annotation import MAX_QUOTE
from mpp_lib.inputs.review.comment import Place, Quote
from mpp_lib.inputs.review.page import Page

FEWEST = 4
"""Letters of words that can tell where they stand."""


def placed(words: str, page: Page) -> Place | None:
    """The place of words that stand in one block of the page, and in no other; None where that cannot be told."""
    letters = "".join(sign for _, sign in _letters(words))
    if len(letters) < FEWEST:
        return None
    texts = ((block.id, block.text, "".join(sign for _, sign in _letters(block.text))) for block in page.blocks)
    found = [(name, text, at) for name, text, plain in texts if (at := plain.find(letters)) >= 0]
    if len(found) != 1:
        return None
    name, text, at = found[0]
    places = [place for place, _ in _letters(text)]
    start, end = places[at], places[at + len(letters) - 1] + 1
    return Place(name, Quote(text[start:end][:MAX_QUOTE], text[:start][-32:], text[end:][:32]))


def whole_page(page: Page) -> Place:
    """The place of what stands nowhere that can be told."""
    return Place("Inhoud" if "Inhoud" in page.elements else next(iter(page.elements), ""))


def quoted(words: str) -> str:
    """Words that stand nowhere that can be told, at the length of a quotation."""
    return f"“{words if len(words) <= MAX_QUOTE else f'{words[:MAX_QUOTE]}…'}”"


def kind_of(text: str, kinds: tuple[str, ...]) -> tuple[str, str]:
    """The kind that a text begins with, before a colon, and the rest; without one a question."""
    before, colon, after = text.partition(":")
    named = before.strip().casefold()
    if named in kinds and (colon or named in KINDS):
        return named, after.strip()
    return QUESTION, text.strip()


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Place and sign of every letter and digit, in the one form that it can be written in."""
    for place, sign in enumerate(text):
        for each in unicodedata.normalize("NFKC", sign):
            if each.isalnum():
                yield place, each

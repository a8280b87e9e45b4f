"""The mark of what was made up to show something: a delivery, or a decision."""

from __future__ import annotations

FICTION = "fictief voorbeeld"
"""The version of such a delivery, or words in the text of such a decision: it says so wherever either shows."""


def is_fiction(text: str) -> bool:
    """Whether a text says of itself that it was made up.

    >>> is_fiction("Vastgesteld. Fictief\\nvoorbeeld: er was geen vergadering."), is_fiction("Een voorbeeld.")
    (True, False)
    """
    return FICTION in " ".join(text.casefold().split())


def marked(text: str, *, fiction: bool) -> str:
    """The text, with the mark behind it where it is of something made up."""
    return f"{text} ({FICTION})" if fiction else text

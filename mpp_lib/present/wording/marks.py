"""Marks behind a figure that is no count: whoever sees the figure sees the mark, and below it what the mark means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mpp_lib.production.realised import ASSUMED, ESTIMATED

MARKS: Mapping[str, str] = {ESTIMATED: "(r)", ASSUMED: "(a)"}
"""Status of a realised figure → the mark behind it; definitive and provisional counts have none."""
_MEANING: Mapping[str, str] = {"(r)": "geheel of deels een raming.", "(a)": "een aanname."}
_DRAWN = ", open of onderbroken getekend"


def marked(text: str, status: str) -> str:
    """The text of a figure with the mark of its status; an empty text stays empty.

    >>> marked("63.000", "raming"), marked("49.892", "voorlopig"), marked("", "raming")
    ('63.000 (r)', '49.892', '')
    """
    mark = MARKS.get(status, "")
    return f"{text} {mark}" if text and mark else text


def legend(texts: Iterable[str], *, drawn: bool = False) -> str:
    """What the marks among these texts mean, a sentence each; empty without marks.

    Args:
        drawn: whether the texts are the numbers of a figure, which draws what is no count open or broken.

    >>> legend(["63.000 (r)", "49.892"]), legend(["63.000 (r)"], drawn=True), legend(["49.892"])
    ('(r): geheel of deels een raming.', '(r), open of onderbroken getekend: geheel of deels een raming.', '')
    """
    found = {mark for text in texts for mark in _MEANING if mark in text}
    said = (f"{mark}{_DRAWN if drawn else ''}: {meaning}" for mark, meaning in _MEANING.items() if mark in found)
    return " ".join(said)

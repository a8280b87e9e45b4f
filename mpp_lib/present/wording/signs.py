"""Signs in the place of a figure that is not there, and behind one that is not like the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from mpp_lib.inputs.declared.unknown import ABSENT, BREAK, MEANINGS, NOT_PUBLISHED, SUPPRESSED, UNSCORED

SHORTHAND: Mapping[str, str] = {SUPPRESSED: "[c]", NOT_PUBLISHED: "[x]", BREAK: "[b]"}
"""Sign → what stands for it in the data workbook; a figure that is not scored has a note alone."""
_BEHIND = re.compile(rf"(?P<figure>.*\S) (?P<signs>[{BREAK}{UNSCORED}]+)")
_DRAWN: Mapping[str, str] = {**dict.fromkeys(ABSENT, "niet getekend"), BREAK: "een stippellijn in de figuur"}


def with_signs(text: str, signs: str) -> str:
    """A figure with the signs behind it; the sign alone where there is no figure.

    >>> with_signs("49.892", ":"), with_signs("", "x"), with_signs("49.892 (r)", "")
    ('49.892 :', 'x', '49.892 (r)')
    """
    return f"{text} {signs}" if text and signs else text or signs


def signs_in(text: str) -> tuple[str, str]:
    """A figure, and the signs behind it or in its place.

    >>> signs_in("49.892 :~"), signs_in("x"), signs_in("1.234")
    (('49.892', ':~'), ('', 'x'), ('1.234', ''))
    """
    if text in ABSENT:
        return "", text
    found = _BEHIND.fullmatch(text)
    return (found["figure"], found["signs"]) if found else (text, "")


def sign_legend(figures: Iterable[str], *, drawn: bool = False) -> str:
    """What the signs among these figures mean, in one sentence; empty without.

    Args:
        drawn: whether they are the numbers of a drawing.

    >>> sign_legend(["12", "x", "14 :"])
    'Tekens: “x” onderdrukt door de bron; “:” reeksbreuk: met eerdere perioden niet te vergelijken.'
    >>> sign_legend(["12", "."], drawn=True), sign_legend(["12"])
    ('Tekens: “.” (niet getekend) niet gepubliceerd.', '')
    """
    found = _found(figures)
    how = {sign: f" ({_DRAWN[sign]})" if drawn and sign in _DRAWN else "" for sign in found}
    said = "; ".join(f"“{sign}”{how[sign]} {MEANINGS[sign]}" for sign in found)
    return f"Tekens: {said}." if said else ""


def drawn_without(figures: Iterable[str]) -> str:
    """What a drawing of these figures leaves out and where it breaks, for who cannot see it; empty where it does not.

    >>> drawn_without(["12", "x", "x"]), drawn_without(["14 :"])[:39]
    ('Niet getekend: 2 cijfers (onderdrukt door de bron).', 'Op een reeksbreuk staat een stippellijn')
    """
    texts = list(figures)
    found = _found(texts)
    left_out = [(sum(text == sign for text in texts), sign) for sign in ABSENT if sign in found]
    counts = "; ".join(
        f"{count} {'cijfer' if count == 1 else 'cijfers'} ({MEANINGS[sign]})" for count, sign in left_out
    )
    broken = "Op een reeksbreuk staat een stippellijn, waar geen lijn overheen loopt." if BREAK in found else ""
    return " ".join(filter(None, (f"Niet getekend: {counts}." if counts else "", broken)))


def _found(figures: Iterable[str]) -> Sequence[str]:
    """The signs among them, in the order of their declaration."""
    signs = {sign for text in figures for sign in signs_in(text)[1]}
    return [sign for sign in MEANINGS if sign in signs]

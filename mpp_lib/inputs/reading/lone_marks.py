"""Signs that turn words into italics or a formula by accident, as in ``2023*, 2024*`` or ``$5 miljoen en 6$``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mpp_lib.base.pandoc import Node, plain_text

Finding = tuple[str, str, str, str]
"""What to look for in the text, what was found, what is wrong, what is expected."""
SHOWN_AS = {
    "Emph": ("*", "cursief"),
    "Strong": ("**", "vet"),
    "Strikeout": ("~~", "doorgehaald"),
    "Subscript": ("~", "verlaagd"),
    "Superscript": ("^", "verhoogd"),
    "Math": ("$", "een formule"),
}
"""Kind of node → the sign around it, and what the words between two of them become."""
_WELL_FORMED = re.compile(r"(?<![\w*])(\*{1,3})(?=[\w\"'(‘“])[^*]+?(?<=[\w.,;:!?%)\"'’”])\1(?![\w*])")
_CLOSING = (",", ".", ";", ":", ")", "!", "?", "%")
"""What follows a word: no emphasis and no formula begins with it."""
_SCRIPT = re.compile(r"[+−-]?\w+")
_SPELLED_OUT = re.compile(r"\\\w+(\{[^{}]*\})?")
_WORDS = re.compile(r"(?<=\s)[A-Za-z]{2,}(?=\s)")
_COMMENT = re.compile(r"(?<!\\)%")
"""In a formula nothing after it is shown."""
_FACTOR = re.compile(r"(?<![^\W_])(?:[\d.,]+|[A-Za-z])(?![^\W_])")
"""A number or a letter by itself: between two of them ``*`` is no emphasis."""


def may_hold_one(text: str) -> bool:
    """Whether it is worth looking: there is a sign that does not simply stand around words."""
    return any(sign in text for sign in "^~$") or "*" in _WELL_FORMED.sub("", text)


def accidents(parent: Node) -> Iterator[Finding]:
    """The accidents among the inlines that a node holds."""
    content = parent.get("c")
    lists = [content, *content] if isinstance(content, list) else []
    siblings = [None, *(node for held in lists if isinstance(held, list) for node in (*held, None))]
    for (before, node), (_, after) in pairwise(pairwise(map(_node, siblings))):
        if node is None or node.get("t") not in SHOWN_AS:
            continue
        if _by_accident(node, _words(before), _words(after)):
            sign, shown = SHOWN_AS[node["t"]]
            inside = plain_text([node])
            place = f"{_words(before)}{sign}{inside.split(' ')[0]}"
            found, problem = (
                f"{_words(before)}{sign}{inside}{sign}",
                f"tussen twee tekens {sign} wordt de tekst {shown}",
            )
            yield place, found, problem, f"\\{sign[0]} voor een teken dat zo bedoeld is"


def _node(found: object) -> Node | None:
    return found if isinstance(found, dict) and "t" in found else None


def _words(node: Node | None) -> str:
    return str(node["c"]) if node and node.get("t") == "Str" else ""


def _by_accident(node: Node, before: str, after: str) -> bool:
    inside = plain_text([node])
    if node["t"] in ("Subscript", "Superscript"):
        return after[:1].isalnum() and not _SCRIPT.fullmatch(inside)
    if node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath":
        return False
    if inside.startswith(_CLOSING):
        return True
    if node["t"] == "Math":
        return bool(_WORDS.search(_SPELLED_OUT.sub("", inside)) or _COMMENT.search(inside))
    if not before[-1:].isalnum():
        return False
    return " " in inside or (after[:1].isalnum() and bool(_FACTOR.search(f"{before} {inside} {after}")))

"""How a sentence names the quantities that return in group after group of the chain.

A group is a place in the work of a partner (``spoor 1``) or a kind of case (``aanvragen om verlenging``). A name begins
with its article, which for a plural is *het aantal*; without that it is a heading.
"""

from __future__ import annotations

from collections.abc import Mapping

OPENINGS: Mapping[str, tuple[str, str, str]] = {
    "instroom": ("de instroom", "in", "van"),
    "uitstroom": ("de uitstroom", "uit", "van"),
    "beslissingen": ("het aantal beslissingen", "in", "op"),
    "afgedaan zonder beslissing": ("het aantal afdoeningen zonder beslissing", "in", "van"),
    "inwilligingen": ("het aantal inwilligingen", "in", "van"),
    "afwijzingen": ("het aantal afwijzingen", "in", "van"),
    "inwilligingspercentage": ("het inwilligingspercentage", "in", "van"),
    "voorraad": ("de voorraad", "in", ""),
    "doorlooptijd": ("de doorlooptijd", "in", "van"),
    "afbouwtijd": ("de afbouwtijd", "in", "van"),
}
"""Label of a quantity → how its name begins, and the preposition before a place and before cases."""


def sentence_name(label: str, place: str = "", cases: str = "") -> str:
    """The name of a quantity of a group; empty where the label is none of the shared ones or the group has no words.

    >>> sentence_name("uitstroom", place="spoor 1"), sentence_name("voorraad", place="spoor 1")
    ('de uitstroom uit spoor 1', 'de voorraad in spoor 1')
    >>> sentence_name("beslissingen", cases="aanvragen om verlenging")
    'het aantal beslissingen op aanvragen om verlenging'
    """
    if label not in OPENINGS or not (place or cases):
        return ""
    opening, before_place, before_cases = OPENINGS[label]
    return " ".join(filter(None, (opening, *((before_place, place) if place else (before_cases, cases)))))

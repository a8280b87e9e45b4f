"""The names a partner gives to streams, quantities and mpp-scenarios, and what they mean: tolerant, never guessing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from mpp_lib.base.catalogue import Catalogue

COUNTED = ("instroom", "capaciteit", "beslissingen", "zonder_beslissing", "voorraad")
"""Quantities a plan may hold of any stream, besides those the chain takes; and any percentage."""
STOCK = "voorraad"
DOMAINS = ("regulier", "bewaring")
"""What the name of a stream starts with where its label leaves it out."""
SIDE_SHEETS = frozenset({"toelichting", "instructie", "voorblad", "inhoud", "versiebeheer", "gehanteerdeaantallen"})
"""Sheets of a plan that hold no stream."""
MAX_SHEET_NAME = 31
_MEANINGS = {"art": "artikel", "hasa": "herhaald", "herhaalde": "herhaald", "asielaanvragen": "aanvragen"}
_ABOUT_SHEETS = frozenset({"blad", "ind", "stroom"})
_ABOUT_SCENARIOS = frozenset({"blok", "mpp", "scenario", "variant"})
_ABOUT_QUANTITIES = frozenset({"aantal", "per", "maand", "einde", "eind", "ultimo"})
_SCENARIOS = {"minimum": "minimum", "min": "minimum", "medio": "medio", "maximum": "maximum", "max": "maximum"}
_TOTALS = frozenset({"totaal", "subtotaal", "som"})
_BRACKETS = re.compile(r"\([^)]*\)")
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


class StreamNames:
    """Which stream a sheet is about, by the names the chain's declarations give it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.labels = stream_labels(catalogue)
        self._names: dict[Words, set[str]] = defaultdict(set)
        vague = Counter(words(stream)[:1] for stream in self.labels)
        for stream, label in self.labels.items():
            for name in _names(stream, label):
                if vague[words(name)] < 2:
                    self._names[words(name)].add(stream)

    def of(self, sheet: str) -> set[str]:
        """The streams that a sheet's name can stand for: none when it is not known, several when it is not clear."""
        bare = _BRACKETS.sub("", sheet)
        return self._exactly(sheet) or self._exactly(bare) or self._somewhere_in(bare)

    def sheet_names(self) -> dict[str, str]:
        """Stream → the name of its sheet, as a message and the template write it."""
        return {stream: sheet_name(stream, label) for stream, label in self.labels.items()}

    def _exactly(self, name: str) -> set[str]:
        return self._names.get(tuple(word for word in words(name) if word not in _ABOUT_SHEETS), set())

    def _somewhere_in(self, name: str) -> set[str]:
        """The streams whose full name is part of a longer one, without other digits: "Spoor 1 en 2" is not spoor 1."""
        inside = words(name)
        found = {stream for stream in self.labels if _holds(inside, words(stream))}
        digits = [word for word in inside if word.isdigit()]
        return {stream for stream in found if [word for word in words(stream) if word.isdigit()] == digits}


def stream_labels(catalogue: Catalogue) -> dict[str, str]:
    """Stream → its Dutch label, in the order of the declarations."""
    return {spec.stream: spec.label.partition(":")[0].strip() for spec in catalogue.plan}


def sheet_name(stream: str, label: str) -> str:
    """The name of a stream's sheet: its label, with its domain where that is not in it, without brackets if too long.

    >>> sheet_name("regulier_gezin", "Gezin")
    'Regulier gezin'
    """
    if stream.startswith("regulier_"):
        label = f"Regulier {label if label[1:2].isupper() else label[:1].lower() + label[1:]}"
    return label if len(label) <= MAX_SHEET_NAME else _BRACKETS.sub("", label).strip()[:MAX_SHEET_NAME]


def _names(stream: str, label: str) -> Iterator[str]:
    domain, _, rest = stream.partition("_")
    yield from (stream, label, _BRACKETS.sub("", label))
    if domain in DOMAINS and rest:
        yield from (rest, f"{domain} {label}", f"{domain} {_BRACKETS.sub('', label)}")


def scenario_of(label: str) -> str | None:
    """The mpp-scenario that a label names, and nothing else.

    >>> scenario_of("MPP-scenario: Medio")
    'medio'
    """
    rest = [word for word in words(label) if word not in _ABOUT_SCENARIOS]
    return _SCENARIOS.get(rest[0]) if len(rest) == 1 else None


def quantity_of(label: str, quantities: Mapping[str, str]) -> str | None:
    """The quantity that the label of a row names; any other percentage by its own words.

    Args:
        quantities: see :func:`quantities_of`.

    >>> quantity_of("Voorraad (einde maand)", {"voorraad": "Voorraad"})
    'voorraad'
    """
    names = {_joined(text): quantity for quantity, label in quantities.items() for text in (quantity, label)}
    bare = _BRACKETS.sub("", label)
    found = names.get(_joined(label)) or names.get(_joined(bare))
    if found is None and "percentage" in _joined(bare):
        return "_".join(words(bare))
    return found


def quantities_of(stream: str, catalogue: Catalogue) -> dict[str, str]:
    """Quantity → label, of everything a plan may hold of a stream."""
    counted = {name: name.replace("_", " ").capitalize() for name in COUNTED}
    taken = {
        spec.quantity: spec.label.partition(":")[2].strip().capitalize()
        for spec in catalogue.plan
        if spec.stream == stream
    }
    return counted | taken


def is_total(label: str) -> bool:
    """Whether a label announces a total."""
    return any(word in _TOTALS for word in words(label))


def is_side_sheet(name: str) -> bool:
    """Whether a sheet explains the plan rather than being part of it."""
    return "".join(words(name)) in SIDE_SHEETS


def _holds(inside: Words, part: Words) -> bool:
    return any(inside[start : start + len(part)] == part for start in range(len(inside)))


def _joined(text: str) -> str:
    return "".join(word for word in words(text) if word not in _ABOUT_QUANTITIES)

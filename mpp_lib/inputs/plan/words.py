"""The names a partner gives to streams, quantities and mpp-scenarios, and what they mean: tolerant, never guessing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.inputs.workbooks.labels import Words, without_note_marks, words

COUNTED = ("instroom", "capaciteit", "beslissingen", "zonder_beslissing", "voorraad")
"""Quantities a plan may hold of any stream, besides those the chain takes; and any percentage."""
STOCK = "voorraad"
_OTHER_NAMES = {"instroom": "aanvragen"}
"""What an indicator calls a quantity, where it differs from the plan."""
DOMAINS = ("regulier", "bewaring")
"""What the name of a stream starts with where its label leaves it out."""
SIDE_SHEETS = frozenset(
    {"toelichting", "instructie", "voorblad", "inhoud", "versiebeheer", "gehanteerdeaantallen", "controle"}
)
"""Sheets of a plan that hold no stream."""
BESIDE = "ter vergelijking"
"""What the label of a row begins with that stands there to look at."""
MAX_SHEET_NAME = 31
_ABOUT_SHEETS = frozenset({"blad", "ind", "stroom"})
_ABOUT_SCENARIOS = frozenset({"blok", "mpp", "scenario", "variant"})
_ABOUT_QUANTITIES = frozenset(
    {"aantal", "per", "maand", "einde", "eind", "ultimo", "stand", "aan", "het", "van", "de", "in", "zaken", "personen"}
)
_SCENARIOS = {"minimum": "minimum", "min": "minimum", "medio": "medio", "maximum": "maximum", "max": "maximum"}
_TOTALS = frozenset({"totaal", "subtotaal", "som"})
_AVERAGES = frozenset({"gemiddelde", "gemiddeld"})
_BRACKETS = re.compile(r"\([^)]*\)")


class StreamNames:
    """Which stream a sheet is about, by the names the chain's declarations give it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.labels = stream_labels(catalogue)
        self._names: dict[Words, set[str]] = defaultdict(set)
        vague = Counter(words(stream)[:1] for stream in self.labels)
        for stream, label in self.labels.items():
            for name in _names(stream, label):
                if vague[words(name)] < 2:
                    for order in {words(name), _ordered(words(name))}:
                        self._names[order].add(stream)

    def of(self, sheet: str) -> set[str]:
        """The streams that a sheet's name can stand for: none when it is not known, several when it is not clear."""
        bare = _BRACKETS.sub("", sheet)
        return self._exactly(sheet) or self._exactly(bare) or self._somewhere_in(bare)

    def sheet_names(self) -> dict[str, str]:
        """Stream → the name of its sheet, as a message and the template write it."""
        return {stream: sheet_name(stream, label) for stream, label in self.labels.items()}

    def _exactly(self, name: str) -> set[str]:
        said = tuple(word for word in words(without_note_marks(name)) if word not in _ABOUT_SHEETS)
        return self._names.get(said) or self._names.get(_ordered(said), set())

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


def indicator_names(stream: str, quantity: str) -> tuple[str, ...]:
    """The ids that the indicator of a plan's quantity can have: ``ind.spoor4.voorraad``, ``ind.gezin.aanvragen``."""
    part = stream.removeprefix("regulier_")
    return tuple(dict.fromkeys(f"ind.{part}.{name}" for name in (quantity, _OTHER_NAMES.get(quantity, quantity))))


def names_of_stream(stream: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The names that a stream goes by."""
    return tuple(_names(stream, stream_labels(catalogue)[stream]))


def _names(stream: str, label: str) -> Iterator[str]:
    domain, _, rest = stream.partition("_")
    yield from (stream, label, _BRACKETS.sub("", label))
    if domain in DOMAINS and rest:
        yield from (rest, f"{domain} {label}", f"{domain} {_BRACKETS.sub('', label)}")


def is_part(label: str) -> bool:
    """Whether a label says that its row is a part of another: "waarvan AMV"."""
    said = words(label)
    return "waarvan" in said or said[:2] == ("w", "v")


def scenario_of(label: str) -> str | None:
    """The mpp-scenario that a label names, and nothing else.

    >>> scenario_of("MPP-scenario: Medio")
    'medio'
    """
    rest = [word for word in words(without_note_marks(label)) if word not in _ABOUT_SCENARIOS]
    return _SCENARIOS.get(rest[0]) if len(rest) == 1 else None


def quantity_of(label: str, quantities: Mapping[str, str], stream: Iterable[str] = ()) -> str | None:
    """The quantity that the label of a row names, in whatever order; any other percentage by its own words.

    Args:
        quantities: see :func:`quantities_of`.
        stream: names of the stream that the sheet is about: said once more they change nothing.

    >>> quantity_of("Voorraad (einde maand)", {"voorraad": "Voorraad"})
    'voorraad'
    """
    if is_part(label):
        return None
    known = [(text, quantity) for quantity, name in quantities.items() for text in (quantity, name)]
    joined = {_joined(words(text)): quantity for text, quantity in known}
    sorted_ = {_joined(_ordered(words(text))): quantity for text, quantity in known}
    said = words(without_note_marks(label))
    bare = words(_BRACKETS.sub("", without_note_marks(label)))
    for form in (said, bare, _without_stream(bare, stream)):
        found = joined.get(_joined(form)) or sorted_.get(_joined(_ordered(form)))
        if found:
            return found
    return "_".join(bare) if "percentage" in _joined(bare) else None


def _without_stream(said: Words, stream: Iterable[str]) -> Words:
    for name in sorted(map(words, stream), key=len, reverse=True):
        if set(name) <= set(said):
            return tuple(word for word in said if word not in name)
    return said


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


def is_beside(label: str) -> bool:
    """Whether a label says that its row only stands beside the one to fill.

    >>> is_beside("Ter vergelijking: plan van ronde 2024-1"), is_beside("Voorraad")
    (True, False)
    """
    start = words(BESIDE)
    return words(label)[: len(start)] == start


def is_average(label: str) -> bool:
    """Whether a label announces a mean."""
    return any(word in _AVERAGES for word in words(label))


def is_side_sheet(name: str) -> bool:
    """Whether a sheet explains the plan rather than being part of it."""
    return "".join(words(name)) in SIDE_SHEETS


def _holds(inside: Words, part: Words) -> bool:
    return any(inside[start : start + len(part)] == part for start in range(len(inside)))


def _ordered(said: Words) -> Words:
    return tuple(sorted(said))


def _joined(said: Iterable[str]) -> str:
    return "".join(word for word in said if word not in _ABOUT_QUANTITIES)

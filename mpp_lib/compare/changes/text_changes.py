"""Which paragraphs of the texts of two rounds differ, and which sources only one of them names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.files import TEXTS
from mpp_lib.inputs.round_inputs import RoundInputs

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
SOURCE = "bron"


@dataclass(frozen=True)
class TextChange:
    """Paragraphs that stand in the place of others.

    Attributes:
        file: of the text.
        old, new: the paragraphs as written, empty where there are none.
    """

    file: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The change as an object of ``mpp diff --json``."""
        return {"file": self.file, "from": list(self.old), "to": list(self.new)}


@dataclass(frozen=True)
class SourceChange:
    """A source that only one of two rounds names in a table.

    Attributes:
        gone: whether it is the older round that names it.
    """

    file: str
    source: str
    gone: bool

    def as_dict(self) -> dict[str, object]:
        """The change as an object of ``mpp diff --json``."""
        old, new = (self.source, None) if self.gone else (None, self.source)
        return {"file": self.file, "from": old, "to": new}


def text_changes(new: Mapping[str, str], old: Mapping[str, str]) -> Iterator[TextChange]:
    """Section by section the paragraphs that differ."""
    for name in sorted({*old, *new}):
        before, after = (paragraphs(each.get(name, "")) for each in (old, new))
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for what, since, until, first, last in matcher.get_opcodes():
            if what != "equal":
                yield TextChange(f"{TEXTS}/{name}.md", tuple(before[since:until]), tuple(after[first:last]))


def paragraphs(text: str) -> Sequence[str]:
    """What stands between empty lines."""
    return [part.strip() for part in _BETWEEN_PARAGRAPHS.split(text) if part.strip()]


def source_changes(new: RoundInputs, old: RoundInputs) -> Iterator[SourceChange]:
    """Table by table the sources that came or went."""
    for table, now, then in zip(ROUND.every, new.every, old.every, strict=False):
        if SOURCE in table.names:
            before, after = set(then[SOURCE]), set(now[SOURCE])
            yield from (SourceChange(table.file, source, gone=True) for source in sorted(before - after))
            yield from (SourceChange(table.file, source, gone=False) for source in sorted(after - before))

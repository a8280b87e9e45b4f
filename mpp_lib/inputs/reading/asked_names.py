"""Ids as people ask for them: written out, as a pattern such as ``coa.*``, or as a word that has to be looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fnmatch import fnmatchcase

from mpp_lib.base.errors import Problem, UnknownNameError
from mpp_lib.inputs.reading.files import shorten
from mpp_lib.inputs.reading.nearest import SHOWN

_ALIKE = 0.6
"""Below this two words have too little in common to be offered for each other."""
_ABOUT, _NOWHERE = 5, 6
"""Ranks: only in what is said of an id, and not at all."""


@dataclass(frozen=True)
class Known:
    """What there is to say of an id; ``about`` is searched last."""

    label: str
    about: str = ""


@dataclass(frozen=True)
class Names:
    """Everything of a kind that can be asked for.

    Attributes:
        kind: what is asked for, and the command that lists it.
        absent: what is wrong with a name that is not among them.
        expected: what a name among them is, with its article.
        known: id → what there is to say of it.
    """

    kind: str
    absent: str
    expected: str
    known: Mapping[str, Known]

    def asked(self, asked: Sequence[str]) -> tuple[list[str], list[Problem]]:
        """The ids that were asked for by id or pattern, each once, and a problem for whatever is none."""
        found = {name: self._fitting(name) for name in asked}
        unknown = [self._unknown(name) for name, ids in found.items() if not ids]
        return list(dict.fromkeys(each for ids in found.values() for each in ids)), unknown

    def looked_up(self, words: str) -> list[str]:
        """The ids that a pattern fits, or that hold words; all without words.

        Raises:
            UnknownNameError: when there are none.
        """
        found = self._fitting(words) if _is_pattern(words) else self._holding(words)
        if not found:
            raise UnknownNameError([self._unknown(words)])
        return found

    def _fitting(self, name: str) -> list[str]:
        if not _is_pattern(name):
            return [name] if name in self.known else []
        return [each for each in self.known if fnmatchcase(each, name)]

    def _holding(self, words: str, below: int = _NOWHERE) -> list[str]:
        """Every id that holds all of these words, in itself or in what is said of it; what fits best comes first.

        Args:
            below: the rank that is too far off.
        """
        wanted = words.lower().split()
        ranks = {
            name: max((_rank(word, name, said) for word in wanted), default=0) for name, said in self.known.items()
        }
        found = [name for name in self.known if ranks[name] < below]
        return sorted(found, key=lambda name: (ranks[name], name.count("."))) if wanted else found

    def _alike(self, word: str) -> list[str]:
        """Every id that is most like a word that none holds."""
        likeness = {
            each: max(_likeness(word.lower(), part) for part in (each, *each.split("."))) for each in self.known
        }
        best = max(likeness.values(), default=0.0)
        return [each for each, ratio in likeness.items() if ratio == best >= _ALIKE]

    def _unknown(self, name: str) -> Problem:
        problem = f"geen {self.kind} past op dit patroon" if _is_pattern(name) else self.absent
        return Problem(self.kind, "", shorten(name), problem, self._offer(name))

    def _offer(self, name: str) -> str:
        """What could have been meant: every id that matches, with its label, the best first."""
        word = max(name.replace("?", "*").split("*"), key=len).strip(".")
        held = self._holding(word, _ABOUT) if word else []
        found = held or (self._alike(word) if word else [])
        if not found:
            return f"{self.expected}; mpp {self.kind}s noemt ze alle"
        offered = ", ".join(f"{each} ({self.known[each].label})" for each in found[:SHOWN])
        where = f", zie mpp {self.kind}s {word}" if held else ""
        more = f" en nog {len(found) - SHOWN}{where}" if len(found) > SHOWN else ""
        return f"{self.expected}; het meest lijkt {offered}{more}"


def _is_pattern(name: str) -> bool:
    return any(mark in name for mark in "*?[")


def _rank(word: str, name: str, said: Known) -> int:
    own = name.rpartition(".")[2]
    places = (word == name, word == own, own.startswith(word), word in name, word in said.label.lower())
    return next((rank for rank, holds in enumerate((*places, word in said.about.lower())) if holds), _NOWHERE)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()

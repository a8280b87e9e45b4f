"""Notes a decision in ``decisions.yml``: one entry at the end, nothing of what stands there touched.

The file with the entry is held to the same rules as by a check, before anything is written; one writer at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock

from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.base.errors import InputError, Problem, UnknownNameError, refusals_of
from mpp_lib.base.write import clear_half, write_atomically
from mpp_lib.inputs.declared.ladder import WERKGROEP
from mpp_lib.inputs.declared.partner_word import SUBJECTS, WORDS
from mpp_lib.inputs.declared.products import product_named
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.files import DECISIONS
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.partner_words import known_partners, unknown_partner
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.reading.steps import Entry as Decided
from mpp_lib.inputs.reading.steps import unknown_names
from mpp_lib.inputs.reading.yaml import read_yaml

_LOCK = "build/.besluiten.lock"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ORDER = ("date", "gremium", "product", "step", "decision", "partner", "word", "about", "objection")
_PLAIN = {"decision": "besluit"}
Entry = Mapping[str, Any]
"""Keys and values of one decision, as the file has them."""


@dataclass(frozen=True)
class Noted:
    """What was noted.

    Attributes:
        entry: as it stands in the file.
        remarks: what is remarkable since, without being wrong.
    """

    entry: Entry
    remarks: tuple[Problem, ...]


def decide(folder: Path, said: Entry) -> Noted:
    """Add a decision, or the word of a partner.

    Args:
        folder: the round folder.
        said: its keys; without ``gremium`` and ``decision`` those that go with the step or the word.

    Raises:
        UnknownNameError: a product, step, partner, word or subject that is not there.
        InputError: with what a check would say of the file with the entry, or of the file as it stands; nothing is
            written.
        OSError: the disk refuses; the file is as it was.
    """
    with refusals_of(folder.name), held_alone(folder):
        _refuse_unknown(folder, said)
        known = _checked(Intake(folder)).remarks
        before = (folder / DECISIONS).read_bytes() if (folder / DECISIONS).exists() else b""
        _refuse_closed(folder, before)
        entry = complete(said)
        after = with_entry(before, entry)
        remarks = _checked(Intake(folder, {DECISIONS: after})).remarks
        write_atomically(folder / DECISIONS, after)
    return Noted(entry, tuple(remark.of_round(folder.name) for remark in remarks if remark not in known))


def _refuse_unknown(folder: Path, said: Entry) -> None:
    """What is asked for by a name that is not there: no fault of the file, so the option is named."""
    entry = Decided(0, **{"gremium": "", "step": "", **{key: said[key] for key in said if key != "decision"}})
    found = [
        *unknown_names(entry),
        *unknown_partner(entry, known_partners(Intake(folder))),
        *_none_of(entry, "word", WORDS),
        *_none_of(entry, "about", SUBJECTS),
    ]
    if found:
        raise UnknownNameError(replace(each, file="", where=f"--{each.where.rpartition(' ')[2]}") for each in found)


def _none_of(entry: Decided, key: str, known: Sequence[str]) -> Iterator[Problem]:
    found = getattr(entry, key)
    if found and found not in known:
        yield entry.problem(key, found, "dit kan hier niet", enumerate_nl(list(known), "of"))


def complete(said: Entry) -> Entry:
    """The entry with the gremium that usually takes the step, and with words where none were given."""
    product = product_named(said["product"])
    step = product.step(said.get("step", "")) if product else None
    usual = {"gremium": step.by[0] if step else WERKGROEP[0], "decision": f"{step.status if step else _words(said)}."}
    given = {**usual, **{key: value for key, value in said.items() if value != ""}}
    return {key: given[key] for key in _ORDER if key in given}


def _words(said: Entry) -> str:
    """What a decision says that is no step that there is."""
    if said.get("word"):
        return f"{said.get('partner', '')}: {said['word']} ({said.get('about', '')})"
    return str(said.get("step", ""))


def with_entry(before: bytes, entry: Entry) -> bytes:
    """The file with one entry more, in its own way of ending and indenting lines."""
    text = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=1_000_000)
    lines = before.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
    first = next((line for line in lines if line.lstrip(b" ").startswith(b"-") and line.strip() != b"---"), b"")
    indent = b" " * (len(first) - len(first.lstrip(b" ")))
    ending = b"\r\n" if before.count(b"\r\n") * 2 > before.count(b"\n") else b"\n"
    added = b"".join(indent + line + ending for line in text.encode("utf-8").splitlines())
    return before + (ending if before and not before.endswith(b"\n") else b"") + added


@contextmanager
def held_alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes in a round, and keep others waiting; clears what was half written."""
    lock = folder / _LOCK
    lock.parent.mkdir(exist_ok=True)
    with FileLock(lock):
        clear_half(folder)
        yield


def _checked(intake: Intake) -> Intake:
    read_decisions(intake, read_settings(intake))
    if intake.problems:
        raise InputError(intake.problems)
    return intake


def _refuse_closed(folder: Path, before: bytes) -> None:
    """With an entry behind it the file still says what it said: YAML has many ways to write a list and to end it."""
    stood = Intake(folder)
    entries = read_yaml(stood, DECISIONS) if stood.exists(DECISIONS) else None
    added = read_yaml(Intake(folder, {DECISIONS: with_entry(before, _PLAIN)}), DECISIONS)
    if added != [*(entries if isinstance(entries, list) else []), _PLAIN]:
        problem, expected = "hier kan geen besluit achter", "een lijst met elk besluit na een -, zonder iets erachter"
        raise InputError([Problem(DECISIONS, "", "", problem, expected)])

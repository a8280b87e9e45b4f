"""Whether a bag is, to the bit, what was frozen: by BagIt's own rules, and in canonical form."""

from __future__ import annotations

import logging
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.bag.form import (
    BAG_INFO,
    DATA,
    DECLARATION,
    DECLARED,
    MANIFEST,
    OXUM,
    TAG_FILES,
    TAG_MANIFEST,
    files_in,
    info_text,
    manifest_text,
    payload_digests,
    tag_digests,
)

_ENTRY = re.compile(r"([0-9a-f]{64})  (.+)")
CHANGED, GONE, ADDED = "het bestand is veranderd", "het bestand ontbreekt", "dit bestand hoort er niet bij"
GONE_WHOLE = "de map van deze versie ontbreekt"
NOT_CANONICAL = "het bestand staat er niet zoals het is geschreven"


def check_bag(folder: Path) -> list[Problem]:
    """Everything that is wrong with the bag of a version; nothing is written.

    What RFC 8493 leaves open is held to the one form that :mod:`mpp_lib.inputs.bag.form` tells of. A bag in which that
    finds nothing is then read by the library ``bagit``, which knows nothing of it.
    """
    return check_form(folder) or [*check_by_bagit(folder)]


def check_form(folder: Path) -> list[Problem]:
    """Every file of a bag that is not as its manifests say, and whatever else is not in the one form; without bagit."""
    if folder.is_symlink() or not folder.is_dir():
        problem = "de map van deze versie is een verwijzing" if folder.is_symlink() else GONE_WHOLE
        return [Problem("", "", "", problem, "de map zoals zij is bewaard")]
    odd = [path for path in files_in(folder) if not stat.S_ISREG((folder / path).lstat().st_mode)]
    if odd:
        problem, expected = "dit is een verwijzing, of anders geen bestand", "een gewoon bestand"
        return [Problem(path, "", "", problem, expected) for path in odd]
    return [*_canonical(folder)]


def _canonical(folder: Path) -> Iterator[Problem]:
    yield from _beside_data(folder)
    yield from _empty_folders(folder)
    yield from _manifest(folder, MANIFEST, payload_digests(folder))
    yield from _manifest(folder, TAG_MANIFEST, tag_digests(folder))
    yield from _declaration(folder)
    yield from _info(folder)


def _beside_data(folder: Path) -> Iterator[Problem]:
    beside = {path for path in files_in(folder) if not path.startswith(f"{DATA}/")}
    for path in sorted(beside - set(TAG_FILES)):
        yield Problem(path, "", "", ADDED, f"naast {DATA}/ alleen {', '.join(TAG_FILES)}")
    for path in sorted(set(TAG_FILES) - beside):
        yield Problem(path, "", "", GONE, "het bestand zoals het is bewaard")


def _empty_folders(folder: Path) -> Iterator[Problem]:
    for place in sorted(path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())):
        where = place.relative_to(folder).as_posix()
        yield Problem(where, "", "", "een lege map hoort er niet bij", "alleen mappen met een bestand erin")


def _manifest(folder: Path, name: str, found: Mapping[str, str]) -> Iterator[Problem]:
    """Holds what a manifest says against what is there; nothing where there is no manifest, which was told."""
    if not (folder / name).is_file():
        return
    said = _entries(folder / name)
    if said is None:
        expected = "op elke regel een controlegetal, twee spaties en een pad, in volgorde van pad"
        yield Problem(name, "", "", NOT_CANONICAL, expected)
        return
    for path in sorted({*said, *found}):
        if said.get(path) != found.get(path):
            problem = GONE if path not in found else ADDED if path not in said else CHANGED
            yield Problem(path, "", found.get(path, ""), problem, said.get(path, f"wat in {name} staat"))


def _entries(file: Path) -> dict[str, str] | None:
    """Path → checksum as a manifest says; None where it is not written in the one way it can be."""
    text = _text(file)
    matches = [_ENTRY.fullmatch(line) for line in text.split("\n")[:-1]] if text else []
    said = {match[2]: match[1] for match in matches if match}
    return said if manifest_text(said) == text else None


def _declaration(folder: Path) -> Iterator[Problem]:
    if (folder / DECLARATION).is_file() and _text(folder / DECLARATION) != DECLARED:
        yield Problem(DECLARATION, "", "", NOT_CANONICAL, DECLARED.replace("\n", "; ").rstrip("; "))


def _info(folder: Path) -> Iterator[Problem]:
    if not (folder / BAG_INFO).is_file():
        return
    text = _text(folder / BAG_INFO)
    pairs = [line.partition(": ")[::2] for line in text.split("\n")[:-1]]
    if info_text(pairs) != text:
        yield Problem(
            BAG_INFO, "", "", NOT_CANONICAL, "op elke regel een naam, een dubbele punt, een spatie, een waarde"
        )
    elif [label for label, _ in pairs].count(OXUM) != 1 or pairs[-1][0] != OXUM:
        yield Problem(BAG_INFO, OXUM, "", "de omvang ontbreekt of staat er dubbel", "één keer, op de laatste regel")


def _text(file: Path) -> str:
    """What a file holds; empty, which none of them is, where that is no text."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return ""


def check_by_bagit(folder: Path) -> Iterator[Problem]:
    """What the library ``bagit`` finds wrong with a bag."""
    import bagit

    logging.getLogger(bagit.__name__).disabled = True  # it tells each error twice, in English
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        yield Problem("", "", "", f"volgens BagIt klopt deze map niet ({error})", "een geldige BagIt-map")

"""The one form a bag (BagIt, RFC 8493) has here: its files, its manifests, its kop.

BagIt leaves open in what order a manifest is, how it is laid out and what else stands beside it, and a tag manifest may
be absent. A version has one form: exactly the four tag files below, each in the one way that it can be written, so
that its tag manifest holds every byte of the bag.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from mpp_lib.inputs.fingerprint import file_digest

DATA, DECLARATION, MANIFEST = "data", "bagit.txt", "manifest-sha256.txt"
BAG_INFO, TAG_MANIFEST = "bag-info.txt", "tagmanifest-sha256.txt"
DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
IN_TAG_MANIFEST = (BAG_INFO, DECLARATION, MANIFEST)
TAG_FILES = (*IN_TAG_MANIFEST, TAG_MANIFEST)
OXUM = "Payload-Oxum"
"""Label: the bytes and the number of the files below ``data/``."""


def head_of(folder: Path) -> str:
    """The kop of a bag.

    Raises:
        OSError: it has no tag manifest that can be read.
    """
    return file_digest(folder / TAG_MANIFEST)


def payload_digests(folder: Path) -> dict[str, str]:
    """Path in the bag → checksum of every file below ``data/``."""
    return {path: file_digest(folder / path) for path in files_in(folder) if path.startswith(f"{DATA}/")}


def tag_digests(folder: Path) -> dict[str, str]:
    """Name → checksum of the files that the tag manifest is about, as far as they are there."""
    return {name: file_digest(folder / name) for name in IN_TAG_MANIFEST if (folder / name).is_file()}


def files_in(folder: Path) -> list[str]:
    """Every file of a bag, as a path with ``/``, in order; links count as files, whatever they lead to."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in (*names, *links)]
    return sorted(found)


def manifest_text(digests: Mapping[str, str]) -> str:
    """A manifest as ``sha256sum`` writes and checks it, in order of path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def info_text(info: Iterable[tuple[str, str]]) -> str:
    """``bag-info.txt``: a label and a value on each line; white space in a value, line ends too, is one space."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info)

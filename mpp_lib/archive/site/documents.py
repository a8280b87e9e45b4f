"""The documents of a version: what a reader opens, with the checksum by which a copy is known."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from urllib.parse import quote

from mpp_lib.inputs.bag.form import DATA, MANIFEST
from mpp_lib.inputs.versions import RESULTS, Version

FOLDER = "documenten"
"""The folder of the site that holds copies of documents."""
_KINDS = {"report": "rapport", "workbooks": "rekenblad", "data": "datawerkboek", RESULTS: "resultaattabel"}
"""Place in the data of a version → what stands there, in the order in which a reader looks for it."""
_SHOWN = re.compile(rf"([0-9a-f]{{64}})  ({DATA}/(?:report|workbooks|data)/[^/\n]+|{DATA}/results\.csv)")


@dataclass(frozen=True)
class Document:
    """A file of a version.

    Attributes:
        path: in the bag.
        checksum: SHA-256, as the manifest of the bag has it.
    """

    version: Version
    path: str
    checksum: str

    @property
    def name(self) -> str:
        """What it is called."""
        return Path(self.path).name

    @property
    def kind(self) -> str:
        """What it is, in Dutch."""
        return _KINDS[self._place]

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands among the others."""
        return list(_KINDS).index(self._place), self.name

    @property
    def _place(self) -> str:
        return Path(self.path).parts[1]

    @property
    def file(self) -> Path:
        """Where it stands."""
        return self.version.folder / self.path


def documents(version: Version) -> tuple[Document, ...]:
    """Those that the manifest names; none where the version is not there, or is not what was frozen."""
    return tuple(sorted(_named(version), key=attrgetter("order"))) if version.sound else ()


def _named(version: Version) -> Iterator[Document]:
    for line in (version.folder / MANIFEST).read_text(encoding="utf-8").splitlines():
        if found := _SHOWN.fullmatch(line):
            yield Document(version, found[2], found[1])


@dataclass(frozen=True)
class Shelf:
    """Where links to documents lead.

    Attributes:
        site: the folder that the site will stand in.
        copied: whether the documents go along in it, so that it works without the rounds.
    """

    site: Path
    copied: bool

    def place(self, document: Document) -> str:
        """Where the copy of a document stands in the site."""
        return f"{FOLDER}/{document.version.round}/{document.version.name}/{document.name}"

    def address(self, document: Document) -> str:
        """The address of a document, seen from the first page of the site."""
        beside = os.path.relpath(document.file, self.site)
        return quote(self.place(document) if self.copied else Path(beside).as_posix())

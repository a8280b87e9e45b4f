"""Reads the files of one round folder, once each, and remembers what was read and what was wrong. Never writes."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.files import inside

MAX_BYTES = 20_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no text holds; half a pair of surrogates only comes from an escape."""


class Intake:
    """The reading side of a round folder.

    Attributes:
        folder: the round folder.
        proposed: path relative to the folder → bytes that are looked at in the place of what stands there.
        problems: what was wrong with the files read so far.
        remarks: what was remarkable in them without being wrong.
        checksums: path relative to the folder → SHA-256 of every file read.
    """

    def __init__(self, folder: Path, proposed: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self.folder = folder
        self.proposed = proposed
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self.checksums: dict[str, str] = {}

    def exists(self, relative: str) -> bool:
        """Whether there is anything by that name (a broken link counts)."""
        path = self.folder / relative
        return relative in self.proposed or path.exists() or path.is_symlink()

    def is_file(self, relative: str) -> bool:
        """Whether there is an ordinary file by that name."""
        return relative in self.proposed or (self.folder / relative).is_file()

    def text(self, relative: str, limit: int = MAX_BYTES) -> str | None:
        """The text of a file that exists, without BOM; None, with the problem noted, where it cannot be read."""
        content = self.content(relative, limit)
        return None if content is None else self._decoded(relative, content)

    def content(self, relative: str, limit: int = MAX_BYTES) -> bytes | None:
        """The bytes of a file that exists; None, with the problem noted, where it cannot be read."""
        content = self._content(relative, limit)
        if content is not None:
            self.checksums[relative] = hashlib.sha256(content).hexdigest()
        return content

    def refuse(self, relative: str, where: str, found: str, problem: str, expected: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(relative, where, found, problem, expected))

    def _content(self, relative: str, limit: int) -> bytes | None:
        path = self.folder / relative
        if not inside(self.folder, relative):
            self.refuse(relative, "", "", "dit verwijst naar een plek buiten de rondemap", "een bestand in de map zelf")
            return None
        if not self.is_file(relative):
            self.refuse(relative, "", "", "dit is geen gewoon bestand", "een bestand dat te lezen is")
            return None
        size = len(self.proposed[relative]) if relative in self.proposed else path.stat().st_size
        if size > limit:
            self.refuse(relative, "", f"{size} bytes", "het bestand is te groot", f"ten hoogste {limit} bytes")
            return None
        return self._bytes(path, relative)

    def _bytes(self, path: Path, relative: str) -> bytes | None:
        try:
            return self.proposed[relative] if relative in self.proposed else path.read_bytes()
        except OSError:
            self.refuse(relative, "", "", "het bestand is niet te lezen", "een bestand met leesrechten")
            return None

    def _decoded(self, relative: str, content: bytes) -> str | None:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.refuse(relative, "", "UTF-16", "de tekencodering is onjuist", "UTF-8 (in Excel: CSV UTF-8)")
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found = f"byte {content[error.start]:#04x}"
            self.refuse(relative, f"regel {line}", found, "de tekencodering is onjuist", "UTF-8 (in Excel: CSV UTF-8)")
            return None
        return self._printable(relative, text)

    def _printable(self, relative: str, text: str) -> str | None:
        match = CONTROL.search(text)
        if match is None:
            return text
        line = text.count("\n", 0, match.start()) + 1
        found = "NUL" if match[0] == "\x00" else f"teken {ord(match[0]):#04x}"
        self.refuse(relative, f"regel {line}", found, "het bestand bevat een stuurteken", "alleen leesbare tekst")
        return None

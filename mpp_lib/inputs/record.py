"""What was made before: the key it was made under and the checksum of each of its files, in one small JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.fingerprint import file_digest


@dataclass(frozen=True)
class Record:
    """The record at ``path``: removed before its files are replaced, written after the last of them."""

    path: Path

    def holds(self, key: str, files: Iterable[Path]) -> bool:
        """Whether each of these files is, byte for byte, what was made under this key.

        A record that cannot be read holds nothing.
        """
        try:
            said = json.loads(_ordinary(self.path).read_text(encoding="utf-8"))
            if said["key"] != key:
                return False
            return all(said["files"][file.name] == file_digest(_ordinary(file)) for file in files)
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return False

    def forget(self) -> None:
        """Nothing counts as made any more."""
        self.path.unlink(missing_ok=True)

    def write(self, key: str, files: Iterable[Path]) -> None:
        """These files were made under this key."""
        said = {"key": key, "files": {file.name: file_digest(file) for file in files}}
        write_atomically(self.path, json.dumps(said, indent=1).encode("utf-8"))


def _ordinary(path: Path) -> Path:
    """The path, once it is known that reading it comes to an end.

    Raises:
        FileNotFoundError: there is no file, or something that is no ordinary one.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    return path

"""The code that a notebook can see: the modules it imports and what these import, wherever they do so.

What a notebook cannot reach decides nothing of what it shows, so that an edit there lets it be. Read as lines rather
than as a tree: the library is gone through each time a report is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from mpp_lib.base.brand import BRAND
from mpp_lib.base.shipped import LIBRARY, LOCK_FILE
from mpp_lib.inputs.fingerprint import digests, file_digest
from mpp_lib.report.keys import key

NAME = LIBRARY.name
RUNS_THEM = tuple(f"{NAME}.report.{module}" for module in ("executed", "kernel", "notebooks", "workers"))
"""What decides how a notebook is run and what is kept of it; what these import does not."""
_PACKAGE = "__init__.py"
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:(?:[ \t].*)?\n)+", re.MULTILINE)
_IMPORT = re.compile(
    rf"^[ \t]*(?:from[ \t]+(?P<module>{NAME}(?:\.\w+)*)[ \t]+import[ \t]*(?P<names>\([^)]*\)|[^\n#]*)"
    rf"|import[ \t]+(?P<plain>{NAME}\b[^\n#]*))",
    re.MULTILINE,
)
_BESIDE_NAMES = re.compile(r"\s+as\s+\w+|#.*|[()\\]")


class Library:
    """The code of the library at one moment; and the tables, house style and locked dependencies beside it."""

    def __init__(self) -> None:
        self._next: dict[str, frozenset[str]] = {}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Path within the library → checksum of every module."""
        return digests(LIBRARY, ["**/*.py"])

    @cached_property
    def key(self) -> str:
        """Checksum over all of it."""
        return key(code=self.digests, beside=self._beside)

    def key_seen_by(self, notebook: Path, *more: str) -> str:
        """Checksum over what a notebook can see of it; of a file that is no notebook, which nobody runs, over little.

        Args:
            more: modules that it sees without importing them.
        """
        return key(code={path: self.digests[path] for path in self.seen_by(notebook, *more)}, beside=self._beside)

    def seen_by(self, notebook: Path, *more: str) -> list[str]:
        """The modules that a notebook can reach and those that run it, as paths within the library, in order."""
        return sorted(self._reached({*imported(_code_of(notebook)), *more}) | {*self._files_of(RUNS_THEM)})

    @cached_property
    def _beside(self) -> list[str]:
        """The checksums of what all code may read beside itself."""
        return [*map(file_digest, (LOCK_FILE, BRAND)), *digests(LIBRARY, ["**/*.csv"]).values()]

    def _reached(self, names: Iterable[str]) -> set[str]:
        """The files of these names and of all that they reach.

        The library itself is imported with each of them, but what it imports when it is asked for a name is not.
        """
        waiting, seen = list(self._files_of(names)), set[str]()
        while waiting:
            file = waiting.pop()
            if file not in seen:
                seen.add(file)
                waiting += self._imported_by(file) - seen
        return seen | {_PACKAGE}

    def _imported_by(self, file: str) -> frozenset[str]:
        """The files that a module imports, and the packages that it stands in."""
        if file not in self._next:
            text = (LIBRARY / file).read_text(encoding="utf-8")
            self._next[file] = frozenset((*self._files_of(imported(text)), *_packages(file)))
        return self._next[file]

    def _files_of(self, names: Iterable[str]) -> Iterator[str]:
        """The file of each name: of a module, a package, or the module that holds it."""
        for name in names:
            path = "/".join(name.split(".")[1:])
            above = path.rpartition("/")[0]
            places = (f"{path}.py", f"{path}/{_PACKAGE}".lstrip("/"), f"{above}.py", f"{above}/{_PACKAGE}".lstrip("/"))
            yield from [place for place in places if place in self.digests][:1]


def imported(source: str) -> set[str]:
    """Dotted name of everything of the library that code imports, but for what only the reader of types does."""
    found: set[str] = set()
    for each in _IMPORT.finditer(_FOR_TYPES.sub("", source)):
        names = [name.strip() for name in _BESIDE_NAMES.sub("", each["names"] or each["plain"]).split(",")]
        found |= {f"{each['module']}.{name}" if each["module"] else name for name in names if name}
    return found


def _packages(file: str) -> Iterator[str]:
    """The packages that a module stands in, but for the library itself."""
    folders = file.split("/")[:-1]
    yield from ("/".join([*folders[: depth + 1], _PACKAGE]) for depth in range(len(folders)))


def _code_of(notebook: Path) -> str:
    """What its code cells hold; nothing of a file that is no notebook."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""

"""Parts of a page that were finished before: tables and drawings, each by what it was made of.

They stand in the render folder, in which every file is known by its checksum before a next run takes anything over
(:mod:`mpp_lib.report.retell`). Of the page only what is new goes through pandoc, and is looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mpp_lib.report.keys import key

FILE = "gereed.json"
MARK = "<!--deel:{}-->"
"""Stands in a page where a part comes; no text can hold it, as ``<`` of a text is ``&lt;`` there."""
_MARK = re.compile(r"<!--deel:([0-9a-f]{64})-->")
_NEW = re.compile(r"<!--begin:([0-9a-f]{64})-->(.*?)<!--eind:\1-->", re.DOTALL)


@dataclass
class Finished:
    """The parts of one page.

    Attributes:
        before: key → part, of an earlier run.
        made: those of this run.
    """

    before: Mapping[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Finished:
        """Those that an earlier run left in a render folder; none where that cannot be read."""
        try:
            return cls(json.loads((folder / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return cls()

    def knows(self, name: str) -> bool:
        """Whether a part need not be made."""
        return name in self.before or name in self.made

    def with_new(self, page: str) -> str:
        """The page with what is new in it: what stands between marks is kept, what was made goes to its mark."""
        self.made.update(_NEW.findall(page))
        return _filled(_NEW.sub(r"\2", page), self.made)

    def with_all(self, page: str) -> str:
        """The page with all parts in it."""
        return _filled(page, self.before)

    def keep(self, folder: Path, page: str) -> None:
        """Leave the parts of this run for a next one.

        Args:
            page: with only what is new in it.
        """
        kept = {**{name: self.before[name] for name in _MARK.findall(page) if name in self.before}, **self.made}
        (folder / FILE).write_text(json.dumps(kept, ensure_ascii=False, sort_keys=True), encoding="utf-8", newline="\n")


def part_key(*made_of: str) -> str:
    """What a part goes by."""
    return key(made_of=made_of)


def _filled(page: str, parts: Mapping[str, str]) -> str:
    return _MARK.sub(lambda mark: parts.get(mark[1], mark[0]), page)

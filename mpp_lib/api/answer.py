"""What an analyst gets back: a table to look at, the document a machine reads, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Generic, TypeVar

import pandas as pd

Found = TypeVar("Found")


@dataclass(frozen=True, repr=False)
class Answer(Generic[Found]):
    """The answer to one question about a round.

    Attributes:
        heading: what was asked, in Dutch.
        table: the answer, unrounded.
        document: the same as ``mpp … --json`` prints it.
        found: the objects behind it.
    """

    heading: str
    table: pd.DataFrame
    document: Mapping[str, Any]
    found: Found

    def __repr__(self) -> str:
        return f"<{self.heading}: {len(self.table)} rijen>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.heading)}</p>{self.table.to_html(index=False, escape=True)}"

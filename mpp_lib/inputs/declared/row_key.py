"""How a row of an input is named in one text: the values of its key columns, and behind a colon one of its cells.

``2025/Hoog`` is a row of ``scenarios.csv``, ``2025/Hoog:kans`` a cell of it; an empty value of a key is left out. In a
pattern ``*`` stands for any text, also none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

BETWEEN, BEFORE_COLUMN, ANY = "/", ":", "*"
_WILD_ELSEWHERE = re.compile(r"[\[?]")


def row_key(values: Iterable[object]) -> str:
    """The key of a row in one text.

    >>> row_key(["w_c", "2025-01", ""])
    'w_c/2025-01'
    """
    return BETWEEN.join(str(value) for value in values if value not in ("", None))


def cell_key(row: str, column: str) -> str:
    """A cell of a row, or the row itself where no column is named."""
    return f"{row}{BEFORE_COLUMN}{column}" if column else row


def fits(pattern: str, name: str) -> bool:
    """Whether a name is one that a pattern covers.

    >>> fits("coa.*", "coa.bezetting"), fits("w_[c]", "w_c")
    (True, False)
    """
    return fnmatchcase(name, _WILD_ELSEWHERE.sub(r"[\g<0>]", pattern))

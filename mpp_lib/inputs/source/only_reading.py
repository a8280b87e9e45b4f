"""Whether SQL is one question that only reads, as far as that can be seen without a database."""

from __future__ import annotations

import re

_READS = ("SELECT", "WITH")
_SET_APART = re.compile(r"""'[^'\\]*' | "[^"\\]*" | --[^\r\n]* | /\*(?:(?!/\*|\*/).)*\*/""", re.DOTALL | re.VERBOSE)
"""A text, a name or a comment, of the forms that every database reads alike."""
_ENDS = re.compile(r""";|'|"|/\*|\*/""")
_OWN_QUOTES = re.compile(r"[\\$`\[\]#]")
"""What begins or ends a text, name or comment in one database and not in another."""


def only_reads(query: str) -> bool:
    """Whether a query begins as one that reads, and holds no second statement.

    A semicolon may stand in a text, a name or a comment, where no database could read that otherwise.

    >>> only_reads("SELECT ';' AS teken  -- alleen lezen; niets anders")
    True
    >>> only_reads("COMMIT; DROP TABLE cijfers"), only_reads("SELECT 1; DROP TABLE cijfers")
    (False, False)
    """
    bare = _SET_APART.sub(" ", query)
    hidden = ";" in query if _OWN_QUOTES.search(query) else _ENDS.search(bare)
    first = re.match(r"[\s(]*([A-Za-z]+)", bare)
    return not hidden and first is not None and first[1].upper() in _READS

"""Text of others inside Markdown: shown as it was written, never read as markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#@^~$&|]")
_AT_START = re.compile(r"^(\d+(?=[.)])|(?=[-+%:=]))")


def literal(text: str) -> str:
    r"""A text on one line as Markdown that shows exactly these words.

    >>> literal("# <b> *echt* @fig-x $1")
    '\\# \\<b\\> \\*echt\\* \\@fig-x \\$1'
    >>> literal("1. nieuw"), literal("2024-1")
    ('1\\. nieuw', '2024-1')
    """
    return _AT_START.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", " ".join(text.split())))

"""Text of others inside Markdown, shown as it was written; and where Markdown holds code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

INLINE_CODE = re.compile(r"(?P<ticks>`+).+?(?P=ticks)(?!`)")
_SHORTENED = re.compile(rf"{INLINE_CODE.pattern}|(?<![\w'’])'(?=(?:s|t|n|k|m|r|ns|er|ie)\b(?!')|\d\d\b(?!'))")
"""An apostrophe where Dutch leaves letters or a century out: 's-Gravenhage, 't, '90."""
EXECUTABLE = re.compile(r"[\s`~]*\{[A-Za-z]")
"""The first line of a block of code that would be run."""
_FENCE = re.compile(r"^\s*(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_COMMENT_OPENS, _COMMENT_CLOSES = "<!--", "-->"
_SENTENCE = re.compile(r"(?:[^\W\d_]{2,}|[A-Z]) \S[^\n]*(?:\Z|\n(?! *[-=:~|]))")
"""How a paragraph begins, whose second line makes it no heading, table or term."""
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#@^~$&|]")
_AT_START = re.compile(r"^(\d+(?=[.)])|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))|(?=[-+%:=]))|(?<=-)(?=-)")
"""Where a sign would begin a list or another block, or two hyphens would be read as a dash."""


def literal(text: str) -> str:
    r"""A text on one line as Markdown that shows exactly these words.

    >>> literal("# <b> *echt* @fig-x $1")
    '\\# \\<b\\> \\*echt\\* \\@fig-x \\$1'
    >>> literal("1. nieuw"), literal("2024-1")
    ('1\\. nieuw', '2024-1')
    >>> literal("(1) a--b"), literal("ii) b"), literal("a. b")
    ('(1\\) a-\\-b', 'ii\\) b', 'a\\. b')
    """
    return _AT_START.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", " ".join(text.split())))


def run_in(heading: str, words: str) -> str:
    """A bold heading and words: a sentence stands in its line, so that no page parts the two; what else begins anew.

    >>> run_in("**Kop.**", "Er is meer."), run_in("**Kop.**", "a. eerste")
    ('**Kop.** Er is meer.', '**Kop.**\\n\\na. eerste')
    >>> run_in("**Kop.**", "Een kop\\n======="), run_in("**Kop.**", "Een regel\\nen nog een")
    ('**Kop.**\\n\\nEen kop\\n=======', '**Kop.** Een regel\\nen nog een')
    """
    return f"{heading}{' ' if _SENTENCE.match(words) else chr(10) * 2}{words}"


def code_blocks(lines: Iterable[str]) -> Iterator[tuple[int, int | None]]:
    """First and last row, from 0, of each fenced block of code; no last row for a block that is never closed.

    >>> list(code_blocks(["tekst", "```", "x", "```", "~~~ {.r}", "y"]))
    [(1, 3), (4, None)]
    """
    start, fence = 0, ""
    for row, line in enumerate(lines):
        before, fence = fence, _code_after(fence, line)
        if fence and not before:
            start = row
        elif before and not fence:
            yield start, row
    if fence:
        yield start, None


def _code_after(fence: str, line: str) -> str:
    """The fence of the block of code that is open after a line, empty where none is; given that of before it."""
    match = _FENCE.match(line)
    if not fence:
        return match["fence"] if match else ""
    return "" if match and not match["info"].strip() and match["fence"].startswith(fence) else fence


def rows_of_code(lines: Sequence[str]) -> frozenset[int]:
    """The rows, from 0, that stand in a fenced block of code, the fences included."""
    blocks = code_blocks(lines)
    return frozenset(row for start, end in blocks for row in range(start, len(lines) if end is None else end + 1))


def comments(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last row, from 0, of each comment that fills its lines; not one in a block of code, nor code in one.

    Where another begins before one ends, its end was forgotten: what stands between was to be read, so that is none.

    >>> list(comments(["<!-- kort -->", "tekst", "<!--", "lang", "-->", "<!-- open"]))
    [(0, 0), (2, 4)]
    """
    start, fence = None, ""
    for row, line in enumerate(lines):
        if start is None:
            fence = _code_after(fence, line)
            start = row if not fence and line.lstrip().startswith(_COMMENT_OPENS) else None
        if start is not None and _COMMENT_CLOSES in line:
            whole = "\n".join(lines[start : row + 1]).rstrip()
            if whole.endswith(_COMMENT_CLOSES) and whole.count(_COMMENT_OPENS) == whole.count(_COMMENT_CLOSES) == 1:
                yield start, row
            start = None


def without_comments(text: str) -> str:
    """The text with an empty line for each line of a comment: what is for the one who writes, no reader gets."""
    lines = text.split("\n")
    for start, end in comments(lines):
        lines[start : end + 1] = [""] * (end + 1 - start)
    return "\n".join(lines)


def as_comment(text: str) -> str:
    """A text as a comment of its own lines; what would begin or end one in it is parted."""
    parted = text.strip().replace(_COMMENT_CLOSES, "-- >").replace(_COMMENT_OPENS, "< !--")
    return "\n".join([_COMMENT_OPENS, parted, _COMMENT_CLOSES, ""])


def with_apostrophes(text: str) -> str:
    """The text with an apostrophe where a straight quote stands for letters left out: no quotation opens there.

    >>> with_apostrophes("in 's-Gravenhage en 't Harde, '90")
    'in ’s-Gravenhage en ’t Harde, ’90'
    """
    return _SHORTENED.sub(lambda found: found[0] if found["ticks"] else "’", text)

"""How deep the Markdown of a text nests, seen without reading it: pandoc takes hours over what is deep enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mpp_lib.base.markdown import comments, with_apostrophes, without_comments
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.privacy import personal_text

MAX_BYTES = 200_000
"""Of one text."""
MAX_DEPTH = 20
MAX_BRACKETS = 10
"""Each bracket that stays open doubles what pandoc tries."""
TOO_DEEP = "de tekst is te diep genest"
EXPECTED = f"ten hoogste {MAX_DEPTH} lagen van citaten, lijsten of blokken, en {MAX_BRACKETS} haken [ die openstaan"
_LEADING = re.compile(r"\s*(?:(?:>|(?:[-+*:~]|[0-9#a-zA-Z]{1,9}[.)]|\(@?[0-9a-zA-Z]{0,9}\))(?=\s))\s*)*")
"""The signs before the words of a line that each open a quotation or a list."""
_SIGN = re.compile(r">|[-+*:~](?=\s)|[.)](?=\s)")
_BRACKET = re.compile(r"\\.|[\[\]]")
_OPENS = re.compile(r"^[ >]*:{3,} *[^ :]|<(?:div|span)\b", re.IGNORECASE)
_CLOSES = re.compile(r"^[ >]*:{3,} *$|</(?:div|span)\b", re.IGNORECASE)


def read_prose(intake: Intake, file: str) -> str | None:
    """A text that is not too large or deep to be read as Markdown; None, with the problem noted, of any other.

    A comment is for whoever writes: of it only personal numbers are looked for, as it is kept with the round.
    """
    given = intake.text(file, MAX_BYTES)
    text = None if given is None else _without_comments(intake, file, given)
    row = None if text is None else next(_too_deep(text), None)
    if row is not None:
        intake.refuse(file, f"regel {row}", "", TOO_DEEP, EXPECTED)
        return None
    return None if text is None else with_apostrophes(text)


def _without_comments(intake: Intake, file: str, text: str) -> str:
    lines = text.split("\n")
    for start, end in comments(lines):
        for number, line in enumerate(lines[start : end + 1], start=start + 1):
            intake.problems.extend(personal_text(file, f"regel {number}", line))
    return without_comments(text)


def _too_deep(text: str) -> Iterator[int]:
    """Numbers of lines at which the nesting has become too deep."""
    brackets = blocks = 0
    for number, line in enumerate(text.splitlines(), start=1):
        leading = _LEADING.match(line)
        signs = len(_SIGN.findall(leading[0])) if leading else 0
        brackets = _brackets(line, brackets if line.strip() else 0)
        blocks = max(0, blocks + len(_OPENS.findall(line)) - len(_CLOSES.findall(line)))
        if max(signs, blocks) > MAX_DEPTH or brackets > MAX_BRACKETS:
            yield number


def _brackets(line: str, open_: int) -> int:
    """The most brackets that are open at once, or at the end of the line."""
    most = open_
    for sign in _BRACKET.findall(line):
        open_ = max(0, open_ + (sign == "[") - (sign == "]"))
        most = max(most, open_)
    return most if most > MAX_BRACKETS else open_

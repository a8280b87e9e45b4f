"""Many messages as a page that a person reads: what has one cause is told once, with every place where it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TextIO

from mpp_lib.base.errors import Problem
from mpp_lib.cli.answers import ASKED, folded, width_of
from mpp_lib.cli.refusals import refusal


def grouped(problems: Iterable[Problem], of_round: str = "") -> Iterator[str]:
    """The lines, in order of where each cause is first.

    Args:
        of_round: the round that everything is about, so that its name need not stand in every line.
    """
    causes: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        one = replace(problem, round="") if problem.round == of_round and problem.file else problem
        causes.setdefault((one.problem, one.expected, one.awaits), []).append(one)
    for alike in causes.values():
        yield from [refusal(alike[0])] if len(alike) == 1 else _together(alike)


def _together(alike: Sequence[Problem]) -> Iterator[str]:
    first = replace(alike[0], round="", file="", where="", found="")
    said = refusal(first)
    yield f"{len(alike)} keer: {said[:1].lower()}{said[1:]}"
    for one in alike:
        place = ", ".join(filter(None, ("/".join(filter(None, (one.round, one.file))), one.where)))
        yield "  " + ": ".join(filter(None, (place, one.found)))


def laid_out(lines: Iterable[str], stream: TextIO) -> Iterator[str]:
    """The lines, folded between words where a person sees them; one that goes on, goes in."""
    width = width_of(stream)
    for line in lines:
        inset = line[: len(line) - len(line.lstrip())]
        yield from folded(line, width, inset + "    ") or [""]


def remark(remarks: Iterable[Problem], of_round: str = "") -> None:
    """Tell what is remarkable beside an answer, on stderr; with ``-q`` nothing."""
    lines = [f"  {line}" for line in grouped(remarks, of_round)]
    if lines and not ASKED.quiet:
        tell(["Let op", *lines])


def tell(lines: Iterable[str]) -> None:
    """Print lines on stderr, laid out."""
    for line in laid_out(lines, sys.stderr):
        print(line, file=sys.stderr)

"""What is said of a file in the order of its cells, and once where many cells have one cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.spans import rows_of

FEW = 3
"""So many of one cause are each told by themselves."""
_CELL = re.compile(r"(?P<inside>blad .*), cel(?:len)? (?P<column>[A-Z]{1,3})(?P<row>[0-9]+)\b.*")
_SHEET_ROW = re.compile(r"(?P<inside>blad .*), rij (?P<row>[0-9]+)")
_ROW = re.compile(r"rij (?P<row>[0-9]+)(?:, (?P<inside>kolom .*))?")
_NUMBER = re.compile(r"[-+−]?[0-9][0-9.,%\s]*")


def in_place(where: str) -> list[tuple[int, str]]:
    """A place as numbers and words, to sort by: row 10 after row 2, and a sheet row by row."""
    on_sheet = _CELL.fullmatch(where) or _SHEET_ROW.fullmatch(where)
    if on_sheet:
        column = _number_of(on_sheet.groupdict().get("column") or "")
        return [*in_place(on_sheet["inside"]), (int(on_sheet["row"]), ""), (column, "")]
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", where)]


def one_per_cause(problems: Sequence[Problem]) -> list[Problem]:
    """The same problems in the same order; of a cause in more than a few cells only the first, with how many more."""
    causes: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        causes.setdefault(_cause(problem), []).append(problem)
    return [one for alike in causes.values() for one in (alike if len(alike) <= FEW else [_with_count(alike)])]


def _cause(problem: Problem) -> tuple[str, ...]:
    """Where and what, of problems in cells; numbers differ from cell to cell, words are each a cause of their own."""
    place = _CELL.fullmatch(problem.where) or _ROW.fullmatch(problem.where)
    words = "" if _NUMBER.fullmatch(problem.found) else problem.found
    inside = place["inside"] or "" if place else problem.where
    own = () if place else (problem.expected,)
    return problem.round, problem.file, inside, problem.problem, words, *own


def _with_count(alike: Sequence[Problem]) -> Problem:
    first, last, more = alike[0], alike[-1].where, len(alike) - 1
    cell, row = _CELL.fullmatch(last), _ROW.fullmatch(last)
    count = f"nog {more} cellen, tot en met {cell['column']}{cell['row']}" if cell else f"nog {rows_of(more)}"
    until = f", tot en met rij {row['row']}" if row else ""
    return replace(first, problem=f"{first.problem} (ook in {count}{until})")


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number

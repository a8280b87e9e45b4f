"""What the report of a round rests on: its forerunners and the monitor of the last, the hindcast, publications."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.edition.read_edition import check_editions
from mpp_lib.inputs.published import read_published
from mpp_lib.inputs.rounds import last_monitor, lineage, refuse_missing_previous
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult, calculate

T = TypeVar("T")


class Checked(NamedTuple):
    """What is wrong, what is remarkable without being wrong, and the round calculated where that could be done."""

    problems: list[Problem]
    remarks: list[Problem]
    result: RoundResult | None


def check_with_foundations(folder: Path) -> Checked:
    """Problems of a round, of its editions and of all that its report rests on; and the remarks on the round itself.

    Of the rounds before it only the inputs are looked at: they are calculated when a report is made.
    """
    found = check_round(folder, catalogue_named)
    editions = tuple(check_editions(folder, catalogue_named))
    problems = [*found.problems, *(problem for edition in editions for problem in edition.problems)]
    result = None if found.inputs is None else _opened(partial(calculate, found.inputs), problems)
    for before in lineage(folder)[1:]:
        problems += check_round(before, catalogue_named).problems
    problems += _refused_beside(folder)
    remarks = [*found.warnings, *(each for edition in editions for each in edition.warnings)]
    return Checked(list(dict.fromkeys(problems)), remarks, result)


def open_with_foundations(folder: Path) -> tuple[RoundResult, ...]:
    """A round and those it descends from, oldest first, once everything its report rests on is found right.

    Raises:
        InputError: with everything that is wrong with any of it, the round itself first.
    """
    problems: list[Problem] = []
    results = [result for each in lineage(folder) if (result := _opened(partial(open_round, each), problems))]
    problems += _refused_beside(folder)
    if problems:
        raise InputError(dict.fromkeys(problems))
    return tuple(reversed(results))


def _refused_beside(folder: Path) -> list[Problem]:
    """What is wrong with the monitor of the round before, the hindcast and the published figures."""
    problems = [*refuse_missing_previous(lineage(folder)[-1]), *_refused_monitor(folder)]
    _opened(partial(open_hindcast, folder.parent), problems)
    _opened(partial(read_published, folder.parent, catalogue_named(STANDARD)), problems)
    return problems


def _opened(step: Callable[[], T], problems: list[Problem]) -> T | None:
    """What a step gives; None where it refuses, with its problems added."""
    try:
        return step()
    except InputError as error:
        problems += error.problems
        return None


def _refused_monitor(folder: Path) -> list[Problem]:
    """What is wrong with the editions that the report shows."""
    last = last_monitor(folder)
    editions = check_editions(last[0], catalogue_named, last[1]) if last else ()
    return [problem for edition in editions for problem in edition.problems]

"""What the report of a round rests on: its forerunners and the monitor of the last, the hindcast, publications."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.edition.read_edition import check_editions
from mpp_lib.inputs.published import read_published
from mpp_lib.inputs.reading.files import rounds_of
from mpp_lib.inputs.rounds import last_monitor, lineage, refuse_missing_previous
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.published import as_published
from mpp_lib.production.run import RoundResult, calculate

T = TypeVar("T")


class Checked(NamedTuple):
    """What is wrong, and what is remarkable without being wrong."""

    problems: list[Problem]
    remarks: list[Problem]


class Foundations:
    """A round and what its report rests on: each round is read once, and calculated once where that is asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._round, *self._earlier = (_Round(each) for each in lineage(folder))
        self._beside = _refused_beside(folder)

    @property
    def result(self) -> RoundResult | None:
        """The round, where it could be calculated."""
        return self._round.result

    @property
    def previous(self) -> RoundResult | None:
        """The round before as it counts, where there is one and it could be calculated."""
        return self._earlier[0].result if self._earlier else None

    def check(self) -> Checked:
        """Problems of the round, of its editions and of all else; and the remarks on the round itself.

        Of the rounds before it only the inputs are looked at: they are calculated when a report is made.
        """
        editions = tuple(check_editions(self._folder, catalogue_named))
        problems = [*self._round.problems, *(problem for edition in editions for problem in edition.problems)]
        problems += [problem for each in self._earlier for problem in each.found.problems]
        remarks = [*self._round.found.warnings, *(each for edition in editions for each in edition.warnings)]
        return Checked(list(dict.fromkeys([*problems, *self._beside])), remarks)

    def opened(self) -> tuple[RoundResult, ...]:
        """The round and those it descends from, oldest first, once everything its report rests on is found right.

        Raises:
            InputError: with everything that is wrong with any of it, the round itself first.
        """
        rounds = [self._round, *self._earlier]
        problems = [problem for each in rounds for problem in each.problems]
        if problems := [*problems, *self._beside]:
            raise InputError(dict.fromkeys(problems))
        return tuple(each.result for each in reversed(rounds) if each.result)


class _Round:
    def __init__(self, folder: Path) -> None:
        self.found = check_round(folder, catalogue_named)

    @property
    def result(self) -> RoundResult | None:
        return self._calculated[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._calculated[1]

    @cached_property
    def _calculated(self) -> tuple[RoundResult | None, tuple[Problem, ...]]:
        if self.found.inputs is None:
            return None, self.found.problems
        problems: list[Problem] = []
        result = _opened(partial(calculate, self.found.inputs), problems)
        return None if result is None else as_published(result), tuple(problems)


def _refused_beside(folder: Path) -> list[Problem]:
    """What is wrong with the monitor of the round before, the hindcast and the published figures."""
    problems = [*refuse_missing_previous(lineage(folder)[-1]), *_refused_monitor(folder)]
    _opened(partial(open_hindcast, rounds_of(folder)), problems)
    _opened(partial(read_published, rounds_of(folder), catalogue_named(STANDARD)), problems)
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

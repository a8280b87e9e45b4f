"""Writes ``planning.csv`` from the year cycle, for the werkgroep to change and to agree on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem, refusals_of
from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.deciding import held_alone
from mpp_lib.inputs.declared.planning import PLAN, Planned, year_cycle
from mpp_lib.inputs.written import csv_file

_ONE_OF_TWO = "JJJJ-1 (half november tot februari) of JJJJ-2 (half juni tot september); een andere ronde plant u zelf"


def write_planning(folder: Path) -> Path:
    """The file, with the lines of a regular round of that name.

    Raises:
        InputError: there is one already, or the round is no regular one; nothing is written.
    """
    target, lines = folder / PLAN.file, year_cycle(folder.name)
    with refusals_of(folder.name):
        if not lines:
            raise InputError([Problem("", "", folder.name, "deze ronde volgt de jaarcyclus niet", _ONE_OF_TWO)])
        with held_alone(folder):
            if target.exists() or target.is_symlink():
                problem, expected = (
                    "er is al een planning; zij wordt niet overschreven",
                    "een ronde zonder planning.csv",
                )
                raise InputError([Problem(PLAN.file, "", "", problem, expected)])
            write_atomically(target, planning_file(lines))
    return target


def planning_file(lines: Iterable[Planned]) -> bytes:
    """``planning.csv`` with these lines."""
    return csv_file(PLAN, (dict(zip(PLAN.names, line.cells, strict=True)) for line in lines))

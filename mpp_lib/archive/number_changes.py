"""Numbers that the code of now computes otherwise than a version holds, and which of them the project accounts for.

``wijzigingen_in_getallen.csv`` beside this module is the part of CHANGELOG.md that a machine reads: whoever changes a
formula so that kept versions come out otherwise, writes there for which rounds and indicators, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.declared.column import Column, text
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table

ACCOUNTED = InputTable(
    "wijzigingen_in_getallen.csv",
    "Wat latere code aan bewaarde uitkomsten verandert.",
    (
        text("ronde", "de naam van een ronde, of *"),
        text("indicatoren", "een indicator, of een patroon zoals coa.*"),
        Column("ten_hoogste", "share", "een aandeel, zoals 2,5%", "hoeveel een getal ten hoogste verschilt", low=0.0),
        text("oorzaak", "wat er in de code is veranderd"),
    ),
    ("ronde", "indicatoren", "oorzaak"),
)
_KEY = ["scenario", "indicator", "periode"]
_ROUNDING = 1e-9


@dataclass(frozen=True)
class NumberChange:
    """A number of a version that comes out otherwise.

    Attributes:
        frozen: as the version holds it.
        now: as it is computed; None where it is not computed any more.
        explained: the cause that the project names; empty where it names none.
    """

    indicator: str
    scenario: str
    period: str
    frozen: float
    now: float | None
    explained: str

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Numbers:
    """How many numbers of a version were compared, and those that came out otherwise."""

    compared: int
    differing: tuple[NumberChange, ...]

    @property
    def unexplained(self) -> tuple[NumberChange, ...]:
        """Those that nothing accounts for."""
        return tuple(change for change in self.differing if not change.explained)

    def __add__(self, other: Numbers) -> Numbers:
        """Those of two tables together."""
        return Numbers(self.compared + other.compared, self.differing + other.differing)

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"compared": self.compared, "differing": [change.as_dict() for change in self.differing]}


def compare_numbers(frozen: str, now: str, round_name: str | None, *, drawn: bool = False) -> Numbers:
    """Hold every number of a version against the one computed again, as they are written: to the last digit.

    Args:
        frozen, now: result tables as CSV; what only the newer one has was not there to be compared.
        round_name: whose numbers they are; None where nothing accounts for a difference.
        drawn: whether they are of draws, which compiled code and the engine have alike to a billionth.
    """
    old, new = _by_key(frozen), _by_key(now)
    beside = new.reindex(old.index)
    changed = old[~_as_near(old, beside) if drawn else old.ne(beside)]
    return Numbers(len(old), tuple(_change(key, value, new.get(key), round_name) for key, value in changed.items()))


def _as_near(old: pd.Series[str], new: pd.Series[str]) -> Any:
    """Where both are numbers that differ by no more than rounding does."""
    return np.isclose(old.astype(float), new.astype(float), rtol=_ROUNDING, atol=_ROUNDING)


def _by_key(table: str) -> pd.Series[str]:
    read = pd.read_csv(StringIO(table), sep=";", dtype="str", keep_default_na=False)
    return read.set_index(_KEY)["waarde"]


def _change(key: Any, frozen: str, now: str | None, round_name: str | None) -> NumberChange:
    scenario, indicator, period = key
    value = None if now is None else float(now)
    cause = "" if round_name is None else next(_causes(round_name, indicator, float(frozen), value), "")
    return NumberChange(indicator, scenario, period, float(frozen), value, cause)


def _causes(round_name: str, indicator: str, frozen: float, now: float | None) -> Iterator[str]:
    for named, pattern, most, cause in accounted():
        fits = named in ("*", round_name) and fnmatchcase(indicator, pattern)
        if fits and now is not None and abs(now - frozen) <= most * abs(frozen):
            yield cause


@cache
def accounted(folder: Path = Path(__file__).parent) -> tuple[tuple[str, str, float, str], ...]:
    """Round, indicators, how far a number may differ and the cause, of every line.

    Raises:
        InputError: with everything that is wrong with the file.
    """
    intake = Intake(folder)
    table = read_table(intake, ACCOUNTED)
    if intake.problems:
        raise InputError(intake.problems)
    return tuple(table.values.itertuples(index=False, name=None))

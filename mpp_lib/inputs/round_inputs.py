"""The one frozen object that a validated round folder becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.after_adoption import state_now
from mpp_lib.inputs.declared.fiction import FICTION
from mpp_lib.inputs.declared.of_round import OfRound
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.vintage import vintage_table
from mpp_lib.inputs.reading.origin import Origin
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.state import State

Remarks = Callable[[], tuple[Problem, ...]]
"""What is remarkable of a round, worked out once, when it is first asked."""


@dataclass(frozen=True)
class RoundInputs(OfRound[pd.DataFrame]):
    """Everything an analyst delivered for a round, validated; every later stage reads this and nothing else.

    Tables have the columns of their CSV file, in that order; an absent optional file is an empty table with those
    columns. Months (``vanaf``, ``maand``, ``periode``) are text ``JJJJ-MM`` (``periode`` also ``JJJJ-Kn`` or ``JJJJ``),
    days ``JJJJ-MM-DD``, years are integers, numbers floats, empty text is ``""``; ``hoog`` and other optional numbers
    are NaN where empty.

    Attributes:
        scenarios: ``scenarios.csv``; ``basis`` and ``verdeling`` are never empty (``vooraf``, ``normaal`` filled in).
        adopted: ``gehanteerd.csv``.
        unknown: ``onbekend.csv``; read it by :meth:`mpp_lib.inputs.unknown.Unknown.of`.
        plan: ``ind_prognoseplan``, from CSV or workbook: ``maand;mpp_scenario;stroom;grootheid;waarde;definitie``.
        courses: ``verloop.csv``.
        ranges: ``bereiken.csv``.
        uncertainties: ``onzekerheden.csv``.
        ledger: ``wijzigingen.csv``.
        planning: ``planning.csv``.
        origin: how the vintage of realisations came about that the round uses; None where nothing says so.
        plan_prognose: the Prognose that the plan says it was made on: round and mark; empty where it does not say.
        registers: table per register, by the name of its file.
        decisions: entries of ``decisions.yml``, oldest first.
        texts: section name → markdown of ``text/<name>.md``.
        checksums: path relative to the folder → SHA-256 of every file read.
        remarks: gives what is remarkable without being wrong.
    """

    folder: Path
    settings: RoundSettings
    decisions: tuple[Mapping[str, Any], ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    checksums: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    remarks: Remarks = tuple
    plan_prognose: str = ""
    origin: Origin | None = None

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is remarkable without being wrong; shown in the report.

        Raises:
            InputError: with everything that is wrong with ``versies.csv`` or a version that the round is held against.
        """
        return self.remarks()

    def state(self, product: str = RAPPORTAGE) -> State:
        """The state of a product; that of the rapportage is the state of the round."""
        return state_now(self.folder, self.decisions, product)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What is refused inside is wrong with this round, and of its realisations with the file it has them from."""
        try:
            yield
        except InputError as error:
            own = vintage_table(self.settings.vintage).file
            renamed = (
                replace(problem, file=own) if problem.file == ROUND.realisations.file else problem
                for problem in error.problems
            )
            raise InputError(problem.of_round(self.settings.round) for problem in renamed) from None

    @property
    def plan_delivery(self) -> pd.DataFrame:
        """The rows of ``leveringen.csv`` about the IND-prognoseplan, in whatever form it came."""
        stem = Path(ROUND.plan.file).stem
        return self.deliveries[self.deliveries["bestand"].map(lambda file: Path(str(file)).stem) == stem]

    @property
    def plan_is_fiction(self) -> bool:
        """Whether the IND-prognoseplan was made up to show something."""
        return FICTION in set(self.plan_delivery["versie"])

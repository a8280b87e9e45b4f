"""All tables of a round, as read."""

from __future__ import annotations

from dataclasses import dataclass

from mpp_lib.inputs.declared.hindcast import OF_HINDCAST
from mpp_lib.inputs.declared.of_round import OfRound
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.plan.basis import PlanBasis
from mpp_lib.inputs.plan.read_plan import ReadPlan
from mpp_lib.inputs.plan.series import PastFigure
from mpp_lib.inputs.reading.files import HINDCAST
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.reading.vintages import read_realisations


@dataclass(frozen=True)
class RoundTables(OfRound[Table]):
    """The tables by what they hold; of the plan also what it says beside its table.

    Attributes:
        plan_basis: every mention of the Prognose that the plan was made on.
        plan_past: its figures of months before the horizon.
    """

    plan_basis: tuple[PlanBasis, ...]
    plan_past: tuple[PastFigure, ...]


def read_tables(intake: Intake, plan: ReadPlan) -> RoundTables:
    """Every table of the round beside its plan; problems of structure and cells are noted with the intake."""
    declared = OF_HINDCAST if intake.folder.resolve().name == HINDCAST else ROUND

    def read(table: InputTable) -> Table:
        if table is ROUND.realisations:
            return read_realisations(intake)
        return plan.table if table is ROUND.plan else read_table(intake, table)

    return RoundTables(**vars(declared.each(read)), plan_basis=plan.basis, plan_past=plan.past)

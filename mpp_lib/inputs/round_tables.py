"""All tables of a round, as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mpp_lib.inputs.plan.basis import PlanBasis
from mpp_lib.inputs.plan.read_plan import ReadPlan
from mpp_lib.inputs.reading import schemas
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table


@dataclass(frozen=True)
class RoundTables:
    """The tables by what they hold."""

    scenarios: Table
    adopted: Table
    experts: Table
    realisations: Table
    parameters: Table
    kernels: Table
    plan: Table
    plan_basis: tuple[PlanBasis, ...]
    measures: Table
    deliveries: Table
    registers: Mapping[str, Table]

    @property
    def all(self) -> tuple[Table, ...]:
        """Every table."""
        main = (self.scenarios, self.adopted, self.experts, self.realisations, self.parameters, self.kernels)
        return (*main, self.plan, self.measures, self.deliveries, *self.registers.values())


def read_tables(intake: Intake, plan: ReadPlan) -> RoundTables:
    """Every table of the round beside its plan; problems of structure and cells are noted with the intake."""
    return RoundTables(
        scenarios=read_table(intake, schemas.SCENARIOS),
        adopted=read_table(intake, schemas.ADOPTED),
        experts=read_table(intake, schemas.EXPERTS),
        realisations=read_table(intake, schemas.REALISATIONS),
        parameters=read_table(intake, schemas.PARAMETERS),
        kernels=read_table(intake, schemas.KERNELS),
        plan=plan.table,
        plan_basis=plan.basis,
        measures=read_table(intake, schemas.MEASURES),
        deliveries=read_table(intake, schemas.DELIVERIES),
        registers={name: read_table(intake, layout) for name, layout in schemas.REGISTERS.items()},
    )

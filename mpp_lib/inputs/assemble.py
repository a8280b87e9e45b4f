"""From checked tables to the frozen round that every later stage reads."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.round_tables import RoundTables

WHEN_EMPTY = {"verdeling": "normaal", "basis": "vooraf"}
"""What an empty cell of ``scenarios.csv`` means."""


def assemble(
    intake: Intake,
    settings: RoundSettings,
    tables: RoundTables,
    decisions: tuple[Mapping[str, Any], ...],
    texts: Mapping[str, str],
    warnings: tuple[Problem, ...],
) -> RoundInputs:
    """The round; only for what was checked and found without a problem."""
    return RoundInputs(
        folder=intake.folder,
        settings=settings,
        scenarios=_values(tables.scenarios).replace({name: {"": word} for name, word in WHEN_EMPTY.items()}),
        adopted=_values(tables.adopted),
        experts=_values(tables.experts),
        realisations=_values(tables.realisations),
        parameters=_values(tables.parameters),
        kernels=_values(tables.kernels),
        plan=_values(tables.plan),
        measures=_values(tables.measures),
        deliveries=_values(tables.deliveries),
        registers=MappingProxyType({name: _values(table) for name, table in tables.registers.items()}),
        decisions=decisions,
        texts=MappingProxyType(dict(texts)),
        checksums=MappingProxyType(dict(sorted(intake.checksums.items()))),
        warnings=warnings,
        plan_prognose=", ".join(dict.fromkeys(basis.named or basis.text for basis in tables.plan_basis)),
    )


def _values(table: Table) -> pd.DataFrame:
    """The values of a table without a problem, whole numbers as such."""
    whole = {name: "int64" for name in table.layout.columns if table.layout.reads(name) == "whole"}
    return table.frame.astype(whole).reset_index(drop=True)

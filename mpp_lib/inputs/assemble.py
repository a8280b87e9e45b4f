"""From checked tables to the frozen round that every later stage reads."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.origin import read_origin
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.round_inputs import Remarks, RoundInputs
from mpp_lib.inputs.round_tables import RoundTables


def assemble(
    intake: Intake,
    settings: RoundSettings,
    tables: RoundTables,
    decisions: tuple[Mapping[str, Any], ...],
    texts: Mapping[str, str],
    remarks: Remarks,
) -> RoundInputs:
    """The round; only for what was checked and found without a problem."""
    vintage = settings.vintage
    return RoundInputs(
        folder=intake.folder,
        settings=settings,
        **vars(tables.each(lambda table: table.values)),
        decisions=decisions,
        texts=MappingProxyType(dict(texts)),
        checksums=MappingProxyType(dict(sorted(intake.checksums.items()))),
        remarks=remarks,
        origin=read_origin(Intake(intake.folder, intake.proposed), vintage) if vintage else None,
        plan_prognose=", ".join(dict.fromkeys(basis.named or basis.text for basis in tables.plan_basis)),
    )

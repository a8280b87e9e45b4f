"""The mark of a Prognose, by which a plan says on which one it was made.

The mark is over what decides the gehanteerde aantallen: the toekomstscenario's (without their names and prose), the
adopted numbers (without their reasons) and the realised first applications of the horizon. It is made of values, not of
bytes: ``10%`` and ``0,1`` are the same, and so is any order of rows.
"""

from __future__ import annotations

import hashlib

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable
from mpp_lib.inputs.plan.basis import MARK_LENGTH
from mpp_lib.inputs.reading.settings import RoundSettings
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.series import monthly


def prognose_checksum(inputs: RoundInputs) -> str:
    """The mark of a round's Prognose: the first sixteen hexadecimal digits of a SHA-256."""
    return checksum_over(inputs.settings, inputs.scenarios, inputs.adopted, inputs.realisations)


def prognose_name(settings: RoundSettings, checksum: str) -> str:
    """What a plan writes in its cell ``prognose``: round and mark."""
    return f"{settings.round} {checksum}"


def checksum_over(
    settings: RoundSettings, scenarios: pd.DataFrame, adopted: pd.DataFrame, realisations: pd.DataFrame
) -> str:
    """As :func:`prognose_checksum`, from tables that were read but not yet assembled."""
    first = monthly(realisations, FIRST_INFLOW)
    months = settings.span.months
    realised = [(str(month), first[month]) for month in months if month in first]
    lines = [
        *_lines(
            "scenario", ROUND.scenarios, scenarios, ("jaar", "kans", "verwachting", "spreiding", "verdeling", "basis")
        ),
        *_lines("gehanteerd", ROUND.adopted, adopted, ("jaar", "mpp_scenario", "waarde")),
        *(f"realisatie;{month};{value!r}" for month, value in realised if month <= str(settings.realised_until)),
    ]
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()[:MARK_LENGTH]


def _lines(name: str, declared: InputTable, table: pd.DataFrame, columns: tuple[str, ...]) -> list[str]:
    empty = [declared.column(column).when_empty for column in columns]
    rows = zip(*(table[column] for column in columns), strict=True)
    return sorted(";".join([name, *map(_canonical, row, empty)]) for row in rows)


def _canonical(value: object, when_empty: str) -> str:
    return repr(value) if isinstance(value, float) else str(value) or when_empty

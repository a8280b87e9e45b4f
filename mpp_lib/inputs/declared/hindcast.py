"""The tables that only ``rounds/_hindcast`` has: a folder of the shape of a round, of which every month is realised."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from mpp_lib.inputs.declared.column import indicator, period, text
from mpp_lib.inputs.declared.registers import REGISTERS
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable

HINDCAST = (
    InputTable(
        "registers/verklaringen.csv",
        "Waarom een uitkomst van de hindcast van de realisatie afwijkt.",
        (
            indicator("indicator", "de indicator van de rij"),
            period("periode", "de periode van de rij"),
            text("reden", "waarom de uitkomst van de realisatie afwijkt"),
        ),
        ("indicator", "periode"),
    ),
)
OF_HINDCAST = replace(ROUND, registers=MappingProxyType({**REGISTERS, **{table.name: table for table in HINDCAST}}))
"""Every table of that folder."""

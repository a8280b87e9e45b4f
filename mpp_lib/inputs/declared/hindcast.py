"""The tables that only ``rounds/_hindcast`` has: a folder of the shape of a round, of which every month is realised."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from mpp_lib.inputs.declared.column import choice, indicator, month, period, positive, text
from mpp_lib.inputs.declared.registers import REGISTERS
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.declared.table import InputTable

_COPY = "neem het bestand van de voorbeeldhindcast over en pas het aan"

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
    InputTable(
        "registers/vergeleken.csv",
        "Van welke indicatoren elk gepubliceerd cijfer naast de keten wordt gelegd, in de volgorde van de tabel.",
        (
            indicator("indicator", "de indicator"),
            choice("hoofdcijfer", ("ja", "nee"), "of het cijfer binnen de grens moet blijven, wat de reden ook is"),
        ),
        ("indicator",),
        required=True,
        moved=f"{_COPY}: eerst stond de lijst in de programmatuur",
    ),
    InputTable(
        "registers/fasen.csv",
        "Tot wanneer een cijfer meedoet in de ijking, en hoe ver een uitkomst zonder reden mag afwijken.",
        (
            choice("fase", ("geijkt", "getoetst"), "of de parameters mede op het cijfer zijn afgestemd"),
            month("tot", "de laatste maand van de fase"),
            positive("grens", "het verschil waarboven een reden nodig is", "procent"),
        ),
        ("fase",),
        required=True,
        moved=f"{_COPY}: eerst stonden einde en grens in de programmatuur",
    ),
)
OF_HINDCAST = replace(ROUND, registers=MappingProxyType({**REGISTERS, **{table.name: table for table in HINDCAST}}))
"""Every table of that folder."""

"""The signs of ``onbekend.csv``: what is known of a figure that is not there, or that is not like the others."""

from __future__ import annotations

from collections.abc import Mapping

from mpp_lib.inputs.declared.column import choice, indicator, period, text
from mpp_lib.inputs.declared.table import InputTable

NOT_PUBLISHED, SUPPRESSED, BREAK, UNSCORED = ".", "x", ":", "~"
ABSENT = (SUPPRESSED, NOT_PUBLISHED)
"""Of a figure that is not there; of a sum that lacks figures for both reasons the first one is told."""
MEANINGS: Mapping[str, str] = {
    NOT_PUBLISHED: "niet gepubliceerd",
    SUPPRESSED: "onderdrukt door de bron",
    BREAK: "reeksbreuk: met eerdere perioden niet te vergelijken",
    UNSCORED: "telt niet mee in scores en vlaggen",
}
"""Sign → what it says of a figure, in Dutch."""

UNKNOWN = InputTable(
    "inputs/onbekend.csv",
    "Wat er van een cijfer niet is of anders is dan het lijkt. "
    + "; ".join(f"`{sign}` {meaning}" for sign, meaning in MEANINGS.items())
    + ". Bij `.` en `x` staat er geen cijfer in realisaties.csv, hoogstens een aanname; bij `:` en `~` wel.",
    (
        period("periode", "waarover het gaat; een reeksbreuk ligt aan het begin ervan"),
        indicator("indicator", "waarvan het cijfer is: van de keten, of van de terugblik", looked_back=True),
        choice("teken", tuple(MEANINGS), "wat ervan bekend is"),
        text("reden", "een reden", "waarom het er niet is, breekt of niet meetelt"),
        text("bron", "een bron", "wie dat waar zegt; zonder vindplaats `aanname`"),
    ),
    ("periode", "indicator"),
)

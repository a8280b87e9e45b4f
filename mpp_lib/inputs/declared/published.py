"""The tables of ``rounds/_gepubliceerd``, which belong to no round."""

from __future__ import annotations

from mpp_lib.inputs.declared.column import choice, indicator, month, number, text, year
from mpp_lib.inputs.declared.table import InputTable

_KNOWN = "de maand waarin het openbaar was; een rapport van voor die maand laat het weg"
_UNIT = "die van de indicator"

FORECASTS = InputTable(
    "prognoses.csv",
    "Wat gepubliceerde MPP's voorspelden: een bandbreedte, alleen medio, of beide.",
    (
        text("ronde", "de naam van de ronde"),
        indicator("indicator", "wat er voorspeld is"),
        year("jaar", "het jaar waarover het gaat"),
        number("minimum", "het gepubliceerde minimum; alleen samen met een maximum", _UNIT, empty=True),
        number("medio", "het gepubliceerde medio", _UNIT, empty=True),
        number("maximum", "het gepubliceerde maximum; alleen samen met een minimum", _UNIT, empty=True),
        month("bekend", _KNOWN),
        text("bron", "een bron", "waar het staat"),
        text("toelichting", "een toelichting", empty=True),
    ),
    ("ronde", "indicator", "jaar"),
    ascending=("minimum", "medio", "maximum"),
)
REALISED = InputTable(
    "realisaties.csv",
    "Wat er van die jaren werd: het beste cijfer, of waar het zeker tussen ligt.",
    (
        year("jaar", "het jaar"),
        indicator("indicator", "wat er geteld is"),
        number(
            "waarde",
            "het beste cijfer; leeg waar alleen grenzen bekend zijn: een ondergrens is geen realisatie",
            _UNIT,
            empty=True,
        ),
        number("laag", "waar het zeker niet onder ligt; alleen samen met hoog", _UNIT, empty=True),
        number("hoog", "waar het zeker niet boven ligt; alleen samen met laag", _UNIT, empty=True),
        choice("status", ("definitief", "voorlopig", "raming"), "hoe vast het cijfer staat"),
        month("bekend", _KNOWN),
        text("bron", "een bron", "waar het staat"),
        text("toelichting", "een toelichting", empty=True),
    ),
    ("jaar", "indicator"),
)
OTHERS = InputTable(
    "overige.csv",
    "Wat verder is gepubliceerd en geen minimum, medio of maximum is; het wordt getoond en niet beoordeeld.",
    (
        text("ronde", "de naam van de ronde of het stuk"),
        text("grootheid", "waarover het cijfer gaat"),
        text("periode", "een periode"),
        text("omschrijving", "wat het cijfer is"),
        text("waarde", "een waarde"),
        indicator("indicator", "naast welke uitkomst een rapport het zet; leeg: naast geen", empty=True),
        month("bekend", f"{_KNOWN}; leeg waar geen rapport het toont", empty=True),
        text("bron", "een bron", "waar het staat"),
        text("reden", "waarom het cijfer niet te beoordelen is"),
    ),
    ("ronde", "grootheid", "periode", "omschrijving"),
)
PUBLISHED_TABLES = (FORECASTS, REALISED, OTHERS)
"""Every table of the folder."""

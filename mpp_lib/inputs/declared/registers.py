"""The registers of a round: lists that the report shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mpp_lib.inputs.declared.column import choice, day, indicator, text
from mpp_lib.inputs.declared.table import InputTable

FOUNDATIONS = ("realisatie", "afspraak", "schatting", "aanname")
"""On what a value can rest, from firm to weak."""
_DECLARED = (
    InputTable(
        "registers/risicos.csv",
        "Risico's, onzekerheden en aannames; de monitor geeft van elk de stand.",
        (
            text("id", "een herkenningsteken", "waarmee rapport en monitor ernaar verwijzen"),
            choice("soort", ("risico", "onzekerheid", "aanname"), "wat het is"),
            text("omschrijving", "een omschrijving"),
            indicator("indicator", "het cijfer waarin het te zien zou zijn", empty=True),
            text("richting", "een richting", "of het cijfer dan hoger of lager uitkomt"),
            text("eigenaar", "een eigenaar", "de partner die het volgt"),
            choice("weging", ("hoog", "midden", "laag"), "hoe zwaar het weegt"),
        ),
        ("id",),
    ),
    InputTable(
        "registers/ontwikkelpunten.csv",
        "Wat aan gegevens, model en methode beter moet.",
        (
            text("id", "een herkenningsteken"),
            text("soort", "een soort", "gegevens, model of methode"),
            text("omschrijving", "een omschrijving"),
            text("prioriteit", "een prioriteit"),
            text("eigenaar", "een eigenaar", "wie eraan werkt"),
            text("status", "een status", "open, of hoe het is afgerond"),
            text("ronde", "een ronde", "waarin het is opgeschreven", empty=True),
        ),
        ("id",),
    ),
    InputTable(
        "registers/partners.csv",
        "Wie in welk gremium zit, en wat ieder levert en ontvangt.",
        (
            text("partner", "een partner"),
            text("gremium", "een gremium", "werkgroep, deelberaden of topberaad"),
            text("groep", "een groep", "binnen de werkgroep: cijfers of impact", empty=True),
            text("rol", "een rol", "lid, voorzitter, toehoorder", empty=True),
            text("levert", "wat de partner levert", empty=True),
            text("ontvangt", "wat de partner ontvangt", empty=True),
        ),
        ("partner", "gremium", "groep"),
    ),
    InputTable(
        "registers/afwijkingen.csv",
        "Waar de ronde van het protocol afwijkt.",
        (
            text("paragraaf", "een paragraaf van het protocol"),
            text("afwijking", "een afwijking", "wat er anders ging"),
            text("reden", "een reden"),
            text("besluit", "een besluit", "wie ermee instemde", empty=True),
            day("datum", "de dag van het besluit", empty=True),
        ),
        ("paragraaf", "afwijking"),
    ),
    InputTable(
        "registers/niet_meegenomen.csv",
        "Wat bekend is en toch niet in de cijfers zit.",
        (
            text("onderwerp", "een onderwerp"),
            text("reden", "een reden"),
            text("eigenaar", "een eigenaar", "wie er de volgende ronde over gaat"),
        ),
        ("onderwerp",),
    ),
    InputTable(
        "registers/onderbouwingen.csv",
        "Waarom een reeks van het IND-prognoseplan is zoals zij is, want het plan heeft daar geen plaats voor. Van een "
        "parameter staat het in `parameters.csv`: de grondslag is het eerste woord van `bron` (`realisatie`, "
        "`afspraak`, `schatting`, `aanname`; anders `schatting`), de onderbouwing `toelichting`.",
        (
            text("invoer", "stroom.grootheid van het plan", "de reeks, zoals de keten haar uit het plan neemt"),
            choice("grondslag", FOUNDATIONS, "waar de reeks op rust"),
            text("eigenaar", "een eigenaar", "de partner die over de reeks gaat"),
            text("bron", "een bron", "waar staat wat op de peildatum bekend was; zonder vindplaats `aanname`"),
            text("onderbouwing", "een onderbouwing", "waarom de reeks dit niveau en dit verloop heeft"),
        ),
        ("invoer",),
    ),
)

REGISTERS: Mapping[str, InputTable] = MappingProxyType({table.name: table for table in _DECLARED})
"""Every register by the name of its file."""

"""``wijzigingen.csv``: who asked for which change of an input since the previous version, and on what ground."""

from __future__ import annotations

from mpp_lib.inputs.declared.column import day, text
from mpp_lib.inputs.declared.table import InputTable

COUNTED = (
    "horizon.first_year",
    "horizon.years",
    "realised_until",
    "cutoff",
    "previous",
    "seed",
    "bezettingsnorm",
    "model",
)
"""The keys of ``round.yml`` that the figures depend on; a title or a date of a meeting is no input."""

LEDGER = InputTable(
    "wijzigingen.csv",
    "Wie om welke wijziging van de invoer vroeg sinds de vorige versie. Een regel mag een hele verzameling noemen, "
    "zoals alle nieuwe realisaties ([hoe](wijzigingen.md)).",
    (
        day("datum", "de dag van de wijziging; op één dag telt de volgorde van de regels"),
        text("bestand", "een bestand met invoer, zoals `inputs/parameters.csv`", "waarin iets is gewijzigd"),
        text(
            "sleutel",
            "de sleutel van een rij, of een patroon met `*`",
            "de waarden van de sleutelkolommen met `/` ertussen (`2025/Hoog`); met `:` erachter één kolom "
            "(`2025/Hoog:kans`); in `round.yml` de naam van de sleutel",
        ),
        text("oud", "wat er stond", "alleen bij één cel", empty=True),
        text("nieuw", "wat er staat", "alleen bij één cel", empty=True),
        text("partner", "een organisatie uit `registers/partners.csv`", "wie erom vroeg; nooit een persoon"),
        text("grond", "een grond", "waarop de wijziging rust"),
        text("gremium", "een gremium", "waar zij is besproken"),
        text("toelichting", "een toelichting", empty=True),
    ),
    ("datum", "bestand", "sleutel", "oud"),
)
"""The ledger: a line per change, in the order in which they were made."""

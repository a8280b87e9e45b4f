"""The tables of a round: per file its columns, its key and whether it must be there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandera.pandas as pa

from mpp_lib.base.catalogue import SCENARIOS as MPP_SCENARIOS
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.columns import choice, day, measured, month, number, period, share, text, whole, year

MAX_K = 240
AUDIENCES = ("apm", "groep", "werkgroep", "deelberaden", "topberaad", "openbaar")
GROUNDS = ("afspraak", "schatting", "eerdere realisatie")


@dataclass(frozen=True)
class Layout:
    """A CSV file of the round folder.

    Attributes:
        schema: its columns, in order.
        key: columns that together are unique.
        required: whether a round without the file is refused.
    """

    file: str
    schema: pa.DataFrameSchema
    key: tuple[str, ...]
    required: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names, in the order of the file."""
        return tuple(self.schema.columns)

    @cached_property
    def may_be_empty(self) -> frozenset[str]:
        """Columns whose cells may be empty."""
        return frozenset(name for name, column in self.schema.columns.items() if column.metadata["empty"])

    def reads(self, name: str) -> str:
        """How the cells of a column are read: ``text``, ``number``, ``share``, ``whole``, ``month`` or ``day``."""
        return str(self.schema.columns[name].metadata["reads"])

    def dtype(self, name: str) -> str:
        """The pandas dtype of a column."""
        return {"number": "float64", "share": "float64", "whole": "Int64"}.get(self.reads(name), "str")

    def expected(self, name: str) -> str:
        """What a column holds, in Dutch."""
        return str(self.schema.columns[name].description)


def _layout(file: str, columns: dict[str, pa.Column], key: tuple[str, ...], *, required: bool = False) -> Layout:
    return Layout(file, pa.DataFrameSchema(columns, name=file), key, required)


SCENARIOS = _layout(
    files.SCENARIOS,
    {
        "jaar": year(),
        "scenario": text("de naam van het toekomstscenario"),
        "omschrijving": text("een omschrijving van het toekomstscenario"),
        "kans": share(),
        "verwachting": number("een aantal groter dan 0", above=0),
        "spreiding": number("een aantal groter dan 0", above=0),
        "verdeling": choice("normaal", "lognormaal", empty=True),
        "basis": choice("vooraf", "inclusief_realisatie", empty=True),
        "onderbouwing": text("een onderbouwing", empty=True),
    },
    ("jaar", "scenario"),
    required=True,
)
ADOPTED = _layout(
    files.ADOPTED,
    {
        "jaar": year(),
        "mpp_scenario": choice(*MPP_SCENARIOS),
        "waarde": number("een aantal van 0 of hoger"),
        "reden": text("een reden", empty=True),
    },
    ("jaar", "mpp_scenario"),
)
EXPERTS = _layout(
    files.EXPERTS,
    {
        "jaar": year(),
        "organisatie": text("de naam van de organisatie"),
        "fase": choice("inbreng", "toets"),
        "bereik": text("waarvoor het oordeel geldt", empty=True),
        "laag": number("een aantal van 0 of hoger", empty=True),
        "midden": number("een aantal van 0 of hoger", empty=True),
        "hoog": number("een aantal van 0 of hoger", empty=True),
        "oordeel": choice("hoger", "in lijn", "lager", empty=True),
        "datum": day(),
        "bron": text("een bron"),
    },
    ("jaar", "organisatie", "fase", "bereik"),
)
REALISATIONS = _layout(
    files.REALISATIONS,
    {
        "periode": period(),
        "indicator": text("een indicator"),
        "waarde": measured(),
        "status": choice("definitief", "voorlopig", "raming", "aanname"),
        "bron": text("een bron"),
    },
    ("periode", "indicator"),
    required=True,
)
PARAMETERS = _layout(
    files.PARAMETERS,
    {
        "parameter": text("een parameter"),
        "vanaf": month(),
        "mpp_scenario": choice(*MPP_SCENARIOS, empty=True),
        "waarde": measured(),
        "eenheid": text("de eenheid van de parameter", empty=True),
        "onzekerheid": measured("een spreiding van 0 of hoger, in de eenheid van de parameter", empty=True),
        "eigenaar": text("een eigenaar"),
        "bron": text("een bron"),
        "toelichting": text("een toelichting", empty=True),
    },
    ("parameter", "vanaf", "mpp_scenario"),
    required=True,
)
KERNELS = _layout(
    files.KERNELS,
    {
        "parameter": text("een verdeling"),
        "vanaf": month(),
        "k": whole(0, MAX_K, f"een geheel getal van 0 tot en met {MAX_K}"),
        "aandeel": share(),
        "eigenaar": text("een eigenaar"),
        "bron": text("een bron"),
    },
    ("parameter", "vanaf", "k"),
    required=True,
)
PLAN = _layout(
    files.PLAN,
    {
        "maand": month(),
        "mpp_scenario": choice(*MPP_SCENARIOS),
        "stroom": text("een stroom van het IND-prognoseplan"),
        "grootheid": text("een grootheid van het IND-prognoseplan"),
        "waarde": measured(),
        "definitie": text("een definitie", empty=True),
    },
    ("maand", "mpp_scenario", "stroom", "grootheid"),
)
MEASURES = _layout(
    files.MEASURES,
    {
        "id": text("een herkenningsteken"),
        "omschrijving": text("een omschrijving"),
        "parameter": text("een parameter"),
        "vanaf": month(),
        "tot": month(empty=True),
        "soort": choice("plus", "factor", "waarde"),
        "effect": measured(),
        "actief": choice("ja", "nee"),
        "grondslag": choice(*GROUNDS, empty=True),
        "eigenaar": text("een eigenaar"),
        "onderbouwing": text("een onderbouwing", empty=True),
    },
    ("id", "parameter", "vanaf"),
)
DELIVERIES = _layout(
    files.DELIVERIES,
    {
        "bestand": text("een bestand in inputs/"),
        "partner": text("een partner"),
        "versie": text("een versie"),
        "status": choice("concept", "definitief"),
        "doelgroepen": text(f"een of meer van {', '.join(AUDIENCES)}, gescheiden door komma's"),
        "datum": day(),
    },
    ("bestand",),
)
REGISTERS = {
    "risicos": _layout(
        files.REGISTERS["risicos"],
        {
            "id": text("een herkenningsteken"),
            "soort": choice("risico", "onzekerheid", "aanname"),
            "omschrijving": text("een omschrijving"),
            "indicator": text("een indicator", empty=True),
            "richting": text("een richting"),
            "eigenaar": text("een eigenaar"),
            "weging": choice("hoog", "midden", "laag"),
        },
        ("id",),
    ),
    "ontwikkelpunten": _layout(
        files.REGISTERS["ontwikkelpunten"],
        {
            "id": text("een herkenningsteken"),
            "soort": text("een soort"),
            "omschrijving": text("een omschrijving"),
            "prioriteit": text("een prioriteit"),
            "eigenaar": text("een eigenaar"),
            "status": text("een status"),
            "ronde": text("een ronde", empty=True),
        },
        ("id",),
    ),
    "partners": _layout(
        files.REGISTERS["partners"],
        {
            "partner": text("een partner"),
            "gremium": text("een gremium"),
            "groep": text("een groep", empty=True),
            "rol": text("een rol", empty=True),
            "levert": text("wat de partner levert", empty=True),
            "ontvangt": text("wat de partner ontvangt", empty=True),
        },
        ("partner", "gremium", "groep"),
    ),
    "afwijkingen": _layout(
        files.REGISTERS["afwijkingen"],
        {
            "paragraaf": text("een paragraaf van het protocol"),
            "afwijking": text("een afwijking"),
            "reden": text("een reden"),
            "besluit": text("een besluit", empty=True),
            "datum": day(empty=True),
        },
        ("paragraaf", "afwijking"),
    ),
    "niet_meegenomen": _layout(
        files.REGISTERS["niet_meegenomen"],
        {
            "onderwerp": text("een onderwerp"),
            "reden": text("een reden"),
            "eigenaar": text("een eigenaar"),
        },
        ("onderwerp",),
    ),
    "gepubliceerd": _layout(
        files.REGISTERS["gepubliceerd"],
        {
            "jaar": year(),
            "indicator": text("een indicator"),
            "mpp_scenario": choice(*MPP_SCENARIOS),
            "waarde": number(),
            "bron": text("een bron"),
        },
        ("jaar", "indicator", "mpp_scenario"),
    ),
    "verklaringen": _layout(
        files.REGISTERS["verklaringen"],
        {
            "indicator": text("een indicator"),
            "periode": period(),
            "reden": text("waarom de uitkomst van de realisatie afwijkt"),
        },
        ("indicator", "periode"),
    ),
}

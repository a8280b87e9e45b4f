"""What the look-back knows beside the chain: indicators that are only looked back on, and registration catch-ups.

Any round may deliver these indicators in ``realisaties.csv`` and none has to: they are nodes of no chain.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from mpp_lib.base.catalogue import FIRST_INFLOW, Aggregation, IndicatorSpec
from mpp_lib.base.months import Month

NATIONALITY = re.compile(r"nationaliteit\.([a-z][a-z0-9_]*)\.(eerste|nareis)")
"""The indicator of a nationality: its part of the id, and the kind of inflow."""
KINDS: Mapping[str, str] = MappingProxyType({"eerste": FIRST_INFLOW, "nareis": "asiel.instroom_nareis"})
"""Last part of an indicator id → the indicator of the chain that all nationalities together make up."""
EUROPE_MONTHLY = "europa.eerste_aanvragen"
EUROPE_YEARLY = "europa.nieuwe_aanvragen"
EUROPE_COVERAGE = "europa.meldende_landen"
EU_COUNTRIES = 27
"""Countries of the European Union since 2020, before that the same ones: without the United Kingdom."""


@dataclass(frozen=True)
class LookBackSpec(IndicatorSpec):
    """An indicator that is only looked back on.

    Attributes:
        source: who publishes it, as a reader can find it.
    """

    source: str = ""


@dataclass(frozen=True)
class CatchUp:
    """Months in which registration caught up with earlier arrivals: their peak is not one of arrivals.

    Attributes:
        first, last: months, both included.
        source: where that was reported.
    """

    first: Month
    last: Month
    source: str


CATCH_UPS = (
    CatchUp(
        Month(2015, 10),
        Month(2015, 10),
        "NRC, 11 november 2015: begin oktober wachtten 4.500 mensen op identificatie, begin november minder dan 300",
    ),
    CatchUp(
        Month(2022, 8),
        Month(2022, 10),
        "politie, COA en IND, 16 augustus 2022: inhaalslag in Budel voor tweeduizend mensen; nu.nl, oktober 2022",
    ),
)


def by_nationality(country: str, kind: str) -> str:
    """The indicator of one nationality.

    >>> by_nationality("syrie", "nareis")
    'nationaliteit.syrie.nareis'
    """
    return f"nationaliteit.{country}.{kind}"


@cache
def countries() -> Mapping[str, str]:
    """Part of an indicator id → nationality as a reader sees it, of those whose name is known."""
    text = files(__package__).joinpath("nationaliteiten.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["id"]: row["naam"] for row in csv.DictReader(text.splitlines(), delimiter=";")})


def nationality_name(country: str) -> str:
    """A nationality as a reader sees it, from its part of the id where nothing else is known.

    >>> nationality_name("syrie"), nationality_name("nieuw_land")
    ('Syrië', 'Nieuw Land')
    """
    return countries().get(country, country.replace("_", " ").title())


def _nationality(country: str, kind: str) -> LookBackSpec:
    what = {"eerste": "eerste asielaanvragen", "nareis": "ingereisde nareizigers"}[kind]
    name = nationality_name(country)
    return LookBackSpec(
        id=by_nationality(country, kind),
        label=f"{what} uit {name}",
        domain="asiel",
        partner="CBS",
        unit="personen",
        aggregation=Aggregation.FLOW,
        definition=f"Mensen met de nationaliteit van {name}, afgerond op vijf.",
        memo=True,
        source="CBS StatLine 83102NED",
    )


_EUROPE = (
    LookBackSpec(
        id=EUROPE_MONTHLY,
        label="eerste asielaanvragen in de Europese Unie",
        domain="asiel",
        partner="Eurostat",
        unit="personen",
        aggregation=Aggregation.FLOW,
        definition="Mensen die voor het eerst asiel aanvroegen in een van de 27 EU-landen, voor zover die landen dat "
        "aan Eurostat meldden; zonder het Verenigd Koninkrijk, in alle jaren.",
        memo=True,
        source="Eurostat migr_asyappctzm",
    ),
    LookBackSpec(
        id=EUROPE_COVERAGE,
        label="EU-landen die eerste asielaanvragen meldden",
        domain="asiel",
        partner="Eurostat",
        unit="landen",
        aggregation=Aggregation.STOCK,
        definition=f"Hoeveel van de {EU_COUNTRIES} EU-landen eerste asielaanvragen van die maand aan Eurostat meldden.",
        memo=True,
        source="Eurostat migr_asyappctzm",
    ),
    LookBackSpec(
        id=EUROPE_YEARLY,
        label="nieuwe asielaanvragen in de Europese Unie",
        domain="asiel",
        partner="UNHCR",
        unit="personen",
        aggregation=Aggregation.FLOW,
        definition="Nieuwe asielaanvragen in de 27 EU-landen zoals UNHCR ze per jaar verzamelt; een andere definitie "
        "dan die van Eurostat, en niet elk land staat er elk jaar in.",
        memo=True,
        source="UNHCR Refugee Data Finder",
    ),
)


class _LookBack(Mapping[str, LookBackSpec]):
    """Every indicator that is only looked back on: any nationality is one, the known ones are listed."""

    def __init__(self) -> None:
        self._named = {spec.id: spec for spec in _EUROPE}

    def __getitem__(self, indicator: str) -> LookBackSpec:
        if nationality := NATIONALITY.fullmatch(indicator):
            return _nationality(*nationality.groups())
        return self._named[indicator]

    def __iter__(self) -> Iterator[str]:
        yield from (by_nationality(country, kind) for kind in KINDS for country in countries())
        yield from self._named

    def __len__(self) -> int:
        return len(KINDS) * len(countries()) + len(self._named)


LOOK_BACK: Mapping[str, LookBackSpec] = _LookBack()
"""Indicator id → what is only looked back on."""

"""``planning.csv``: who meets when on what, and the year cycle that a new one starts from (protocol 5.1, 5.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mpp_lib.inputs.declared.column import choice, day, text
from mpp_lib.inputs.declared.products import IND_PLAN, PLANNING, PRODUCTIEMODEL, PROGNOSE, RAPPORTAGE
from mpp_lib.inputs.declared.table import InputTable

TRACKS = ("cijfers", "impact")
"""The two groups in which the werkgroep discusses the productiemodel since 2022-2 (4.2)."""
PLAN = InputTable(
    "planning.csv",
    "Wie wanneer waarover bijeenkomt. `mpp planning R --new` maakt haar uit de jaarcyclus; de werkgroep stelt haar bij "
    "en vast. Nooit namen van personen.",
    (
        day("datum", "de dag van de bespreking"),
        text("gremium", "een gremium", "werkgroep, deelberaden, topberaad, apm of ind"),
        choice("spoor", TRACKS, "de groep van de werkgroep; leeg: de hele werkgroep", empty=True),
        text("product", "een product waarover wordt besloten", "zoals in `decisions.yml`", empty=True),
        text("stap", "een stap van dat product", "zoals in `decisions.yml`", empty=True),
        text("onderwerp", "een onderwerp", "wat er op de agenda staat"),
    ),
    ("datum", "gremium", "spoor", "product", "stap", "onderwerp"),
)


@dataclass(frozen=True)
class _Season:
    """When a regular round is made.

    Attributes:
        year: beside that of the round.
        month, day: around which it begins.
        weeks: after that, of each stage of the cycle.
    """

    year: int
    month: int
    day: int
    weeks: tuple[int, ...]


_SEASONS = {
    "1": _Season(-1, 11, 15, (0, 2, 4, 5, 8, 8, 9, 9, 10, 11, 12, 13)),
    "2": _Season(0, 6, 15, (0, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)),
}
"""Number of a regular round → its season (5.1); that of the first leaves Christmas and New Year free."""
_TUESDAY = 1


@dataclass(frozen=True)
class Planned:
    """A line of a planning.

    Attributes:
        body: the gremium that meets.
        track: of the werkgroep; empty for the whole.
        product, step: what is decided; empty where nothing is.
    """

    day: date
    body: str
    track: str
    product: str
    step: str
    subject: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As the file has them."""
        return (self.day.isoformat(), self.body, self.track, self.product, self.step, self.subject)


CALENDAR = "planning.ics"
"""The same beside it, for an agenda; nothing reads it."""
_CYCLE = (
    (0, "werkgroep", "", PLANNING, "besproken", "Voorgestelde planning bespreken"),
    (0, "werkgroep", "", PLANNING, "vastgesteld", "Planning vaststellen, bij unanimiteit"),
    (1, "werkgroep", "", PROGNOSE, "besproken", "Prognose Eerste Asielinstroom bespreken"),
    (2, "werkgroep", "", PROGNOSE, "vastgesteld", "Prognose Eerste Asielinstroom vaststellen"),
    (2, "apm", "", PROGNOSE, "gehanteerd", "Gehanteerde aantallen formuleren"),
    (2, "apm", "", IND_PLAN, "concept", "Concept van het IND-prognoseplan aan APM"),
    (2, "werkgroep", "", IND_PLAN, "besproken", "IND-prognoseplan en inwilligingspercentages afstemmen"),
    (3, "ind", "", IND_PLAN, "vastgesteld", "IND-prognoseplan intern vaststellen"),
    (3, "ind", "", IND_PLAN, "definitief", "IND-prognoseplan definitief aanleveren"),
    (4, "werkgroep", "cijfers", PRODUCTIEMODEL, "v1", "Productiemodel versie 1, met de risico's en onzekerheden"),
    (5, "werkgroep", "impact", "", "", "Impact van versie 1 van het productiemodel"),
    (6, "werkgroep", "cijfers", PRODUCTIEMODEL, "v2", "Productiemodel versie 2"),
    (7, "werkgroep", "impact", "", "", "Impact van versie 2 van het productiemodel"),
    (8, "werkgroep", "", PRODUCTIEMODEL, "v3", "Productiemodel versie 3"),
    (8, "werkgroep", "", PRODUCTIEMODEL, "vastgesteld", "Productiemodel vaststellen"),
    (8, "werkgroep", "", RAPPORTAGE, "v1", "Rapportage versie 1"),
    (9, "deelberaden", "", RAPPORTAGE, "v2", "Rapportage versie 2 toetsen aan de praktijk"),
    (10, "werkgroep", "", RAPPORTAGE, "v3", "Rapportage versie 3"),
    (10, "werkgroep", "", RAPPORTAGE, "consensus", "Rapportage vaststellen in de werkgroep"),
    (11, "topberaad", "", RAPPORTAGE, "vastgesteld", "MPP vaststellen"),
)
"""Stage of the cycle, and what then happens."""


def year_cycle(round_name: str) -> tuple[Planned, ...]:
    """The planning that a regular round starts from, in order of time; nothing for a round outside the cycle.

    Mid-November to the Topberaad of February, or mid-June to that of September, on Tuesdays: a meeting of the werkgroep
    about every two weeks.
    """
    year, _, number = round_name.partition("-")
    season = _SEASONS.get(number) if year else None
    if season is None:
        return ()
    first = _tuesday_around(date(int(year) + season.year, season.month, season.day))
    return tuple(Planned(first + timedelta(weeks=season.weeks[stage]), *line) for stage, *line in _CYCLE)


def _tuesday_around(day: date) -> date:
    return day + timedelta(days=(_TUESDAY - day.weekday() + 3) % 7 - 3)

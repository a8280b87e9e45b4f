"""The first sheet: what the workbook is, where everything stands, and how to work in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mpp_lib.base.dutch import day_name
from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.line import Content
from mpp_lib.present.rekenblad.outline import CHECKS, INPUT, KERNELS, KEY, TRACE, WEIGHTS
from mpp_lib.present.rekenblad.verdict import ALL_HOLD, WHOLE_VERDICT

TITLE, HEADING, PARAGRAPH = "MPP titel", "MPP groep", "MPP alinea"
_HOLDS = {
    KEY: "de kerncijfers per jaar, met grafieken; op één bladzijde",
    INPUT: "alle invoer per maand, met eenheid, eigenaar en bron; elke regel heeft een naam (Formules, Namen beheren)",
    KERNELS: "welk deel na hoeveel maanden volgt, per maand van instroom",
    WEIGHTS: "de verdelingen per maand van uitstroom, zoals de vertragingen ze gebruiken",
    CHECKS: "balansen die elke maand op 0 uitkomen en aandelen die samen 1 zijn, met een oordeel per regel",
    TRACE: "waar elk cijfer uit volgt: een koppeling naar elke regel invoer en naar elk ander cijfer",
}
_OF_PARTNER = "elke indicator per maand, met onderaan de hulpregels die daarvoor nodig zijn"
_HOW = (
    "Wijzig alleen gekleurde cellen. De andere zijn beveiligd, zonder wachtwoord (Controleren, Beveiliging opheffen).",
    "Een onderstreepte naam is een koppeling: van een kerncijfer naar zijn jaren, van daar naar zijn maanden, van daar "
    f"naar {TRACE} en dus naar zijn invoer. Bovenaan elk blad leidt een koppeling hierheen.",
    "Een parameter geldt vanaf een maand: elke volgende maand volgt de cel ervoor, tot de waarde verandert. Wie één "
    "cel wijzigt, wijzigt dus ook de maanden erna.",
    "Een maatregel staat aan met 1 en uit met 0, op blad Invoer. Zij telt alleen mee als er een grondslag naast staat; "
    "haar effect staat in de maanden waarin zij werkt. Een vaste waarde gaat voor, dan elke factor, dan wat erbij "
    "komt.",
    "Elk mpp-scenario heeft een eigen werkboek: minimum bij lage instroom, maximum bij hoge. Alleen bij eerste "
    "asielaanvragen ligt er een kans tussen; van elk ander cijfer zijn het doorrekeningen en geen band.",
    "Een leeg halfjaar bij de taakstelling betekent: nog niet bekendgemaakt, dus afgeleid door het model.",
    "De maanden vóór de horizon zijn verborgen: kies kolom E en de kolom ernaast, klik rechts en kies Zichtbaar maken.",
    "Percentages zijn aandelen: 12,5% staat in de cel als 0,125. Personen en zaken zijn niet afgerond.",
)


@dataclass(frozen=True)
class Told:
    """A line of the first sheet.

    Attributes:
        beside: what stands beside it; with it ``text`` is the name of a sheet, and leads there.
        file: whether it is a file in the same folder instead.
    """

    text: str
    style: str = PARAGRAPH
    beside: str | Content = ""
    file: bool = False


def reading_guide(book: Book, sheets: tuple[str, ...]) -> Iterator[Told]:
    """The lines of the first sheet of a workbook that has these sheets beside it."""
    yield Told(book.about.line, TITLE)
    known = day_name(date.fromisoformat(book.about.day))
    yield Told(f"Peildatum {known}. Alle uitkomsten zijn formules; zij geven hetzelfde als het rapport.")
    if book.about.own_risk:
        yield Told(book.about.own_risk)
    if CHECKS in sheets:
        yield Told("Wat de controles nu zeggen", HEADING)
        yield Told(CHECKS, beside=Content(ALL_HOLD, f"={WHOLE_VERDICT}"))
    yield Told("Wat waar staat", HEADING)
    for sheet in sheets:
        year = f"de jaarcijfers {sheet.removeprefix('MPP ').lower()}, per partner" if sheet.startswith("MPP ") else ""
        yield Told(sheet, beside=year or _HOLDS.get(sheet, _OF_PARTNER))
    yield Told("Hoe u ermee rekent", HEADING)
    yield from map(Told, _HOW)

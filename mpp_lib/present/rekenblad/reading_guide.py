"""The first sheet: what the workbook is, and how to work in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mpp_lib.base.dutch import day_name
from mpp_lib.present.rekenblad.book import Book
from mpp_lib.present.rekenblad.outline import CHECKS, INPUT, KERNELS, WEIGHTS

TITLE, HEADING, PARAGRAPH = "MPP titel", "MPP groep", "MPP alinea"
_WHERE = (
    "MPP Asiel, MPP Regulier en MPP Bewaring: de jaarcijfers per partner.",
    f"{INPUT}: alle invoer per maand, met eenheid, eigenaar en bron. Elke regel heeft een naam: zie Formules, Namen "
    "beheren.",
    f"{KERNELS}: welk deel na hoeveel maanden volgt, per maand van instroom.",
    "Eén blad per partner: elke indicator per maand, met onderaan de hulpregels die daarvoor nodig zijn.",
    f"{WEIGHTS}: de verdelingen per maand van uitstroom, zoals de vertragingen ze gebruiken.",
    f"{CHECKS}: balansen die elke maand op 0 uitkomen en aandelen die samen 1 zijn.",
)
_HOW = (
    "Wijzig alleen gekleurde cellen. Al het andere rekent het blad uit.",
    "Een parameter geldt vanaf een maand: elke volgende maand volgt de cel ervoor, tot de waarde verandert. Wie één "
    "cel wijzigt, wijzigt dus ook de maanden erna.",
    "Een maatregel staat aan met 1 en uit met 0, op blad Invoer. Zij telt alleen mee als er een grondslag naast staat; "
    "haar effect staat in de maanden waarin zij werkt. Een vaste waarde gaat voor, dan elke factor, dan wat erbij "
    "komt.",
    "Elk mpp-scenario heeft een eigen werkboek: minimum bij lage instroom, maximum bij hoge. Alleen bij eerste "
    "asielaanvragen ligt er een kans tussen; van elk ander cijfer zijn het doorrekeningen en geen band.",
    "Een leeg halfjaar bij de taakstelling betekent: nog niet bekendgemaakt, dus afgeleid door het model.",
    "De maanden vóór de horizon zijn ingeklapt; het plusteken boven de kolommen opent ze.",
    "Percentages zijn aandelen: 12,5% staat in de cel als 0,125. Personen en zaken zijn niet afgerond.",
)


def reading_guide(book: Book) -> Iterator[tuple[str, str]]:
    """Lines of text, each with its style."""
    yield book.about.line, TITLE
    known = day_name(date.fromisoformat(book.about.day))
    yield f"Peildatum {known}. Alle uitkomsten zijn formules; zij geven hetzelfde als het rapport.", PARAGRAPH
    if book.about.own_risk:
        yield book.about.own_risk, PARAGRAPH
    yield "Wat waar staat", HEADING
    yield from ((text, PARAGRAPH) for text in _WHERE)
    yield "Hoe u ermee rekent", HEADING
    yield from ((text, PARAGRAPH) for text in _HOW)

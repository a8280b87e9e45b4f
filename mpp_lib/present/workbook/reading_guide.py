"""The first sheet: what the workbook is, and how to work in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mpp_lib.base.dutch import day_name
from mpp_lib.present.workbook.book import Book
from mpp_lib.present.workbook.outline import CHECKS, INPUT, KERNELS, WEIGHTS

_TITLE, _HEAD, _TEXT = "MPP titel", "MPP groep", "MPP alinea"


def reading_guide(book: Book) -> Iterator[tuple[str, str]]:
    """Lines of text, each with its style."""
    yield book.about.line, _TITLE
    yield (
        f"Stand van {day_name(date.fromisoformat(book.about.day))}. "
        "Alle uitkomsten zijn formules; zij geven hetzelfde als het rapport.",
        _TEXT,
    )
    yield "Wat waar staat", _HEAD
    yield "MPP Asiel, MPP Regulier en MPP Bewaring: de jaarcijfers per partner.", _TEXT
    yield (
        f"{INPUT}: alle invoer per maand, met eenheid, eigenaar en bron. {KERNELS}: welk deel na hoeveel maanden "
        "volgt, per maand van instroom. Elke invoerregel heeft een naam (Formules, Namen beheren).",
        _TEXT,
    )
    yield "Eén blad per partner: elke indicator per maand. Onderaan staan hulpregels, waar die nodig zijn.", _TEXT
    yield (
        f"{WEIGHTS}: de verdelingen per maand van uitstroom, zoals de vertragingen ze gebruiken. {CHECKS}: balansen "
        "die elke maand sluiten en aandelen die samen 1 zijn.",
        _TEXT,
    )
    yield "Hoe u ermee rekent", _HEAD
    yield (
        "Wijzig alleen gekleurde cellen. Een parameter geldt vanaf een maand: elke volgende maand volgt de cel ervoor, "
        "tot de waarde verandert. Wie één cel wijzigt, wijzigt dus ook de maanden erna.",
        _TEXT,
    )
    yield "Een leeg halfjaar bij de taakstelling betekent: nog niet bekendgemaakt, dus afgeleid door het model.", _TEXT
    yield "De maanden vóór de horizon zijn ingeklapt; het plusteken boven de kolommen opent ze.", _TEXT
    yield "Percentages zijn aandelen: 12,5% staat in de cel als 0,125. Personen en zaken zijn niet afgerond.", _TEXT

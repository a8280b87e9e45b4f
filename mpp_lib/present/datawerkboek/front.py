"""The first sheet of the data workbook: what it is, of which report, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mpp_lib.inputs.declared.unknown import BREAK, MEANINGS, NOT_PUBLISHED, SUPPRESSED, UNSCORED
from mpp_lib.present.datawerkboek.long_tables import BANDS, HISTORY, INDICATORS, RESULTS
from mpp_lib.present.datawerkboek.sheet import CONTENTS, MARKED, SIGNED
from mpp_lib.present.shown.plain_table import NOT_APPLICABLE, UNKNOWN
from mpp_lib.present.wording.marks import MARKS, legend
from mpp_lib.present.wording.signs import SHORTHAND

FRONT = "Voorblad"
TITLE, HEADING, PARAGRAPH = "MPP titel", "MPP groep", "MPP alinea"
HEADING_ROW = 5
"""Row of the headings on every sheet with a table."""

ABOUT = {
    "Titel": "titel",
    "Ronde": "ronde",
    "Vorige ronde": "vorige",
    "Horizon": "horizon",
    "Versie": "versie",
    "Status": "status",
    "Datum": "datum",
    "Gerealiseerd tot en met": "peildatum",
    "Protocol": "protocol",
    "Rubricering": "rubricering",
    "Controlegetal van de resultaattabel (SHA-256)": "controlegetal",
}
"""What stands before a line → key of the cover of the report."""
_WHERE = (
    f"{CONTENTS}: alle bladen, met hun titel; elke naam is een koppeling.",
    "Figuur … en Tabel …: wat er onder dat nummer in het rapport staat.",
    f"{RESULTS}: de lange resultaattabel, per maand en per jaar, in realisatie, minimum, medio en maximum.",
    f"{BANDS}: van elk jaarcijfer de kwantielen van de trekkingen, hun simulatiefout, en de plaats van de drie "
    "doorrekeningen daarin.",
    f"{HISTORY}: wat deze en eerdere rondes en gepubliceerde MPP's van elk jaar voorzagen, met de uitkomst voor zover "
    "die op de peildatum bekend was.",
    f"{INDICATORS}: naam, eenheid en definitie van elke indicator op die drie bladen.",
)
_HOW = (
    "Op het blad van een figuur of tabel staat elk getal zoals het rapport het toont, even ver afgerond. Wie het "
    f"rapport ernaast legt, vindt hetzelfde getal. Niet afgerond staan de cijfers op {RESULTS}, {BANDS} en {HISTORY}.",
    "Een percentage is een getal: 12,5% staat in de cel als 0,125. Wat geen los getal is, zoals >99,9% of 9 van 15, is "
    "tekst.",
    f"Een blad heeft één tabel, met een naam zoals tbl_coa en de kop in rij {HEADING_ROW}. Daarboven staan titel, "
    "eenheid, en noten met bron en peildatum.",
)
_SIGNS = (
    f"{UNKNOWN}: niet bekend, niet gepubliceerd of niet te bepalen; het rapport toont een streepje, “{NOT_PUBLISHED}” "
    "of niets.",
    f"{SHORTHAND[SUPPRESSED]}: {MEANINGS[SUPPRESSED]}; het rapport toont “{SUPPRESSED}”.",
    f"{SHORTHAND[BREAK]}, achter een getal: {MEANINGS[BREAK]}; het rapport toont “{BREAK}”.",
    f"{NOT_APPLICABLE}: niet van toepassing, zoals een realisatie van een jaar dat nog komt; het rapport toont niets.",
)
_MARKED = (
    f"Deze twee staan achter het getal. De kolom {MARKED} zegt per regel bij welke kolommen, want een ander programma "
    "leest alleen het getal."
)
_SIGNED = (
    f"Bij welke getallen een reeks breekt, en welke niet meetellen in scores (“{UNSCORED}” in het rapport), zegt per "
    f"regel de kolom {SIGNED}."
)
_SOURCES = "De bron van elke figuur en tabel staat op haar blad, die van elke invoer bij de tabellen van bijlage C."


def front(cover: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Lines of text, each with its style.

    Args:
        cover: what stands on the cover of the report.
    """
    yield f"Data bij de MPP-rapportage, ronde {cover['ronde']}", TITLE
    if cover["merk"]:
        yield str(cover["merk"]), HEADING
    yield "De getallen van alle figuren en tabellen van de rapportage, elk op een eigen blad.", PARAGRAPH
    yield from part("Waarvan dit de data zijn", (f"{name}: {cover[key]}" for name, key in ABOUT.items()))
    yield from part("Wat waar staat", _WHERE)
    yield from part("Hoe de getallen er staan", _HOW)
    yield from part("Tekens", (*_SIGNS, *map(_meaning, MARKS.values()), _MARKED, _SIGNED))
    yield from part("Bronnen", (_SOURCES, str(cover["verantwoording"])))


def _meaning(mark: str) -> str:
    return legend([mark])


def part(heading: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A heading and the lines under it, each with its style; an empty line is left out."""
    yield heading, HEADING
    yield from ((line, PARAGRAPH) for line in lines if line)

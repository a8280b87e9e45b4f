"""What was looked at, by which rule, and with what outcome: of every round and every version."""

from __future__ import annotations

from collections.abc import Iterable

from mpp_lib.archive.site.contents import Contents, ListedRound
from mpp_lib.archive.site.page import CHECKS, METHOD, link, site_page
from mpp_lib.archive.verify import Verified
from mpp_lib.base.errors import Problem
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.report.own_page import as_text, table_region

RULES: tuple[tuple[str, str], ...] = (
    ("Tabellen", "Elk bestand, elke kolom en elke cel heeft de vorm die de beschrijving van de invoer noemt."),
    ("Scenario's", "De kansen van een jaar tellen op tot 1; gehanteerde aantallen staan in volgorde."),
    ("Verdelingen", "Aandelen van één geheel tellen op tot 1, voor elke maand van binnenkomst."),
    ("Realisaties", "Een maandreeks heeft geen gaten; beginstanden zijn er; delen zijn niet groter dan hun geheel."),
    ("IND-prognoseplan", "De voorraden volgen uit de stromen; het plan noemt de Prognose waarop het is gemaakt."),
    ("Bronnen", "Niets in een ronde is van na haar peildatum."),
    ("Registers", "Elke actieve maatregel heeft een grondslag; wie om een wijziging vroeg, is een partner."),
    (
        "Bestanden van een versie",
        "Elk bestand heeft het controlegetal van toen het is bewaard, en er is niets bij of weg.",
    ),
    ("Keten van versies", "Elke versie noemt de kop van haar voorganger en van de versies waar zij op rust."),
)
"""What is looked at, for who does not read the code; docs/invoer.md has it column by column."""


def check_page(contents: Contents) -> bytes:
    """The page, the newest round first."""
    looked = table_region("Waarop is gecontroleerd", _rules())
    more = f"<p>Van elke kolom staat de eis bij {link(METHOD, 'Methode')}, in de beschrijving van de invoer.</p>\n"
    first = f"<section>\n<h2>Waarop is gecontroleerd</h2>\n{looked}{more}</section>\n"
    return site_page(CHECKS, "Controle", first + _outcomes(contents) + "".join(map(_round, reversed(contents.rounds))))


def _rules() -> Table[tuple[str, str]]:
    return Table(
        RULES,
        [Column("Onderwerp", 0), Column("Regel", 1)],
        title="Wat mpp check en mpp verify van elke ronde en elke versie vragen",
        note="Getallen van versies zijn voor deze site niet nagerekend; dat doet mpp verify.",
    )


def _outcomes(contents: Contents) -> str:
    table = Table(
        list(reversed(contents.rounds)),
        [Column("Ronde", lambda each: each.name), *([] if contents.audience else _OF_WORKING), *_OF_VERSIONS],
        title="Uitkomst per ronde",
        note="Versies: bestanden en keten." + ("" if contents.audience else f" {_WORKING}"),
    )
    return f"<section>\n<h2>Uitkomst</h2>\n{table_region('Uitkomst per ronde', table)}</section>\n"


_OF_WORKING: tuple[Column[ListedRound], ...] = (
    Column("Gebreken in de werkmap", lambda each: len(each.problems), kind="number"),
    Column("Opmerkingen", lambda each: len(each.remarks) if each.result else None, kind="number"),
)
_OF_VERSIONS: tuple[Column[ListedRound], ...] = (
    Column("Versies", lambda each: len(each.versions), kind="number"),
    Column("Versies met een gebrek", lambda each: sum(map(_wrong, each.versions)), kind="number"),
)
_WORKING = "Werkmap: de regels hierboven over invoer. Van een werkmap met gebreken zijn de opmerkingen niet geteld."


def _wrong(found: Verified) -> bool:
    return bool(found.problems)


def _round(each: ListedRound) -> str:
    told = {"gebrek": each.problems, "opmerking": each.remarks}
    rows = [(kind, problem) for kind, problems in told.items() for problem in problems]
    rows += [(f"versie {found.version.name}", problem) for found in each.versions for problem in found.problems]
    heading = f"Ronde {each.name}"
    shown = table_region(heading, _found(heading, rows)) if rows else "<p>Geen gebreken en geen opmerkingen.</p>\n"
    return f'<section id="ronde-{each.name}">\n<h2>{as_text(heading)}</h2>\n{shown}</section>\n'


def _found(heading: str, rows: Iterable[tuple[str, Problem]]) -> Table[tuple[str, Problem]]:
    return Table(
        list(rows),
        [
            Column("Soort", lambda row: row[0]),
            Column("Waar", lambda row: ", ".join(filter(None, (row[1].file, row[1].where)))),
            Column("Gevonden", lambda row: row[1].found),
            Column("Wat", lambda row: row[1].problem),
            Column("Verwacht", lambda row: row[1].expected),
        ],
        title=f"{heading}: wat de controle noemt",
        note="Bron: mpp check en mpp verify, zonder narekenen.",
        dense=True,
    )

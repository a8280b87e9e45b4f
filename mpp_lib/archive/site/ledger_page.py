"""Who asked for which change, on what ground, and what it did: of every version and working folder.

The effect of a change is what the report of its version says of it: that was published, and a version never changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mpp_lib.archive.site.contents import Contents, ListedRound
from mpp_lib.archive.site.page import LEDGER, site_page
from mpp_lib.archive.site.search import anchor
from mpp_lib.inputs.declared.ledger import LEDGER as LEDGER_FILE
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.versions import RESTS_ON, Version
from mpp_lib.present.shown.plain_table import PlainTable, shown_again
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.report.cells import CellError, Notebooks, plain_data
from mpp_lib.report.own_page import as_text, table_region

NOTEBOOK, ASKED, EFFECTS = "notebooks/12_wijzigingen.ipynb", "tbl-wijzigingen", "tbl-wijzigingen-effect"
"""Where the report of a version says it: the executed notebook, and the labels of its cells."""
ABOUT = (
    "Per versie: wat er sinds de vorige versie van de ronde is gewijzigd, op wiens verzoek, op welke grond, en met "
    "welk effect op de kerncijfers. Het effect is dat wat de rapportage van die versie noemt."
)
_NONE = "<p>Er is geen wijziging vastgelegd.</p>\n"
_ELSEWHERE = "Deze versie is niet in deze kopie ({}). Wat erin is gewijzigd, en op wiens verzoek, staat in haar."
_UNMEASURED = "Wat deze wijzigingen doen, is niet gemeten: {}."
_STILL = "de werkmap kan nog veranderen, en het staat in de rapportage die ervan wordt gemaakt"
_OF_REPORT = "dat staat bij de versies van de rapportage"
_FIRST = "er is geen eerdere versie van deze ronde om ze tegen af te zetten"
_UNSAID = "de rapportage van deze versie noemt het niet"


def ledger_page(contents: Contents) -> bytes:
    """The page, the newest round first."""
    body = "".join(part for each in reversed(contents.rounds) for part in _ledgers(each))
    return site_page(LEDGER, "Wijzigingen", f"<p>{ABOUT}</p>\n{body}")


def _ledgers(each: ListedRound) -> Iterator[str]:
    if each.working:
        heading = f"Ronde {each.name}, werkmap"
        yield _section(f"werkmap-{each.name}", heading, _unmeasured(heading, each.working.folder, _STILL))
    for one in reversed(each.versions):
        heading = f"Ronde {each.name}, versie {one.version.name}"
        if one.version.sound:
            yield _section(anchor(one.version), heading, _of_version(heading, one.version))
        elif one.elsewhere:
            yield _section(anchor(one.version), heading, f"<p>{_ELSEWHERE.format(as_text(one.elsewhere))}</p>\n")


def _section(place: str, heading: str, shown: str) -> str:
    return f'<section id="{place}">\n<h2>{as_text(heading)}</h2>\n{shown}</section>\n'


def _of_version(heading: str, version: Version) -> str:
    said = _said(version)
    if not said:
        return _unmeasured(heading, version.data, _why(version))
    return "".join(table_region(f"{heading}: {what}", shown_again(plain)) for what, plain in said.items())


def _said(version: Version) -> dict[str, PlainTable]:
    """What its report says of its ledger, under what each table is about."""
    if version.product != RAPPORTAGE:
        return {}
    notebooks = Notebooks(version.data)
    try:
        asked, effects = (plain_data(notebooks.find(NOTEBOOK, label)) for label in (ASKED, EFFECTS))
    except (CellError, LookupError, TypeError):
        return {}
    return {"wijzigingen": asked, "effect op de kerncijfers": effects} if asked and effects else {}


def _why(version: Version) -> str:
    """Why no effect is known."""
    if version.product != RAPPORTAGE:
        return _OF_REPORT
    before = any(said.startswith(f"{version.round}/") for said in version.info.get(RESTS_ON, ()))
    return _UNSAID if before else _FIRST


def _unmeasured(heading: str, folder: Path, why: str) -> str:
    """The ledger as it stands in its file."""
    rows = _rows(folder)
    table = table_region(heading, _table(heading, rows))
    return f"{table}<p>{_UNMEASURED.format(why)}</p>\n" if rows else _NONE


def _rows(folder: Path) -> list[dict[str, Any]]:
    values = read_table(Intake(folder), LEDGER_FILE).values
    rows = values.itertuples(index=False, name=None)
    return [dict(zip(map(str, values.columns), map(str, row), strict=True)) for row in rows]


def _table(heading: str, rows: list[dict[str, Any]]) -> Table[dict[str, Any]]:
    return Table(
        rows,
        [Column(column.name.capitalize(), column.name) for column in LEDGER_FILE.columns],
        title=f"{heading}: de wijzigingen van de invoer",
        note=f"Bron: {LEDGER_FILE.file}. Een * staat voor een hele verzameling rijen.",
        dense=True,
    )

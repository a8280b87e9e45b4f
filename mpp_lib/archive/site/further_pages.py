"""The track record, and who asked for which change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mpp_lib.archive.site.contents import Contents, ListedRound
from mpp_lib.archive.site.page import CHECKS, LEDGER, RECORD, link, site_page
from mpp_lib.archive.site.search import anchor
from mpp_lib.base.errors import InputError
from mpp_lib.compare.evaluation.track_record import record_of
from mpp_lib.inputs.declared.ledger import LEDGER as LEDGER_FILE
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.versions import folder_that_counts
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.score_tables import tables
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.production.run import RoundResult
from mpp_lib.report.own_page import as_text, table_region


def record_page(contents: Contents) -> bytes:
    """How good earlier forecasts were: the tables of ``mpp evaluate``."""
    shown = _record_tables(contents)
    if not shown:
        lacks = link(CHECKS, "wat er mankeert")
        why = f"Zolang een ronde of een publicatie niet klopt, is er geen trefzekerheid ({lacks})."
        return site_page(RECORD, "Trefzekerheid", f"<p>{why}</p>\n")
    body = "".join(_titled(table.title, table) for table in shown)
    return site_page(RECORD, "Trefzekerheid", f"<p>Wat <code>mpp evaluate</code> zegt, over alle rondes.</p>\n{body}")


def _record_tables(contents: Contents) -> tuple[Table[Any], ...]:
    """None as long as something that they rest on is not right."""
    results = [each.result for each in contents.rounds if each.result]
    try:
        return (
            tables(record_of(contents.root, map(_as_it_counts, results)))
            if len(results) == len(contents.rounds)
            else ()
        )
    except InputError:
        return ()


def _as_it_counts(result: RoundResult) -> RoundResult:
    """The round that is open already, unless an adopted version counts in its place."""
    folder = folder_that_counts(result.inputs.folder)
    return result if folder == result.inputs.folder else open_that_counts(folder)


def _titled(title: str, table: Table[Any]) -> str:
    return f"<section>\n<h2>{as_text(title)}</h2>\n{table_region(title, table)}</section>\n"


def ledger_page(contents: Contents) -> bytes:
    """The ledger of every version and working folder, the newest round first."""
    body = "".join(part for each in reversed(contents.rounds) for part in _ledgers(each))
    about = (
        "Per versie: wat er sinds de vorige versie van de ronde is gewijzigd, op wiens verzoek en op welke grond. Het "
        "effect van elke wijziging op de kerncijfers staat in de rapportage van die versie."
    )
    return site_page(LEDGER, "Wijzigingen", f"<p>{about}</p>\n{body}")


def _ledgers(each: ListedRound) -> Iterator[str]:
    yield _ledger(f"Ronde {each.name}, werkmap", f"werkmap-{each.name}", each.folder)
    for version in (one.version for one in reversed(each.versions) if one.version.sound):
        yield _ledger(f"Ronde {each.name}, versie {version.name}", anchor(version), version.data)


def _ledger(heading: str, place: str, folder: Path) -> str:
    rows = _rows(folder)
    shown = table_region(heading, _table(heading, rows)) if rows else "<p>Er is geen wijziging vastgelegd.</p>\n"
    return f'<section id="{place}">\n<h2>{as_text(heading)}</h2>\n{shown}</section>\n'


def _rows(folder: Path) -> list[dict[str, Any]]:
    table = read_table(Intake(folder), LEDGER_FILE)
    return [dict(zip(map(str, table.values.columns), map(str, row), strict=True)) for row in _tuples(table.values)]


def _tuples(frame: Any) -> Sequence[tuple[Any, ...]]:
    return list(frame.itertuples(index=False, name=None))


def _table(heading: str, rows: list[dict[str, Any]]) -> Table[dict[str, Any]]:
    return Table(
        rows,
        [Column(column.name.capitalize(), column.name) for column in LEDGER_FILE.columns],
        title=f"{heading}: de wijzigingen van de invoer",
        note=f"Bron: {LEDGER_FILE.file}. Een * staat voor een hele verzameling rijen.",
        dense=True,
    )

"""The track record: how good earlier forecasts were."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mpp_lib.archive.site.contents import Contents, ListedRound
from mpp_lib.archive.site.page import CHECKS, RECORD, link, site_page
from mpp_lib.base.errors import InputError
from mpp_lib.compare.evaluation.track_record import record_of
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.versions import folder_that_counts
from mpp_lib.present.shown.table import Table
from mpp_lib.present.trefzekerheid.score_tables import tables
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.production.published import with_figures
from mpp_lib.production.run import RoundResult
from mpp_lib.report.own_page import as_text, table_region

_FIGURES_FROM = ("round.yml", "inputs/*", "registers/*")
_NOT_HERE = "De trefzekerheid rust op alle rondes en alle realisaties; zij staat op de site met alle versies."


def record_page(contents: Contents) -> bytes:
    """How good earlier forecasts were: the tables of ``mpp evaluate``."""
    if contents.audience:
        return site_page(RECORD, "Trefzekerheid", f"<p>{_NOT_HERE}</p>\n")
    shown = _record_tables(contents)
    if not shown:
        lacks = link(CHECKS, "wat er mankeert")
        why = f"Zolang een ronde of een publicatie niet klopt, is er geen trefzekerheid ({lacks})."
        return site_page(RECORD, "Trefzekerheid", f"<p>{why}</p>\n")
    body = "".join(_titled(table.title, table) for table in shown)
    return site_page(RECORD, "Trefzekerheid", f"<p>Wat <code>mpp evaluate</code> zegt, over alle rondes.</p>\n{body}")


def _record_tables(contents: Contents) -> tuple[Table[Any], ...]:
    """None as long as something that they rest on is not right."""
    try:
        opened = [_as_it_counts(each, each.result) for each in contents.rounds if each.result]
        return tables(record_of(contents.root, opened)) if len(opened) == len(contents.rounds) else ()
    except InputError:
        return ()


def _as_it_counts(each: ListedRound, result: RoundResult) -> RoundResult:
    """The round that is open already; where an adopted version counts and was made from the same, with its figures."""
    folder = folder_that_counts(result.inputs.folder)
    if folder == result.inputs.folder:
        return result
    if each.table is None or digests(folder, _FIGURES_FROM) != digests(result.inputs.folder, _FIGURES_FROM):
        return open_that_counts(folder)
    return with_figures(replace(result, inputs=replace(result.inputs, folder=folder)), each.table)


def _titled(title: str, table: Table[Any]) -> str:
    return f"<section>\n<h2>{as_text(title)}</h2>\n{table_region(title, table)}</section>\n"

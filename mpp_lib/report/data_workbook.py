"""The data workbook that goes with a report: what the figures and tables of its sources hold, by the report's numbers.

It is made of what the renderer read, after the report itself: the same cells in the same order under the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mpp_lib.base.months import Month
from mpp_lib.base.write import write_atomically
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.record import Record
from mpp_lib.present.shown.plain_table import PlainTable
from mpp_lib.production.run import RoundResult
from mpp_lib.report.builtin import Sources, read_sources
from mpp_lib.report.cells import Cell, Notebooks, plain_data
from mpp_lib.report.gather import cover
from mpp_lib.report.keys import key
from mpp_lib.report.product import Product
from mpp_lib.report.references import Target
from mpp_lib.report.shortcodes import EMBED, expand
from mpp_lib.report.since_notebooks import CHANGED_TEXTS
from mpp_lib.report.sources import Document, inside_code, read_document
from mpp_lib.report.workbooks import data_file

_NUMBERED = re.compile(r"\{#(?:fig|tbl)-|when-format")
"""What decides which figures and tables a report has, in which order."""
_WITHOUT = PlainTable(
    title="uit een tekst of een eigen notebook",
    note="Bron: zie het rapport.",
    headings=["Toelichting"],
    numbers=[False],
    rows=[["Hiervan staan de getallen alleen in het rapport zelf."]],
)
"""What stands there of a figure or table that no function of ours made."""


def make_data_workbook(result: RoundResult, record: TrackRecord, report: Product, made_from: str) -> None:
    """Write it, unless the one on disk is what was made of the same figures and tables.

    Args:
        record: what earlier forecasts came to, as the round could know it.
        made_from: the key of inputs and code.

    Raises:
        RenderError: what the renderer would refuse in the sources.
    """
    build, name = report.build, f"{report.name}.qmd"
    made_of = _key(report, read_document(build.render, name), made_from)
    kept, file = Record(build.folder / "data.key"), data_file(build, result.inputs.folder.name)
    if not kept.holds(made_of, [file]):
        kept.forget()
        write_atomically(file, _content(result, record, read_sources(build.render, name)))
        kept.write(made_of, [file])


def _key(report: Product, document: Document, made_from: str) -> str:
    notebooks = [task.key for task in report.tasks()]
    gathered = digests(report.build.render, [f"notebooks/{CHANGED_TEXTS}.ipynb"])
    return key(made_from=made_from, notebooks=notebooks, gathered=gathered, numbered=numbered_lines(document))


def numbered_lines(document: Document) -> list[str]:
    """The lines that decide which figures and tables there are, and their titles as far as texts make them."""
    lines = expand(document, Notebooks(document.folder))
    return [line.text for line in lines if _NUMBERED.search(line.text)]


def _content(result: RoundResult, record: TrackRecord, sources: Sources) -> bytes:
    from mpp_lib.compare.uncertainty.kept_bands import open_bands
    from mpp_lib.present.datawerkboek.book import data_workbook
    from mpp_lib.present.datawerkboek.long_tables import bands_sheet, history_sheet, indicators_sheet, results_sheet
    from mpp_lib.present.datawerkboek.sheet import sheet_of
    from mpp_lib.present.wording.source_lines import source_line

    source = source_line(result)
    sheets = [sheet_of(plain, target.text, label) for label, target, plain in plain_tables(sources)]
    long = (
        results_sheet(result.table, source),
        bands_sheet(open_bands(result), source),
        history_sheet(record.history, _over(result.inputs.settings.realised_until), source),
        indicators_sheet(result.chain.nodes, source),
    )
    return data_workbook(cover(result), [*sheets, *long], result.inputs.settings.cutoff.isoformat())


def _over(until: Month) -> int:
    """The last year whose months were all there."""
    return until.year if until.month == 12 else until.year - 1


def plain_tables(sources: Sources) -> Iterator[tuple[str, Target, PlainTable]]:
    """Label, number and content of every figure and table, in the order of the report."""
    cells = _embedded(sources)
    for label, target in sources.numbers("html").items():
        if target.kind in ("fig", "tbl"):
            yield label, target, _said(cells.get(label))


def _embedded(sources: Sources) -> dict[str, Cell]:
    """Label → the cell that the report embeds by it."""
    matches = (EMBED.match(line.text) for line, code in inside_code(sources.document.lines) if not code)
    addresses = (match["address"].partition("#") for match in matches if match)
    cells = (sources.notebooks.find(path, label) for path, _, label in addresses)
    return {cell.label: cell for cell in cells}


def _said(cell: Cell | None) -> PlainTable:
    """What a cell shows; without a cell, or one that carries no data, no more than that it is there."""
    return (plain_data(cell) if cell else None) or _WITHOUT

"""Writes a prepared tree as a tagged PDF: PDF/UA-1 and PDF/A-2a, A4, the same bytes for the same sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import Node, run_pandoc
from mpp_lib.report.complaints import in_dutch
from mpp_lib.report.extension import declared_format
from mpp_lib.report.floats import Pictures
from mpp_lib.report.html import citation_arguments
from mpp_lib.report.parts import SETTINGS
from mpp_lib.report.sources import SHARED, VALUES_FILE, Document, Line

FONTS: Final = "fonts"

_ROW_HEADS = re.compile(r"^// rijkoppen: ?([\d ]*)$", re.MULTILINE)
_TOO_WIDE = re.compile(r"TABEL_TE_BREED:(.*)")


def write_pdf(
    tree: Node, pictures: Pictures, document: Document, work: Path, settings: Mapping[str, Any] | None = None
) -> bytes:
    """The report, or a part of it, as PDF.

    Args:
        work: a folder that is not there yet.
        settings: of the part that is made; see :func:`mpp_lib.report.parts.documents`.

    Raises:
        RenderError: pandoc or Typst warned or stopped, or a table does not fit on the page.
    """
    _store(pictures, work)
    source = _typst_source(tree, pictures.lines, document, _part_arguments(document, work, settings or {}))
    (work / "rapport.typ").write_text(source, encoding="utf-8", newline="\n")
    return mark_row_heads(_compile(work, document), row_heads(source))


def _part_arguments(document: Document, work: Path, settings: Mapping[str, Any]) -> list[str]:
    """What tells pandoc to keep one part alone."""
    if not settings:
        return []
    file = work / f"{SETTINGS}.yml"
    file.write_text(yaml.safe_dump({SETTINGS: dict(settings)}, allow_unicode=True), encoding="utf-8", newline="\n")
    return [f"--metadata-file={file}", f"--lua-filter={document.folder / SHARED / 'delen.lua'}"]


def _typst_source(tree: Node, lines: Sequence[Line], document: Document, part: Sequence[str]) -> str:
    shared = document.folder / SHARED
    arguments = [
        "--from=json",
        "--to=typst" + ("-citations" if citation_arguments(document) else ""),
        "--standalone",
        f"--template={shared / 'rapport.typ'}",
        *part,
        f"--lua-filter={shared / 'opmaak.lua'}",
        "--wrap=none",
        "--syntax-highlighting=none",
        *citation_arguments(document),
    ]
    try:
        return run_pandoc(arguments, json.dumps(tree), document.folder)
    except RenderError as error:
        wide = _TOO_WIDE.search(str(error))
        if wide is None:
            raise in_dutch(error, lines, document.name) from None
        message = (
            f"{document.name}: de tabel met eerste kolom '{wide[1]}' past niet op A4; zet haar in ::: {{.liggend}}"
        )
        raise RenderError(message) from None


def _store(pictures: Pictures, work: Path) -> None:
    work.mkdir(parents=True)
    for name, content in pictures.used.items():
        target = work / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _compile(work: Path, document: Document) -> bytes:
    import typst

    shared = document.folder / SHARED
    try:
        pdf, warnings = typst.compile_with_warnings(
            work / "rapport.typ",
            root=work,
            font_paths=[shared / FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=declared_format(shared, "typst")["pdf-standard"],
            timestamp=report_date(document),
        )
    except typst.TypstError as error:
        raise RenderError(f"{document.name}: Typst weigert de PDF: {error}") from None
    if warnings:
        raise RenderError("\n".join(f"{document.name}: Typst waarschuwt: {warning}" for warning in warnings))
    return bytes(pdf)


def report_date(document: Document) -> datetime:
    """The report's own date, which the PDF carries instead of the moment it was made.

    Raises:
        RenderError: ``rapport.datum_iso`` is no date.
    """
    try:
        return datetime.fromisoformat(str(document.values["rapport"]["datum_iso"])).replace(tzinfo=UTC)
    except ValueError:
        raise RenderError(f"{VALUES_FILE}: sleutel 'rapport.datum_iso' is geen datum JJJJ-MM-DD") from None


def row_heads(source: str) -> list[list[int]]:
    """Per table of a Typst text, per row of its body but those that head a group, how many cells head the row."""
    return [[int(count) for count in found.split()] for found in _ROW_HEADS.findall(source)]


def mark_row_heads(pdf: bytes, counts: list[list[int]]) -> bytes:
    """The PDF with those cells tagged as row headers, which Typst cannot do itself.

    Raises:
        RenderError: the tables of the PDF are not those of ``counts``.
    """
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        tables = list(_elements(opened.Root.StructTreeRoot, "/Table"))
        if len(tables) != len(counts):
            raise RenderError(f"de PDF heeft {len(tables)} tabellen; verwacht {len(counts)}")
        for table, rows in zip(tables, counts, strict=True):
            _mark(table, rows)
        out = BytesIO()
        opened.save(out, deterministic_id=True)
        return out.getvalue()


def _mark(table: Any, counts: list[int]) -> None:
    import pikepdf

    rows = [row for part in _elements(table, "/TBody") for row in _elements(part, "/TR")]
    body = [row for row in rows if any(str(cell.S) == "/TD" for cell in _children(row))]
    if len(body) != len(counts):
        raise RenderError(f"een tabel in de PDF heeft {len(body)} rijen; verwacht {len(counts)}")
    for row, count in zip(body, counts, strict=True):
        for cell in _children(row)[:count]:
            cell.S = pikepdf.Name.TH
            known = cell.get("/A", pikepdf.Array())
            scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            cell.A = pikepdf.Array([*(known if isinstance(known, pikepdf.Array) else [known]), scope])


def _children(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _elements(element: Any, kind: str) -> Iterator[Any]:
    """Elements of this kind below ``element``, in reading order; not those inside one of them."""
    for child in _children(element):
        if str(child.S) == kind:
            yield child
        else:
            yield from _elements(child, kind)

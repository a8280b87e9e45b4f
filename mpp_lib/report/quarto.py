"""Renders the same sources with Quarto: a project of its own inside the render folder, checked before and after."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from mpp_lib.base.errors import RenderError
from mpp_lib.report.anchors import anchored
from mpp_lib.report.builtin import Sources, read_sources
from mpp_lib.report.html import sealed
from mpp_lib.report.pdf import mark_row_heads, report_date, row_heads
from mpp_lib.report.quarto_command import run_quarto
from mpp_lib.report.quarto_page import cleaned
from mpp_lib.report.quarto_project import FORMATS, NOT_CHECKED, OUTPUT_FOLDER, Staged, stage, staged_documents
from mpp_lib.report.unresolved import check_resolved, check_typst

PROJECT_FOLDER = "quarto"


def build(folder: Path, name: str, to: Sequence[str], logs: Path) -> dict[str, bytes]:
    """File → content, of each format of ``to``; what Quarto told when it stopped goes to the folder ``logs``.

    Raises:
        RenderError: anything the builtin renderer would refuse too; Quarto stopped, took too long or left some open.
    """
    sources = read_sources(folder, name)
    staged = documents_of(sources, to)
    project = stage(sources, folder / PROJECT_FOLDER, staged)
    return {one.file: _render(project, sources, one, logs) for one in staged}


def documents_of(sources: Sources, to: Sequence[str]) -> list[Staged]:
    """The documents of the project for these formats.

    Raises:
        RenderError: everything in the sources that one of them cannot resolve.
    """
    return [one for target in to for one in staged_documents(sources.document, target, sources.prepared(target))]


def _render(project: Path, sources: Sources, staged: Staged, logs: Path) -> bytes:
    stem = f"quarto-{staged.target}" if not staged.settings else f"quarto-{staged.file}"
    log = project / f"{stem}.log"
    try:
        run_quarto(staged.name, FORMATS[staged.target], log, report_date(sources.document))
        return _finish(project, sources, staged)
    except RenderError as error:
        logs.mkdir(parents=True, exist_ok=True)
        kept = shutil.copyfile(log, logs / log.name)
        raise RenderError(f"{error}\n{staged.name}: wat Quarto meldde staat in {kept}") from None


def _finish(project: Path, sources: Sources, staged: Staged) -> bytes:
    said = "\n".join(line.text for line in sources.lines)
    made = project / OUTPUT_FOLDER / Path(staged.name).with_suffix(f".{staged.target}")
    if not made.is_file():
        raise RenderError(f"{staged.name}: Quarto maakte geen {made.name}")
    if staged.target == "html":
        page = made.read_text(encoding="utf-8")
        _refuse_by_hand(page, staged.name)
        check_resolved(page, staged.name, said)
        return anchored(sealed(cleaned(page), sources.document)).encode()
    return _finish_pdf(made, project, said)


def _finish_pdf(made: Path, project: Path, said: str) -> bytes:
    name = f"{made.stem}.qmd"
    kept = next(iter(project.rglob(f"{made.stem}.typ")), None)
    if kept is None:
        raise RenderError(f"{name}: Quarto bewaarde het Typst-bestand niet")
    source = kept.read_text(encoding="utf-8")
    _refuse_by_hand(source, name)
    check_typst(source, name, said)
    return mark_row_heads(made.read_bytes(), row_heads(source))


def _refuse_by_hand(made: str, name: str) -> None:
    """Refuse what was made with the profile of who works by hand: its mark is not the report's."""
    if NOT_CHECKED in made:
        raise RenderError(f"{name}: Quarto nam een ander profiel dan gevraagd; op elke bladzijde staat '{NOT_CHECKED}'")

"""Renders the same sources with Quarto: a project of its own inside the render folder, checked before and after."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.base.markdown import INLINE_CODE
from mpp_lib.report.anchors import anchored
from mpp_lib.report.builtin import Prepared, Sources, cover, metadata, read_sources
from mpp_lib.report.cells import Cell, Notebooks, caption_options, shown_outputs
from mpp_lib.report.html import sealed
from mpp_lib.report.parts import SETTINGS, documents
from mpp_lib.report.pdf import STANDARDS, mark_row_heads, report_date, row_heads
from mpp_lib.report.quarto_command import run_quarto
from mpp_lib.report.quarto_page import cleaned
from mpp_lib.report.shortcodes import EMBED, expand_text
from mpp_lib.report.sources import SHARED, VALUES_FILE, Document, Faults, inside_code
from mpp_lib.report.structure import CALLOUTS
from mpp_lib.report.unresolved import check_resolved, check_typst

PROJECT_FOLDER = "quarto"
OUTPUT_FOLDER = "uitvoer"
FORMATS = {"html": "html", "pdf": "typst"}


@dataclass(frozen=True)
class Staged:
    """A document of the project, the file that is made of it, and the settings of the part that it is."""

    name: str
    file: str
    settings: Mapping[str, Any]

    @property
    def target(self) -> str:
        """``html`` or ``pdf``."""
        return Path(self.file).suffix.lstrip(".")


def build(folder: Path, name: str, to: Sequence[str], logs: Path) -> dict[str, bytes]:
    """File → content, of each format of ``to``; what Quarto told when it stopped goes to the folder ``logs``.

    Raises:
        RenderError: anything the builtin renderer would refuse too; Quarto stopped, took too long or left some open.
    """
    sources = read_sources(folder, name)
    staged = [one for target in to for one in staged_documents(sources.document, target, sources.prepared(target))]
    project = stage(sources, folder / PROJECT_FOLDER, staged)
    return {one.file: _render(project, sources, one, logs) for one in staged}


def staged_documents(document: Document, target: str, prepared: Prepared) -> Iterator[Staged]:
    """The documents that a format is made of: the whole, or each part, all with the text of the whole."""
    if target == "html":
        yield Staged(document.name, f"{document.stem}.html", {})
        return
    for name, settings in documents(document, prepared.labels, prepared.targets).items():
        yield Staged(f"{SETTINGS}-{name}.qmd" if settings else document.name, f"{name}.pdf", settings)


def stage(sources: Sources, project: Path, staged: Sequence[Staged]) -> Path:
    """Lay out the Quarto project: the documents, notebooks with one output per cell, shared files, settings."""
    document = sources.document
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(document.folder / SHARED, project / SHARED, copy_function=shutil.copyfile)
    names = list(dict.fromkeys(one.name for one in staged))
    (project / "_quarto.yml").write_text(_dump(project_settings(names)), encoding="utf-8", newline="\n")
    (project / VALUES_FILE).write_text(_dump(_values(document)), encoding="utf-8", newline="\n")
    for one in staged:
        (project / one.name).write_text(_document_text(sources, one.settings), encoding="utf-8", newline="\n")
    for path in _notebook_paths(document):
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            json.dumps(staged_notebook(sources.notebooks, path, document)), encoding="utf-8", newline="\n"
        )
    _copy_files(sources, project)
    return project


def project_settings(names: Sequence[str]) -> dict[str, Any]:
    """The ``_quarto.yml`` of a project with these documents."""
    return {
        "project": {"type": "default", "output-dir": OUTPUT_FOLDER, "render": [*names]},
        "lang": "nl",
        "metadata-files": [VALUES_FILE],
        "execute": {"enabled": False, "echo": False},
        "number-sections": True,
        "callout-icon": False,
        "toc": True,
        "toc-depth": 2,
        "filters": [
            {"path": f"{SHARED}/cijfers.lua", "at": "pre-ast"},
            {"path": f"{SHARED}/delen.lua", "at": "pre-ast"},
            {"path": f"{SHARED}/opmaak.lua", "at": "post-render"},
        ],
        "format": {"html": _html_settings(), "typst": _typst_settings()},
    }


def _html_settings() -> dict[str, Any]:
    return {
        "theme": "none",
        "minimal": True,
        "template": f"{SHARED}/rapport.html",
        "embed-resources": True,
        "html-math-method": "mathml",
        "section-divs": True,
        "notebook-links": False,
        "format-links": False,
    }


def _typst_settings() -> dict[str, Any]:
    return {
        "papersize": "a4",
        "template-partials": [f"{SHARED}/typst-template.typ", f"{SHARED}/typst-show.typ"],
        "font-paths": [f"{SHARED}/fonts"],
        "pdf-standard": list(STANDARDS),
        "keep-typ": True,
    }


def staged_notebook(notebooks: Notebooks, path: str, document: Document) -> dict[str, Any]:
    """The notebook with each cell's first output under its label and the rest in a cell ``onder-<label>``.

    Quarto would make sub-figures of several outputs; captions that a cell computed become its options.
    """
    cells = [
        made for cell in notebooks.cells(path) if cell.label and cell.outputs for made in _staged_cells(cell, document)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}


def _staged_cells(cell: Cell, document: Document) -> Iterator[dict[str, Any]]:
    faults = Faults()
    texts = {
        name: expand_text(text, cell.label, document.values, faults) for name, text in caption_options(cell).items()
    }
    faults.raise_any()
    yield _staged_cell(cell.label, texts, cell.outputs[0]["data"])
    later = [text for _, text in shown_outputs(cell)[1:]]
    if later:
        yield _staged_cell(f"onder-{cell.label}", {}, {"text/markdown": "\n\n".join(later)})


def _staged_cell(label: str, options: Mapping[str, str], data: Mapping[str, Any]) -> dict[str, Any]:
    source = [
        f"#| {name}: {json.dumps(text, ensure_ascii=False)}\n" for name, text in {"label": label, **options}.items()
    ]
    output = {"output_type": "display_data", "data": dict(data), "metadata": {}}
    return {
        "cell_type": "code",
        "id": label,
        "metadata": {},
        "execution_count": 1,
        "source": source,
        "outputs": [output],
    }


def _document_text(sources: Sources, settings: Mapping[str, Any]) -> str:
    document = sources.document
    front = {key: text for key, text in metadata(document).items() if key != "rapport"}
    if "bibliography" in front:
        front["citeproc"] = True
    if settings:
        front[SETTINGS] = dict(settings)
    lines = [
        _literal(line.text) if code else _with_later(line.text, sources.notebooks)
        for line, code in inside_code(document.lines)
    ]
    return f"---\n{_dump(front)}---\n\n" + "\n".join(lines) + "\n"


def _with_later(text: str, notebooks: Notebooks) -> str:
    """An embed that also takes what stands under the figure or table; inline code that stays as it is."""
    match = EMBED.match(text)
    if not match:
        return INLINE_CODE.sub(lambda found: _literal(found[0]), text)
    path, _, name = match["address"].partition("#")
    cell = notebooks.find(path, name)
    later = f",onder-{cell.label}" if len(cell.outputs) > 1 else ""
    return f"{{{{< embed {path}#{cell.label}{later} >}}}}"


def _literal(code: str) -> str:
    """Code as Quarto shows it unchanged: it expands shortcodes in code too, unless they are escaped."""
    return code.replace("{{<", "{{{<").replace(">}}", ">}}}")


def _notebook_paths(document: Document) -> set[str]:
    matches = (EMBED.match(line.text) for line, code in inside_code(document.lines) if not code)
    return {match["address"].partition("#")[0] for match in matches if match}


def _values(document: Document) -> dict[str, Any]:
    own = {key: value for key, value in document.values.items() if key not in document.front}
    return {**own, "rapport": cover(document), "kaders": {kind: title for kind, (title, *_) in CALLOUTS.items()}}


def _copy_files(sources: Sources, project: Path) -> None:
    front = sources.document.front
    bibliography = {str(front["bibliography"])} if "bibliography" in front else set()
    for source in sources.own_pictures() | bibliography:
        target = project / source
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sources.document.folder / source, target)


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
        check_resolved(page, staged.name, said)
        return anchored(sealed(cleaned(page), sources.document)).encode()
    return _finish_pdf(made, project, said)


def _finish_pdf(made: Path, project: Path, said: str) -> bytes:
    name = f"{made.stem}.qmd"
    kept = next(iter(project.rglob(f"{made.stem}.typ")), None)
    if kept is None:
        raise RenderError(f"{name}: Quarto bewaarde het Typst-bestand niet")
    source = kept.read_text(encoding="utf-8")
    check_typst(source, name, said)
    return mark_row_heads(made.read_bytes(), row_heads(source))


def _dump(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)

"""Renders the same sources with Quarto: a project of its own inside the render folder, checked before and after."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.base.markdown import INLINE_CODE
from mpp_lib.report.builtin import Sources, cover, metadata, read_sources
from mpp_lib.report.cells import Cell, Notebooks, caption_options, shown_outputs
from mpp_lib.report.html import sealed
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


def build(folder: Path, name: str, to: Sequence[str], logs: Path) -> dict[str, bytes]:
    """The report in each format of ``to``; what Quarto told when it stopped goes to the folder ``logs``.

    Raises:
        RenderError: anything the builtin renderer would refuse too; Quarto stopped, took too long or left some open.
    """
    sources = read_sources(folder, name)
    for target in to:
        sources.prepared(target)
    project = stage(sources, folder / PROJECT_FOLDER)
    return {target: _render(project, sources, target, logs) for target in to}


def stage(sources: Sources, project: Path) -> Path:
    """Lay out the Quarto project: the expanded document, notebooks with one output per cell, shared files, settings."""
    document = sources.document
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(document.folder / SHARED, project / SHARED, copy_function=shutil.copyfile)
    (project / "_quarto.yml").write_text(_dump(project_settings(document.name)), encoding="utf-8", newline="\n")
    (project / VALUES_FILE).write_text(_dump(_values(document)), encoding="utf-8", newline="\n")
    (project / document.name).write_text(_document_text(sources), encoding="utf-8", newline="\n")
    for path in _notebook_paths(document):
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            json.dumps(staged_notebook(sources.notebooks, path, document)), encoding="utf-8", newline="\n"
        )
    _copy_files(sources, project)
    return project


def project_settings(name: str) -> dict[str, Any]:
    """The ``_quarto.yml`` of that project."""
    return {
        "project": {"type": "default", "output-dir": OUTPUT_FOLDER, "render": [name]},
        "lang": "nl",
        "metadata-files": [VALUES_FILE],
        "execute": {"enabled": False, "echo": False},
        "number-sections": True,
        "callout-icon": False,
        "toc": True,
        "toc-depth": 2,
        "filters": [
            {"path": f"{SHARED}/cijfers.lua", "at": "pre-ast"},
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


def _document_text(sources: Sources) -> str:
    document = sources.document
    front = {key: text for key, text in metadata(document).items() if key != "rapport"}
    if "bibliography" in front:
        front["citeproc"] = True
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


def _render(project: Path, sources: Sources, target: str, logs: Path) -> bytes:
    document, log = sources.document, project / f"quarto-{target}.log"
    try:
        run_quarto(document.name, FORMATS[target], log, report_date(document))
        return _finish(project, sources, target)
    except RenderError as error:
        logs.mkdir(parents=True, exist_ok=True)
        kept = shutil.copyfile(log, logs / log.name)
        raise RenderError(f"{error}\n{document.name}: wat Quarto meldde staat in {kept}") from None


def _finish(project: Path, sources: Sources, target: str) -> bytes:
    document, said = sources.document, "\n".join(line.text for line in sources.lines)
    made = project / OUTPUT_FOLDER / f"{document.stem}.{target}"
    if not made.is_file():
        raise RenderError(f"{document.name}: Quarto maakte geen {made.name}")
    if target == "html":
        page = made.read_text(encoding="utf-8")
        check_resolved(page, document.name, said)
        return sealed(cleaned(page), document).encode()
    return _finish_pdf(made.read_bytes(), project, document, said)


def _finish_pdf(content: bytes, project: Path, document: Document, said: str) -> bytes:
    kept = next(iter(project.rglob(f"{document.stem}.typ")), None)
    if kept is None:
        raise RenderError(f"{document.name}: Quarto bewaarde het Typst-bestand niet")
    source = kept.read_text(encoding="utf-8")
    check_typst(source, document.name, said)
    return mark_row_heads(content, row_heads(source))


def _dump(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)

"""The Quarto project of a report, as an editor opens it and as :mod:`mpp_lib.report.quarto` renders it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mpp_lib.base.language import LANGUAGE
from mpp_lib.base.markdown import INLINE_CODE
from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.report.builtin import COVER, WORDS, Prepared, Sources, metadata
from mpp_lib.report.cells import Cell, Notebooks, caption_options, shown_outputs
from mpp_lib.report.parts import SETTINGS, documents
from mpp_lib.report.quarto_command import BY_HAND
from mpp_lib.report.shortcodes import EMBED, expand_text
from mpp_lib.report.sources import SHARED, VALUES_FILE, Document, Faults, inside_code

OUTPUT_FOLDER = "uitvoer"
FORMATS = {"html": "mpp-html", "pdf": "mpp-typst"}
"""What is made → the format of the extension in the folder ``mpp`` that makes it."""
NOT_CHECKED = "Voorvertoning uit Quarto, niet getoetst"
"""What stands on every page that is made without the checks of the recipe."""
_README = SHIPPED / TEMPLATES / "meekijken" / "LEESMIJ.md"


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


def staged_documents(document: Document, target: str, prepared: Prepared) -> Iterator[Staged]:
    """The documents that a format is made of: the whole, or each part, all with the text of the whole."""
    if target == "html":
        yield Staged(document.name, f"{document.stem}.html", {})
        return
    for name, settings in documents(document, prepared.labels, prepared.targets).items():
        yield Staged(f"{SETTINGS}-{name}.qmd" if settings else document.name, f"{name}.pdf", settings)


def stage(sources: Sources, project: Path, staged: Sequence[Staged]) -> Path:
    """Lay out the project: the documents, notebooks with one output per cell, the extension, settings, a word on it."""
    document = sources.document
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(document.folder / SHARED, project / SHARED, copy_function=shutil.copyfile)
    shutil.copyfile(_README, project / _README.name)
    names = list(dict.fromkeys(one.name for one in staged))
    _write(project / "_quarto.yml", _dump(project_settings(names)))
    _write(project / f"_quarto-{BY_HAND}.yml", _dump(by_hand(document)))
    _write(project / VALUES_FILE, _dump(_values(document)))
    for one in staged:
        formats = [FORMATS[other.target] for other in staged if other.name == one.name]
        _write(project / one.name, _document_text(sources, one.settings, formats))
    for path in _notebook_paths(document):
        _write(project / path, json.dumps(staged_notebook(sources.notebooks, path, document)))
    _copy_files(sources, project)
    return project


def project_settings(names: Sequence[str]) -> dict[str, Any]:
    """The ``_quarto.yml`` of a project with these documents; how they look stands in the extension."""
    return {
        "project": {"type": "default", "output-dir": OUTPUT_FOLDER, "render": [*names]},
        "profile": {"default": BY_HAND},
        "lang": "nl",
        "language": f"{SHARED}/{LANGUAGE.name}",
        "metadata-files": [VALUES_FILE],
        "execute": {"enabled": False, "echo": False},
    }


def by_hand(document: Document) -> dict[str, Any]:
    """What the profile changes: every page says that it was not checked, beside the mark that the report has."""
    return {COVER: {"merk": " · ".join(filter(None, (document.values[COVER]["merk"], NOT_CHECKED)))}}


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


def _document_text(sources: Sources, settings: Mapping[str, Any], formats: Sequence[str]) -> str:
    document = sources.document
    front = {key: text for key, text in metadata(document).items() if key not in (COVER, WORDS)}
    if "bibliography" in front:
        front["citeproc"] = True
    if settings:
        front[SETTINGS] = dict(settings)
    front["format"] = dict.fromkeys(formats, "default")
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
    shown = metadata(document)
    return {**own, COVER: shown[COVER], WORDS: shown[WORDS]}


def _copy_files(sources: Sources, project: Path) -> None:
    front = sources.document.front
    bibliography = {str(front["bibliography"])} if "bibliography" in front else set()
    for source in sources.own_pictures() | bibliography:
        target = project / source
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sources.document.folder / source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _dump(data: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)

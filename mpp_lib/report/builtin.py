"""The renderer that needs nothing but pandoc and Typst from PyPI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.pool import ThreadPool
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml

from mpp_lib.base.errors import RenderError
from mpp_lib.base.language import words
from mpp_lib.base.pandoc import Node, nodes, read_tree
from mpp_lib.inputs.reading.prose import BODY
from mpp_lib.report.cells import Notebooks
from mpp_lib.report.complaints import in_dutch
from mpp_lib.report.finished import Finished
from mpp_lib.report.floats import Pictures, equations, write_floats
from mpp_lib.report.html import write_html
from mpp_lib.report.parts import documents
from mpp_lib.report.pdf import write_pdf
from mpp_lib.report.references import Target, fault_double, number, resolve
from mpp_lib.report.shortcodes import expand, expand_text
from mpp_lib.report.sources import SHARED, Document, Faults, Line, read_document
from mpp_lib.report.structure import callouts, for_format, parse_tables, refuse_lost
from mpp_lib.report.text_structure import identifiers

CHECKSUM_SHOWN = 12
FRONT = "omslag.yml"
COVER, WORDS = "rapport", "woorden"
"""Keys of the metadata."""
KINDS = {"html": "html", "pdf": "typst"}


class Prepared(NamedTuple):
    """A numbered tree and its pictures; what it has numbers for, and everything a link can lead to, in order."""

    tree: Node
    pictures: Pictures
    targets: Mapping[str, Target]
    labels: Sequence[str]


@dataclass(frozen=True)
class Sources:
    """A document as read: its lines with every shortcode expanded, and the tree pandoc makes of them.

    ``elsewhere`` holds what it may refer to beyond itself, when it is a part of a report.
    """

    document: Document
    notebooks: Notebooks
    lines: tuple[Line, ...]
    tree: Node
    elsewhere: Mapping[str, Target] = field(default_factory=dict)
    finished: Finished = field(default_factory=Finished)

    def prepared(self, target: str) -> Prepared:
        """The whole document, numbered, for ``html`` or ``pdf``.

        Raises:
            RenderError: everything in the sources that this format cannot resolve.
        """
        faults = Faults()
        prepared = self.prepare(target, faults)
        faults.raise_any()
        return prepared

    def prepare(self, target: str, faults: Faults) -> Prepared:
        """The same, with what cannot be resolved noted."""
        books = self.notebooks
        pictures = Pictures(
            self.document.folder, books.figures, self.lines, faults, books.narrow, finished=self.finished
        )
        return self._prepare(self.tree["blocks"], KINDS[target], pictures)

    def numbers(self, target: str) -> Mapping[str, Target]:
        """Label → number of everything numbered in ``html`` or ``pdf``, in the order of the document."""
        faults = Faults()
        return number(for_format(self.tree["blocks"], KINDS[target], self.lines, faults), self.lines, faults)

    def own_pictures(self) -> set[str]:
        """The pictures in the text that stand in the render folder itself."""
        shown = {node["c"][2][0] for node in nodes(self.tree["blocks"]) if node["t"] == "Image"}
        return shown - set(self.notebooks.figures)

    def _prepare(self, blocks: list[Node], kind: str, pictures: Pictures) -> Prepared:
        lines, faults = self.lines, pictures.faults
        blocks = refuse_lost(for_format(blocks, kind, lines, faults), lines, faults)
        blocks = equations(blocks, lines, faults)
        targets = number(blocks, lines, faults)
        labels = [label for node in nodes(blocks) for label in identifiers(node) if label]
        for label in targets.keys() & self.elsewhere.keys():
            fault_double(label, lines, faults, elsewhere=True)
        blocks = resolve(blocks, {**self.elsewhere, **targets}, lines, faults, "bibliography" in self.document.front)
        blocks = callouts(blocks, kind, lines, faults)
        blocks = parse_tables(blocks, self.document.folder, self.finished if kind == "html" else None)
        tree = {**self.tree, "blocks": write_floats(blocks, targets, kind, pictures)}
        return Prepared(tree, pictures, targets, labels)


def build(folder: Path, name: str, to: Sequence[str]) -> dict[str, bytes]:
    """File → content, of each format of ``to``; whoever interrupts it does not wait for what is under way.

    Raises:
        RenderError: anything in the sources that is missing, unknown or would be lost in one of the formats.
    """
    sources = read_sources(folder, name)
    with TemporaryDirectory(prefix="mpp-", ignore_cleanup_errors=True) as work, ThreadPool(len(KINDS)) as threads:
        made = [threads.apply_async(_write, (sources, target, Path(work))) for target in to]
        return {file: content for result in made for file, content in result.get().items()}


def _write(sources: Sources, target: str, work: Path) -> dict[str, bytes]:
    document, (tree, pictures, targets, labels) = sources.document, sources.prepared(target)
    if target == "html":
        return {f"{document.stem}.html": write_html(tree, pictures, document)}
    return {
        f"{name}.pdf": write_pdf(tree, pictures, document, work / name, settings)
        for name, settings in documents(document, labels, targets).items()
    }


def read_sources(folder: Path, name: str) -> Sources:
    """Read a document whole.

    Raises:
        RenderError: a missing file or cell, an unknown shortcode or key, Markdown that pandoc warns about.
    """
    document = read_document(folder, name)
    notebooks = Notebooks(folder)
    lines = expand(document, notebooks)
    return Sources(document, notebooks, lines, _parse(document, lines), finished=Finished.of(folder))


def metadata(document: Document) -> dict[str, Any]:
    """What templates and filters show: title, language, the cover of the report, the words of a renderer itself.

    Raises:
        RenderError: a title names an unknown key.
    """
    faults = Faults()
    kept = {key: document.front[key] for key in ("title", "subtitle", "lang", "bibliography") if key in document.front}
    titles = {key: expand_text(str(text), document.name, document.values, faults) for key, text in kept.items()}
    faults.raise_any()
    return {"lang": "nl", **titles, COVER: cover(document), WORDS: dict(words())}


def cover(document: Document) -> dict[str, Any]:
    """The keys of the cover, with the checksum as the footer shows it."""
    given = document.values["rapport"]
    return {**given, "controlegetal_kort": str(given["controlegetal"])[:CHECKSUM_SHOWN]}


def _parse(document: Document, lines: Sequence[Line]) -> Node:
    text = "\n".join(line.text for line in lines)
    front = document.folder / FRONT
    cover = yaml.safe_dump(metadata(document), allow_unicode=True, sort_keys=False)
    front.write_text(cover, encoding="utf-8", newline="\n")
    arguments = [f"--from={BODY}", f"--metadata-file={front}"]
    arguments += [f"--lua-filter={document.folder / SHARED / 'cijfers.lua'}"]
    try:
        return read_tree(f"{text}\n", document.folder, *arguments)
    except RenderError as error:
        raise in_dutch(error, lines, document.name) from None

"""What a report cannot resolve, print or place of texts: read by the renderer itself, without the rest of the report.

Each fault is named by file and line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mpp_lib.base.errors import Problem, RenderError
from mpp_lib.base.pandoc import Node, ask_pandoc, ask_tree, nodes
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.prose import BODY, PATIENCE, forbidden
from mpp_lib.report.analyst_words import Piece, Words, borrowed, problem_at
from mpp_lib.report.builtin import KINDS, Sources
from mpp_lib.report.cells import Notebooks
from mpp_lib.report.complaints import add_complaints
from mpp_lib.report.references import Target
from mpp_lib.report.shortcodes import FIGURE, expand_values
from mpp_lib.report.sources import Document, Faults, Line, locate
from mpp_lib.report.text_structure import Levels, Misplaced, Structure, identifiers, levels_of, parted

REPORT = "rapportage"
MARK = "deel{}deel"
"""Stands before each piece while all are read together."""
MARKDOWN = "Markdown zoals in docs/opmaak.md"
EXPECTED = {
    "verwijzing": r"een label dat er is, of \@ voor het teken zelf",
    "voetnoot": "[^naam] in de tekst, en één keer in alle teksten samen [^naam]: met haar woorden",
    "blok": "een regel ::: na het blok",
    "label": "een label dat nergens anders in het rapport staat",
    "afbeelding": 'een afbeelding die er is, met {#fig-naam fig-alt="…"}',
    "formule": r"geldige TeX, of \$ voor het teken zelf",
    "onbekende": "een sleutel van het rapport",
}
"""First word of a fault → what is expected."""
_FAULT = re.compile(r"(?P<round>[^/]+)/(?P<file>.+?), regel (?P<row>\d+): (?P<said>.*)", re.DOTALL)
_TO_RESOLVE = re.compile(r"[@\[{$#|]|:::|--\s+--|^\s*[-=]+\s*$", re.MULTILINE)
"""Without one of these a text leaves nothing to resolve, and holds no heading or table."""


def read_words(folder: Path, names: Iterable[str]) -> list[Words]:
    """The texts that can be read; the others are refused where they are checked."""
    intake = Intake(folder)
    read = {name: read_prose(intake, name) for name in names if intake.exists(name)}
    return [Words(folder.resolve().name, name, text) for name, text in read.items() if text is not None]


def faults_of(
    words: Collection[Words], targets: Mapping[str, Target], figures: Mapping[str, Any] | None, templates: Path
) -> list[Problem]:
    """What is wrong with texts that a report shows.

    Args:
        targets: the labels of the report that they may refer to.
        figures: those that they may name; None when they are not known.
    """
    if not any(_TO_RESOLVE.search(one.text) for one in words):
        return []
    pieces = [piece for one in words for piece in one.pieces]
    marked = (line for number, piece in enumerate(pieces) for line in (*_mark(number), *piece.lines))
    given = [Line(f"/{files.TEXTS}", 0, ""), *marked]
    faults, refused = Faults(), list[Problem]()
    try:
        made = _resolve(given, targets, figures, templates, faults)
        refused += [*_forbidden(made, given), *_misplaced(made, words, targets, templates)]
    except RenderError as error:
        faults.add(given[0], str(error))
    return [*map(_problem, faults.messages), *refused, *borrowed(words)]


def _resolve(
    given: list[Line], targets: Mapping[str, Target], figures: Mapping[str, Any] | None, templates: Path, faults: Faults
) -> list[Node]:
    """The blocks of all texts together, with their figures; what cannot be resolved is noted."""
    if figures is None:
        lines = [line.with_text(FIGURE.sub("0", line.text)) for line in given]
    else:
        lines = list(expand_values(given, figures, faults))
    text = "\n".join(line.text for line in lines)
    made, said = ask_tree(f"{text}\n", templates, f"--from={BODY}", patience=PATIENCE)
    add_complaints(said, lines, files.TEXTS, faults)
    document = Document(templates, files.TEXTS, {}, {}, tuple(lines))
    sources = Sources(document, Notebooks(templates), tuple(lines), made, targets)
    for target in KINDS:
        tree = sources.prepare(target, faults).tree
        if any(node["t"] == "Math" for node in nodes(tree)):
            _, said = ask_pandoc(["--from=json", "--to=html", "--mathml"], json.dumps(tree), templates, PATIENCE)
            add_complaints(said, lines, files.TEXTS, faults)
    blocks: list[Node] = made["blocks"]
    return blocks


def _mark(number: int) -> list[Line]:
    """Lines that tell in the tree where a piece begins."""
    return [Line(f"/{files.TEXTS}", 0, text) for text in (MARK.format(number), "")]


def _misplaced(
    blocks: Sequence[Node], words: Iterable[Words], targets: Collection[str], templates: Path
) -> Iterator[Problem]:
    known = levels_of(templates, REPORT)
    labels = {*targets, *(label for node in nodes(list(blocks)) for label in identifiers(node) if label)}
    pieces = {MARK.format(number): piece for number, piece in enumerate(each for one in words for each in one.pieces)}
    parts = parted(blocks, pieces)
    if len(parts) < len(pieces):  # a block that does not close holds what comes after it; that is told
        return
    for mark, piece in pieces.items():
        for pattern, *said in _structure(piece, known, labels, parts[mark]):
            yield problem_at(next(iter(locate(piece.lines[piece.headed :], pattern)), piece.lines[0]), *said)


def _structure(
    piece: Piece, known: Mapping[str, Levels], labels: Collection[str], blocks: Sequence[Node]
) -> list[Misplaced]:
    structure = Structure(piece.levels(known), labels)
    return structure.misplaced(blocks[piece.headed :], in_block=piece.beside_its_figure)


def _forbidden(blocks: object, lines: Sequence[Line]) -> Iterator[Problem]:
    for needle, found, problem, expected in dict.fromkeys(forbidden(blocks, derived=True)):
        yield problem_at(next(iter(locate(lines, re.escape(needle))), lines[0]), found, problem, expected)


def _problem(message: str) -> Problem:
    """A fault of the renderer as a problem of the input."""
    found = _FAULT.fullmatch(message)
    if found is None:
        return Problem(files.TEXTS, "", "", message, MARKDOWN)
    problem, _, hint = found["said"].partition("; ")
    expected = EXPECTED.get(problem.partition(" ")[0], MARKDOWN) + (f" ({hint})" if hint else "")
    where = f"regel {found['row']}" if found["row"] != "0" else ""
    return Problem(found["file"], where, "", problem, expected, round=found["round"])

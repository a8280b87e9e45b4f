"""What is wrong with the words of a round as a part of its report: said by check, and before a notebook runs.

The renderer itself reads them, without the rest of the report: what it cannot resolve is named by file and line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.base.errors import InputError, Problem, RenderError
from mpp_lib.base.months import Month
from mpp_lib.base.pandoc import Node, ask_pandoc, ask_tree, nodes
from mpp_lib.inputs.check import in_order
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.nesting import read_prose
from mpp_lib.inputs.reading.prose import BODY, PATIENCE, forbidden
from mpp_lib.inputs.rounds import last_monitor
from mpp_lib.report.analyst_figures import cite, contradicted, figures_of, typed
from mpp_lib.report.analyst_words import Piece, Words, borrowed, problem_at
from mpp_lib.report.builtin import KINDS, Sources
from mpp_lib.report.cells import Notebooks
from mpp_lib.report.complaints import add_complaints
from mpp_lib.report.gather import ALTERNATIVES, left_out, text_places
from mpp_lib.report.oplegnota import oplegnota_texts
from mpp_lib.report.places import Materials
from mpp_lib.report.references import Target
from mpp_lib.report.shortcodes import FIGURE, expand_values
from mpp_lib.report.signaalnota import signal_texts
from mpp_lib.report.sources import Document, Faults, Line, locate
from mpp_lib.report.template_labels import labels_of
from mpp_lib.report.text_structure import Levels, Misplaced, Structure, identifiers, levels_of, parted
from mpp_lib.report.unprintable import unprintable

if TYPE_CHECKING:
    from mpp_lib.compare.foundations import Checked, Foundations
    from mpp_lib.production.run import RoundResult

REPORT, MONITOR = "rapportage", "monitor"
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
_GIVEN = re.compile(r"\{[^{}]*#([\w-]+)")
_REFERENCE = re.compile(r"[@#]\{?([\w-]+)")


def check_report(folder: Path) -> Checked:
    """Problems of a round, of what its report rests on and of its words; and the remarks on the round itself."""
    from mpp_lib.compare.foundations import Checked, Foundations

    foundations, materials = Foundations(folder), Materials(folder.parent.parent)
    checked = foundations.check()
    found = [*refused_texts(folder, materials, foundations), *unprintable(folder, materials, foundations.result)]
    for month in files.edition_months(folder):
        found += refused_commentary(folder, month, materials)
        found += signal_texts(folder, month).problems(materials)
    found += oplegnota_texts(folder).problems(materials)
    said = in_order([*_absent(folder, materials), *typed(_texts(folder))], folder)
    return Checked(_together(checked.problems, found, folder), [*checked.remarks, *said])


def open_report(folder: Path) -> tuple[RoundResult, ...]:
    """A round and those it descends from, oldest first, once its words are found right too.

    Raises:
        InputError: with everything that is wrong.
    """
    from mpp_lib.compare.foundations import Foundations

    foundations, materials = Foundations(folder), Materials(folder.parent.parent)
    results, problems = _opened(foundations)
    found = [*refused_texts(folder, materials, foundations), *unprintable(folder, materials, foundations.result)]
    if together := _together(problems, found, folder):
        raise InputError(together)
    return results


def refused_texts(folder: Path, materials: Materials, foundations: Foundations | None) -> list[Problem]:
    """What is wrong with ``text/``: its names, and what the report cannot resolve.

    Args:
        foundations: the round and those before it; without a result every figure in the text is taken for known.
    """
    templates = materials.templates / REPORT
    words = [*_texts(folder), *_annexed(folder)]
    found = list(_misnamed(folder, text_places(templates)))
    result = foundations.result if foundations else None
    previous = foundations.previous if foundations and cite(words) else None
    found += contradicted(words, result, previous)
    figures = figures_of(words, result, previous)
    return found + faults_of(words, _targets(templates, words, foundations), figures, templates)


def surely_right(folder: Path, materials: Materials, figures: Mapping[str, Any], before: Iterable[str]) -> bool:
    """Whether ``text/`` is found right without the round itself: not where a section decides that it may not hold.

    Args:
        figures: those the texts may name.
        before: texts that were found right with the same round: what these refer to is there.
    """
    templates = materials.templates / REPORT
    words = [*_texts(folder), *_annexed(folder)]
    whole, least = labels_of(templates, REPORT), labels_of(templates, REPORT, ALTERNATIVES)
    unsure = (whole.keys() ^ least.keys()) - _named(before)
    if unsure & _named(one.text for one in words) or any(_misnamed(folder, text_places(templates))):
        return False
    targets = {label: target for label, target in whole.items() if label not in unsure}
    return not faults_of(words, targets, figures, templates)


def _named(texts: Iterable[str]) -> set[str]:
    """The labels that texts refer to or give."""
    return {name for text in texts for name in _REFERENCE.findall(text)}


def refused_commentary(folder: Path, month: Month, materials: Materials) -> list[Problem]:
    """What is wrong with ``duiding.md`` of an edition: it refers to nothing, as it stands in two reports."""
    words = read_words(folder, [f"{files.edition_folder(month)}/{files.EDITION_COMMENTARY}"])
    return [*faults_of(words, {}, {}, materials.templates / MONITOR), *_given_elsewhere(words, materials.templates)]


def _given_elsewhere(words: Iterable[Words], templates: Path) -> Iterator[Problem]:
    """Labels that one of the reports an edition is shown in gives too."""
    known = {label for name in (MONITOR, REPORT) for label in labels_of(templates / name, name)}
    for line in (line for one in words for line in one.lines):
        for label in known & set(_GIVEN.findall(line.text)):
            yield problem_at(line, f"#{label}", f"label '{label}' komt meer dan één keer voor", EXPECTED["label"])


def _opened(foundations: Foundations) -> tuple[tuple[RoundResult, ...], tuple[Problem, ...]]:
    try:
        return foundations.opened(), ()
    except InputError as error:
        return (), error.problems


def _together(problems: Iterable[Problem], found: Iterable[Problem], folder: Path) -> list[Problem]:
    """All of it; what was refused at its place for another reason, or elsewhere for this one, is not said twice."""
    told = list(problems)
    places = {(one.round, one.file, one.where) for one in told}
    causes = {(one.found, one.problem) for one in told if one.found}
    return told + [
        one
        for one in in_order(found, folder)
        if (one.round, one.file, one.where) not in places and (one.found, one.problem) not in causes
    ]


def _texts(folder: Path) -> list[Words]:
    return read_words(folder, sorted(f"{files.TEXTS}/{path.name}" for path in (folder / files.TEXTS).glob("*.md")))


def _annexed(folder: Path) -> list[Words]:
    """The commentary of the monitor that stands in the annex."""
    last = last_monitor(folder)
    return read_words(last[0], [f"{files.edition_folder(last[1])}/{files.EDITION_COMMENTARY}"]) if last else []


def read_words(folder: Path, names: Iterable[str]) -> list[Words]:
    """The texts that can be read; the others are refused where they are checked."""
    intake = Intake(folder)
    read = {name: read_prose(intake, name) for name in names if intake.exists(name)}
    return [Words(folder.resolve().name, name, text) for name, text in read.items() if text is not None]


def _misnamed(folder: Path, places: Collection[str]) -> Iterator[Problem]:
    known = [f"{name}.md" for name in sorted(places)]
    for name in _names(folder):
        if name not in known:
            expected = expected_name("een tekst van het rapport", name, known)
            file = f"{files.TEXTS}/{name}"
            yield Problem(file, "", "", "dit bestand wordt niet gelezen", expected)


def _absent(folder: Path, materials: Materials) -> Iterator[Problem]:
    names = _names(folder)
    absent = [f"{name}.md" for name in sorted(text_places(materials.templates / REPORT)) if f"{name}.md" not in names]
    if names and absent:
        problem, expected = (
            "het rapport zegt dat hier geen toelichting is",
            "een tekst, of niets als dat de bedoeling is",
        )
        yield Problem(files.TEXTS, "", ", ".join(absent), problem, expected)


def _names(folder: Path) -> list[str]:
    names = sorted(path.name for path in (folder / files.TEXTS).glob("*"))
    return [name for name in names if name != files.OPLEGNOTA and not name.startswith(files.LEFT_BEHIND)]


def _targets(templates: Path, words: Iterable[Words], foundations: Foundations | None) -> Mapping[str, Target]:
    """What texts may refer to; which sections a round holds is looked up only when one of them is referred to."""
    whole, least = labels_of(templates, REPORT), labels_of(templates, REPORT, ALTERNATIVES)
    named = _named(one.text for one in words)
    if foundations is None or not named & (whole.keys() ^ least.keys()):
        return whole
    absent = {name: ALTERNATIVES[name] for name in _left_out(foundations)}
    return labels_of(templates, REPORT, absent)


def _left_out(foundations: Foundations) -> tuple[str, ...]:
    from mpp_lib.compare.evaluation.track_record import record_beside

    results, _ = _opened(foundations)
    if not results:
        return ()
    *earlier, result = results
    return tuple(left_out(result, earlier[-1] if earlier else None, record_beside(result, earlier)))


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

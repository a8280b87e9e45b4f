"""Comments and changed words in a Word document of a version, as pandoc reads them.

Nothing in the file is executed or followed: pandoc reads it without reach to any other file. Who made a comment, a
person, is not looked at: the organisation is told beside the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mpp_lib.base.errors import RenderError
from mpp_lib.base.pandoc import Node, ask_tree, nodes, pairs_of, plain_text, replace
from mpp_lib.inputs.declared.review import SUGGESTION
from mpp_lib.inputs.reading.intake import CONTROL, Intake
from mpp_lib.inputs.review.comment import Comment
from mpp_lib.inputs.review.made import LONG_AGO, Of, Said, annotations_of, moment
from mpp_lib.inputs.review.page import Page
from mpp_lib.inputs.review.placed_words import kind_of, placed, quoted, whole_page
from mpp_lib.inputs.review.read_annotations import MAX_COMMENTS, Reading

A_DOCX = "het Word-document dat mpp review --docx maakte, met opmerkingen erin"
MAX_UNPACKED, MAX_PARTS, PATIENCE = 100_000_000, 2_000, 60.0
_BLOCKS = ("Para", "Plain", "Header")


@dataclass
class _Open:
    """A comment of which the words have begun."""

    text: str
    when: str
    words: list[str] = field(default_factory=list)


def read_docx(path: Path, of: Of, page: Page, kinds: tuple[str, ...], reading: Reading) -> list[Comment]:
    """The comments in a document; none where anything is wrong with it, which is noted."""
    intake = Intake(path.parent)
    content = intake.content(path.name)
    reading.problems += intake.problems
    if content is None or not _fit(content, reading):
        return []
    try:
        arguments = ("--from=docx", "--track-changes=all", "--sandbox", str(path.resolve()))
        tree, _ = ask_tree("", path.resolve().parent, *arguments, patience=PATIENCE)
    except RenderError:
        reading.refuse("", "", "het document is niet te lezen", A_DOCX)
        return []
    said = [*_comments(tree, page, kinds), *(_changes(tree, page) if SUGGESTION in kinds else ())]
    if len(said) > MAX_COMMENTS:
        reading.refuse("", f"{len(said)} opmerkingen", "het bestand is te groot", f"ten hoogste {MAX_COMMENTS}")
        return []
    return reading.read_items(annotations_of(of, {f"opmerking {at}": each for at, each in enumerate(said, start=1)}))


def _fit(content: bytes, reading: Reading) -> bool:
    """Whether it is a document that does not swell, and holds no macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception:  # a stranger's file can break the library anywhere: all of it means that it is none
        reading.refuse("", "", "dit is geen Word-document", A_DOCX)
        return False
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        reading.refuse("", "", "het document bevat macro's", "hetzelfde document zonder macro's, bewaard als .docx")
        return False
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        reading.refuse("", "", "het document is uitgepakt te groot", f"ten hoogste {MAX_UNPACKED} bytes")
        return False
    return True


def _comments(tree: Node, page: Page, kinds: tuple[str, ...]) -> Iterator[Said]:
    opened: dict[str, _Open] = {}
    for node in _outside_comments(tree["blocks"]):
        classes, named = _span(node)
        if "comment-start" in classes:
            opened[named.get("id", "")] = _Open(_clean(plain_text(node["c"][1])), moment(named.get("date", "")))
        elif "comment-end" in classes:
            one = opened.pop(named.get("id", ""), None)
            if one is not None and one.text:
                yield _said(one, page, kinds)
        elif node["t"] in ("Str", "Space", "SoftBreak", "LineBreak"):
            for one in opened.values():
                one.words.append(node["c"] if node["t"] == "Str" else " ")


def _said(one: _Open, page: Page, kinds: tuple[str, ...]) -> Said:
    words = _clean("".join(one.words))
    kind, text = kind_of(one.text, kinds)
    place = placed(words, page)
    if place is None:
        place = whole_page(page)
        text = f"{text} [bij {quoted(words)}]" if words else text
    return Said(f"docx/{one.when}/{words}/{one.text}", place, kind, text, when=one.when)


def _changes(tree: Node, page: Page) -> Iterator[Said]:
    """A suggestion for every paragraph in which words were put in or struck out."""
    for node in nodes(tree["blocks"]):
        if node["t"] not in _BLOCKS:
            continue
        inlines = node["c"][-1] if node["t"] == "Header" else node["c"]
        spans = [_span(each) for each in nodes(inlines)]
        if any({"insertion", "deletion"} & set(classes) for classes, _ in spans):
            was, now = (_clean(plain_text(_without(inlines, gone))) for gone in ("insertion", "deletion"))
            whens = [moment(named.get("date", "")) for classes, named in spans if classes]
            place = placed(was, page)
            if was != now and now and place is not None:
                yield Said(f"docx/{was}", place, SUGGESTION, "", now, max(whens, default=LONG_AGO))


def _without(inlines: list[Node], gone: str) -> Any:
    """The inlines as they are without what was put in, or without what was struck out; and without comments."""
    return replace(inlines, lambda node: [] if {gone, "comment-start"} & set(_span(node)[0]) else None)


def _outside_comments(tree: object) -> Iterator[Node]:
    """Every node in order; of a comment its start alone, as its own words stand in there."""
    if isinstance(tree, list):
        for child in tree:
            yield from _outside_comments(child)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree
        if "t" not in tree or "comment-start" not in _span(tree)[0]:
            yield from _outside_comments(list(tree.values()))


def _span(node: Node) -> tuple[list[str], dict[str, str]]:
    if node["t"] != "Span":
        return [], {}
    return node["c"][0][1], pairs_of(node["c"][0])


def _clean(text: str) -> str:
    return CONTROL.sub("", text).strip()

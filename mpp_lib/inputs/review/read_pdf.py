"""Comments made in the PDF of a version: notes and marked words with something written at them.

Nothing in the file is executed or followed. What a comment is about is found by the words under it; who made it, a
person, is not looked at: the organisation is told beside the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpp_lib.inputs.declared.review import SUGGESTION
from mpp_lib.inputs.reading.intake import CONTROL, Intake
from mpp_lib.inputs.review.comment import Comment
from mpp_lib.inputs.review.made import LONG_AGO, Of, Said, annotations_of, moment
from mpp_lib.inputs.review.page import Page, squeezed
from mpp_lib.inputs.review.placed_words import kind_of, placed, quoted, whole_page
from mpp_lib.inputs.review.read_annotations import MAX_COMMENTS, Reading

if TYPE_CHECKING:
    import pikepdf

A_PDF = "de PDF van de versie, met opmerkingen erin"
_NOTES, _MARKS = ("/Text", "/FreeText"), ("/Highlight", "/Underline", "/Squiggly")
_REPLACES = ("/StrikeOut", "/Caret")
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_BROKEN = re.compile("[\x02\xad\ufffe]\\s*")
"""A hyphen at the end of a line, as the library tells it."""
MAX_PAGES = 2_000
_LINE = 3.0
"""Points above and below a note that belong to its line."""


@dataclass(frozen=True)
class Noted:
    """A comment in a PDF.

    Attributes:
        page: number of the page.
        words: that stand under it.
        replaces: whether its text is to stand in their place.
    """

    page: int
    name: str
    text: str
    words: str
    when: str
    replaces: bool


def read_pdf(path: Path, of: Of, page: Page, kinds: tuple[str, ...], reading: Reading) -> list[Comment]:
    """The comments in a PDF; none where anything is wrong with it, which is noted."""
    intake = Intake(path.parent)
    content = intake.content(path.name)
    reading.problems += intake.problems
    if content is None:
        return []
    try:
        noted = list(_noted(content))
    except Exception:  # a stranger's file can break a library anywhere: all of it means unreadable
        reading.refuse("", "", "de PDF is niet te lezen, of met een wachtwoord beveiligd", A_PDF)
        return []
    if len(noted) > MAX_COMMENTS:
        reading.refuse("", f"{len(noted)} opmerkingen", "het bestand is te groot", f"ten hoogste {MAX_COMMENTS}")
        return []
    said = {f"bladzijde {one.page}, opmerking {place}": _said(one, page, kinds) for place, one in enumerate(noted, 1)}
    return reading.read_items(annotations_of(of, said))


def _said(one: Noted, page: Page, kinds: tuple[str, ...]) -> Said:
    place = placed(one.words, page)
    kind, words = kind_of(one.text, kinds)
    if place is None:
        place = whole_page(page)
        at = f"bij {quoted(one.words)}" if one.words else "zonder woorden eronder"
        words = f"{words} [bladzijde {one.page} van de PDF, {at}]"
    elif one.replaces and SUGGESTION in kinds:
        return Said(one.name, place, SUGGESTION, "", words, one.when)
    return Said(one.name, place, kind, words, when=one.when)


def _noted(content: bytes) -> Iterator[Noted]:
    import pikepdf
    import pypdfium2

    with pikepdf.open(io.BytesIO(content)) as book:
        texts = pypdfium2.PdfDocument(content)
        try:
            for number, sheet in enumerate(book.pages[:MAX_PAGES]):
                found = [each for each in sheet.get("/Annots", []) if _tells(each)]
                text_page = texts[number].get_textpage() if found else None
                yield from (_one(each, number + 1, text_page) for each in found)
        finally:
            texts.close()


def _tells(each: pikepdf.Object) -> bool:
    kind = str(each.get("/Subtype", ""))
    return kind in (*_NOTES, *_MARKS, *_REPLACES) and bool(_text(each, "/Contents"))


def _one(each: pikepdf.Object, page: int, text_page: Any) -> Noted:
    kind = str(each.get("/Subtype"))
    box = [float(number) for number in each.get("/Rect", [0, 0, 0, 0])]
    quads = [float(number) for number in each.get("/QuadPoints", [])]
    areas = [quads[at : at + 8] for at in range(0, len(quads) - 7, 8)] if kind not in _NOTES else []
    bounds = [(min(each[::2]), min(each[1::2]), max(each[::2]), max(each[1::2])) for each in areas]
    if not bounds:
        bounds = [(0.0, box[1] - _LINE, 10_000.0, box[3] + _LINE)]
    words = squeezed(_BROKEN.sub("", " ".join(text_page.get_text_bounded(*bound) for bound in bounds)))
    name = _text(each, "/NM") or "/".join(f"{number:.1f}" for number in box)
    day = _DAY.match(_text(each, "/M")) or _DAY.match(_text(each, "/CreationDate"))
    when = moment("{}-{}-{}T{}:{}:{}Z".format(*day.groups())) if day else LONG_AGO
    return Noted(page, f"pdf/{page}/{name}", _text(each, "/Contents"), CONTROL.sub("", words), when, kind in _REPLACES)


def _text(each: pikepdf.Object, key: str) -> str:
    """A text of an annotation, without the signs that only a file has."""
    return CONTROL.sub("", str(each.get(key, "")).replace("\r", "\n")).strip()

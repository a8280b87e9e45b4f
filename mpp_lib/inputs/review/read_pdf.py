"""Comments made in the PDF of a version: notes and marked words with something written at them.

Nothing in the file is executed or followed. What a comment is about is found by the words under it; who made it, a
person, is not looked at: the organisation is told beside the file.
"""

from __future__ import annotations

from pathlib import Path

from mpp_lib.inputs.declared.review import SUGGESTION
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.review.comment import Comment
from mpp_lib.inputs.review.made import Of, Said, annotations_of
from mpp_lib.inputs.review.page import Page
from mpp_lib.inputs.review.pdf_notes import Noted, UnreadablePdfError, notes_of
from mpp_lib.inputs.review.placed_words import kind_of, placed, quoted, whole_page
from mpp_lib.inputs.review.read_annotations import MAX_COMMENTS, Reading

A_PDF = "de PDF van de versie, met opmerkingen erin"


def read_pdf(path: Path, of: Of, page: Page, kinds: tuple[str, ...], reading: Reading) -> list[Comment]:
    """The comments in a PDF; none where anything is wrong with it, which is noted."""
    intake = Intake(path.parent)
    content = intake.content(path.name)
    reading.problems += intake.problems
    if content is None:
        return []
    try:
        noted = notes_of(content)
    except UnreadablePdfError:
        reading.refuse("", "", "de PDF is niet te lezen, te groot om te lezen, of met een wachtwoord beveiligd", A_PDF)
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

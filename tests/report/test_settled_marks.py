"""The next concept tells what was done with every comment on the one before: in a section, and beside each place."""

import re

import pytest
from lxml import html

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.inputs.review.page import Page, text_of
from mpp_lib.inputs.review.versions_read import VersionsRead
from mpp_lib.present.reacties.since_comments import NONE, accounted, since_comments
from mpp_lib.present.shown.table_html import table_html
from mpp_lib.report.keys import inputs_key
from mpp_lib.report.rapportage import Rapportage
from mpp_lib.report.settled_marks import marked_page
from tests.support.reviewed import (
    COA,
    IND,
    SECOND,
    add_version,
    annotation,
    comment_id,
    on_cell,
    on_words,
    page,
    reviewed_round,
    said,
    write,
)

HOSTILE = '"><script>alert(1)</script> 🙂'
ROWS = {IND: ("9.000", "8.000", "7.000"), COA: ("64.000", "67.500", "71.000")}
NEXT = page("concept-2", SECOND, ROWS).encode()


@pytest.fixture
def folder(tmp_path):
    """A round with a first concept, on which three things were said, and what was done with two of them."""
    folder = reviewed_round(tmp_path / "rounds")
    items = [
        annotation("a", on_words("sec-samenvatting-a2", "de uitstroom achterblijft"), said(HOSTILE)),
        annotation("b", on_cell(1, 3, (COA, "medio", "2025")), said("Te laag", "feitelijke onjuistheid")),
        annotation("c", on_words("sec-samenvatting-a3", "vervalt"), said("Jammer"), partner="IND"),
    ]
    import_comments(folder, [write(tmp_path / "r.json", *items)])
    rows = [f"{comment_id('a')};concept-1;niet;Dat volgt uit de cijfers;APM;2024-04-20"]
    rows += [f"{comment_id('b')};concept-1;verwerkt;;APM;2024-04-20"]
    text = "\n".join(["opmerking;versie;verwerking;reden;door;datum", *rows, ""])
    (folder / "review" / "verwerking.csv").write_text(text, encoding="utf-8")
    return folder


def test_the_section_tells_of_every_comment(folder):
    """Per partner, in its own words, with what was done and why; a sign that no letter has is not in the way."""
    told = since_comments(str(folder))
    assert told.words.startswith(
        "Op versie concept-1 kwamen 3 reacties van 2 partners: 1 verwerkt, 1 niet en 1 nog niet"
    )
    assert [group.partition(" ")[0] for group in told.table.groups()] == ["COA", "COA", "IND"]
    assert told.table.texts() == [
        ["feitelijke onjuistheid", "Bezetting: COA, bezetting (medio, 2025)", "Te laag", "verwerkt"],
        [
            "vraag",
            "Samenvatting: “de uitstroom achterblijft”",
            HOSTILE.replace("🙂", "?"),
            "niet: Dat volgt uit de cijfers",
        ],
        ["vraag", "Samenvatting: “vervalt”", "Jammer", "nog niet verwerkt"],
    ]
    assert "<script>" not in table_html(told.table)
    assert "3 reacties zijn niet bevestigd" in told.table.note


def test_beside_each_place_stands_what_was_done(folder):
    """Where it now is; a number with what it was and is; nowhere for a place that is gone."""
    made = marked_page(NEXT, accounted(folder), VersionsRead(folder))
    root = html.document_fromstring(made)
    marks = {mark.getparent().get("id") or mark.getparent().tag: mark for mark in root.iter("a")}
    assert {place: mark.get("data-stand") for place, mark in marks.items()} == {
        "sec-samenvatting-a3": "niet",
        "caption": "verwerkt",
    }
    assert "alert(1)" in marks["sec-samenvatting-a3"].get("title")
    assert marks["caption"].get("title") == "COA, feitelijke onjuistheid: Te laag – verwerkt. Was 67.000, nu 67.500."
    assert [each.tag for each in root.iter("script")] == []


def test_the_page_stays_what_it_was(folder):
    """Without the marks it is the page to the byte, and no text in it is other."""
    made = marked_page(NEXT, accounted(folder), VersionsRead(folder))
    assert re.sub(rb'<a class="reactie"[^>]*></a>', b"", made) == NEXT
    now, then = Page(made), Page(NEXT)
    assert {name: text_of(each) for name, each in now.elements.items()} == {
        name: text_of(each) for name, each in then.elements.items()
    }


def test_without_comments_or_after_another_version_nothing_is_told(tmp_path, folder):
    """A round without comments has no section; what is settled is told once, what is open again."""
    bare = reviewed_round(tmp_path / "kaal")
    assert since_comments(str(bare)).words == NONE
    assert accounted(bare) == ()
    add_version(folder, "concept-2")
    assert [one.comment.text for one in accounted(folder)] == ["Jammer"]


def test_only_the_notebook_of_comments_depends_on_them(folder):
    """The figures and every other notebook stay what they are when something is said or settled."""

    def keys():
        return {task.source.stem: task.key for task in Rapportage(folder).tasks()}, inputs_key([folder])

    before = keys()
    file = folder / "review" / "verwerking.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Dat volgt", "Dit volgt"), encoding="utf-8")
    after = keys()
    assert before[1] == after[1]
    assert {name for name, key in before[0].items() if after[0][name] != key} == {"13_reacties"}

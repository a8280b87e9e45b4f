"""A PDF in parts: each a document of its own, numbered as in the whole, without a link that leads nowhere."""

import re

import pikepdf
import pytest

from mpp_lib.base.errors import RenderError
from mpp_lib.report.parts import documents
from mpp_lib.report.references import Target
from mpp_lib.report.render import render
from mpp_lib.report.sources import Document
from tests.support import render_folder as rf
from tests.support.pdf_text import page_text


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = rf.make_render_folder(tmp_path_factory.mktemp("delen") / "render")
    (folder / "rapport.qmd").write_text(rf.IN_PARTS, "utf-8")
    return render(folder, "rapport.qmd", ["html", "pdf"], "builtin", folder.parent)


@pytest.fixture(scope="module")
def texts(made):
    """File → its words without the spaces that are only distance."""
    found = {}
    for file in made[1:]:
        with pikepdf.open(file) as opened:
            found[file.name] = re.sub(r"\s|\u200b", "", "".join(map(page_text, opened.pages)))
    return found


def test_one_page_and_a_pdf_of_each_part(made):
    """In the order of the report; the page holds all."""
    assert [file.name for file in made] == ["rapport.html", "rapport.pdf", "bijlagen.pdf"]
    page = made[0].read_text("utf-8")
    assert 'href="#sec-bijlage"' in page
    assert "MPP-bijlagen" not in page


def test_a_part_holds_its_own_chapters(texts):
    """What stands in one stands in no other; what stood under a figure of another part may be gathered in it."""
    assert "Figuur1:Debezettingblijfttoteind2026stijgen" in texts["rapport.pdf"]
    assert "Figuur1:" not in texts["bijlagen.pdf"]
    assert "CijfersbijFiguur1(MPP-rapport)" in texts["bijlagen.pdf"]
    assert "Cijfersbij" not in texts["rapport.pdf"]


def test_numbers_go_on_where_the_part_before_ended(texts):
    """The second table of the report is the first of the annexes, and is called the second in both."""
    assert "Tabel2:Allesnaastelkaar" in texts["bijlagen.pdf"]
    assert "Tabel2(MPP-bijlagen)" in texts["rapport.pdf"]
    assert "Tabel1:Instroomperjaar" in texts["rapport.pdf"]


def test_each_has_a_cover_and_a_name_of_its_own(made, texts):
    """On its cover, in its footer and as the title of its window; both keep the mark and the checksum."""
    for file, name, subtitle in zip(
        made[1:],
        ("MPP-rapport", "MPP-bijlagen"),
        ("MPP-rapportageoverdeasielketen", "Bijlagenvanronde2024-1"),
        strict=True,
    ):
        text = texts[file.name]
        assert subtitle in text
        assert f"{name}2024-1·versieconcept-2" in text
        assert "Concept,voorinterngebruik" in text
        assert "resultaat3f2a91c0d4e5" in text
        with pikepdf.open(file) as opened, opened.open_metadata() as metadata:
            assert metadata["dc:title"] == f"Meerjaren Productie Prognose 2024-1 · {name}"
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")


FRONT = {"a": {}, "b": {"vanaf": "sec-b"}, "c": {"vanaf": "sec-c", "ondertitel": "Rest"}}
LABELS = ("sec-a", "fig-1", "tbl-1", "los", "tbl-2", "sec-b", "fig-2", "sec-c", "tbl-3")
TARGETS = {
    "sec-a": Target("sec", "1"), "fig-1": Target("fig", "1"), "tbl-1": Target("tbl", "1"), "tbl-2": Target("tbl", "2"),
    "sec-b": Target("sec", ""), "fig-2": Target("fig", "2"), "sec-c": Target("sec", ""), "tbl-3": Target("tbl", "3"),
}  # fmt: skip


def document(**front):
    return Document(rf.SHARED, "rapport.qmd", front, {}, ())


def test_each_part_knows_what_came_before_and_what_is_elsewhere():
    """Counted by hand: before the third part two figures and two tables; a heading without a number has no name."""
    found = documents(document(delen=FRONT), LABELS, TARGETS)
    assert [(one["vanaf"], one["tot"], one["figuren"], one["tabellen"]) for one in found.values()] == [
        ("", "sec-b", 0, 0),
        ("sec-b", "sec-c", 1, 2),
        ("sec-c", "", 2, 2),
    ]
    assert set(found["b"]["elders"]) == set(LABELS) - {"sec-b", "fig-2"}
    assert found["b"]["elders"]["tbl-3"] == {"document": "MPP-c", "naam": "Tabel\u00a03"}
    assert found["a"]["elders"]["sec-b"] == {"document": "MPP-b", "naam": ""}
    assert found["c"]["elders"]["los"] == {"document": "MPP-a", "naam": ""}


def test_a_report_that_names_no_parts_is_one_document():
    """Under the name of its source, without settings."""
    assert documents(document(), LABELS, TARGETS) == {"rapport": {}}


def test_a_part_that_begins_nowhere_is_refused():
    """By its name and the heading that is not there."""
    with pytest.raises(RenderError, match=r"^rapport\.qmd: deel 'b' begint bij 'sec-weg'; die kop is er niet$"):
        documents(document(delen={"a": {}, "b": {"vanaf": "sec-weg"}}), LABELS, TARGETS)

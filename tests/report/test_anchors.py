"""Every block of text of a report goes by an id, whichever renderer made it; the page says which version it is."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from lxml import html

from mpp_lib.report.anchors import anchored
from mpp_lib.report.render import render
from tests.report.test_render_quarto import fake_quarto
from tests.support import render_folder as rf

BLOCKS = "p, li, blockquote, dd, figcaption, caption"
NESTED = """<p>omslag</p><main id="Inhoud" tabindex="-1"><p>los</p>
<section id="sec-a" class="x"><h1>A</h1><p class="a &gt; b" title="x > y">een</p>
<figure id="fig-b"><svg><path d="M0"/></svg><figcaption>twee</figcaption></figure>
<blockquote><p>drie</p></blockquote>
<section id="sec-c"><ul><li id="fn1">vier</li><li>vijf</li></ul>
<table id="tbl-d"><caption>zes</caption><tbody><tr><td><p>zeven</p></td></tr></tbody></table>
<table><tbody><tr><td>acht</td></tr></tbody></table></section><p>negen</p></section></main><p>voet</p>"""


def test_a_block_goes_by_the_nearest_label_and_a_number():
    """Within each label they count from 1, in order; an own id stays; a table without a label gets one."""
    found = re.findall(r'<(\w+)[^>]*? id="([^"]*)"', anchored(NESTED).replace('title="x > y"', ""))
    assert found == [
        ("main", "Inhoud"), ("p", "Inhoud-a1"), ("section", "sec-a"), ("p", "sec-a-a1"), ("figure", "fig-b"),
        ("figcaption", "fig-b-a1"), ("blockquote", "sec-a-a2"), ("p", "sec-a-a3"), ("section", "sec-c"), ("li", "fn1"),
        ("li", "sec-c-a1"), ("table", "tbl-d"), ("caption", "tbl-d-a1"), ("p", "tbl-d-a2"), ("table", "sec-c-a2"),
        ("p", "sec-a-a4"),
    ]  # fmt: skip


def test_nothing_else_changes():
    """Without the new ids the page is the one that it was."""
    assert re.sub(r' id="[^"]*-a\d+"', "", anchored(NESTED)) == NESTED


def test_no_id_is_given_twice():
    """A label of an analyst that looks like one of ours keeps its name, and ours skips it."""
    page = (
        '<main><section id="sec-a"><p>een</p><section id="sec-a-a1"><p>twee</p></section><p>drie</p></section></main>'
    )
    assert re.findall(r'<p id="([^"]*)"', anchored(page)) == ["sec-a-a2", "sec-a-a1-a1", "sec-a-a3"]


@pytest.fixture
def concept(folder):
    values = rf.values(product="rapportage", nakijken="ja")
    (folder / "cijfers.yml").write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")
    return folder


def made(folder, out, renderer="builtin"):
    (page,) = render(folder, "rapport.qmd", ["html"], renderer, out)
    return html.fromstring(page.read_text("utf-8"))


def said(page):
    return {one.get("name"): one.get("content") for one in page.iter("meta") if str(one.get("name")).startswith("mpp-")}


def test_every_block_of_a_report_has_an_id_and_no_two_the_same(concept, tmp_path):
    """In a report with lists, boxes, notes, figures and tables."""
    page = made(concept, tmp_path)
    (main,) = page.xpath("//main")
    blocks = [block for name in BLOCKS.split(", ") for block in main.iter(name)]
    assert len(blocks) >= 20
    assert [html.tostring(block)[:80] for block in blocks if not block.get("id")] == []
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_a_page_says_which_version_it_is(concept, tmp_path):
    """Round and version, product, and the checksum of what is read."""
    page = made(concept, tmp_path)
    text = (tmp_path / "rapport.html").read_text("utf-8")
    main = text[text.index("<main") : text.index("</main>")]
    assert said(page) == {
        "mpp-versie": "urn:mpp:2024-1:concept-2",
        "mpp-product": "rapportage",
        "mpp-controlegetal": sha256(main.encode()).hexdigest(),
    }


def test_a_page_of_quarto_has_the_same(monkeypatch, concept, tmp_path):
    """Ids, version and checksum, and the review mode."""
    body = '<main id="Inhoud"><section id="sec-x"><p style="color: red">x</p></section></main>'
    fake_quarto(monkeypatch, tmp_path / "bin", "", page=body)
    page, other = made(concept, tmp_path / "q", "quarto"), made(concept, tmp_path / "b")
    assert page.xpath("//main//p/@id") == ["sec-x-a1"]
    assert said(page).keys() == {"mpp-controlegetal"}
    assert [one.text for one in page.iter("script")] == [one.text for one in other.iter("script")]


@pytest.mark.parametrize(("answer", "scripts"), [("ja", 2), ("", 1)])
def test_only_a_report_that_is_not_adopted_has_a_review_mode(folder, tmp_path, answer, scripts):
    """The policy names each style sheet and script that stands in the page."""
    values = rf.values(product="rapportage", nakijken=answer)
    (folder / "cijfers.yml").write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")
    page = made(folder, tmp_path)
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert (len(page.xpath("//script")), len(page.xpath("//style"))) == (scripts, scripts)
    assert policy.count("'sha256-") == 2 * scripts


def test_the_checksum_is_of_what_the_report_says(concept, tmp_path):
    """Another word is another version; another look is not."""
    before = said(made(concept, tmp_path))
    (concept / "_extensions/mpp/rapport.css").write_text("p { color: red }", "utf-8")
    assert said(made(concept, tmp_path)) == before
    text = concept / "_methode.qmd"
    text.write_text(f"{text.read_text('utf-8')}\nNog een zin.\n", "utf-8")
    assert said(made(concept, tmp_path)) != before


def test_a_state_decides_on_the_review_mode(tmp_path):
    """A concept is reviewed, what is adopted is not; an edition of the monitor is never adopted."""
    from mpp_lib.inputs.declared.products import RAPPORTAGE
    from mpp_lib.inputs.state import State
    from mpp_lib.production.open_round import open_round
    from mpp_lib.report.gather import cover_of

    settings = open_round(Path(__file__).resolve().parents[1] / "rounds/_klein").inputs.settings
    answers = [cover_of(settings, State(name), "0")["nakijken"] for name in ("concept", "besproken", "vastgesteld")]
    assert answers == ["ja", "ja", ""]
    assert cover_of(settings, State(), "0")["product"] == RAPPORTAGE

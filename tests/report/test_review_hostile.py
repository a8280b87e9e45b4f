"""Comment files of others are hostile: whatever is in one, the report stays as it is and its words are words."""

import json

import pytest

from tests.support.hostile import HOSTILE
from tests.support.reviewers import SOURCE, Reviewer, annotation, concept, copy_with, write_file

MADE = """ARTICLE ASIDE BLOCKQUOTE BUTTON DD DEL DETAILS DIV DL DT H2 H3 INPUT INS LABEL LI OL OPTION P SELECT SPAN
STRONG SUMMARY"""
"""What the panel is built of."""
STATE = """() => ({
  ran: window.geraakt ?? null, polluted: ({}).geraakt ?? null,
  head: document.head.innerHTML.length,
  report: document.querySelector("main").outerHTML.replace(/ data-nk="\\d+"| (meer-links|meer-rechts|loopt-door)/g, ""),
  around: [...document.body.children].map(part => part.id || part.className || part.tagName),
  stamp: document.querySelector(".conceptband").innerText,
  made: [...document.querySelectorAll("#nakijken *")].map(part => part.tagName).filter(name => !MADE.includes(name)),
  attributes: [...document.querySelectorAll("#nakijken *")].flatMap(part => [...part.attributes]).map(one => one.name)
    .filter(name => /^on|^(style|href|src|srcdoc|action|formaction)$/.test(name)),
})""".replace("MADE", json.dumps(MADE.split()))


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return concept(tmp_path_factory.mktemp("vijandig"))


@pytest.fixture
def reviewer(browser, report, tmp_path):
    someone = Reviewer(browser, report, tmp_path)
    someone.page.get_by_role("button", name="Nakijken").click()
    yield someone
    someone.close()


def where(*selectors):
    return {"target": {"source": SOURCE, "mpp:controlegetal": "0" * 64, "selector": list(selectors)}}


def words(text, element="sec-samenvatting-a1"):
    quote = {"type": "TextQuoteSelector", "exact": text[:1000] or "x", "prefix": text[:50], "suffix": text[:50]}
    return {"type": "FragmentSelector", "value": element, "refinedBy": quote}


def in_every_field(text):
    """A comment with these words in every field that takes any."""
    name = text[:200].strip() or "x"
    made = annotation(text, name=name, kind="suggestie")
    made["body"].append({"type": "TextualBody", "purpose": "editing", "value": text})
    made["creator"]["mpp:rol"] = name
    cell = {"type": "mpp:Cel", "tabel": name, "rij": 1, "kolom": 1}
    number = {"type": "mpp:Cijfer", "indicator": name, "scenario": name, "periode": name}
    return made | where(words(text, name), cell, number) | {"mpp:uitnodiging": name}


def test_words_that_would_run_are_words(reviewer):
    """Every string, in every field of a comment; all of them are there to read."""
    before = reviewer.page.evaluate(STATE)
    shown = [text for text in HOSTILE if text.strip()]
    file = write_file(reviewer.folder / "x.json", map(in_every_field, shown))
    assert f"{len(shown)} nieuwe reacties" in reviewer.read(file)
    assert reviewer.page.evaluate(STATE) == before
    text = " ".join(reviewer.page.locator(".nk-lijst").text_content().split())
    assert [one for one in shown if " ".join(one.split()) not in text] == []
    assert (before["ran"], before["made"], before["attributes"]) == (None, [], [])


ONE = annotation("goed")
HIS, APM = "urn:uuid:00000000-0000-4000-8000-000000000001", {"type": "Organization", "name": "APM", "mpp:rol": "beheer"}
REFUSED = {
    "andere versie": [annotation("x", target=where(words("x"))["target"] | {"source": "urn:mpp:2024-1:concept-9"})],
    "geen uuid": [annotation("x", id="javascript:alert(1)")],
    "onbekend motief": [annotation("x", motivation="executing")],
    "soort en motief": [annotation("x", kind="akkoord", motivation="editing")],
    "persoon": [annotation("x", creator={"type": "Person", "name": ""})],
    "geen tijdstip": [annotation("x", modified="morgen")],
    "tijdstip later dan alles": [annotation("x", modified="9" * 40)],
    "te lang": [annotation("x" * 10_001)],
    "geen plaats": [annotation("x", **where())],
    "onbekende plaats": [annotation("x", **where({"type": "XPathSelector", "value": "//script"}))],
    "vervalste verwerking": [annotation("x", name="APM", motivation="replying")],
    "geen reactie": [None, 1, "x", [], {"__proto__": {"geraakt": 1}}],
}  # fmt: skip
UNREADABLE = {
    "geen JSON": "<script>window.geraakt = 1</script>",
    "andere soort": '{"type": "Annotation", "items": []}',
    "prototype": '{"type": "AnnotationPage", "__proto__": {"geraakt": 1}, "constructor": {"prototype": {"x": 1}}}',
    "diep": "[" * 200_000,
    "leeg": "",
    "bladzijde zonder blok": "<!DOCTYPE html><script>window.geraakt = 1</script><iframe srcdoc='<script>1</script>'>",
}


def test_what_is_not_right_is_left_out_and_counted(reviewer):
    """Each kind beside a good comment: only that one is taken over."""
    before = reviewer.page.evaluate(STATE)
    for number, (name, items) in enumerate(REFUSED.items()):
        said = reviewer.read(write_file(reviewer.folder / f"{number}.json", [ONE, *items]))
        known = "1 nieuwe reactie, 0 waren er al" if number == 0 else "0 nieuwe reacties, 1 waren er al"
        left = "1 reactie niet" if len(items) == 1 else f"{len(items)} reacties niet"
        assert (name, f"{number}.json: {known}, {left}" in said) == (name, True)
    assert reviewer.page.evaluate(STATE) == before
    assert len(reviewer.shown()) == 1


def test_only_apm_closes_the_comment_of_another(reviewer):
    """What another says was done is shown with its name, and changes nothing."""
    body = [{"type": "TextualBody", "purpose": "classifying", "value": "verwerkt"}]
    verdict = annotation("", name="IND", motivation="replying", body=body, target=ONE["id"])
    reviewer.read(write_file(reviewer.folder / "x.json", [ONE, verdict]))
    assert "1 opmerking · 1 open" in reviewer.page.locator(".nk-telling").inner_text()
    assert "Verwerkt" in reviewer.shown()[0]
    file = write_file(reviewer.folder / "y.json", [annotation("", **verdict | {"id": HIS, "creator": APM})])
    reviewer.read(file)
    assert "1 opmerking · 0 open · 1 verwerkt door APM" in reviewer.page.locator(".nk-telling").inner_text()
    assert reviewer.page.locator("main [data-nk]").count() == 0


def test_a_file_that_cannot_be_read_is_refused(reviewer):
    """It says so, and nothing changes; one with too many comments is refused whole."""
    before = reviewer.page.evaluate(STATE)
    for name, text in UNREADABLE.items():
        file = reviewer.folder / f"x.{'html' if 'blok' in name else 'json'}"
        file.write_text(text, "utf-8")
        assert (name, reviewer.read(file).startswith(f"{file.name}: niet geopend, ")) == (name, True)
    many = write_file(reviewer.folder / "x.json", [ONE] * 5001)
    assert "meer dan 5000 reacties" in reviewer.read(many)
    assert reviewer.page.evaluate(STATE) == before


def test_places_that_are_not_there_are_said_to_be_gone(reviewer):
    """Outside the report, in the panel, past every row, or words that stand nowhere: the comment is still there."""
    before = reviewer.page.evaluate(STATE)
    position = {"type": "TextPositionSelector", "start": 0, "end": 2**52}
    targets = [
        [{"type": "FragmentSelector", "value": "nakijken"}], [{"type": "FragmentSelector", "value": "TOC"}],
        [{"type": "FragmentSelector", "value": "toString"}], [words("staat hier niet", "nakijken")],
        [words("staat hier niet"), {"type": "FragmentSelector", "value": "sec-methode", "refinedBy": position}],
        [{"type": "mpp:Cel", "tabel": "tbl-instroom", "rij": 10**9, "kolom": 10**9}],
        [{"type": "mpp:Cel", "tabel": "tbl-instroom", "rij": 0, "kolom": 0}],
        [{"type": "mpp:Cel", "tabel": "fig-bezetting", "rij": 1, "kolom": 1}],
    ]  # fmt: skip
    reviewer.read(write_file(reviewer.folder / "x.json", [annotation("x", **where(*each)) for each in targets]))
    assert [text.count("Plaats niet gevonden") for text in reviewer.shown()] == [1] * len(targets)
    assert reviewer.page.evaluate(STATE) == before


def test_no_file_takes_the_place_of_an_own_comment(reviewer):
    """Not with a later moment, not by naming the organisation; and it is not sent along as one's own."""
    reviewer.page.locator("#sec-samenvatting-a1").click()
    reviewer.page.get_by_role("button", name="Opmerking bij deze alinea").click()
    reviewer.type("van mij")
    reviewer.sign("COA")
    reviewer.press("Enter")
    (own,) = json.loads(reviewer.download("Download mijn").read_text("utf-8"))["items"]
    forged = annotation("vervalst", id=own["id"], modified="2099-01-01T00:00:00Z")
    reviewer.read(write_file(reviewer.folder / "x.json", [forged, annotation("namens COA")]))
    assert "vervalst" not in "".join(reviewer.shown())
    assert [one["id"] for one in json.loads(reviewer.download("Download mijn").read_text("utf-8"))["items"]] == [
        own["id"]
    ]


def test_a_copy_with_a_hostile_block_opens_as_the_report(browser, report, tmp_path):
    """What stands in the block of data of a mailed copy is read as a file is."""
    copy = copy_with(report, tmp_path / "x.html", [*map(in_every_field, HOSTILE[:40]), None, {"id": 1}])
    reviewer, plain = Reviewer(browser, copy, tmp_path), Reviewer(browser, report, tmp_path)
    plain.page.get_by_role("button", name="Nakijken").click()
    state, expected = reviewer.page.evaluate(STATE), plain.page.evaluate(STATE)
    assert state | {"around": state["around"][:-1]} == expected
    assert len(reviewer.shown()) > 30
    reviewer.close()
    plain.close()


STORED = [
    "null", "[]", "1", '"x"', "{", '{"items": 1, "own": {}, "gone": "x"}',
    json.dumps({"items": [annotation("x", id="x"), None], "own": ["x"], "gone": [1]}),
    json.dumps({"name": "<b>x</b>", "role": 1, "items": [in_every_field("<img src=x onerror=window.geraakt=1>")]}),
]  # fmt: skip


@pytest.mark.parametrize("left", [STORED[-2:], pytest.param(STORED[:-2], marks=pytest.mark.long)])
def test_what_another_page_left_in_the_storage_does_nothing(browser, report, tmp_path, left):
    """Pages from disk share it."""
    reviewer = Reviewer(browser, report, tmp_path, comes_back=True)
    key = reviewer.page.evaluate("'mpp-nakijken:' + document.querySelector('[name=mpp-controlegetal]').content")
    expected = reviewer.page.evaluate(STATE)
    for stored in left:
        reviewer.page.evaluate(
            "([key, text]) => [key, 'mpp-nakijken:wie'].forEach(name => localStorage.setItem(name, text))",
            [key, stored],
        )
        reviewer.page.reload()
        assert (stored, reviewer.page.evaluate(STATE)) == (stored, expected)
    reviewer.close()

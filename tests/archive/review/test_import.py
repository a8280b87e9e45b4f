"""Comments come in whole or not at all, once each, whatever the order; a stranger's file changes nothing."""

import hashlib
import json
from itertools import permutations

import pytest

from mpp_lib.archive.review.importing import import_comments, review_held
from mpp_lib.base.errors import ArchiveError, InputError
from mpp_lib.inputs.review.overview import overview
from tests.support.reviewed import (
    COA,
    FIRST,
    annotation,
    comment_id,
    document,
    keep_version,
    kept,
    on_cell,
    on_words,
    page,
    reply,
    results,
    reviewed_round,
    said,
    write,
    write_copy,
)

WORDS = on_words("sec-samenvatting-a2", "de uitstroom achterblijft", "Dit komt doordat ", " bij de instroom.")
NUMBER = on_cell(1, 3, (COA, "medio", "2025"))


@pytest.fixture
def folder(tmp_path):
    return reviewed_round(tmp_path / "rounds")


def refused(folder, *paths):
    """What is refused; nothing is written."""
    before = kept(folder)
    with pytest.raises(InputError) as error:
        import_comments(folder, list(paths))
    assert kept(folder) == before
    return [str(problem) for problem in error.value.problems]


def test_comments_come_in_and_are_listed(folder, tmp_path):
    """From a file and from a copy of the page; each with its partner, kind, place and words."""
    one = write(tmp_path / "coa.json", annotation("a", WORDS, said("Waarom?")))
    two = write_copy(
        tmp_path / "ind.html",
        page("concept-1", FIRST, {COA: ("64.000", "67.000", "70.000")}),
        annotation("b", NUMBER, said("Dit is te laag, <b>echt</b>.", "feitelijke onjuistheid"), partner="ind"),
    )
    done = import_comments(folder, [one, two])
    assert done.counts == {"new": 2, "changed": 0, "known": 0, "unconfirmed": 2}
    found = [each.as_dict() for each in overview(folder)]
    assert [(each["partner"], each["kind"], each["target"], each["text"]) for each in found] == [
        ("COA", "vraag", "sec-samenvatting-a2", "Waarom?"),
        ("IND", "feitelijke onjuistheid", "tbl-coa, rij 1, kolom 3", "Dit is te laag, <b>echt</b>."),
    ]
    assert all(each["found"] for each in found)
    stored = json.loads((folder / "review" / "concept-1.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in stored["items"]] == sorted([comment_id("a"), comment_id("b")])


def test_a_page_that_calls_itself_otherwise_is_known_by_its_checksum(tmp_path):
    """Made before it was known as what it would be kept: the cover says concept, the archive concept-1."""
    folder = reviewed_round(tmp_path / "rounds", versions=())
    called = page("concept-1", FIRST, {COA: ("64.000", "67.000", "70.000")}).replace(":concept-1", ":concept")
    keep_version(folder, "concept-1", called, results({}))
    item = annotation("a", WORDS, said("Waarom?"))
    item["target"]["source"] = item["target"]["source"].replace("concept-1", "concept")
    import_comments(folder, [write(tmp_path / "coa.json", item)])
    assert [(one.comment.version, one.found.how) for one in overview(folder)] == [("concept-1", "plaats")]
    assert list(kept(folder)) == ["concept-1.json"]


def test_every_order_gives_the_same_files(folder, tmp_path):
    """Also where one changes a comment of another, and an answer comes before what it answers."""
    brought = [
        write(tmp_path / "1.json", annotation("a", WORDS, said("Eerste"))),
        write(tmp_path / "2.json", annotation("a", WORDS, said("Later"), modified="2024-09-08T10:00:00Z")),
        write(tmp_path / "3.json", reply("r", "a", "Daarom."), reply("s", "r", "Dank.", partner="COA")),
        write(tmp_path / "4.json", annotation("b", NUMBER, said("Hoezo?"))),
    ]
    ends = []
    for number, order in enumerate(list(permutations(brought))[::5]):
        copy = reviewed_round(tmp_path / str(number))
        for path in order:
            import_comments(copy, [path])
        import_comments(copy, list(order))
        ends.append(kept(copy))
    import_comments(folder, brought)
    assert all(end == kept(folder) for end in ends)
    assert list(kept(folder)) == ["concept-1.json"]
    found = {each.comment.text: sorted(one.text for one in each.replies) for each in overview(folder)}
    assert found == {"Later": ["Daarom.", "Dank."], "Hoezo?": []}


def test_an_answer_waits_for_its_comment(folder, tmp_path):
    import_comments(folder, [write(tmp_path / "r.json", reply("r", "a", "Daarom."))])
    assert list(kept(folder)) == ["_antwoorden.json"]
    assert overview(folder) == ()


def test_again_is_nothing_new(folder, tmp_path):
    path = write(tmp_path / "coa.json", annotation("a", WORDS, said("Waarom?")))
    import_comments(folder, [path])
    before = {file: file.stat().st_mtime_ns for file in (folder / "review").iterdir()}
    done = import_comments(folder, [path, path])
    assert done.counts["known"] == 1
    assert {file: file.stat().st_mtime_ns for file in (folder / "review").iterdir()} == before


def test_only_a_token_confirms(folder, tmp_path):
    """The token of the partner itself, for this version; it is kept as its checksum alone."""
    token, other = "geheim-van-coa", "geheim-van-ind"
    rows = [f"COA;concept-1;{hashlib.sha256(token.encode()).hexdigest()}"]
    rows.append(f"IND;concept-1;{hashlib.sha256(other.encode()).hexdigest()}")
    (folder / "review").mkdir()
    (folder / "review" / "uitnodigingen.csv").write_text(
        "\n".join(["partner;versie;controlegetal", *rows, ""]), encoding="utf-8"
    )
    path = write(
        tmp_path / "coa.json",
        annotation("a", WORDS, said("Echt"), token=token),
        annotation("b", WORDS, said("Met het kenmerk van een ander"), token=other),
        annotation("c", WORDS, said("Zonder")),
    )
    import_comments(folder, [path])
    states = {each.comment.text: each.state for each in overview(folder)}
    assert states == {"Echt": "open", "Met het kenmerk van een ander": "niet bevestigd", "Zonder": "niet bevestigd"}
    assert token.encode() not in kept(folder)["concept-1.json"]
    forged = annotation("a", WORDS, said("Vervalst"), modified="2030-01-01T00:00:00Z")
    import_comments(folder, [write(tmp_path / "vals.json", forged)])
    assert "Echt" in {each.comment.text for each in overview(folder)}


def test_the_checksum_of_a_token_is_no_token(folder, tmp_path):
    """What stands in the register is not enough to pass for a partner."""
    item = annotation("a", WORDS, said("Vals"), token="sha256:" + "0" * 64)
    assert any("mpp:uitnodiging" in line for line in refused(folder, write(tmp_path / "vals.json", item)))


def swapped(**changes):
    return {**annotation("a", WORDS, said("Waarom?")), **changes}


INVENTED = ("coa.verzonnen", "medio", "2025")
TARGET = annotation("a", WORDS, said("Waarom?"))["target"]
HOSTILE = {
    "script": (swapped(script="<script>alert(1)</script>"), "onbekende sleutel"),
    "mark": (swapped(**{"mpp:bevestigd": True}), "onbekende sleutel"),
    "person": (swapped(creator={"type": "Person", "name": "COA"}), "nooit een persoon"),
    "organisation": (swapped(creator={"type": "Organization", "name": "Onbekend"}), "doet niet mee"),
    "version": (swapped(target={**TARGET, "source": "urn:mpp:_klein:concept-9"}), "deze versie is er niet"),
    "round": (swapped(target={**TARGET, "source": "urn:mpp:2024-1:concept-1"}), "dit is een andere ronde"),
    "path": (swapped(target={**TARGET, "source": "file:///etc/passwd"}), "dit noemt geen versie"),
    "page": (swapped(target={**TARGET, "mpp:controlegetal": "f" * 64}), "niet de bladzijde"),
    "element": (swapped(target={**TARGET, "selector": on_words("sec-verzonnen-a1")}), "deze plaats is er niet"),
    "number": (
        swapped(target={**TARGET, "selector": on_cell(1, 3, ("coa.verzonnen", "medio", "2025"))}),
        "dit cijfer is er niet",
    ),
    "cell": (swapped(target={**TARGET, "selector": on_cell(9, 9)}), "deze cel is er niet"),
    "id": (swapped(id="urn:uuid:1"), "urn:uuid: met een uuid"),
    "day": (swapped(created="2024-02-30T10:00:00Z"), "dit tijdstip bestaat niet"),
    "kind": (swapped(body=said("Mooi", "compliment")), "motief en soort"),
    "long": (swapped(body=said("x" * 10_001)), "te lang"),
    "control": (swapped(body=said("a\x1b[2Jb")), "stuurteken"),
    "half": (swapped(body=said("a\ud800b")), "stuurteken"),
    "bsn": (swapped(body=said("Het gaat om bsn 123456782.")), "BSN"),
    "empty": (swapped(body=said("")), "zegt niets"),
    "proposal": (swapped(body=said("Anders", "vraag", "andere woorden")), "alleen een suggestie"),
    "settles": (swapped(body=said("Gedaan", "verwerkt")), "motief en soort"),
    "selectors": (swapped(target={**TARGET, "selector": WORDS * 11}), "te lang"),
    "reply": (swapped(motivation="replying"), "motief en doel"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_comment_changes_nothing(folder, tmp_path, kind):
    """One message, that names the file and the comment; a right file beside it is not taken in either."""
    item, said_of_it = HOSTILE[kind]
    path = tmp_path / "vreemd.json"
    path.write_text(json.dumps(document(item)))
    right = write(tmp_path / "goed.json", annotation("b", NUMBER, said("Hoezo?")))
    lines = refused(folder, right, path)
    assert len([line for line in lines if said_of_it in line]) == 1, lines
    assert all(line.startswith("vreemd.json") for line in lines)


FILES = {
    "no json": ("{", "dit is geen JSON"),
    "double": ('{"type": 1, "type": 2}', "staat er dubbel"),
    "not a number": ('{"a": NaN}', "dit is geen JSON"),
    "deep": ("[" * 100_000 + "]" * 100_000, "te diep genest"),
    "layers": ('{"a":' * 20 + "1" + "}" * 20, "te diep genest"),
    "list": ("[]", "geen blok"),
    "context": (json.dumps({**document(), "@context": "http://elders/"}), "betekenis"),
    "many": (json.dumps(document(*range(5_001))), "te groot"),
    "large": (" " * 5_000_001, "te groot"),
    "digits": ('{"a": ' + "9" * 10_000 + "}", "dit is geen JSON"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_changes_nothing(folder, tmp_path, kind):
    text, said_of_it = FILES[kind]
    path = tmp_path / "vreemd.json"
    path.write_text(text)
    assert any(said_of_it in line for line in refused(folder, path))


def test_a_page_without_comments_or_with_two_lists_is_refused(folder, tmp_path):
    """The one block of data is looked at, and nothing else in the page."""
    html = page("concept-1", FIRST, {})
    path = tmp_path / "kopie.html"
    path.write_text(html.replace("</body>", "<script>alert(1)</script></body>"), encoding="utf-8")
    assert "draagt geen opmerkingen" in refused(folder, path)[0]
    once = write_copy(path, html, annotation("a", WORDS, said("?"))).read_text()
    write_copy(path, once, annotation("b", WORDS, said("?")))
    assert "draagt geen opmerkingen" in refused(folder, path)[0]


def test_what_is_no_comment_file_is_refused(folder, tmp_path):
    other = tmp_path / "reactie.exe"
    other.write_bytes(b"MZ")
    lines = refused(folder, other, tmp_path / "weg.json")
    assert "wordt niet gelezen" in lines[0]
    assert "er niet" in lines[1]


def test_nobody_takes_the_comment_of_another(folder, tmp_path):
    import_comments(folder, [write(tmp_path / "coa.json", annotation("a", WORDS, said("Van COA")))])
    path = write(tmp_path / "ind.json", annotation("a", WORDS, said("Van IND"), partner="IND"))
    assert "is al van een opmerking van COA" in refused(folder, path)[0]


def test_words_that_lead_to_a_person_are_remarked_on(folder, tmp_path):
    path = write(tmp_path / "coa.json", annotation("a", WORDS, said("Bel of mail a.jansen@coa.nl")))
    assert [remark.problem for remark in import_comments(folder, [path]).remarks] == ["de tekst bevat een e-mailadres"]


def test_on_the_prognose_only_questions_and_errors(tmp_path):
    """Whoever is an expert judges it as well (5.2.2, 6.1.5)."""
    folder = reviewed_round(tmp_path / "rounds", versions=["prognose-1"])
    place = on_words("sec-samenvatting-a2", "de uitstroom")
    for partner, kind, fits in [
        ("COA", "vraag", True),
        ("COA", "feitelijke onjuistheid", True),
        ("COA", "akkoord", False),
        ("COA", "hoger", False),
        ("Frontex", "hoger", True),
        ("Frontex", "akkoord", False),
    ]:
        item = annotation(f"{partner} {kind}", place, said("Zo.", kind), partner=partner, version="prognose-1")
        path = write(tmp_path / "een.json", item)
        if fits:
            assert import_comments(folder, [path]).counts["new"] == 1
        else:
            assert "deze soort reactie is er niet op product prognose" in refused(folder, path)[0]


def test_one_at_a_time(folder, tmp_path):
    path = write(tmp_path / "coa.json", annotation("a", WORDS, said("Waarom?")))
    with review_held(folder), pytest.raises(ArchiveError, match="wordt al aan de reacties"):
        import_comments(folder, [path])

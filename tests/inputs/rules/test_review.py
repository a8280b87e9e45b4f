"""``review/verwerking.csv`` and ``uitnodigingen.csv``: checked with the round, and no input of its figures."""

import pytest

from mpp_lib.archive.review.importing import import_comments
from mpp_lib.archive.review.invitations import invite
from mpp_lib.inputs.after_adoption import remarks_after_adoption
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.fingerprint import fingerprint
from mpp_lib.inputs.review.overview import overview
from mpp_lib.production.chains import catalogue_named
from mpp_lib.report.keys import inputs_key
from tests.support.reviewed import annotation, comment_id, on_words, reply, results, reviewed_round, said, write
from tests.support.versions import adopt

HEADER = "opmerking;versie;verwerking;reden;door;datum"
A, B = (comment_id(name).removeprefix("urn:uuid:") for name in "ab")


@pytest.fixture
def folder(tmp_path):
    """A round with two comments that are confirmed."""
    folder = reviewed_round(tmp_path / "rounds")
    page = invite(folder, "COA", "", by_form=False).content.decode()
    token = page.partition('content="COA:')[2].partition('"')[0]
    items = [annotation(name, on_words("tbl-coa"), said(name), token=token) for name in "ab"]
    import_comments(folder, [write(tmp_path / "coa.json", *items)])
    return folder


def settle(folder, *rows):
    (folder / "review" / "verwerking.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")


def told(folder):
    checked = check_round(folder, catalogue_named)
    return tuple(
        [(one.where, one.problem) for one in found if one.file.startswith("review/")]
        for found in (checked.problems, checked.warnings)
    )


def test_what_was_done_is_read(folder):
    """By uuid, with and without ``urn:uuid:``; a settled comment is done with."""
    settle(
        folder,
        f"{A};concept-1;verwerkt;;APM;2024-04-20",
        f"urn:uuid:{B};concept-1;deels;Het cijfer niet.;apm;20-4-2024",
    )
    assert told(folder) == ([], [])
    found = {one.comment.text: (one.state, one.settlement.verdict, one.settlement.reason) for one in overview(folder)}
    assert found == {"a": ("afgehandeld", "verwerkt", ""), "b": ("afgehandeld", "deels", "Het cijfer niet.")}


@pytest.mark.parametrize(
    ("row", "where", "problem"),
    [
        (f"{A};concept-1;deels;;APM;2024-04-20", "rij 2, kolom reden", "de reden ontbreekt"),
        (f"{A};concept-1;niet;;APM;2024-04-20", "rij 2, kolom reden", "de reden ontbreekt"),
        (
            f"{A};concept-2;verwerkt;;APM;2024-04-20",
            "rij 2, kolom versie",
            "deze reactie is op een andere versie gemaakt",
        ),
        (
            f"{A};concept-1;verwerkt;;J. Jansen;2024-04-20",
            "rij 2, kolom door",
            "deze organisatie doet niet mee aan de ronde",
        ),
        (f"{A};concept-1;gedaan;;APM;2024-04-20", "rij 2, kolom verwerking", "dit is hier geen geldige waarde"),
        ("7;concept-1;verwerkt;;APM;2024-04-20", "rij 2, kolom opmerking", "dit is hier geen geldige waarde"),
        (f"{A};concept-1;verwerkt;;APM;2014-04-20", "rij 2, kolom datum", "deze datum ligt ver van de ronde"),
    ],
)
def test_each_refusal(folder, row, where, problem):
    settle(folder, row)
    problems, remarks = told(folder)
    assert [place for place, _ in problems] == [where]
    assert problem[:20] in problems[0][1] or "datum" in where
    assert remarks == []


def test_an_unknown_comment_is_a_remark(folder):
    settle(folder, f"{A[:-1]}{'0' if A[-1] != '0' else '1'};concept-1;verwerkt;;APM;2024-04-20")
    assert told(folder) == ([], [("rij 2, kolom opmerking", "deze reactie is er niet")])


def test_a_comment_that_was_tampered_with_is_refused(folder):
    file = folder / "review" / "concept-1.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"Organization"', '"Person"'), encoding="utf-8")
    problems, _ = told(folder)
    assert len(problems) == 2
    assert all("creator" in where for where, _ in problems)


def test_apm_settles_in_its_own_copy_and_nobody_else_does(folder, tmp_path):
    """What stands in the file counts before it."""
    page = invite(folder, "APM", "", by_form=False).content.decode()
    token = page.partition('content="APM:')[2].partition('"')[0]
    forged = reply("r", "a", "", "verwerkt", partner="APM")
    own = reply("s", "b", "Dat kan niet.", "niet", partner="APM", token=token)
    done = import_comments(folder, [write(tmp_path / "apm.json", forged, own)])
    assert [remark.where for remark in done.remarks] == [comment_id("r")]
    found = {one.comment.text: one for one in overview(folder)}
    assert (found["a"].state, found["a"].settlement) == ("open", None)
    assert (found["b"].state, found["b"].settlement.verdict) == ("afgehandeld", "niet")
    settle(folder, f"{B};concept-1;verwerkt;;APM;2024-04-20")
    assert {one.comment.text: one for one in overview(folder)}["b"].settlement.verdict == "verwerkt"


def test_comments_are_no_input_of_the_figures(tmp_path):
    """Neither the checksum of the round, nor that of its results, nor what was adopted is any other with them."""
    folder = reviewed_round(tmp_path / "rounds")
    adopt(folder, results=results({}))
    before = fingerprint(folder), inputs_key([folder])
    import_comments(folder, [write(tmp_path / "coa.json", annotation("a", on_words("tbl-coa"), said("?")))])
    settle(folder, f"{A};concept-1;verwerkt;;APM;2024-04-20")
    assert (fingerprint(folder), inputs_key([folder])) == before
    assert list(remarks_after_adoption(folder)) == []

"""``mpp review``: comments in, the list for people and machines, files that go out; what cannot be meant is refused."""

import json

import pytest
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from tests.support.reviewed import COA, SMALL, annotation, on_cell, on_words, reviewed_round, said, write


@pytest.fixture
def base(tmp_path):
    reviewed_round(tmp_path / "rounds", versions=["concept-1", "concept-2"])
    return tmp_path


def review(base, *arguments):
    done = CliRunner().invoke(app, ["-C", str(base), "review", SMALL, *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_comments_of_several_files_are_listed(base):
    """Where each stands in the newest version, and what became of its number; the vanished one is there too."""
    number = annotation("a", on_cell(1, 3, (COA, "medio", "2025")), said("Te laag", "feitelijke onjuistheid"))
    gone = annotation("b", on_words("sec-samenvatting-a3", "Deze alinea vervalt"), said("Waarom?"), partner="IND")
    paths = [write(base / "coa.json", number), write(base / "ind.json", gone)]
    done = review(base, "--import", *paths, "--json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)["comments"]
    keys = {"id", "partner", "kind", "target", "text", "state", "settlement", "found"}
    assert all(keys <= one.keys() for one in found)
    assert [(one["partner"], one["found"], one["how"], one["was"], one["now"]) for one in found] == [
        ("COA", True, "cijfer", 67_000, 67_500),
        ("IND", False, "verdwenen", None, None),
    ]
    assert "2 nieuw, 0 gewijzigd, 0 al bekend; 2 niet bevestigd." in done.stderr
    shown = review(base).stdout
    assert "(67.000 → 67.500)" in shown
    assert "verdwenen" in shown


def test_files_go_out(base):
    for option, name in (("--copy", "coa.html"), ("--form", "coa.xlsx")):
        done = review(base, option, "COA", "--out", base / name)
        assert done.stdout.strip() == str(base / name)
        assert (base / name).stat().st_size > 1_000
        with pytest.raises(InputError, match="bestaat al"):
            review(base, option, "COA", "--out", base / name)


@pytest.mark.parametrize(
    "arguments", [["x.json"], ["--import"], ["--copy", "COA"], ["--out", "x"], ["--form", "COA", "--copy", "IND"]]
)
def test_what_cannot_be_meant_is_wrong_usage(base, arguments):
    assert review(base, *arguments).exit_code == 2

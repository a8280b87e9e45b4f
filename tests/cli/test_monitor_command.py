"""``mpp monitor`` and what ``mpp check`` says of editions."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mpp_lib.production.chains import chain_named
from mpp_lib.production.key_figures import WATCHED

ROUNDS = Path(__file__).parents[1] / "rounds"
KEYS = ["indicator", "period", "realised", "expected", "deviation_pct", "flagged", "within_band", "outlook"]
EDITION = "rounds/_klein/monitor/2024-07"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name in ("_klein", "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build"))
    return tmp_path


def mpp(place: Path, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "mpp_lib", "-C", str(place), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def files(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_every_indicator_of_the_fixed_set_is_in_the_chain_once():
    """The set is fifteen to twenty indicators of the chain, over all three domains, each with a reason."""
    nodes = chain_named("standaard").by_id
    assert 15 <= len(WATCHED) <= 20
    assert {nodes[name].domain for name in WATCHED} == {"asiel", "regulier", "bewaring"}


def test_the_json_answer_has_the_agreed_rows(place: Path):
    """One document on stdout: the whole fixed set and the topics, each row with the agreed keys and nothing else."""
    before = files(place)
    code, out, err = mpp(place, "monitor", "_klein", "--until", "2024-07", "--json")
    assert code == 0
    document = json.loads(out)
    assert list(document) == ["rows"]
    assert all(list(row) == KEYS for row in document["rows"])
    by = {row["indicator"]: row for row in document["rows"]}
    assert list(by) == [*WATCHED, "nidos.instroom"]
    assert [name for name, row in by.items() if row["flagged"]] == ["asiel.instroom_eerste", "dtv.instroom_incl_dublin"]
    assert by["ind.regulier.voorraad"]["realised"] is None
    assert by["ind.regulier.voorraad"]["outlook"] is None
    assert not by["ind.regulier.voorraad"]["flagged"]
    assert by["coa.vergunninghouders"]["period"] == "2024-06"
    assert "Ronde _klein is niet vastgesteld (status: besproken)" in err
    assert "coa.vergunninghouders: Geleverd tot en met juni 2024" in err
    assert "asiel.instroom_totaal wijkt af van de som van de delen" in err
    assert files(place) == before


@pytest.mark.long
def test_a_broken_edition_is_refused_by_both_commands(place: Path):
    """Every problem at once, exit code 1, for a machine as a document, and nothing written."""
    file = place / EDITION / "realisaties.csv"
    text = file.read_text("utf-8")
    file.write_text(text.replace("2024-04;coa.bezetting;", "2024-04;coa.bezetting;-"), "utf-8")
    file.with_name("duiding.md").write_text("## coa.bezeting\n", "utf-8")
    before = files(place)
    wrong = ["regel 1", "rij 33, kolom waarde"]
    for asked in ([], ["--json"]):
        code, out, err = mpp(place, "monitor", "_klein", "--until", "2024-07", *asked)
        assert code == 1
        assert [problem["where"] for problem in json.loads(out)["problems"]] == wrong if asked else out == ""
        assert "coa.bezetting ligt buiten het bereik" in err
        assert "de kop noemt geen indicator" in err
    code, out, _ = mpp(place, "check", "_klein", "--json")
    assert code == 1
    assert [problem["file"] for problem in json.loads(out)["problems"]] == [
        "monitor/2024-07/duiding.md",
        "monitor/2024-07/realisaties.csv",
    ]
    assert files(place) == before


def test_an_edition_that_is_not_there_and_a_month_that_is_none(place: Path):
    """An absent edition is a refusal that names the ones there are; a wrong month is wrong usage."""
    code, _, err = mpp(place, "monitor", "_klein", "--until", "2024-06")
    assert code == 1
    assert "een editie die er is: 2024-05 en 2024-07" in err
    assert mpp(place, "monitor", "_klein", "--until", "2024-13")[0] == 2

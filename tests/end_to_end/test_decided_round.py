"""A round that is decided on by commands: the nota that goes with its report, and what its report says of partners."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mpp_lib.present.besluiten.position_tables import objections_table, positions_table, words_table
from mpp_lib.production.open_round import open_round
from mpp_lib.report.gather import left_out
from tests.support.small_rounds import NEW, small_rounds

OBJECTION = 'De uitstroom <b onclick="x">*is*</b> te hoog; zie @sec-x {{< meta x >}} $y$ #z.'


def mpp(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mpp_lib", "-C", str(place), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """The small rounds, the newer one up to a vote without consensus."""
    base = tmp_path_factory.mktemp("besloten")
    small_rounds(base)
    for day, *said in (
        ("2024-04-15", "--step", "v2"),
        ("2024-04-16", "--step", "v3"),
        ("2024-04-17", "--partner", "COA", "--word", "bezwaar", "--about", "keten", "--objection", OBJECTION),
        ("2024-04-17", "--partner", "IND", "--word", "akkoord", "--about", "eigen cijfers"),
        ("2024-04-18", "--step", "geen consensus", "--text", "Geen consensus over de uitstroom."),
    ):
        done = mpp(base, "decide", NEW, *said, "--date", day)
        assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr
    return base


def test_decide_answers_in_json_and_refuses_in_dutch(place, tmp_path):
    """The entry as it stands in the file; or every problem, exit 1 and nothing written."""
    shutil.copytree(place / "rounds", tmp_path / "rounds")
    log = tmp_path / "rounds" / NEW / "decisions.yml"
    stood = log.read_bytes()
    refused = mpp(tmp_path, "decide", NEW, "--step", "consensus", "--date", "2024-04-19", "--json")
    assert (refused.returncode, json.loads(refused.stdout)["ok"]) == (1, False)
    assert "de werkgroep neemt deze stap alleen als geen partner bezwaar heeft" in refused.stderr
    assert log.read_bytes() == stood
    done = mpp(tmp_path, "decide", NEW, "--step", "escalatie", "--date", "2024-04-19", "--gremium", "dgm", "--json")
    assert json.loads(done.stdout) == {
        "round": NEW,
        "decision": {
            "date": "2024-04-19",
            "gremium": "dgm",
            "product": "rapportage",
            "step": "escalatie",
            "decision": "Geen consensus in de MPP-werkgroep.",
        },
    }
    assert log.read_bytes().startswith(stood)
    assert mpp(tmp_path, "decide", NEW).returncode == 2


def test_status_and_planning_say_where_the_round_stands(place, tmp_path):
    """In words and as JSON; the calendar file is what was asked for."""
    shutil.copytree(place / "rounds", tmp_path / "rounds")
    found = json.loads(mpp(tmp_path, "status", NEW, "--json").stdout)
    report = next(each for each in found["products"] if each["product"] == "rapportage")
    assert (found["route"], found["protocol"]) == ("B", "1.1")
    assert [each["step"] for each in report["next"]] == ["escalatie", "consensus", "vastgesteld", "niet vastgesteld"]
    assert report["without_word"] == {"IND": ["keten"], "COA": ["eigen cijfers"], "DMB": ["eigen cijfers", "keten"]}
    words = mpp(tmp_path, "status", NEW).stdout
    assert "route naar het Topberaad: B, namens DRM" in words
    assert "nog geen woord over eigen cijfers en keten: DMB" in words
    made = mpp(tmp_path, "planning", NEW, "--new", "--ics", str(tmp_path / "mpp.ics"), "--json")
    assert len(json.loads(made.stdout)["planning"]) == 20
    assert (tmp_path / "mpp.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert mpp(tmp_path, "planning", NEW, "--new").returncode == 1


@pytest.mark.long
def test_no_calendar_takes_the_place_of_another_file(place, tmp_path):
    """What is called otherwise is not what was meant; a calendar that stands there is made again."""
    settings = place / "rounds" / NEW / "round.yml"
    before = settings.read_bytes()
    told = mpp(place, "planning", NEW, "--ics", str(settings))
    assert (told.returncode, settings.read_bytes()) == (1, before)
    assert "de naam past niet bij een agendabestand" in told.stderr
    assert "deze map bestaat niet" in mpp(place, "planning", NEW, "--ics", str(tmp_path / "geen" / "mpp.ics")).stderr
    assert not (tmp_path / "geen").exists()
    for _ in range(2):
        assert mpp(place, "planning", NEW, "--ics", str(tmp_path / "mpp.ics")).returncode == 0


def test_the_report_shows_what_partners_said(place):
    """By product, what was said and nothing else; a round without a word leaves the table out."""
    result = open_round(place / "rounds" / NEW)
    assert [row[:3] for row in words_table(result).texts()] == [["IND", "akkoord", ""], ["COA", "", "bezwaar"]]
    assert [row[:3] for row in positions_table(result).texts()] == [
        ["IND", "akkoord", "geen woord gegeven"],
        ["COA", "geen woord gegeven", "bezwaar"],
        ["DMB", "geen woord gegeven", "geen woord gegeven"],
    ]
    assert [(row[0], row[3]) for row in objections_table(result).texts()] == [("COA", OBJECTION)]
    silent = open_round(place / "rounds" / "2023-2")
    record = type("Record", (), {"ranges": (), "key_scores": (), "key_chain": ()})()
    assert "_woorden.qmd" in left_out(silent, None, record)
    assert "_woorden.qmd" not in left_out(result, silent, record)


@pytest.mark.long
def test_the_oplegnota_of_route_b_is_a_page_of_its_own(place):
    """With every open objection as it was said, closed to scripts; made once."""
    made = mpp(place, "produce", NEW, "--product", "oplegnota", "--to", "html")
    assert made.returncode == 0, made.stderr
    (file,) = made.stdout.splitlines()
    page = Path(file).read_text(encoding="utf-8")
    assert Path(file).name == f"MPP-oplegnota-{NEW}.html"
    assert "namens de Directie Regie Migratieketen (DRM)" in page
    assert "en niet namens de werkgroep" in page
    assert "De uitstroom &lt;b onclick" in page
    assert "<b onclick" not in page
    assert "default-src 'none'" in page
    assert "Concept, voor intern gebruik" in page
    assert "Kerncijfers" in page

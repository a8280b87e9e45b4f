"""``mpp diff``: what differs, for people, for machines and as a page that loads and runs nothing."""

import json
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from typer.testing import CliRunner

from mpp_lib.base.errors import InputError
from mpp_lib.cli.main import app
from mpp_lib.production.open_round import open_round
from mpp_lib.production.published import read_results
from tests.support.changed_round import NAME, ROUNDS, swap
from tests.support.versions import adopt

HOSTILE = "<img src=x onerror=alert(1)> & [rood]"


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A project in which the test round has a version, and was changed since: a parameter, a text, a register."""
    base = tmp_path_factory.mktemp("verschil")
    shutil.copytree(ROUNDS, base / "rounds")
    folder = base / "rounds" / NAME
    adopt(folder, "concept-1")
    swap(folder, "inputs/parameters.csv", "uitval_spoor4;2024-01;;0,012;", "uitval_spoor4;2024-01;;0,02;")
    text = folder / "text" / "samenvatting.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nEen alinea erbij.\n", encoding="utf-8")
    risks = folder / "registers" / "risicos.csv"
    risks.write_text(risks.read_text(encoding="utf-8") + f'R99;risico;"{HOSTILE}";;hoger;IND;laag\n', encoding="utf-8")
    return base


def _diff(place, *arguments):
    done = CliRunner().invoke(app, ["-C", str(place), "diff", *arguments])
    if done.exception is not None:
        raise done.exception
    return done


def test_the_answer_for_a_machine_holds_every_difference(place):
    """The changed cell, row and paragraph and nothing else; the numbers are those of the two result tables."""
    done = _diff(place, f"{NAME}/concept-1", NAME, "--json")
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert (found["from"], found["to"]) == (f"{NAME}/concept-1", NAME)
    changes = [(change["file"], change["key"], change["column"]) for change in found["inputs"]]
    assert changes == [
        ("inputs/parameters.csv", "uitval_spoor4/2024-01", "waarde"),
        ("registers/risicos.csv", "R99", ""),
    ]
    assert (found["inputs"][0]["from"], found["inputs"][0]["to"]) == (0.012, 0.02)
    assert found["texts"] == [{"file": "text/samenvatting.md", "from": [], "to": ["Een alinea erbij."]}]
    assert found["decisions"] == []
    assert found["sources"] == []


def test_the_numbers_are_those_that_differ_between_the_result_tables(place):
    """Row by row, against a comparison by merging the two CSV files."""
    found = json.loads(_diff(place, f"{NAME}/concept-1", NAME, "--json").stdout)["numbers"]
    folder = place / "rounds" / NAME
    keys = ["indicator", "scenario", "periode"]
    old = read_results(folder / "versions" / "concept-1" / "data" / "results.csv")
    both = open_round(folder).table.merge(old, on=keys, how="outer", suffixes=("", "_oud"))
    moved = both[both["waarde"] != both["waarde_oud"]]
    expected = {tuple(row) for row in moved[[*keys, "waarde_oud", "waarde"]].itertuples(index=False, name=None)}
    rows = {(row["indicator"], row["scenario"], row["period"], row["from"], row["to"]) for row in found["rows"]}
    assert rows == expected
    assert len(expected) > 100
    assert found["compared"] == len(both)


def test_a_round_equals_itself(place):
    """Nothing differs from a round to itself, and the tables say so."""
    found = json.loads(_diff(place, NAME, NAME, "--json").stdout)
    assert found["numbers"]["rows"] == found["inputs"] == found["texts"] == found["sources"] == []
    assert _diff(place, NAME, NAME).stdout.count("geen") == 5


def test_two_rounds_may_differ_in_their_years(place):
    """What only one has, is null on the other side."""
    rows = json.loads(_diff(place, "_eerder", NAME, "--json").stdout)["numbers"]["rows"]
    last = [row for row in rows if row["scenario"] == "medio" and row["period"] == "2026"]
    assert last
    assert all(row["from"] is None and row["to"] is not None for row in last)


def test_people_read_tables_in_which_text_is_no_markup(place):
    """The values as they are written, and the words of a register as they stand there."""
    out = _diff(place, f"{NAME}/concept-1", NAME).stdout
    assert "uitval_spoor4/2024-01:waarde" in out
    assert "0,012" in out
    assert "[rood]" in out


def test_an_unknown_version_is_refused(place):
    """By name, with the versions there are."""
    with pytest.raises(InputError, match="deze versie bestaat niet"):
        _diff(place, f"{NAME}/concept-9", NAME)


@pytest.fixture(scope="module")
def page(place, browser):
    """The page of the differences, opened."""
    target = place / "verschillen.html"
    _diff(place, f"{NAME}/concept-1", NAME, "--html", str(target))
    opened = browser.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(target.as_uri())
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [380, 1280])
def test_the_page_breaks_no_rule_of_access(page, width):
    """axe-core finds nothing, on a phone or a desk."""
    page.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


def test_the_page_asks_for_nothing_and_shows_text_as_text(page):
    """It fetches itself alone, holds no script, and a tag in a register is words."""
    assert [url for url in page.asked if not url.startswith("data:")] == [page.url]
    assert page.locator("script, img").count() == 0
    assert HOSTILE in page.locator("main").inner_text()
    assert page.locator("table").count() == 5

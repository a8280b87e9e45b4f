"""``mpp backtest`` answers as the contract says, and its page shows what it found."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.base.dutch import enumerate_nl, percentage
from mpp_lib.cli.main import app

ROOT = Path(__file__).parents[2]
KEYS = {"model", "origin", "lead", "n", "coverage", "width", "crps", "skill", "low", "high"}


def mpp(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def elsewhere(tmp_path: Path) -> str:
    """A project with the months of 2014 to 2024 and no rounds."""
    shutil.copytree(ROOT / "rounds" / "_hindcast", tmp_path / "rounds" / "_hindcast")
    return str(tmp_path)


def test_the_answer_for_a_machine_is_one_document(elsewhere: str) -> None:
    """At December 2023 and June 2024 every model forecast 2024, and 32,175 came."""
    document = json.loads(mpp("-C", elsewhere, "backtest", "--from", "2024", "--jobs", "1", "--json"))
    rows = document["rows"]
    assert all(set(row) >= KEYS for row in rows)
    single = [row for row in rows if row["origin"]]
    assert {(row["origin"], row["lead"], row["realised"]) for row in single} == {
        ("2023-12", 1.0, 32_175.0),
        ("2024-06", 0.5, 32_175.0),
    }
    assert len({row["model"] for row in single}) == 7
    together = [row for row in rows if row["model"] == "automatic" and row["origin"] is None]
    assert [(row["lead"], row["n"]) for row in together] == [(0.5, 1), (1.0, 1), (None, 2)]


def test_without_enough_of_a_past_there_is_nothing(elsewhere: str) -> None:
    out = mpp("-C", elsewhere, "backtest", "--from", "2025", "--jobs", "1")
    assert "te weinig verleden" in out


@pytest.mark.long
def test_the_page_shows_what_it_finds() -> None:
    """The table on the page is what the command prints, and its conclusion has the figures of it."""
    page = (ROOT / "docs" / "backtest.md").read_text(encoding="utf-8")
    shown = page.split("<!-- uitvoer -->\n```\n")[1].split("```")[0]
    assert mpp("-C", str(ROOT), "backtest").splitlines() == shown.splitlines()
    document = json.loads(mpp("-C", str(ROOT), "backtest", "--json"))
    own = {row["lead"]: row for row in document["rows"] if row["model"] == "automatic" and row["origin"] is None}
    near = [percentage(own[lead]["skill"], 0) for lead in (0.5, 1.0, 1.5, 2.0)]
    together = own[None]
    low, high = (percentage(end, 0) for end in together["coverage_interval"])
    assert f"dekt het {percentage(together['coverage'], 0)}, met een interval van {low} tot {high}" in page
    assert f"De winst op de toevalswandeling is {enumerate_nl(near)}; samen {percentage(together['skill'], 0)}" in page
    assert document["goal"]["met"] == ("**Het doel is gehaald" in page)

"""``mpp results``: at a terminal minimum and maximum say what they are; for a machine the table is as agreed."""

import json
from pathlib import Path

from typer.testing import CliRunner

from mpp_lib.cli.main import app

ROOT = Path(__file__).parents[2]
NAMES = ("asiel.instroom_eerste", "ks.achterstand", "asiel.hervestiging")


def results(*arguments: str) -> str:
    asked = [word for name in NAMES for word in ("--indicator", name)]
    done = CliRunner().invoke(app, ["-C", str(ROOT), "results", "2024-2", *asked, *arguments])
    assert done.exit_code == 0
    return done.stdout


def test_the_lines_of_a_table_say_what_they_are() -> None:
    """A distribution, runs that lie the other way round in the last year, and one that inflow does not move."""
    lines = [line for line in results("--scenario", "maximum").splitlines() if " 2028 " in line]
    (first,) = [line for line in lines if NAMES[0] in line]
    (behind,) = [line for line in lines if NAMES[1] in line]
    (resettled,) = [line for line in lines if NAMES[2] in line]
    assert "kansverdeling" in first
    assert "omgekeerd vanaf 2027" in behind
    assert "los van instroom" in resettled
    assert "kansverdeling" not in results("--scenario", "medio")


def test_a_machine_gets_the_agreed_columns() -> None:
    rows = json.loads(results("--json"))["rows"]
    assert set(rows[0]) == {
        "ronde", "versie", "scenario", "domein", "partner", "indicator", "periode", "waarde", "eenheid"
    }  # fmt: skip

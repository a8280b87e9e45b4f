"""``mpp simulate`` as it is asked for on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.cli.main import app

TESTS = Path(__file__).parents[1]


def ask(*question: str) -> tuple[int, str]:
    of_one = ("--indicator", "asiel.instroom_eerste", "--without-model-error")
    done = CliRunner().invoke(app, ["-C", str(TESTS), "simulate", "_klein", "--json", *of_one, *question])
    return done.exit_code, done.output


@pytest.mark.parametrize("written", ["2.000", "2000"])
def test_a_dot_separates_thousands(written: str) -> None:
    code, said = ask("--draws", written)
    assert code == 0
    assert json.loads(said)["draws"] == 2000


def test_a_seed_is_read_so_too() -> None:
    """It decides every draw: one that was read otherwise would give other figures than were asked."""
    code, said = ask("--draws", "10", "--seed", "20.000")
    assert (code, json.loads(said)["seed"]) == (0, 20_000)
    assert ask("--draws", "10", "--seed", "-1")[0] == 2


@pytest.mark.parametrize("written", ["0", "2,5", "-3", "veel", "99999999999999999999"])
def test_what_is_no_number_of_draws_is_refused(written: str) -> None:
    code, said = ask("--draws", written)
    assert code == 2
    assert written in said


def test_a_figure_comes_back_as_it_was_asked() -> None:
    """Of whatever a pattern fits, to its last digit, for a program and for people."""
    above = [f"--above=asiel.instroom_[eh]er*={figure}" for figure in ("1.234.567", "80.000,5", "0,25")]
    code, said = ask("--draws", "10", *above)
    bands = json.loads(said)["bands"]
    assert (code, {row["indicator"] for row in bands}) == (0, {"asiel.instroom_eerste", "asiel.instroom_herhaald"})
    assert {tuple(row["above"]) for row in bands} == {("1234567", "80000.5", "0.25")}
    table = CliRunner().invoke(app, ["-C", str(TESTS), "simulate", "_klein", "--draws", "10", *above]).stdout
    assert all(f"{figure}: " in table for figure in ("1.234.567", "80.000,5", "0,25"))

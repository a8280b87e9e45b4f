"""How many draws, as it is asked on the command line."""

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


@pytest.mark.parametrize("written", ["0", "2,5", "-3", "veel"])
def test_what_is_no_number_of_draws_is_refused(written: str) -> None:
    code, said = ask("--draws", written)
    assert code == 2
    assert written in said

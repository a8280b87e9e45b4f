"""Questions to the forecast, as they are asked on the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.cli.main import app

TESTS = Path(__file__).parents[1]


def ask(*question: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["-C", str(TESTS), "forecast", "_klein", "--json", *question])
    return done.exit_code, done.output


@pytest.mark.parametrize("written", ["60000", "60.000,0", "6e4"])
def test_a_number_is_read_as_in_every_file(written: str) -> None:
    """However it is written; the answer names the same number."""
    code, said = ask("--above", written)
    assert code == 0
    assert '"above": {"60000": ' in said


@pytest.mark.parametrize("question", [("--above", "60.000"), ("--above", "60,000"), ("--between", "30000", "60.000")])
def test_a_number_that_could_be_two_is_refused(question: tuple[str, ...]) -> None:
    """Sixty or sixty thousand: it is not for the program to choose."""
    code, said = ask(*question)
    assert code == 2
    assert "60000" in said

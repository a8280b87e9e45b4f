"""Questions to the forecast, as they are asked on the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mpp_lib.cli.main import app

TESTS = Path(__file__).parents[1]


def ask(*question: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["-C", str(TESTS), "forecast", "_klein", "--json", *question])
    return done.exit_code, done.output


@pytest.mark.parametrize("written", ["60000", "60.000", "60.000,0", "6e4"])
def test_a_number_is_read_as_in_every_file(written: str) -> None:
    """However it is written; the answer names the same number."""
    code, said = ask("--above", written)
    assert code == 0
    assert '"above": {"60000": ' in said


@pytest.mark.parametrize("question", [("--above", "60,000"), ("--between", "30000", "60,000")])
def test_a_number_that_could_be_two_is_refused(question: tuple[str, ...]) -> None:
    """Sixty or sixty thousand: it is not for the program to choose, and both are named."""
    code, said = ask(*question)
    assert code == 2
    assert "Verwacht: 60000 of 60,0" in said


@pytest.mark.parametrize("written", ["0.9", "0,9", "90%", "90 %"])
def test_a_chance_is_read_as_people_write_it(written: str) -> None:
    """A share or a percentage; the answer names the same share."""
    code, said = ask("--quantile", written)
    assert code == 0
    assert '"quantiles": {"0.9": ' in said


@pytest.mark.parametrize("written", ["90", "veel", "0,9,1"])
def test_what_is_no_chance_is_refused(written: str) -> None:
    code, said = ask("--quantile", written)
    assert code == 2
    assert "wat mpp forecast --help noemt" in said


def test_a_count_stands_above_its_column_as_it_was_asked() -> None:
    """Two that are the same when they are rounded are two questions."""
    done = CliRunner().invoke(app, ["-C", str(TESTS), "forecast", "_klein", "--above", "45.000", "--above", "45000,4"])
    assert done.exit_code == 0
    assert "P(> 45.000)" in done.output
    assert "P(> 45000,4)" in done.output

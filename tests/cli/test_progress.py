"""What is being done is told to who waits for it, and to nobody else."""

import io
import re
import sys
import time

import pytest

from mpp_lib.base.steps import step
from mpp_lib.cli import progress
from mpp_lib.cli.answers import ASKED, begin


class Terminal(io.StringIO):
    """A stderr that a person sees."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def fresh() -> None:
    begin([])


def work() -> None:
    with progress.watched(), step("2024-2 doorrekenen"):
        with step("lezen"):
            pass
        time.sleep(0.3)


def test_a_terminal_shows_what_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a line that is gone when it is done; nothing of it goes to stdout, and nothing at all with -q."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    for quiet in (False, True):
        monkeypatch.setattr(sys, "stderr", seen := Terminal())
        monkeypatch.setattr(sys, "stdout", answer := io.StringIO())
        ASKED.quiet = quiet
        work()
        assert ("2024-2 doorrekenen" in seen.getvalue()) != quiet
        assert answer.getvalue() == ""


def test_what_is_done_at_once_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anybody lost patience."""
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    monkeypatch.setattr(sys, "stderr", seen := Terminal())
    work()
    assert seen.getvalue() == ""


def test_a_pipe_gets_nothing_unless_it_asks_for_all(capsys: pytest.CaptureFixture[str]) -> None:
    """With -v each step and its seconds, the steps within it first and further in."""
    work()
    assert capsys.readouterr() == ("", "")
    ASKED.verbose = True
    work()
    told = capsys.readouterr()
    assert told.out == ""
    inner, outer = told.err.splitlines()
    assert re.fullmatch(r"  lezen: 0,\d s", inner)
    assert re.fullmatch(r"2024-2 doorrekenen: 0,[3-9] s", outer)


def test_a_step_that_fails_leaves_the_terminal_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next command starts afresh."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    with pytest.raises(ValueError, match="mis"), progress.watched(), step("iets"):
        raise ValueError("mis")
    assert progress._WATCHING == []


def test_parts_that_are_counted_are_told_as_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with how far it is and since when; nobody is told where nobody asked."""
    for verbose in (False, True):
        ASKED.verbose = verbose
        with progress.watched(), progress.counted() as told:
            told("notebook 01", 1, 3)
    assert re.sub(r"0,\d", "0,0", capsys.readouterr().err) == "  na 0,0 s: notebook 01 (1 van 3)\nsamen: 0,0 s\n"

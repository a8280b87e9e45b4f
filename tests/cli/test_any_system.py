"""What the command line says is the same on every system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mpp_lib.cli import main

ROOT = Path(__file__).parents[2]


def test_answers_are_utf8_whatever_the_machine_prefers():
    """A pipe that would take ASCII alone, as one of Windows takes its own code page, gets the same bytes."""
    command = [sys.executable, "-m", "mpp_lib", "-C", str(ROOT), "rounds"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert "2024–2028" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("named", [("rapport.pdf",), (".rapport.pdf.x", None, "rapport.pdf")])
def test_a_file_that_another_program_holds_is_named(monkeypatch, capsys, named):
    """Windows refuses to replace a report that is open: one line that says which, and exit 1."""

    def refuse() -> None:
        raise PermissionError(13, "Access is denied", named[0], *named[1:])

    monkeypatch.setattr(main, "app", refuse)
    with pytest.raises(SystemExit) as stopped:
        main.run()
    assert stopped.value.code == 1
    assert capsys.readouterr().err == "rapport.pdf: geen toegang. Is het bestand nog open in een ander programma?\n"

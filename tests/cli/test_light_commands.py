"""The daily commands import nothing that takes longer than what they are asked."""

import json
import subprocess
import sys
from pathlib import Path

ROUNDS = Path(__file__).parents[1]
HEAVY = ("hypothesis", "matplotlib", "openpyxl", "papermill", "scipy.stats", "statsmodels")
PROGRAM = """
import json, sys
from typer.testing import CliRunner
from mpp_lib.cli.main import app
heavy = set(json.loads(sys.argv[2]))
for command in json.loads(sys.argv[1]):
    done = CliRunner().invoke(app, command)
    print(done.exit_code, *sorted(heavy & set(sys.modules)), *command)
"""
COMMANDS = (["forecast", "_klein"], ["results", "_klein"], ["explain", "_klein", "--against", "_eerder"], ["evaluate"])


def test_nothing_heavy_is_imported() -> None:
    """One after the other in a new process, each with exit code 0."""
    given = json.dumps(COMMANDS), json.dumps(HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *given], capture_output=True, text=True, check=True, cwd=ROUNDS
    )
    assert done.stdout.splitlines() == [f"0 {' '.join(command)}" for command in COMMANDS]

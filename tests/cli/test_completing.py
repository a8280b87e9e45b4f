"""What a shell completes, asked as a shell asks; and that it does not wait for what is heavy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "numpy", "yaml", "rich")
ASK = f"""
import sys
from mpp_lib.cli.main import run
try:
    run()
finally:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


def mpp(*arguments: str, **extra: str) -> tuple[int, list[str], str]:
    done = subprocess.run(
        [sys.executable, "-c", ASK, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **extra},
    )
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()[-1]


LINES = [
    ("mpp -C rounds explain 2024-2 --against 20", {"2024-1", "2025-1"}),
    ("mpp results 2024-2 --indicator coa.bez", {"coa.bezetting"}),
    ("mpp decide 2025-1 --partner I", {"IND"}),
]
MORE = [
    ("mpp che", {"check"}),
    ("mpp check 2024", {"2024-1", "2024-2"}),
    ("mpp verify 2024-2/", {"2024-2/definitief"}),
    ("mpp decide 2025-1 --step v", {"v1", "v2", "v3", "vastgesteld"}),
    ("mpp decide 2025-1 --product prognose --step ge", {"gehanteerd"}),
    ("mpp monitor 2024-2 --until 20", {"2024-09", "2024-12"}),
    ("mpp results 2024-2 --qu", {"--quiet"}),
]


@pytest.mark.parametrize(("line", "some"), [*LINES, *(pytest.param(*each, marks=pytest.mark.long) for each in MORE)])
def test_a_shell_completes_what_the_project_has(line: str, some: set[str]) -> None:
    """Nothing else than what begins with what was typed, and without loading what calculates."""
    words = line.split()
    asked = {"_MPP_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    code, found, heavy = mpp(**asked)
    assert code == 0
    assert set(found) >= some
    assert all(each.startswith(words[-1]) for each in found)
    assert heavy == "[]"


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("results", "2024-2", "--indcator", "x"), ("--json", "bestaatniet"), ("check", "/tmp/geen/ronde")],
)
def test_what_needs_nothing_heavy_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert mpp(*arguments)[2] == "[]"


def test_a_shell_that_is_known_gets_its_script() -> None:
    """Asked from within it, as people do."""
    if os.name != "posix":
        pytest.skip("vraagt het aan bash")
    command = f'"{sys.executable}" -m mpp_lib --show-completion; true'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "complete -o default -F _mpp_completion mpp" in done.stdout
    assert done.stderr == ""


def test_installing_says_where_and_what_for(tmp_path: Path) -> None:
    """In Dutch, in the home of who asks."""
    if os.name != "posix":
        pytest.skip("vraagt het aan bash")
    command = f'"{sys.executable}" -m mpp_lib --install-completion; true'
    environment = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, env=environment)
    script = Path(done.stdout.strip())
    assert script.is_relative_to(tmp_path)
    assert script.name in (tmp_path / ".bashrc").read_text("utf-8")
    assert done.stderr == "bash vult mpp aan met Tab, in elk venster dat u hierna opent.\n"

"""Three hundred broken rounds: each is refused for what is wrong with it, at its place, and nothing is written."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mpp_lib.cli import main
from tests.support.broken_by_seed import broken
from tests.support.broken_rounds import KINDS, Told, everything_in

ROUNDS = Path(__file__).parents[1] / "rounds"
SMALL = "_klein"
ALL = 300
SAMPLE = 5
"""One in so many at every change: a few kinds that each read another file."""
Mpp = Callable[..., tuple[int, list[dict[str, str]]]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The small round with the one before it."""
    for name in (SMALL, "_eerder"):
        shutil.copytree(ROUNDS / name, tmp_path / "rounds" / name, ignore=shutil.ignore_patterns("build", "versions"))
    return tmp_path


@pytest.fixture
def mpp(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Mpp:
    """Runs a command that fails: its exit code, and the problems of the one document that it prints."""

    def run(*arguments: str) -> tuple[int, list[dict[str, str]]]:
        monkeypatch.setattr(sys, "argv", ["mpp", *arguments, "--json"])
        with pytest.raises(SystemExit) as ended:
            main.run()
        document = json.loads(capsys.readouterr().out)
        return int(ended.value.code or 0), document.get("problems", [])

    return run


def says(problem: dict[str, str], told: Told) -> bool:
    """Whether a message is of that place, and holds those words."""
    text = " ".join(problem[part] for part in ("found", "problem", "expected"))
    return (problem["file"], problem["where"]) == (told.file, told.where) and all(word in text for word in told.words)


@pytest.mark.parametrize(
    "seed",
    [
        seed if seed % SAMPLE == 0 and seed < len(KINDS) else pytest.param(seed, marks=pytest.mark.long)
        for seed in range(ALL)
    ],
    ids=lambda seed: f"{seed}-{broken(seed)[0]}",
)
def test_a_broken_round_is_refused_for_what_is_wrong(seed: int, place: Path, mpp: Mpp):
    """Exit 1, one message per cause with file and place and what was expected, and the folder as it was."""
    _, break_it = broken(seed)
    told = break_it(place / "rounds" / SMALL)
    before = dict(everything_in(place))
    code, problems = mpp("-C", str(place), "produce", SMALL)
    assert code == 1
    assert dict(everything_in(place)) == before
    assert len(problems) == len(told), problems
    for each in told:
        assert any(says(problem, each) for problem in problems), (each, problems)
    assert all(problem["round"] == SMALL for problem in problems)


def test_there_are_many_kinds():
    """Each occurs some times among the rounds, at another place each time."""
    assert 30 <= len(KINDS) <= ALL / 4

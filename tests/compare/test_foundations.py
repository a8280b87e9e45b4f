"""A check looks at everything that the report of a round rests on, and names the round of each problem."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.compare.foundations import Foundations

ROUNDS = Path(__file__).resolve().parents[1] / "rounds"
Breaks = Callable[[Path], None]


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    shutil.copytree(ROUNDS, tmp_path / "rounds", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "rounds"


def swapped(file: str, old: str, new: str) -> Breaks:
    def change(rounds: Path) -> None:
        text = (rounds / file).read_text(encoding="utf-8")
        assert old in text
        (rounds / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


BREAKS: dict[str, tuple[Breaks, str]] = {
    "the round itself": (swapped("_klein/inputs/scenarios.csv", "jaar;", "jaren;"), "_klein/inputs/scenarios.csv"),
    "the round before": (swapped("_eerder/inputs/parameters.csv", ";", ";;"), "_eerder/inputs/parameters.csv"),
    "its monitor": (
        swapped("_eerder/monitor/2024-02/realisaties.csv", ";", ";;"),
        "_eerder/monitor/2024-02/realisaties.csv",
    ),
    "the hindcast": (
        lambda rounds: (rounds / "_hindcast/registers/fasen.csv").unlink(),
        "_hindcast/registers/fasen.csv",
    ),
    "the publications": (swapped("_gepubliceerd/prognoses.csv", ";", ";;"), "_gepubliceerd/prognoses.csv"),
}


def test_the_small_rounds_are_right(rounds: Path) -> None:
    assert Foundations(rounds / "_klein").check().problems == []
    opened = Foundations(rounds / "_klein").opened()
    assert [result.inputs.folder.name for result in opened] == ["_eerder", "_klein"]


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_wrong_with_one_of_them_is_found(rounds: Path, what: str) -> None:
    """By the check and before a report is made, under the name of the round it is in."""
    broken, place = BREAKS[what]
    broken(rounds)
    problems, _ = Foundations(rounds / "_klein").check()
    assert {f"{problem.round}/{problem.file}" for problem in problems} == {place}
    with pytest.raises(InputError) as caught:
        Foundations(rounds / "_klein").opened()
    assert set(caught.value.problems) == set(problems)


def test_everything_is_said_at_once(rounds: Path) -> None:
    """The round itself first."""
    for broken, _ in BREAKS.values():
        broken(rounds)
    problems, _ = Foundations(rounds / "_klein").check()
    assert {f"{problem.round}/{problem.file}" for problem in problems} == {place for _, place in BREAKS.values()}
    assert problems[0].round == "_klein"


@pytest.mark.parametrize("file", ["vergeleken.csv", "fasen.csv"])
def test_a_folder_of_an_older_layout_is_told_how_to_move(rounds: Path, file: str) -> None:
    """What stood in the program before stands in a file since."""
    (rounds / "_hindcast/registers" / file).unlink()
    (problem,), _ = Foundations(rounds / "_klein").check()
    assert problem.problem == "de map is van een oudere indeling, zonder dit bestand"
    assert "neem het bestand van de voorbeeldhindcast over" in problem.expected

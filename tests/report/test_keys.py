"""The key over inputs changes with everything a report reads, and with nothing else."""

from pathlib import Path

import pytest

from mpp_lib.report.keys import inputs_key
from mpp_lib.report.rapportage import Rapportage

FILES = (
    "2024-1/inputs/realisaties.csv",
    "2024-1/registers/risicos.csv",
    "_hindcast/inputs/parameters.csv",
    "_gepubliceerd/prognoses.csv",
)


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    for name in (*FILES, "2024-1/round.yml", "2024-1/text/asiel.md", "_hindcast/round.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "name", [*FILES, "_hindcast/registers/verklaringen.csv", "_hindcast/round.yml", "_gepubliceerd/realisaties.csv"]
)
def test_another_input_is_another_key(rounds: Path, name: str) -> None:
    """Of the round, and of hindcast and publications beside it; a file that appears counts too."""
    before = inputs_key([rounds / "2024-1"])
    (rounds / name).parent.mkdir(exist_ok=True)
    (rounds / name).write_text("iets anders", encoding="utf-8")
    assert inputs_key([rounds / "2024-1"]) != before


def test_prose_beside_a_figure_is_an_input(rounds: Path) -> None:
    """The notebook with revisions shows the words that are about them."""
    before = inputs_key([rounds / "2024-1"])
    (rounds / "2024-1" / "text" / "bijstellingen.md").write_text("Een zin.", encoding="utf-8")
    assert inputs_key([rounds / "2024-1"]) != before


def test_prose_and_what_was_built_are_no_inputs(rounds: Path) -> None:
    """Another sentence, and a report beside the inputs, leave the key as it was."""
    before = inputs_key([rounds / "2024-1"])
    (rounds / "2024-1" / "text" / "asiel.md").write_text("Een zin.", encoding="utf-8")
    (rounds / "2024-1" / "build").mkdir()
    (rounds / "2024-1" / "build" / "resultaten.csv").write_text("x", encoding="utf-8")
    assert inputs_key([rounds / "2024-1"]) == before


def test_rounds_without_a_hindcast_have_a_key_of_their_own(rounds: Path, tmp_path: Path) -> None:
    """Taking the hindcast away is another key: the report then says that there is none."""
    with_hindcast = inputs_key([rounds / "2024-1"])
    (rounds / "_hindcast").rename(tmp_path / "weg")
    assert inputs_key([rounds / "2024-1"]) != with_hindcast


def test_every_round_it_descends_from_is_an_input(rounds: Path) -> None:
    """A report shows the forecasts of all earlier rounds: of the one before the one before it too."""
    for name, previous in (("2024-1", "2023-2"), ("2023-2", "2023-1"), ("2023-1", None)):
        (rounds / name / "inputs").mkdir(parents=True, exist_ok=True)
        line = f"previous: {previous}" if previous else f"round: {name}"
        (rounds / name / "round.yml").write_text(line, encoding="utf-8")
    keys = [Rapportage(rounds / "2024-1").inputs]
    for name in ("2023-2", "2023-1"):
        (rounds / name / "inputs" / "scenarios.csv").write_text("iets anders", encoding="utf-8")
        keys.append(Rapportage(rounds / "2024-1").inputs)
    assert len(set(keys)) == 3


def test_a_file_too_large_to_read_is_not_read_for_its_key_either(rounds: Path) -> None:
    """A terabyte that takes no room on disk; the check refuses it, and the key is there at once."""
    with (rounds / "2024-1" / "inputs" / "kopie.xlsx").open("wb") as file:
        file.truncate(2**40)
    before = inputs_key([rounds / "2024-1"])
    (rounds / "2024-1" / "inputs" / "kopie.xlsx").unlink()
    assert inputs_key([rounds / "2024-1"]) != before


@pytest.mark.parametrize("previous", ["2024-1", "2023-9", "[", "3"])
def test_a_previous_round_that_cannot_be_is_left_to_the_check(rounds: Path, previous: str) -> None:
    """Itself, one that is not there, or no name at all: there is a key, and the check says what is wrong."""
    (rounds / "2024-1" / "round.yml").write_text(f"previous: {previous}", encoding="utf-8")
    assert Rapportage(rounds / "2024-1").inputs

"""What came before a round follows from the register and its folder: the same with and without the bags."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.archive.shelf import archive_held, place
from mpp_lib.inputs.predecessors import marked_against, rests_on, version_before
from mpp_lib.inputs.versions import Version
from tests.support.decided import as_file, decided
from tests.support.versions import keep

ADOPTED = ("rapportage", "vastgesteld")
STATES = {"concept-1": "concept", "concept-2": "besproken", "definitief": "vastgesteld"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round that was adopted and kept, after two concepts; and the round before it."""
    root = tmp_path / "rounds"
    for name, before in (("2023-2", ""), ("2024-1", "previous: 2023-2\n")):
        (root / name).mkdir(parents=True)
        (root / name / "round.yml").write_text(f"round: {name}\n{before}", encoding="utf-8")
    keep(root, "2023-2/definitief", "rapportage", ("MPP-State", "vastgesteld"))
    decide(root / "2024-1", ADOPTED)
    return root / "2024-1"


def decide(folder: Path, *steps: tuple[str, str]) -> None:
    (folder / "decisions.yml").write_text(as_file(decided(*steps)), encoding="utf-8")


def bases(folder: Path) -> list[str]:
    return [str(version) for version in rests_on(folder, "rapportage")]


def keep_all(folder: Path, *names: str) -> None:
    """Keep versions of the round as it is."""
    for name in names:
        version = Version(folder.parent, folder.name, name, "rapportage", STATES[name], "")
        payload = {"results.csv": b"ronde\n", "round.yml": folder / "round.yml"}
        with archive_held(folder.parent):
            place(version, payload, [("MPP-State", STATES[name])])


def take_away(folder: Path, *names: str) -> None:
    """The folder of a version, which the register goes on naming."""
    for name in names:
        shutil.rmtree(folder / "versions" / name)


def test_what_is_adopted_rests_on_what_came_before_it(folder):
    """It was so when it was made, and it is so when it is made again: with all bags, with its own, and with none."""
    keep_all(folder, "concept-1", "concept-2")
    expected = ["2024-1/concept-2", "2023-2/definitief"]
    assert bases(folder) == expected
    keep_all(folder, "definitief")
    assert bases(folder) == expected
    take_away(folder, "concept-1", "concept-2")
    assert bases(folder) == expected
    take_away(folder, "definitief")
    assert bases(folder) == expected


def test_a_folder_that_is_no_longer_what_was_adopted_comes_after_it(folder):
    keep_all(folder, "concept-1", "definitief")
    (folder / "round.yml").write_text("round: 2024-1\nprevious: 2023-2\nseed: 7\n", encoding="utf-8")
    assert str(version_before(folder)) == "2024-1/definitief"
    assert str(marked_against(folder)) == "2024-1/definitief"


def test_a_concept_comes_after_the_last_version(folder):
    """Also when that is of the round as it is now."""
    keep_all(folder, "concept-1", "definitief")
    decide(folder, ("rapportage", "v1"))
    assert bases(folder) == ["2024-1/definitief", "2023-2/definitief"]


def test_only_what_is_not_adopted_is_marked(folder):
    """And only against a version that is here."""
    keep_all(folder, "concept-1", "concept-2")
    assert marked_against(folder) is None
    decide(folder, ("rapportage", "v1"))
    assert str(marked_against(folder)) == "2024-1/concept-2"
    take_away(folder, "concept-2")
    assert marked_against(folder) is None

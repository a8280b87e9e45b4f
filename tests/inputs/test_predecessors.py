"""What came before a round follows from the register and its folder: the same with and without the bags."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.inputs.predecessors import marked_against, rests_on, version_before
from tests.support.decided import as_file, decided
from tests.support.versions import register, say

ADOPTED = ("rapportage", "vastgesteld")
CONCEPTS = ("2024-1;concept-1;rapportage;concept;" + "1" * 64, "2024-1;concept-2;rapportage;besproken;" + "2" * 64)
KEPT = "2024-1;definitief;rapportage;vastgesteld;" + "3" * 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round that was adopted and kept, after two concepts, of which no bag is here; and the round before it."""
    root = tmp_path / "rounds"
    for name, before in (("2023-2", ""), ("2024-1", "previous: 2023-2\n")):
        (root / name).mkdir(parents=True)
        (root / name / "round.yml").write_text(f"round: {name}\n{before}", encoding="utf-8")
    decide(root / "2024-1", ADOPTED)
    register(root, "2023-2;definitief;rapportage;vastgesteld;" + "0" * 64, *CONCEPTS, KEPT)
    return root / "2024-1"


def decide(folder: Path, *steps: tuple[str, str]) -> None:
    (folder / "decisions.yml").write_text(as_file(decided(*steps)), encoding="utf-8")


def bases(folder: Path) -> list[str]:
    return [str(version) for version in rests_on(folder, "rapportage")]


def keep(folder: Path, *names: str) -> None:
    """Put the bags here, as far as anything asks after them; of an adopted one with what it was made from."""
    for name in names:
        say(folder.parent, f"{folder.name}/{name}")
        data = folder / "versions" / name / "data"
        data.mkdir()
        shutil.copyfile(folder / "round.yml", data / "round.yml")


def test_what_is_adopted_rests_on_what_came_before_it(folder):
    """It was so when it was made, and it is so when it is made again: with its bag, without it, and with all."""
    expected = ["2024-1/concept-2", "2023-2/definitief"]
    register(folder.parent, "2023-2;definitief;rapportage;vastgesteld;" + "0" * 64, *CONCEPTS)
    assert bases(folder) == expected
    register(folder.parent, "2023-2;definitief;rapportage;vastgesteld;" + "0" * 64, *CONCEPTS, KEPT)
    assert bases(folder) == expected
    keep(folder, "definitief")
    assert bases(folder) == expected
    keep(folder, "concept-1", "concept-2")
    assert bases(folder) == expected


def test_a_folder_that_is_no_longer_what_was_adopted_comes_after_it(folder):
    keep(folder, "definitief")
    (folder / "round.yml").write_text("round: 2024-1\nprevious: 2023-2\nseed: 7\n", encoding="utf-8")
    assert str(version_before(folder)) == "2024-1/definitief"
    assert str(marked_against(folder)) == "2024-1/definitief"


def test_a_concept_comes_after_the_last_version(folder):
    """Also when that is of the round as it is now."""
    decide(folder, ("rapportage", "v1"))
    assert bases(folder) == ["2024-1/definitief", "2023-2/definitief"]


def test_only_what_is_not_adopted_is_marked(folder):
    """And only against a version that is here."""
    keep(folder, "concept-2", "definitief")
    assert marked_against(folder) is None
    register(folder.parent, *CONCEPTS)
    assert marked_against(folder) is None
    decide(folder, ("rapportage", "v1"))
    assert str(marked_against(folder)) == "2024-1/concept-2"
    shutil.rmtree(folder / "versions" / "concept-2")
    assert marked_against(folder) is None

"""Which versions there are, in what order, and what a new one rests on."""

import os
from pathlib import Path

import pytest

from mpp_lib.base.errors import InputError
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.predecessors import rests_on
from mpp_lib.inputs.versions import adopted_versions, registered, unregistered, version_named, versions_of
from tests.support.tiny_round import catalogue_for, write_round
from tests.support.versions import keep, register, say

ROWS = (
    ("2023-2", "definitief", "rapportage", "vastgesteld"),
    ("2024-1", "prognose", "prognose", ""),
    ("2024-1", "concept-1", "rapportage", "concept"),
    ("2024-1", "najaar", "monitor-2024-09", ""),
    ("2024-1", "concept-2", "rapportage", ""),
)
"""Round, version, product, and the state in the bag; those without one are not kept here."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two rounds; the earlier one has an adopted version."""
    root = tmp_path / "rounds"
    for name, before in (("2023-2", ""), ("2024-1", "previous: 2023-2\n")):
        (root / name).mkdir(parents=True)
        (root / name / "round.yml").write_text(f"round: {name}\n{before}", encoding="utf-8")
    register(root)
    for name, version, product, state in ROWS:
        if state:
            keep(root, f"{name}/{version}", product, ("MPP-State", state))
        else:
            with (root / "versies.csv").open("a", encoding="utf-8") as file:
                file.write(f"{name};{version};{product};concept;{'3' * 64}\n")
    return root


def test_the_register_says_which_there_are_and_in_what_order(root):
    assert [str(each) for each in registered(root)] == [f"{ronde}/{name}" for ronde, name, *_ in ROWS]
    assert [each.name for each in versions_of(root / "2024-1")] == ["prognose", "concept-1", "najaar", "concept-2"]
    found = version_named(root, "2024-1/concept-1")
    assert (found.product, found.state, found.present, found.sound) == ("rapportage", "concept", True, True)
    assert not version_named(root, "2024-1/concept-2").present
    with pytest.raises(InputError, match="deze versie bestaat niet"):
        version_named(root, "2024-1/concept-3")


def test_what_stands_there_unregistered_is_no_version(root):
    say(root, "2024-1/los")
    (root / "2024-1" / "versions" / ".half").mkdir()
    assert unregistered(root / "2024-1") == ("los",)
    assert "los" not in [each.name for each in versions_of(root / "2024-1")]


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("rapportage", ["2024-1/concept-2", "2023-2/definitief"]),
        ("productiemodel", ["2023-2/definitief"]),
        ("prognose", ["2024-1/prognose"]),
        ("monitor-2024-12", ["2024-1/najaar"]),
    ],
)
def test_a_version_rests_on_the_one_before_it_and_on_what_was_adopted(root, product, expected):
    assert [str(each) for each in rests_on(root / "2024-1", product)] == expected


def test_a_first_version_of_a_first_round_rests_on_nothing(root):
    assert rests_on(root / "2023-2", "prognose") == ()


def test_only_what_was_adopted_counts_as_adopted(root):
    assert [str(each) for each in adopted_versions(root / "2023-2")] == ["2023-2/definitief"]
    assert adopted_versions(root / "2024-1") == ()


DAMAGE = {
    "a state that is forged": lambda bag: _write(bag / "bag-info.txt", b"concept", b"vastgesteld"),
    "a number that is changed": lambda bag: _write(bag / "data" / "results.csv", b"ronde", b"Ronde"),
    "another bag, right in itself": lambda bag: bag.rename(bag.parent / "weg") and keep_elsewhere(bag),
    "a link": lambda bag: bag.symlink_to(bag.rename(bag.parent.parent / "elders")),
    "a pipe": lambda bag: os.mkfifo(bag / "data" / "pijp"),
}


def _write(file: Path, old: bytes, new: bytes) -> None:
    file.parent.chmod(0o700)
    content = file.read_bytes().replace(old, new)
    file.chmod(0o600)
    file.write_bytes(content)


def keep_elsewhere(bag: Path) -> None:
    root = bag.parents[3] / "nog"
    root.mkdir()
    register(root)
    keep(root, "2024-1/concept-1", "rapportage", ("MPP-State", "vastgesteld")).folder.rename(bag)


@pytest.mark.parametrize("change", DAMAGE.values(), ids=DAMAGE)
def test_nothing_of_a_damaged_version_is_used(root, change):
    """Neither what it holds nor what it says of its state."""
    version = version_named(root, "2024-1/concept-1")
    assert (version.sound, version.adopted, version.data.name) == (True, False, "data")
    change(version.folder)
    assert not version.sound
    for use in (lambda: version.data, lambda: version.adopted, lambda: adopted_versions(root / "2024-1")):
        with pytest.raises(InputError, match="2024-1/versions/concept-1"):
            use()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2024-1;Concept 1;rapportage;concept;" + "a" * 64, "rij 2, kolom versie"),
        ("2024-1;../weg;rapportage;concept;" + "a" * 64, "rij 2, kolom versie"),
        ("2024-1;v1;iets;concept;" + "a" * 64, "rij 2, kolom product"),
        ("2024-1;v1;monitor-2024-13;concept;" + "a" * 64, "rij 2, kolom product"),
        ("2024-1;v1;rapportage;klaar;" + "a" * 64, "rij 2, kolom stand"),
        ("2024-1;v1;rapportage;concept;abc", "rij 2, kolom kop"),
        ("../elders;v1;rapportage;concept;" + "a" * 64, "geen naam van een ronde"),
    ],
)
def test_a_register_that_cannot_be_is_refused(tmp_path, row, problem):
    register(tmp_path, row)
    with pytest.raises(InputError, match=problem):
        registered(tmp_path)


def test_the_data_of_a_version_opens_as_its_round(tmp_path):
    """It is named after its round and not after its folder, and stands alone: no round before it is asked for."""
    data = write_round(tmp_path / "rounds" / "2024-1" / "versions" / "v1" / "data")
    settings = data / "round.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "previous: 2023-2\n", encoding="utf-8")
    assert check_round(data, catalogue_for).problems == ()
    elsewhere = write_round(tmp_path / "rounds" / "2024-3")
    assert [each.where for each in check_round(elsewhere, catalogue_for).problems] == ["round"]

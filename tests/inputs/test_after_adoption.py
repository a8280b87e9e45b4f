"""A folder that is no longer what was adopted says so, and what is made of it is concept."""

import shutil
from pathlib import Path

import pytest

from mpp_lib.inputs.after_adoption import state_now
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.rounds import overview
from mpp_lib.production.chains import catalogue_named
from tests.support.versions import adopt

EARLIER = Path(__file__).resolve().parents[1] / "rounds" / "_eerder"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round of which what was adopted is kept."""
    folder = shutil.copytree(EARLIER, tmp_path / "rounds" / "2023-1", ignore=shutil.ignore_patterns("build"))
    swap(folder, "round.yml", "_eerder", "2023-1")
    adopt(folder)
    return folder


def swap(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def remarks(folder: Path) -> list[str]:
    return [str(each) for each in check_round(folder, catalogue_named).warnings if "vastgesteld" in each.problem]


def states(folder: Path) -> dict[str, str]:
    inputs = load_round(folder, catalogue_named)
    return {name: inputs.state(name).name for name in ("prognose", "productiemodel", "rapportage")}


def test_what_was_adopted_is_adopted(folder: Path) -> None:
    assert remarks(folder) == []
    assert set(states(folder).values()) == {"vastgesteld"}


def test_a_changed_input_is_remarked_and_makes_concept_what_rests_on_it(folder: Path) -> None:
    """Parameters are of the chain and no part of the Prognose."""
    swap(folder, "inputs/parameters.csv", "herhaald;2023-01;;120;", "herhaald;2023-01;;130;")
    assert remarks(folder) == [
        "2023-1/inputs/parameters.csv: dit is niet wat in versie definitief is vastgesteld. Verwacht: het bestand uit "
        "die versie; wat van een ander bestand wordt gemaakt, is concept."
    ]
    inputs = load_round(folder, catalogue_named)
    assert states(folder) == {"prognose": "vastgesteld", "productiemodel": "concept", "rapportage": "concept"}
    assert (inputs.state().status, inputs.state().mark) == (
        "Concept, gewijzigd na de vaststelling",
        "Concept, voor intern gebruik",
    )
    assert [entry.state for entry in overview(folder.parents[1])] == ["concept"]
    swap(folder, "inputs/parameters.csv", "herhaald;2023-01;;130;", "herhaald;2023-01;;120;")
    assert remarks(folder) == []
    assert states(folder)["rapportage"] == "vastgesteld"


def test_a_file_that_came_or_went_is_remarked_too(folder: Path) -> None:
    (folder / "text").mkdir()
    (folder / "text" / "bijstellingen.md").write_text("Later geschreven.\n", encoding="utf-8")
    (remark,) = remarks(folder)
    assert remark.startswith("2023-1/text/bijstellingen.md: dit is niet wat in versie definitief")
    assert states(folder) == {"prognose": "vastgesteld", "productiemodel": "vastgesteld", "rapportage": "concept"}


def test_a_version_stays_what_it_was(folder: Path) -> None:
    swap(folder, "inputs/parameters.csv", "herhaald;2023-01;;120;", "herhaald;2023-01;;130;")
    data = folder / "versions" / "definitief" / "data"
    assert state_now(data, load_round(data, catalogue_named).decisions).adopted

"""The versions of the example rounds: each was a round that is right, with its changes accounted for and made up."""

import csv
import shutil
from pathlib import Path

import pytest

from examples.steps import Step, lay, read_steps
from mpp_lib.archive.ledger import refuse_unexplained
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared.fiction import is_fiction
from mpp_lib.production.chains import catalogue_named
from mpp_lib.report.analyst_texts import open_report
from mpp_lib.report.gather import report_date

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = ROOT / "rounds"
STEPS = read_steps(ROOT / "examples")
STATES = {
    "prognose-1": ("concept", "vastgesteld"),
    "concept-1": ("concept", "vastgesteld"),
    "concept-2": ("besproken", "vastgesteld"),
    "definitief": ("vastgesteld", "vastgesteld"),
}
"""Version → the state of the report and of the Prognose in it."""


@pytest.fixture(scope="module")
def laid(tmp_path_factory) -> dict[str, Path]:
    """Each version → the round as it was then, beside the others as they are now."""
    return {str(step): _laid(tmp_path_factory.mktemp("rondes"), step) for step in STEPS}


def _laid(root: Path, step: Step) -> Path:
    left_out = shutil.ignore_patterns("build", "versions", "versies.csv")
    shutil.copytree(ROUNDS, root / "rounds", ignore=left_out, copy_function=shutil.copyfile)
    folder = root / "rounds" / step.round
    if step.difference:
        lay(step.difference, folder)
    return folder


def test_each_round_has_a_way_to_adoption():
    """In the order of time; what is adopted is the round as it is now, and only that stands in git."""
    names = [(step.round, step.name) for step in STEPS]
    assert names == [(name, version) for name in ("2023-2", "2024-1", "2024-2") for version in STATES]
    assert [step.name for step in STEPS if step.difference is None] == ["definitief"] * 3
    with (ROUNDS / "elders.csv").open(encoding="utf-8", newline="") as file:
        elsewhere = [f"{row['ronde']}/{row['versie']}" for row in csv.DictReader(file, delimiter=";")]
    assert elsewhere == [str(step) for step in STEPS if step.difference]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_it_was_a_round_in_which_nothing_is_wrong(laid, step):
    """Its name and state are those of the version; each decision is from before its day and says that it is made up."""
    found = check_round(laid[str(step)], catalogue_named)
    assert found.problems == ()
    inputs = found.inputs
    assert (inputs.state().name, inputs.state("prognose").name) == STATES[step.name]
    named = inputs.settings.prognose.version if step.product == "prognose" else inputs.settings.version
    assert named == step.name
    assert all(is_fiction(entry["decision"]) for entry in inputs.decisions)
    assert max(entry["date"] for entry in inputs.decisions) <= report_date(inputs.settings)
    assert "fictief voorbeeld" in inputs.state(step.product).mark.casefold()


@pytest.mark.parametrize("name", ["2023-2", "2024-1", "2024-2"])
def test_every_change_between_the_concepts_is_accounted_for(laid, name):
    """Asked for between the days of the two, on a ground that was made up; after that no input changes."""
    first, second, adopted = (laid[f"{name}/{version}"] for version in ("concept-1", "concept-2", "definitief"))
    refuse_unexplained(second, first)
    refuse_unexplained(adopted, second)
    begin, end = (report_date(check_round(each, catalogue_named).inputs.settings) for each in (first, second))
    with (second / "wijzigingen.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    assert len(lines) == 3
    assert all(is_fiction(line["grond"]) and begin.isoformat() < line["datum"] <= end.isoformat() for line in lines)
    assert (first / "text").is_dir()
    texts = [{path.name: path.read_bytes() for path in (each / "text").iterdir()} for each in (first, second)]
    assert texts[0] != texts[1]


@pytest.mark.long
@pytest.mark.parametrize("step", [step for step in STEPS if step.product == "rapportage"], ids=str)
def test_its_texts_say_what_its_figures_bear(laid, step):
    """The report of it can be made: a claim that the figures contradict is found before any notebook runs."""
    *_, result = open_report(laid[str(step)])
    assert result.inputs.settings.version == step.name

"""The versions of the example rounds: each was a round that is right, with its changes accounted for and made up."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from examples.steps import Step, lay, read_steps
from mpp_lib.archive.ledger import refuse_unexplained
from mpp_lib.cli.main import app
from mpp_lib.compare.proposals.marks import marks
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared.fiction import is_fiction
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.positions import open_objections, route_of
from mpp_lib.production.chains import catalogue_named
from mpp_lib.report.analyst_texts import open_report
from mpp_lib.report.gather import report_date

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = ROOT / "rounds"
STEPS = read_steps(ROOT / "examples")
ADOPTED = ("2023-2", "2024-1", "2024-2")
"""Rounds whose report was adopted at once; that of 2025-1 was twice not."""
STATES = {
    "prognose-1": ("concept", "vastgesteld"),
    "concept-1": ("concept", "vastgesteld"),
    "concept-2": ("besproken", "vastgesteld"),
    "definitief": ("vastgesteld", "vastgesteld"),
}
"""Version → the state of the report and of the Prognose in it."""
ADOPTED_LATE = {
    **{name: STATES[name] for name in ("prognose-1", "concept-1", "concept-2")},
    "oplegnota-1": ("besproken", "vastgesteld"),
    "interim": ("niet vastgesteld", "vastgesteld"),
    "concept-3": ("concept", "vastgesteld"),
    "oplegnota-2": ("besproken", "vastgesteld"),
    "concept-4": ("concept", "vastgesteld"),
    "definitief": STATES["definitief"],
    "prognose-2": STATES["definitief"],
    "concept-5": STATES["definitief"],
}
WITH_A_NOTA = {"oplegnota-1": ("concept-2", "A"), "oplegnota-2": ("concept-3", "B")}
"""A nota goes with a version of the report, by a route."""
CALIBRATED = {"instroom_herhaald", "uitval_spoor4", "aandeel_claimakkoord", "nareis_inreis", "opvang_eerste"}
REACTIONS = ROOT / "examples" / "2025-1" / "reacties"


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
    """In the order of time; only what is adopted stands in git."""
    names = [(step.round, step.name) for step in STEPS]
    adopted = [(name, version) for name in ADOPTED for version in STATES]
    assert names == [*adopted, *(("2025-1", version) for version in ADOPTED_LATE)]
    in_git = {*(f"{name}/definitief" for name in (*ADOPTED, "2025-1")), "2025-1/prognose-1", "2025-1/prognose-2"}
    with (ROUNDS / "elders.csv").open(encoding="utf-8", newline="") as file:
        elsewhere = [f"{row['ronde']}/{row['versie']}" for row in csv.DictReader(file, delimiter=";")]
    assert elsewhere == [str(step) for step in STEPS if str(step) not in in_git]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_it_was_a_round_in_which_nothing_is_wrong(laid, step):
    """Its name and state are those of the version; each decision is from before its day and says that it is made up."""
    found = check_round(laid[str(step)], catalogue_named)
    assert found.problems == ()
    inputs = found.inputs
    assert (inputs.state().name, inputs.state("prognose").name) == {**STATES, **ADOPTED_LATE}[step.name]
    named = inputs.settings.prognose.version if step.product == "prognose" else inputs.settings.version
    assert (named, route_of(inputs.decisions)) == WITH_A_NOTA.get(step.name, (step.name, route_of(inputs.decisions)))
    assert all(is_fiction(entry["decision"]) for entry in inputs.decisions)
    assert max(entry["date"] for entry in inputs.decisions) <= report_date(inputs.settings)
    product = RAPPORTAGE if step.name in WITH_A_NOTA else step.product
    assert "fictief voorbeeld" in inputs.state(product).mark.casefold()


@pytest.mark.parametrize("name", ADOPTED)
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


def test_a_round_that_was_not_adopted_accounts_for_its_changes(laid):
    """One that a partner asked for, and one that the Topberaad did; the interim set is the second concept."""
    first, second, interim, third = (
        laid[f"2025-1/{version}"] for version in ("concept-1", "concept-2", "interim", "concept-3")
    )
    refuse_unexplained(second, first)
    refuse_unexplained(interim, second)
    refuse_unexplained(third, interim)
    for folder, partner in ((second, "IND"), (third, "KS")):
        with (folder / "wijzigingen.csv").open(encoding="utf-8", newline="") as file:
            (line,) = csv.DictReader(file, delimiter=";")
        assert line["partner"] == partner
        assert is_fiction(line["grond"])
    (objection,) = open_objections(check_round(laid["2025-1/oplegnota-2"], catalogue_named).inputs.decisions)
    assert (objection[1].partner, is_fiction(objection[1].ground)) == ("COA", True)


def test_it_was_adopted_once_what_it_took_over_was_settled(laid):
    """Every mark is gone with a line that says why; five parameters were calibrated, and no objection is left."""
    third, fourth, adopted = (laid[f"2025-1/{version}"] for version in ("concept-3", "concept-4", "definitief"))
    refuse_unexplained(fourth, third)
    refuse_unexplained(adopted, fourth)
    before, after = (check_round(each, catalogue_named).inputs for each in (third, fourth))
    assert (len(marks(before)) > 100, marks(after)) == (True, {})
    values = [each.parameters.set_index(["parameter", "vanaf", "mpp_scenario"])["waarde"] for each in (before, after)]
    changed = values[0].index[values[0] != values[1]]
    assert {name for name, *_ in changed} == CALIBRATED
    with (fourth / "wijzigingen.csv").open(encoding="utf-8", newline="") as file:
        assert all(map(is_fiction, (line["grond"] for line in csv.DictReader(file, delimiter=";"))))
    assert list(open_objections(check_round(adopted, catalogue_named).inputs.decisions)) == []


def test_after_that_a_version_follows_what_the_past_needed(laid):
    """Its toekomstscenario's are the suggestion as it is given, marked so, and two lines account for what changed."""
    adopted, prognose, concept = (laid[f"2025-1/{version}"] for version in ("definitief", "prognose-2", "concept-5"))
    refuse_unexplained(prognose, adopted)
    refuse_unexplained(concept, adopted)
    with (concept / "wijzigingen.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    assert [line["bestand"] for line in lines] == ["inputs/scenarios.csv", "inputs/gehanteerd.csv"]
    assert all(is_fiction(line["grond"]) for line in lines)
    asked = CliRunner().invoke(app, ["-C", str(concept.parents[1]), "scenarios", "suggest", "2025-1"])
    assert asked.stdout == (concept / "inputs" / "scenarios.csv").read_text(encoding="utf-8")
    tables = [check_round(each, catalogue_named).inputs.adopted for each in (adopted, concept)]
    runs = [table.pivot(index="jaar", columns="mpp_scenario", values="waarde") for table in tables]
    narrow, wide = (table["maximum"] / table["minimum"] for table in runs)
    assert (wide > narrow).all()


def test_six_partners_reacted_to_the_first_concept(laid):
    """What stands in their files is in the round, each made up, and told in the settlement or still open."""
    kept = json.loads((laid["2025-1/concept-2"] / "review" / "concept-1.json").read_text("utf-8"))["items"]
    said = {item["id"]: item for item in kept}
    sent = [item for path in REACTIONS.glob("*.json") for item in json.loads(path.read_text("utf-8"))["items"]]
    assert {item["creator"]["name"] for item in kept} == {"COA", "IND", "DT&V", "Nidos", "KS", "RvdR"}
    assert {item["id"] for item in sent} < said.keys()
    assert {said[item["id"]]["creator"]["name"] for item in said.values()} - {
        item["creator"]["name"] for item in sent
    } == {"RvdR"}
    assert (REACTIONS / "RvdR.xlsx").is_file()
    for item in kept:
        words = [body["value"] for body in item["body"] if body["purpose"] != "classifying"]
        assert item["motivation"] == "editing" or any(map(is_fiction, words))
    with (laid["2025-1/concept-2"] / "review" / "verwerking.csv").open(encoding="utf-8", newline="") as file:
        settled = [row["opmerking"] for row in csv.DictReader(file, delimiter=";")]
    (open_still,) = said.keys() - set(settled)
    assert said[open_still]["creator"]["name"] == "RvdR"
    assert not (laid["2025-1/concept-1"] / "review").exists()


@pytest.mark.long
@pytest.mark.parametrize("step", [step for step in STEPS if step.product == "rapportage"], ids=str)
def test_its_texts_say_what_its_figures_bear(laid, step):
    """The report of it can be made: a claim that the figures contradict is found before any notebook runs."""
    *_, result = open_report(laid[str(step)])
    assert result.inputs.settings.version == step.name

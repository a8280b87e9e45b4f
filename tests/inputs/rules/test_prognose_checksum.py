"""The mark of a Prognose: alike for what decides the same numbers, another for anything else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.rules.prognose_checksum import prognose_checksum
from tests.support import tiny_round
from tests.support.breaking import told

SCENARIOS, ADOPTED, REALISED = "inputs/scenarios.csv", "inputs/gehanteerd.csv", "inputs/realisaties.csv"


def swap(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def turned(file: str) -> Callable[[Path], None]:
    """The rows of a file in the opposite order."""

    def edit(folder: Path) -> None:
        head, *rows = (folder / file).read_text(encoding="utf-8").splitlines()
        (folder / file).write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")

    return edit


SAME = {
    "prose": swap(SCENARIOS, "Een nieuw conflict;0,6;45000", "Iets anders;0,6;45000"),
    "spelling of a number": swap(SCENARIOS, "0,4;30000", "40%;30000"),
    "a default written out": swap(SCENARIOS, "45000;6000;;vooraf", "45000;6000;normaal;vooraf"),
    "order of scenarios": turned(SCENARIOS),
    "order of adopted numbers": turned(ADOPTED),
    "a reason": swap(ADOPTED, "2024;medio;40000;afgerond", "2024;medio;40000;anders"),
    "an older month": swap(REALISED, "2023-11;asiel.instroom_eerste;2011", "2023-11;asiel.instroom_eerste;2500"),
    "another indicator": swap(REALISED, "2022;ind.voorraad;30000", "2022;ind.voorraad;31000"),
    "the status of a month": swap(
        REALISED, "2024-01;asiel.instroom_eerste;2001;definitief", "2024-01;asiel.instroom_eerste;2001;voorlopig"
    ),
    "the seed": swap("round.yml", "seed: 20240101", "seed: 1"),
}
OTHER = {
    "chances": swap(
        SCENARIOS,
        "0,4;30000;3000;normaal;vooraf;\n2024;onrust;Een nieuw conflict;0,6",
        "0,5;30000;3000;normaal;vooraf;\n2024;onrust;Een nieuw conflict;0,5",
    ),
    "an expectation": swap(SCENARIOS, "0,4;30000", "0,4;30001"),
    "a spread": swap(SCENARIOS, "45000;6000", "45000;6001"),
    "a distribution": swap(SCENARIOS, "31000;4000;;", "31000;4000;lognormaal;"),
    "an adopted number": swap(ADOPTED, "2024;medio;40000", "2024;medio;40100"),
    "fewer adopted numbers": swap(ADOPTED, "2024;minimum;30000;afgerond\n", ""),
    "a realised month of the horizon": swap(
        REALISED, "2024-02;asiel.instroom_eerste;2002", "2024-02;asiel.instroom_eerste;2003"
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_what_decides_nothing_leaves_the_mark(name: str, tiny: Path):
    """The plan stays one made on this Prognose."""
    SAME[name](tiny)
    inputs = load_round(tiny, tiny_round.catalogue_for)
    assert f"2024-1 {prognose_checksum(inputs)}" == tiny_round.PROGNOSE
    assert inputs.warnings == ()


@pytest.mark.parametrize("name", OTHER)
def test_what_decides_a_number_changes_the_mark(name: str, tiny: Path):
    """Another Prognose, and the plan is told of it: as concept by a warning, the round stays usable."""
    OTHER[name](tiny)
    inputs = load_round(tiny, tiny_round.catalogue_for)
    own = f"2024-1 {prognose_checksum(inputs)}"
    assert own != tiny_round.PROGNOSE
    assert told(inputs.warnings) == [
        "inputs/ind_prognoseplan.csv, rij 146, kolom definitie: het plan is gemaakt op een andere Prognose dan die van"
        f" deze ronde (gevonden: {tiny_round.PROGNOSE}). Verwacht: {own}."
    ]


def test_a_definitive_plan_on_another_prognose_is_refused(tiny: Path):
    """What a partner adopted belongs to the Prognose it was adopted on."""
    OTHER["an adopted number"](tiny)
    delivered = "ind_prognoseplan.csv;IND;3;definitief;werkgroep;2024-03-01\n"
    (tiny / "inputs/leveringen.csv").write_text(tiny_round.DELIVERIES + delivered, encoding="utf-8")
    result = check_round(tiny, tiny_round.catalogue_for)
    assert [problem.problem for problem in result.problems] == [
        "het plan is gemaakt op een andere Prognose dan die van deze ronde"
    ]


@pytest.mark.parametrize(
    ("row", "where", "problem"),
    [
        (";;prognose;ronde;;", "kolom grootheid", "de rij over de Prognose hoort hier iets anders te hebben"),
        (";;prognose;kenmerk;12;", "kolom waarde", "de rij over de Prognose hoort hier iets anders te hebben"),
        ("2024-01;;prognose;kenmerk;;", "kolom maand", "de rij over de Prognose hoort hier iets anders te hebben"),
    ],
)
def test_a_row_about_the_prognose_holds_nothing_else(row: str, where: str, problem: str, tiny: Path):
    """Only its stroom, grootheid and definitie are filled."""
    swap("inputs/ind_prognoseplan.csv", ";;prognose;kenmerk;;", row)(tiny)
    result = check_round(tiny, tiny_round.catalogue_for)
    assert [(p.where, p.problem) for p in result.problems] == [(f"rij 146, {where}", problem)]


def test_a_wrong_scenario_hides_the_question(tiny: Path):
    """While the Prognose itself cannot be read, nothing is said of the plan's."""
    swap(SCENARIOS, "0,4;30000", "x;30000")(tiny)
    result = check_round(tiny, tiny_round.catalogue_for)
    assert ([problem.where for problem in result.problems], result.warnings) == (["rij 2, kolom kans"], ())

"""Months before the horizon in a plan that came as CSV: set aside, and held against what was realised."""

from dataclasses import replace
from pathlib import Path

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.load import load_round
from tests.support import tiny_round
from tests.support.breaking import add, told
from tests.support.tiny_round import catalogue_for

PLAN, REALISED = "inputs/ind_prognoseplan.csv", "inputs/realisaties.csv"
INFLOW = replace(
    tiny_round.CATALOGUE,
    indicators={**tiny_round.CATALOGUE.indicators, "ind.spoor4.instroom": tiny_round.indicator("ind.spoor4.instroom")},
)


def test_they_are_not_read_and_that_is_told(tiny: Path):
    """The plan is that of the horizon, however its months are written."""
    before = load_round(tiny, catalogue_for).plan
    row = len((tiny / PLAN).read_text(encoding="utf-8").splitlines()) + 1
    add(PLAN, "2023-11;medio;spoor4;capaciteit;1900;", "2023MM12;medio;spoor4;capaciteit;1950;")(tiny)
    inputs = load_round(tiny, catalogue_for)
    assert inputs.plan.equals(before)
    assert told(inputs.warnings) == [
        f"{PLAN}, rij {row}, kolom waarde: capaciteit van 2023-11 t/m 2023-12 ligt voor de horizon en is niet gelezen; "
        "in realisaties.csv staat er niets over (gevonden: 1900). Verwacht: alleen maanden van de horizon."
    ]


def of_plan(folder: Path) -> list[str]:
    """What is remarkable in the plan."""
    return [text for text in told(check_round(folder, lambda _: INFLOW).warnings) if text.startswith(PLAN)]


def test_they_are_held_against_what_was_realised(tiny: Path):
    """Equal to half a case is equal; what is not names its row and both figures."""
    add(
        REALISED, "2023-11;ind.spoor4.instroom;1000,4;definitief;IND", "2023-12;ind.spoor4.instroom;1100;definitief;IND"
    )(tiny)
    row = len((tiny / PLAN).read_text(encoding="utf-8").splitlines()) + 1
    add(PLAN, "2023-11;medio;spoor4;instroom;1000;")(tiny)
    (equal,) = of_plan(tiny)
    assert "is niet gelezen; gelijk aan realisaties.csv (gevonden: 1000)" in equal
    add(PLAN, "2023-12;medio;spoor4;instroom;1200;")(tiny)
    assert of_plan(tiny) == [
        f"{PLAN}, rij {row + 1}, kolom waarde: instroom van 2023-11 t/m 2023-12 ligt voor de horizon en is niet "
        "gelezen; 1 van de 2 cijfers wijkt af van realisaties.csv (gevonden: 1200). Verwacht: 1100."
    ]


def test_what_is_wrong_in_them_is_refused(tiny: Path):
    """A month that is set aside is still read to be held against something."""
    add(PLAN, "2023-12;medio;spoor4;capaciteit;veel;")(tiny)
    (message,) = told(check_round(tiny, catalogue_for).problems)
    assert "dit is geen getal (gevonden: veel)" in message

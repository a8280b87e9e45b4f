"""What the pages and the example rounds say of the IND-prognoseplan."""

import re
from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.plan.basis import MARK_LENGTH, PlanBasis
from mpp_lib.inputs.plan.words import StreamNames, is_side_sheet
from mpp_lib.production.chains import catalogue_named
from tests.support import plan_book

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/ind-prognoseplan.md").read_text(encoding="utf-8")
DECISION = (ROOT / "docs/besluiten/0004-op-welke-prognose-het-ind-plan-is-gemaakt.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["rounds/2023-2", "rounds/2024-1", "rounds/2024-2", "tests/rounds/_klein", "tests/rounds/_eerder"]
)
def test_the_plans_of_the_examples_rest_on_their_own_prognose(name: str):
    """Each names the mark its round has now; a changed scenario asks for another mark in its plan."""
    warnings = [str(warning) for warning in check_round(ROOT / name, catalogue_named).warnings]
    assert [warning for warning in warnings if "Prognose" in warning] == []


def test_the_decision_shows_the_mark_of_the_example():
    """The cell on the page is the one in the example's plan."""
    shown = re.search(rf"2024-1 [0-9a-f]{{{MARK_LENGTH}}}", DECISION)
    plan = (ROOT / "rounds/2024-1/inputs/ind_prognoseplan.csv").read_text(encoding="utf-8")
    assert shown is not None
    assert f";;prognose;kenmerk;;{shown[0]}" in plan
    assert PlanBasis("", shown[0]).named == shown[0]


def test_the_page_shows_a_message_as_it_is(tmp_path: Path):
    """An empty cell of spoor 4, told as the page says."""
    book = plan_book.plan_book()
    book["Spoor 4"]["H8"] = None
    folder = plan_book.write_round(tmp_path / "2024-1", plan_book.to_bytes(book))
    (problem,) = check_round(folder, plan_book.catalogue_for).problems
    assert str(problem) in PAGE


def test_the_names_on_the_page_are_read():
    """Every sheet name that the page gives is that of a stream of the chain, or left aside."""
    names = StreamNames(catalogue_named("standaard"))
    assert [len(names.of(name)) for name in re.findall(r"`([^`]+)`", PAGE.split("Een naam die bij")[0])[4:]] == [1] * 7
    aside = PAGE.partition("een blad\n  ")[2].partition(" blijven")[0].replace(" of ", ", ").split(", ")
    assert len(aside) == 7
    assert all(is_side_sheet(name) for name in aside)

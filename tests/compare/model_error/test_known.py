"""What a round could know of how far off the chain is: nothing of after its cut-off."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.model_error.known import known_model_errors
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult

ROUNDS = Path(__file__).parents[3] / "rounds"


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUNDS / "2024-1")


def known_at(result: RoundResult, until: str, cutoff: date) -> RoundResult:
    """The same round, made when less was known, without the realisations of after it."""
    settings = result.inputs.settings.model_copy(update={"realised_until": Month.parse(until), "cutoff": cutoff})
    rows = result.inputs.realisations
    before = rows[rows["periode"].str[:4] < until[:4]]
    return replace(result, inputs=replace(result.inputs, settings=settings, realisations=before))


def test_it_rests_on_the_years_that_were_over(result: RoundResult) -> None:
    """In February 2024 two years of the occupation and of the IND's stock were over, and no figure of 2024."""
    found = known_model_errors(result)
    assert {found[name].own for name in ("coa.bezetting", "ind.asiel.voorraad")} == {2}
    assert max(error.own for error in found.values()) == 2


def test_before_anything_was_over_nothing_is_known(result: RoundResult) -> None:
    assert known_model_errors(known_at(result, "2023-06", date(2023, 9, 8))) == {}

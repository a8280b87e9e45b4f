"""Rules of thumb: a step through the chain, and how far it is proportional."""

from pathlib import Path

import numpy as np
import pytest

from mpp_lib.compare.sensitivity.rules_of_thumb import (
    APPLICATIONS,
    RULES,
    Rule,
    Trial,
    effect_of,
    rule_year,
    rules_of_thumb,
)
from mpp_lib.production.expression import Param, Plan
from mpp_lib.production.open_round import open_round
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult

ROUND = Path(__file__).parents[2] / "rounds" / "_klein"
STEP = Rule(FIRST, 10_000.0)
SIZES = (-20_000.0, -10_000.0, -5_000.0, 5_000.0, 10_000.0, 20_000.0)


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUND)


def trial(*effects: float) -> Trial:
    """A rule with these effects in one year, from the smallest size to the largest."""
    return Trial(STEP, APPLICATIONS, SIZES, {"x": np.array(effects)[:, None]})


@pytest.mark.parametrize(
    ("effects", "low", "high"),
    [
        ((-18_000, -9_000, -4_500, 4_500, 9_000, 18_000), -20_000, 20_000),
        ((-16_300, -9_000, -4_500, 4_500, 9_000, 16_100), -20_000, 10_000),  # 16.300 is within a tenth of 18.000
        ((-18_000, -8_000, -4_500, 4_500, 9_000, 18_000), -5_000, 20_000),  # what fails nearer ends it
        ((0, 0, 0, 0, 9_000, 18_000), 0, 0),  # a queue that empties: half the step does nothing, so no range at all
        ((-9, -5, -2, 2, 1, 4), -20_000, 20_000),  # nothing that would be seen in tens
    ],
)
def test_a_rule_holds_outwards_from_zero(effects: tuple[float, ...], low: float, high: float) -> None:
    found = effect_of(trial(*effects), "x", [2025])
    assert (found.low, found.high) == (low, high)
    assert found.effects == {2025: effects[4]}


def test_ten_thousand_people_more_are_ten_thousand_people_more(result: RoundResult) -> None:
    """They enter in one year, all of them, and with them nothing else but relatives in the years after."""
    found = {(row.rule.key, row.indicator): row for row in rules_of_thumb(result, ["asiel.instroom_eerste"])}
    row = found[FIRST, "asiel.instroom_eerste"]
    assert list(row.effects) == [2025, 2026]
    assert row.effects[2025] == pytest.approx(10_000)
    assert row.effects[2026] == pytest.approx(0, abs=1e-6)
    assert (row.low, row.high) == (-20_000, 20_000)


def test_a_step_begins_in_the_first_year_of_which_nothing_is_realised(result: RoundResult) -> None:
    """Three months of 2024 are known."""
    assert rule_year(result) == 2025


def test_a_rule_goes_no_further_than_its_input(result: RoundResult) -> None:
    """Of the taakstelling more than all can be done, twice the step below 0,9 as well: four sizes to either side."""
    found = [row for row in rules_of_thumb(result) if row.rule.key == Param("taakstelling_realisatiegraad")]
    assert {row.low for row in found} <= {0.0, -0.05, -0.1, -0.2}
    assert {row.unit for row in found} == {"aandeel"}


def test_every_rule_has_every_indicator_in_order(result: RoundResult) -> None:
    found = rules_of_thumb(result, ["coa.bezetting", "ind.asiel.voorraad"])
    assert [row.rule for row in found] == [rule for rule in RULES for _ in range(2)]
    assert [row.indicator for row in found[:2]] == ["coa.bezetting", "ind.asiel.voorraad"]


def test_more_decisions_take_away_what_they_decide(result: RoundResult) -> None:
    """A tenth more capacity in spoor 4: in the first year the stock of the IND falls by less than what it adds."""
    found = rules_of_thumb(result, ["ind.asiel.voorraad"])
    (row,) = [one for one in found if one.rule.key == Plan("spoor4", "capaciteit")]
    capacity = result.inputs.plan
    chosen = (
        (capacity["stroom"] == "spoor4")
        & (capacity["grootheid"] == "capaciteit")
        & (capacity["mpp_scenario"] == "medio")
        & capacity["maand"].str.startswith("2025")
    )
    added = 0.1 * capacity.loc[chosen, "waarde"].sum()
    assert -added <= row.effects[2025] < -0.8 * added

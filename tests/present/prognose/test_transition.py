"""What the forecast takes at the boundary, against the chain's own months and sums over the rows of the round."""

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.months import Month
from mpp_lib.present.prognose.transition import Transition, rarest_text, transition_table
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult

ROUNDS = Path(__file__).parents[3] / "rounds"
LINES = ["minimum", "mediaan", "medio", "maximum"]


def realised_rows(result: RoundResult) -> pd.Series:
    """Month → first applications, straight from the table."""
    rows = result.inputs.realisations
    rows = rows[(rows["indicator"] == FIRST_INFLOW) & (rows["periode"].str.len() == 7) & (rows["status"] != "aanname")]
    return rows.set_index("periode")["waarde"].astype(float).sort_index()


def test_the_months_to_come_are_those_of_the_chain(result: RoundResult):
    """Nine months and the first of them, in the three scenarios that enter the chain."""
    months = result.months[FIRST_INFLOW][:12]
    transition = Transition(result)
    taken = {step.line: step.asked for step in transition.rest}
    first = {step.line: step.asked for step in transition.month}
    assert list(taken) == list(first) == LINES
    for column, line in enumerate(("minimum", "medio", "maximum")):
        assert taken[line].after == pytest.approx(months[3:, column].sum())
        assert first[line].after == pytest.approx(months[3, column])
        assert taken[line].before == pytest.approx(months[:3, column].sum())
        assert first[line].before == months[2, column]
    assert taken["mediaan"].after == pytest.approx(result.forecast.years[0].median - months[:3, 0].sum())


def test_the_past_is_counted_from_the_rows(result: RoundResult):
    """How many of the six full years brought at least as much after March, and from March to April."""
    rows = realised_rows(result)
    months = rows[rows.index < "2024"].to_numpy().reshape(-1, 12)
    rest = months[:, 3:].sum(axis=1) / months[:, :3].sum(axis=1)
    step = months[:, 3] / months[:, 2]
    transition = Transition(result)
    for seen, steps in ((rest, transition.rest), (step, transition.month)):
        for one in steps:
            assert len(one.asked.as_much) == np.sum(seen >= one.asked.after / one.asked.before)
            assert len(one.asked.past) == len(months) == 6


def test_the_finding_says_what_medio_takes(result: RoundResult):
    """Both halves of it: the rest of the year and the step to the next month."""
    assert transition_table(result).finding == (
        "Medio vraagt van april tot en met december 4,21 keer wat januari tot en met maart brachten; sinds 2018 kwam "
        "minstens zoveel in 3 van de 6 jaren voor (2018, 2019 en 2020). April is daarin 1,09 keer maart (2.690 naast "
        "2.462); sinds 2018 kwam zoveel in geen van de 6 jaren voor."
    )


def test_without_realised_months_the_year_stands_beside_the_one_before(previous: RoundResult):
    """Nothing of 2023 is realised: the whole year beside 2022, January beside December."""
    rows = realised_rows(previous)
    before = rows[rows.index.str.startswith("2022")].sum()
    medio = next(step for step in Transition(previous).rest if step.line == "medio")
    assert medio.asked.times == pytest.approx(previous.year(FIRST_INFLOW, 2023, "medio") / before)
    assert transition_table(previous).finding.startswith("Medio vraagt in 2023 1,11 keer wat 2022 bracht; sinds 2019 ")
    assert "Januari is daarin 1,17 keer december" in transition_table(previous).finding


def test_months_between_what_is_realised_and_the_horizon_leave_nothing_to_compare(previous: RoundResult):
    """Realised until October 2022 with a horizon from 2023: neither the year before nor the month before is known."""
    forecast = dataclasses.replace(previous.forecast, realised_until=Month(2022, 10))
    early = Transition(dataclasses.replace(previous, forecast=forecast))
    assert (early.rest, early.month) == ((), ())


def test_a_round_with_a_single_past_year_says_there_is_nothing_beside_it(result: RoundResult):
    """With no year known in full, and no earlier step to the next month, there is no history to count in."""
    rows = result.inputs.realisations
    own = rows[(rows["indicator"] != FIRST_INFLOW) | (rows["periode"] >= "2024")]
    bare = dataclasses.replace(result, inputs=dataclasses.replace(result.inputs, realisations=own))
    table = transition_table(bare)
    assert table.texts()[0][0] == "geen"
    assert table.finding == "Er zijn geen eerdere jaren om naast de maanden te leggen die nog komen."


def test_the_newest_example_says_that_two_of_sixteen_years_brought_as_much():
    """2024-2: medio takes of the second half what only 2015 and 2021 gave, and of July what no year gave."""
    said = transition_table(open_round(ROUNDS / "2024-2")).finding
    assert "sinds 2008 kwam minstens zoveel in 2 van de 16 jaren voor (2015 en 2021)" in said
    assert "Juli is daarin 1,88 keer juni (4.070 naast 2.160); sinds 2008 kwam zoveel in geen van de 16 jaren" in said


def test_what_came_less_often_than_its_chance_is_said_in_the_summary(result: RoundResult):
    """The month that no year gave, before the rest of the year that two gave; nothing of what half of them gave."""
    newest = Transition(open_round(ROUNDS / "2024-2"))
    assert rarest_text(newest) == (
        "medio vraagt in juli 1,88 keer juni (4.070 naast 2.160); sinds 2008 kwam zoveel in geen van de 16 jaren voor"
    )
    newest.__dict__["month"] = ()
    assert rarest_text(newest).startswith("medio vraagt van juli tot en met december ")
    assert rarest_text(newest).endswith("sinds 2008 kwam minstens zoveel in 2 van de 16 jaren voor (2015 en 2021)")
    usual = Transition(result)
    usual.__dict__["month"] = ()
    assert len(usual.rest[2].asked.as_much) == 3
    assert rarest_text(usual) == ""


def test_realised_months_that_are_estimates_are_counted(result: RoundResult):
    """All six months of 2024 in 2024-2 are a raming; one of the small round would be named, and none is not."""
    assert "Alle 6 gerealiseerde maanden van 2024 zijn een raming." in _note(open_round(ROUNDS / "2024-2"))
    rows = result.inputs.realisations.copy()
    assert "raming" not in _note(result)
    rows.loc[(rows["indicator"] == FIRST_INFLOW) & (rows["periode"] == "2024-02"), "status"] = "raming"
    one = dataclasses.replace(result, inputs=dataclasses.replace(result.inputs, realisations=rows))
    assert "Van de 3 gerealiseerde maanden van 2024 is er 1 een raming." in _note(one)


def _note(result: RoundResult) -> str:
    return transition_table(result).note

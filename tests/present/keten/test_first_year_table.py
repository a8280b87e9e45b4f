"""The first year of the forecast beside the last realised one: counted by hand, and with its words."""

import dataclasses

import pandas as pd
import pytest

from mpp_lib.present.keten.first_year_table import FirstYear, first_year_finding, first_year_table, first_years
from mpp_lib.production.run import RoundResult

TOTAL = "asiel.instroom_totaal"
YEARS = {2016: 20_000.0, 2017: 22_000.0, 2018: 21_000.0, 2019: 42_000.0, 2020: 40_000.0, 2021: 36_447.0}
"""Changes of +10%, −4.5%, +100%, −4.8% and −8.9%; the round itself knows 2021 to 2023."""


@pytest.fixture(scope="module")
def longer(result: RoundResult) -> RoundResult:
    """The small round, with five more years of total inflow."""
    known = result.inputs.realisations
    rows = [(str(year), TOTAL, value, "definitief", "toets") for year, value in YEARS.items() if year < 2021]
    realised = pd.concat([known, pd.DataFrame(rows, columns=known.columns)], ignore_index=True)
    return dataclasses.replace(result, inputs=dataclasses.replace(result.inputs, realisations=realised))


def test_a_change_is_counted_among_those_in_its_own_direction(longer: RoundResult):
    """Of the seven changes since 2016, those at least as far the same way as from 49.595 to medio of 2024."""
    row = next(one for one in first_years(longer) if one.node.id == TOTAL)
    totals = YEARS | {2022: 47_494.0, 2023: 49_595.0}
    changes = [totals[year] / totals[year - 1] - 1 for year in range(2017, 2024)]
    change = longer.year(TOTAL, 2024, "medio") / 49_595 - 1
    assert row.change == pytest.approx(change)
    far = [past for past in changes if (past >= change if change > 0 else past <= change)]
    assert len(row.as_far) == len(far)
    assert len(row.changes) == 7


def test_a_fall_is_held_against_falls(longer: RoundResult):
    """−10% was reached by no fall of the small round's total; +9% by two rises."""
    row = next(one for one in first_years(longer) if one.node.id == TOTAL)
    assert dataclasses.replace(row, before=100.0, after=90.0).as_far == ()
    assert dataclasses.replace(row, before=100.0, after=109.0).as_far == (2017, 2019, 2022)


def test_a_short_history_is_left_out(result: RoundResult):
    """Three years of total inflow are two changes: too few to call anything rare."""
    assert TOTAL not in {row.node.id for row in first_years(result)}
    assert [row[0] for row in first_year_table(result).texts()] == ["Eerste asielaanvragen"]


def test_what_is_rare_is_named(longer: RoundResult):
    """A quarter of the years at most; the rest is not named, and nothing known is said to be nothing."""
    row = next(one for one in first_years(longer) if one.node.id == TOTAL)
    jump: FirstYear = dataclasses.replace(row, before=100.0, after=180.0)
    usual: FirstYear = dataclasses.replace(row, before=100.0, after=101.0)
    assert first_year_finding([jump, usual], 2024) == (
        "Een verandering die in hoogstens een op de vier eerdere jaren voorkwam, vraagt medio van totale asielinstroom "
        "(+80,0%)."
    )
    assert first_year_finding([usual], 2024).startswith("Van geen van deze indicatoren vraagt medio een verandering")
    assert "genoeg gerealiseerde jaren" in first_year_finding([], 2024)

"""How far off the chain was, as a round could know it: nothing of after its cut-off, nothing that measures nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.compare.hindcast.known_errors import known_errors
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult

ROUNDS = Path(__file__).parents[3] / "rounds"


def known_at(result: RoundResult, until: str, cutoff: date) -> RoundResult:
    """The same round, made when less was known."""
    settings = result.inputs.settings.model_copy(update={"realised_until": Month.parse(until), "cutoff": cutoff})
    return replace(result, inputs=replace(result.inputs, settings=settings))


@pytest.fixture(scope="module")
def newest() -> RoundResult:
    return open_round(ROUNDS / "2024-2")


def test_the_largest_error_of_what_was_known(newest: RoundResult) -> None:
    """By hand from the rows of the hindcast: those that were over and published, the largest and how many."""
    hindcast = open_hindcast(ROUNDS)
    assert hindcast is not None
    settings, frame = newest.inputs.settings, hindcast.inputs.realisations
    sources = {(row.indicator, str(row.periode)): row.bron for row in frame.itertuples()}
    rows = [
        row
        for row in hindcast.rows
        if row.indicator == "coa.bezetting"
        and row.period.end <= settings.realised_until
        and named_after(sources[row.indicator, str(row.period)], settings.cutoff) is None
    ]
    found = known_errors(newest)["coa.bezetting"]
    assert found.figures == len(rows) > 1
    assert found.pct == pytest.approx(max(abs(row.modelled / row.realised - 1) for row in rows) * 100)
    assert found.size == pytest.approx(found.pct / 100 * max(rows, key=lambda row: abs(row.deviation_pct)).realised)


def test_no_error_of_a_year_that_was_not_over(newest: RoundResult) -> None:
    """What misses by half at the end of 2024 is no error that a round of August 2024 knew."""
    hindcast = open_hindcast(ROUNDS)
    assert hindcast is not None
    later = [row for row in hindcast.rows if row.indicator == "ind.nareis.voorraad" and row.period.start.year == 2024]
    assert max(abs(row.deviation_pct) for row in later) > known_errors(newest)["ind.nareis.voorraad"].pct


def test_before_the_fitted_years_are_over_nothing_is_known(newest: RoundResult) -> None:
    assert known_errors(known_at(newest, "2023-11", date(2024, 8, 15))) == {}
    assert known_errors(known_at(newest, "2023-12", date(2024, 8, 15))) != {}


def test_a_source_of_after_the_cut_off_is_no_source(newest: RoundResult) -> None:
    """Figures published in spring 2025 alone are unknown in August 2024, and known in 2026."""
    name = "dtv.instroom_incl_dublin"
    assert name not in known_errors(newest)
    assert name in known_errors(known_at(newest, "2024-06", date(2026, 1, 1)))


def test_one_figure_that_was_fitted_measures_nothing(newest: RoundResult) -> None:
    """The one published number of status holders in reception lies within 0,1%, because it was fitted on."""
    assert "coa.vergunninghouders" not in known_errors(newest)
    assert known_errors(newest)["ind.spoor4.voorraad_ouder_15"].figures == 1

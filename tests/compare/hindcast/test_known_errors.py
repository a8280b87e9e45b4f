"""How far off the chain was, as a round could know it: nothing of after its cut-off, nothing that measures nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mpp_lib.base.catalogue import SHARE
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.hindcast import open_hindcast
from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.compare.hindcast.known_errors import known_errors
from mpp_lib.present.trefzekerheid.hindcast_table import hindcast_table
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of, value

ROUNDS = Path(__file__).parents[3] / "rounds"
COLUMNS = 4
"""Periode, gepubliceerd, keten, verschil."""


def known_at(result: RoundResult, until: str, cutoff: date) -> RoundResult:
    """The same round, made when less was known."""
    settings = result.inputs.settings.model_copy(update={"realised_until": Month.parse(until), "cutoff": cutoff})
    return replace(result, inputs=replace(result.inputs, settings=settings))


@pytest.fixture(scope="module")
def newest() -> RoundResult:
    return open_round(ROUNDS / "2024-2")


def test_it_is_the_largest_error_that_the_report_prints(newest: RoundResult) -> None:
    """Of every indicator with more than one figure the largest difference in the table of the round's own hindcast."""
    hindcast = open_known(newest)
    assert hindcast is not None
    rows = [cells for cells in rows_of(hindcast_table(hindcast)) if len(cells) == COLUMNS][1:]
    printed: dict[str, list[float]] = {}
    for row, cells in zip(hindcast.rows, rows, strict=True):
        printed.setdefault(row.indicator, []).append(abs(value(cells[-1].removesuffix(" procentpunt"))))
    found = known_errors(newest)
    assert {name: error.figures for name, error in found.items()} == {
        name: len(off) for name, off in printed.items() if len(off) > 1
    }
    for name, error in found.items():
        off = 100 * error.size if newest.chain.by_id[name].unit == SHARE else error.pct
        assert off == pytest.approx(max(printed[name]), abs=0.05)


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


def test_one_figure_measures_nothing(newest: RoundResult) -> None:
    """The one published number of status holders in reception, and the one of transfers, may be what was aimed at."""
    assert {"coa.vergunninghouders", "ind.dublin_overdrachten"}.isdisjoint(known_errors(newest))

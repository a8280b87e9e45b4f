"""Coverage, skill, bias and revisions of hand-made scores."""

from dataclasses import replace
from pathlib import Path

import pytest

from mpp_lib.compare.evaluation.summary import biases, coverage, mean_skill, revisions, skills
from mpp_lib.inflow.references import NAIVE, WALK
from mpp_lib.production.open_round import open_previous, open_round
from tests.support.scored import ONE, naive

KLEIN = Path(__file__).parents[2] / "rounds" / "_klein"
SCORES = [
    ONE,
    replace(ONE, year=2100, within_band=False, crps=30.0, benchmarks=(naive(20.0),), bias_pct=-40.0),
    replace(ONE, year=2101, crps=2.0, benchmarks=(naive(12.0),), bias_pct=6.0),
    replace(ONE, indicator="coa.bezetting", partner="coa", crps=None, benchmarks=(), bias_pct=None),
    replace(ONE, indicator="coa.vergunninghouders", partner="coa", horizon=1, within_band=None, bias_pct=3.0),
]


def test_coverage_counts_what_had_a_band() -> None:
    found = coverage(SCORES)
    assert (found.n, found.within, found.years) == (4, 3, 3)
    assert coverage([]).interval is None


def test_skill_is_of_the_sums() -> None:
    """1 − (6 + 30 + 2)/(8 + 20 + 12), not the average of 0,25, −0,5 and 0,83; the interval holds it."""
    found = mean_skill(SCORES[:4])
    assert (found.n, found.years) == (3, 3)
    assert found.value == pytest.approx(1 - 38 / 40)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(-0.5)
    assert found.interval.high == pytest.approx(1 - 2 / 12)


def test_every_benchmark_has_its_own_skill() -> None:
    """In the order of the scores, each over the years that have it: 1 − 6/8, and 1 − (6 + 2)/(4 + 12)."""
    scores = [
        replace(ONE, benchmarks=(naive(8.0), naive(4.0, WALK))),
        replace(ONE, year=2101, crps=2.0, benchmarks=(naive(12.0, WALK),)),
    ]
    found = {gain.benchmark: (gain.n, gain.value) for gain in skills(scores)}
    assert found == {NAIVE: (1, pytest.approx(0.25)), WALK: (2, pytest.approx(0.5))}
    assert list(found) == [NAIVE, WALK]


def test_bias_by_partner_and_horizon() -> None:
    first, coa = biases(SCORES)
    assert (first.partner, first.horizon, first.n, first.years) == ("asiel", 0, 3, 3)
    assert (first.mean_pct, first.mean_absolute_pct) == pytest.approx((-8.0, 56 / 3))
    assert (coa.partner, coa.horizon, coa.n, coa.mean_pct, coa.interval) == ("coa", 1, 1, 3.0, None)


def test_revisions_compare_years_that_both_rounds_have() -> None:
    """From the small round's predecessor (2023–2025) to the small round (2024–2026): 2024 and 2025."""
    later = open_round(KLEIN)
    earlier = open_previous(later)
    assert earlier is not None
    rows = revisions([earlier, later], ["asiel.instroom_eerste", "coa.bezetting"])
    assert [(row.indicator, row.year) for row in rows] == [
        *(("asiel.instroom_eerste", year) for year in (2024, 2025)),
        *(("coa.bezetting", year) for year in (2024, 2025)),
    ]
    for row in rows:
        low, medio, high = (earlier.year(row.indicator, row.year, name) for name in ("minimum", "medio", "maximum"))
        assert row.before == medio
        assert row.after == later.year(row.indicator, row.year, "medio")
        banded = row.indicator == "asiel.instroom_eerste"
        assert row.within_band == (low <= row.after <= high if banded else None)
        assert row.change_pct == pytest.approx(100 * (row.after / row.before - 1))

"""Minimum, medio and maximum each by itself, of hand-made forecasts."""

from dataclasses import replace

import pytest

from mpp_lib.compare.evaluation.lines_as_quantiles import Line, line_records, lines_of_rounds, lines_published
from mpp_lib.compare.evaluation.published_ranges import Outcome, PublishedRange
from tests.support.scored import ONE


def published(year: int, lines: tuple[float | None, float | None, float | None], value: float) -> PublishedRange:
    outcome = Outcome(value, value, value)
    return PublishedRange("2099-1", year, "asiel.instroom_totaal", *lines, outcome, None, "2099-04", "toets", "")


def test_lines_by_hand() -> None:
    """Three years: outcomes 40, 60 and 110 against other lines each, one of them without medio."""
    rows = [
        published(2021, (50.0, 70.0, 90.0), 40.0),
        published(2022, (50.0, None, 90.0), 60.0),
        published(2023, (30.0, 80.0, 100.0), 110.0),
    ]
    low, mid, high = line_records(lines_published(rows))
    assert [(row.scenario, row.n, row.below, row.years) for row in (low, mid, high)] == [
        ("minimum", 3, 1, 3),
        ("medio", 2, 1, 2),
        ("maximum", 3, 2, 3),
    ]
    assert low.score == pytest.approx((7 / 8 * 10 + 1 / 8 * 10 + 1 / 8 * 80) / 3)
    assert mid.score == pytest.approx((1 / 3 * 30 + 2 / 3 * 30) / 2)
    assert high.score == pytest.approx((1 / 8 * 50 + 1 / 8 * 30 + 7 / 8 * 10) / 3)
    assert mid.score_interval is None
    assert low.score_interval is not None
    assert (low.score_interval.low, low.score_interval.high) == pytest.approx((1.25, 10.0))
    assert low.interval.low == pytest.approx(1 - 0.975 ** (1 / 3))


def test_an_outcome_on_the_line_counts_as_below() -> None:
    (line,) = [line for line in lines_published([published(2021, (50.0, None, 90.0), 50.0)]) if line.score == 0]
    assert line == Line("minimum", 2021, True, 0.0)


def test_only_first_applications_of_rounds_have_lines_of_chance() -> None:
    scores = {"minimum": 1.0, "medio": 2.0, "maximum": 3.0}
    rows = [
        replace(ONE, quantile_scores=scores),
        replace(ONE, indicator="coa.bezetting", quantile_scores=None),
        replace(ONE, year=2100, quantile_scores=None),
    ]
    found = tuple(lines_of_rounds(rows))
    assert [(line.scenario, line.year, line.below, line.score) for line in found] == [
        ("minimum", 2099, False, 1.0),
        ("medio", 2099, True, 2.0),
        ("maximum", 2099, True, 3.0),
    ]


def test_without_forecasts_there_are_no_records() -> None:
    assert line_records([]) == ()

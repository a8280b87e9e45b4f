"""Errors held against what follows from the others."""

import numpy as np
import pytest

from mpp_lib.compare.model_error.crossed import LEFT_OUT, crossed
from mpp_lib.compare.model_error.residuals import Residual
from mpp_lib.production.chains import STANDARD, chain_named

CHAIN = chain_named(STANDARD)
STOCKS = ("coa.bezetting", "coa.vergunninghouders", "ind.asiel.voorraad")


def counts(residuals: list[Residual]) -> dict[str, tuple[int, int]]:
    return {one.left_out: (one.n, one.within) for one in crossed(CHAIN, residuals)}


def test_what_is_left_out_says_nothing() -> None:
    """Three stocks of two partners in two years, the last one far off: what is left does not foresee it."""
    errors = ((0.1, 0.1), (0.1, 0.1), (0.1, 9.0))
    residuals = [
        Residual(name, 2023 + at, error)
        for name, pair in zip(STOCKS, errors, strict=True)
        for at, error in enumerate(pair)
    ]
    found = counts(residuals)
    assert list(found) == list(LEFT_OUT)
    assert found["year of the indicator"] == (6, 5)
    assert found["indicator"] == (6, 5)
    assert found["partner"] == (6, 5)
    assert found["year"] == (6, 5)
    assert found["from the year on"] == (3, 2)


def test_errors_of_one_size_lie_within_three_times_in_four() -> None:
    """Twenty years of each, normal with one spread: the share is 75%, within four standard errors."""
    generator = np.random.default_rng(8)
    residuals = [
        Residual(name, 1990 + year, float(generator.normal(0.0, 0.2))) for name in STOCKS for year in range(20)
    ]
    for name in ("year of the indicator", "indicator", "partner"):
        n, within = counts(residuals)[name]
        assert n == 60
        assert within / n == pytest.approx(0.75, abs=4 * np.sqrt(0.75 * 0.25 / 60))


def test_an_indicator_that_the_chain_no_longer_has_is_no_error() -> None:
    assert {n for n, _ in counts([Residual("coa.weg", year, 0.1) for year in range(5)]).values()} == {0}

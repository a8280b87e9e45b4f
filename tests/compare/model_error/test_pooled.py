"""From errors of like indicators to how far off each may be: by hand, and as much as was put in."""

import numpy as np
import pytest

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.model_error.pooled import pooled
from mpp_lib.compare.model_error.residuals import Residual
from mpp_lib.production.chains import STANDARD, chain_named

CHAIN = chain_named(STANDARD)
STOCKS = ("coa.bezetting", "coa.vergunninghouders", "coa.in_procedure")


def residuals(indicator: str, *errors: float) -> list[Residual]:
    return [Residual(indicator, 2020 + at, error) for at, error in enumerate(errors)]


def test_an_own_past_lies_between_itself_and_the_like() -> None:
    """Squares 0,04 and 0,01 of one and 0,16 of another: the pool's mean is 0,07, and counts as two years."""
    found = pooled(CHAIN, [*residuals(STOCKS[0], 0.2, -0.1), *residuals(STOCKS[1], -0.4)])
    own, other, lent = (found[name] for name in STOCKS)
    assert own.spread**2 == pytest.approx((0.05 + 2 * 0.07) / 4)
    assert other.spread**2 == pytest.approx((0.16 + 2 * 0.07) / 3)
    assert lent.spread**2 == pytest.approx(0.07)
    assert {one.freedom for one in (own, other, lent)} == {3.0}
    assert [(one.n, one.own, one.pool) for one in (own, other, lent)] == [
        (3, own_years, ("stand", "asiel", "coa")) for own_years in (2, 1, 0)
    ]


def test_what_was_put_in_comes_out() -> None:
    """Five thousand years of errors with a spread of 0,3: found within four standard errors of it."""
    errors = np.random.default_rng(5).normal(0.0, 0.3, 5000)
    found = pooled(CHAIN, [Residual(STOCKS[0], year, float(error)) for year, error in enumerate(errors)])
    assert found[STOCKS[2]].spread == pytest.approx(0.3, abs=4 * 0.3 / np.sqrt(2 * 5000))
    assert found[STOCKS[0]].freedom == 5000


def test_a_year_that_is_said_more_than_once_counts_once() -> None:
    """Three rounds off by 0,2, 0,4 and 0 in one year are one error, with their mean square."""
    thrice = [Residual(STOCKS[0], 2024, error) for error in (0.2, 0.4, 0.0)]
    found = pooled(CHAIN, [*thrice, *residuals(STOCKS[0], 0.1)])
    assert found[STOCKS[2]].spread ** 2 == pytest.approx(((0.04 + 0.16) / 3 + 0.01) / 2)
    assert found[STOCKS[2]].n == 2


def test_figures_that_took_part_in_a_fit_count_for_less() -> None:
    """Two of half a degree of freedom are one, and their squares count double; too little to say anything alone."""
    fitted = [Residual(STOCKS[0], year, 0.1, inflation=2.0, freedom=0.5) for year in (2022, 2023)]
    assert pooled(CHAIN, fitted) == {}
    found = pooled(CHAIN, [*fitted, *residuals(STOCKS[1], 0.3)])
    assert found[STOCKS[2]].spread ** 2 == pytest.approx((1 * 0.02 + 1 * 0.09) / 2)
    assert found[STOCKS[2]].freedom == 2.0


def test_a_thin_pool_takes_its_domain() -> None:
    """One year of the COA is no pool; with one of the IND it is one of stocks of asylum, from which all may borrow."""
    found = pooled(CHAIN, [*residuals(STOCKS[0], 0.2), *residuals("ind.asiel.voorraad", 0.4)])
    assert found[STOCKS[0]].pool == ("stand", "asiel")
    assert found["dtv.caseload"].spread ** 2 == pytest.approx(0.1)
    assert found["coa.bezetting_piek"].pool == ("stand", "asiel")


def test_where_nothing_is_like_it_nothing_is_known() -> None:
    """Flows, terms, ratios, and stocks of another domain, borrow nothing of stocks of asylum."""
    found = pooled(CHAIN, residuals(STOCKS[0], 0.2, 0.1, 0.3))
    kinds = {CHAIN.by_id[name].aggregation.at_end or name.endswith("piek") for name in found}
    assert kinds == {True}
    assert {"ind.regulier.voorraad", "coa.instroom", "ind.spoor4.doorlooptijd"}.isdisjoint(found)


def test_the_forecast_has_no_error_beside_its_own_chance() -> None:
    found = pooled(CHAIN, [*residuals("asiel.instroom_nareis", 0.2, 0.1), *residuals(FIRST_INFLOW, 0.9)])
    assert FIRST_INFLOW not in found
    assert "asiel.instroom_totaal" in found

"""What planning on a figure risks: against a hand-made need, a closed form, and the draws of a round."""

import numpy as np
import pytest
from scipy.stats import norm

from mpp_lib.compare.uncertainty import round_simulation
from mpp_lib.compare.uncertainty.planning_risks import STEPS, missed, planning_risks
from mpp_lib.compare.uncertainty.round_bands import RoundBands
from mpp_lib.production.open_round import open_round
from mpp_lib.production.planned_on import DECISIONS, RECEPTION
from mpp_lib.simulation.simulate import simulate
from tests.compare.uncertainty.test_round_bands import FEW, ROUND
from tests.support.few_bands import ERRORS


def test_a_need_by_hand():
    """Of five needs one is the figure itself: neither too low nor too high."""
    short, over = missed(np.array([60.0, 100.0, 130.0, 150.0, 90.0]), 100.0)
    assert (short.chance, short.amount) == (0.4, 40.0)
    assert (over.chance, over.amount) == (0.4, 25.0)


def test_nothing_missed_costs_nothing():
    short, over = missed(np.full(4, 7.0), 7.0)
    assert (short.chance, short.amount, over.chance, over.amount) == (0, 0, 0, 0)


def test_a_normal_need_has_its_closed_form():
    """E[X − c | X > c] = μ − c + σφ(z)/(1 − Φ(z)), within four errors of its own."""
    need = np.random.default_rng(5).normal(100.0, 20.0, 200_000)
    short, over = missed(need, 110.0)
    z = 0.5
    assert short.chance == pytest.approx(norm.sf(z), abs=4 * short.chance_error)
    assert short.amount == pytest.approx(20 * norm.pdf(z) / norm.sf(z) - 10, abs=4 * short.amount_error)
    assert over.amount == pytest.approx(20 * norm.pdf(z) / norm.cdf(z) + 10, abs=4 * over.amount_error)


def test_a_round_plans_at_medio_and_a_tenth_on_either_side(monkeypatch):
    """Places for who is there; decisions for what comes in and does not leave by itself. Each by its own draws."""
    monkeypatch.setattr(round_simulation, "DRAWS", FEW)
    result = open_round(ROUND)
    risks = planning_risks(RoundBands(result, ERRORS, {}))
    years = result.inputs.settings.span.calendar_years
    assert [(risk.planned_on, risk.year, risk.step) for risk in risks] == [
        (thing, year, step) for thing in (RECEPTION, DECISIONS) for year in years for step in STEPS
    ]
    draws = simulate(result, FEW, indicators=["ind.asiel.instroom", "ind.asiel.zonder_beslissing"]).values
    need = draws["ind.asiel.instroom"][-1] - draws["ind.asiel.zonder_beslissing"][-1]
    last = risks[-1]
    assert last.figure == pytest.approx(1.1 * result.year("ind.asiel.beslissingen", years[-1], "medio"))
    assert last.short.chance == np.mean(need > last.figure)
    assert last.over.amount == pytest.approx((last.figure - need[need < last.figure]).mean())

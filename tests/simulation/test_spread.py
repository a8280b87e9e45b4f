"""Draws in parts are the draws of one go, whoever makes them and wherever they come from."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.cluster import packed
from mpp_lib.production.engine import BLOCK
from mpp_lib.production.open_round import open_round
from mpp_lib.simulation import spread
from mpp_lib.simulation.model_error import ModelError
from mpp_lib.simulation.simulate import simulate
from mpp_lib.simulation.spread import parts_of
from mpp_lib.simulation.sweep import Setting, sweep

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
KEY = ("coa.bezetting", "ind.spoor4.voorraad")
DRAWS = 2 * BLOCK + 300
ERROR = {KEY[0]: ModelError(0.1, 5.0, 10, 10, ())}


def elsewhere(function, items):
    """Another process, as far as it can be told: nothing is shared, and the last part is done first."""
    done = [pickle.loads(packed(function))(item) for item in reversed(items)]
    return iter(done[::-1])


@pytest.mark.parametrize("by", ["year", pytest.param("month", marks=pytest.mark.long)])
def test_parts_made_elsewhere_are_the_draws_of_one_go(monkeypatch, by):
    """Bit for bit, with what the chain is off too."""
    monkeypatch.setattr(spread, "MOST_BLOCKS", 1)
    result, told = open_round(ROUND), []
    here = simulate(result, DRAWS, 3, KEY, by, model_error=ERROR)
    there = simulate(result, DRAWS, 3, KEY, by, model_error=ERROR, each=elsewhere, progress=told.append)
    for name in KEY:
        np.testing.assert_array_equal(here.values[name], there.values[name])
    assert told == [BLOCK, 2 * BLOCK, DRAWS]


@pytest.mark.parametrize("draws", [1, BLOCK, 40 * BLOCK + 7])
@pytest.mark.parametrize("figures", [1, 1_500, 20_000])
def test_parts_follow_each_other_and_stay_small(draws, figures):
    parts = parts_of(draws, figures)
    assert sum(part.draws for part in parts) == draws
    assert [part.first for part in parts] == [sum(each.draws for each in parts[:n]) // BLOCK for n in range(len(parts))]
    assert all(part.draws % BLOCK == 0 for part in parts[:-1])
    assert all(8 * figures * part.draws <= spread.MOST_BYTES or part.draws <= BLOCK for part in parts)


def test_a_sweep_is_every_round_at_every_setting_by_itself():
    """Wherever it is done: a function and its rounds go along once, the cases come back in their order."""
    result = open_round(ROUND)
    settings = [Setting(200, 3, KEY), Setting(200, 3, KEY[:1], plan_follows=False)]
    swept = list(sweep([result, result], settings, elsewhere))
    assert [setting for _, setting, _ in swept] == settings * 2
    for setting, (_, _, bands) in zip(settings, swept[2:], strict=True):
        alone = simulate(result, 200, 3, setting.indicators, plan_follows=setting.plan_follows)
        assert list(bands) == list(alone.bands())

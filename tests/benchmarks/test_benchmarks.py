"""What is measured beside us gives the same answers, and a peer that is not there is a row that says so."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from benchmarks import chain, miniature, peers
from benchmarks.shown import BEGIN, END, beside, put
from mpp_lib.production.engine import run
from mpp_lib.production.open_round import open_round

SMALL = Path(__file__).parents[1] / "rounds" / "_klein"


@pytest.mark.parametrize("months_major", [True, False])
def test_the_loop_over_months_gives_what_the_engine_gives(months_major):
    result = open_round(SMALL)
    ours = chain.staged(result.chain, result.data)
    assert chain.difference(ours, chain.MonthLoop(months_major)(result.chain, result.data)) < 1e-12


def test_the_miniature_is_the_sum_of_what_came_and_left():
    """By hand, for the first month of the middle scenario: the queue is longer than the capacity."""
    data = miniature.surroundings()
    rows = {name: values[data.horizon][0, 1] for name, values in run(miniature.chain(), data).items()}
    granted, left = 2_900 * 0.62, 5_000 * (1 - np.exp(-0.04))
    assert rows["m.voorraad"] == pytest.approx(24_000 + 2_700 - 2_900)
    assert rows["m.wachtend"] == pytest.approx(9_000 + granted - 1_600)
    assert rows["m.vertrekplichtig"] == pytest.approx(5_000 + 2_900 - granted - left)
    assert rows["m.opvang"] == pytest.approx(40_000 + 2_700 - 1_600 - left)


def test_a_peer_that_cannot_be_installed_is_a_row(monkeypatch, tmp_path):
    """How pip ended says no more than its code: what it printed names places of this machine."""

    def failing(command, *, check=False, **_):
        if check:
            raise subprocess.CalledProcessError(1, command, stderr="https://ergens/op/deze/machine")
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(peers, "FOLDER", tmp_path)
    monkeypatch.setattr(peers.venv, "create", lambda *_, **__: None)
    monkeypatch.setattr(peers.subprocess, "run", failing)
    peers.installed.cache_clear()
    names = [row[0] for row in miniature.measured().rows]
    assert names == [f"{name}: niet te installeren (uitgangscode 1)" for name in ("PySD", "formulas")]


def test_a_goal_is_met_from_its_ratio_on():
    assert beside("x", 0.2, 0.01, 20.0)[3:6] == ("20,0 ×", "20 ×", "gehaald")
    assert beside("x", 0.19, 0.01, 20.0)[3:6] == ("19,0 ×", "20 ×", "**niet gehaald**")


def test_a_page_keeps_all_but_what_was_measured(tmp_path):
    page = tmp_path / "bladzijde.md"
    page.write_text(f"# Kop\n\n{BEGIN}\noud \\1\n{END}\n\nslot\n", encoding="utf-8")
    put(page, r"nieuw \1")
    assert page.read_text(encoding="utf-8") == f"# Kop\n\n{BEGIN}\n\nnieuw \\1\n\n{END}\n\nslot\n"
    page.write_text("# Kop\n", encoding="utf-8")
    with pytest.raises(ValueError, match="geen plaats"):
        put(page, "nieuw")

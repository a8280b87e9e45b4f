"""The bands of a round: counted from its draws, and the same ones when they come from a file."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.result_table import to_csv
from mpp_lib.compare.model_error.kept import as_csv
from mpp_lib.compare.uncertainty import kept_bands, round_simulation
from mpp_lib.compare.uncertainty.kept_bands import keep_bands, open_bands, open_errors
from mpp_lib.compare.uncertainty.round_bands import NAMES, RoundBands, bands_of, draw_bands
from mpp_lib.inputs.versions import BANDS
from mpp_lib.production.open_round import open_round
from mpp_lib.production.published import read_results
from mpp_lib.production.run import RoundResult
from mpp_lib.simulation.simulate import simulate
from tests.support.few_bands import ERRORS

ROUND = Path(__file__).parents[2] / "rounds" / "_klein"
FEW = 400


@pytest.fixture
def result(monkeypatch) -> RoundResult:
    """The small round, of which few draws are made; no other test has this one."""
    monkeypatch.setattr(round_simulation, "DRAWS", FEW)
    return replace(open_round(ROUND))


@pytest.fixture
def bands(result) -> RoundBands:
    return draw_bands(result, ERRORS)


def test_each_name_is_counted_from_the_draws(result, bands):
    """By numpy, from the draws with the seed of the round."""
    draws = simulate(result, FEW, indicators=["coa.bezetting"], model_error=ERRORS).values["coa.bezetting"][-1]
    year = result.inputs.settings.span.end.year
    found = {name: bands.value("coa.bezetting", year, name) for name in NAMES}
    assert found["mean"] == pytest.approx(draws.mean(), rel=1e-12)
    assert found["sd"] == pytest.approx(draws.std(), rel=1e-9)
    assert found["p87_5"] == pytest.approx(np.quantile(draws, 0.875), rel=1e-12)
    assert found["place_maximum"] == (draws < result.year("coa.bezetting", year, "maximum")).mean()
    assert 0 < found["mc_error_75"] <= found["mc_error"] < found["sd"]


def test_a_table_gives_the_bands_back_to_the_last_digit(result, bands, tmp_path):
    (tmp_path / BANDS).write_text(to_csv(bands.table), encoding="utf-8")
    read = read_results(tmp_path / BANDS)
    again = bands_of(result, ERRORS, read)
    assert list(again.values) == [node.id for node in result.chain.nodes]
    for name, values in bands.values.items():
        np.testing.assert_array_equal(again.values[name], values, err_msg=name)
    with pytest.raises(ValueError, match="hoort niet bij deze ronde"):
        bands_of(result, {}, read[1:])


def test_kept_bands_are_drawn_once_and_again_when_someone_changed_them(result, tmp_path, monkeypatch):
    """And never taken from a file that is not what would be drawn now."""
    folder = tmp_path / "rounds" / "_klein"
    (folder / "build").mkdir(parents=True)
    own = replace(result, inputs=replace(result.inputs, folder=folder))
    drawn = []
    monkeypatch.setattr(kept_bands, "_drawn", lambda asked: drawn.append(asked) or draw_bands(asked, ERRORS))
    keep_bands(own, folder / "build")
    keep_bands(own, folder / "build")
    kept = open_bands(own)
    assert len(drawn) == 1
    assert kept.errors == open_errors(own) == ERRORS
    assert (kept.origin("coa.bezetting"), kept.origin("coa.uitstroom")) == ("eigen", "onbekend")
    file = folder / "build" / BANDS
    file.write_text(file.read_text(encoding="utf-8").replace(";mean;", ";gemiddeld;", 1), encoding="utf-8")
    monkeypatch.setattr(kept_bands, "known_model_errors", lambda _: {})
    assert open_errors(own) == {}
    np.testing.assert_array_equal(open_bands(own).values["coa.bezetting"], kept.values["coa.bezetting"])
    keep_bands(own, folder / "build")
    assert len(drawn) == 3
    assert ";gemiddeld;" not in file.read_text(encoding="utf-8")


def test_a_version_is_drawn_with_the_errors_that_were_frozen_with_it(result, tmp_path):
    """Whatever is known of them since."""
    (tmp_path / "modelfout.csv").write_text(as_csv(ERRORS), encoding="utf-8")
    frozen = replace(result, inputs=replace(result.inputs, folder=tmp_path))
    assert open_errors(frozen) == ERRORS

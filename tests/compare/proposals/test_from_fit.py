"""The fit behind a proposal recovers what figures were made with, and its error is that of another library."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import curve_fit

from mpp_lib.base.catalogue import SCENARIOS
from mpp_lib.base.months import Month
from mpp_lib.compare.hindcast.calibration import Fit, FittedLevel, fit, standard_errors
from mpp_lib.compare.hindcast.fitted import levelled
from mpp_lib.compare.hindcast.hindcast import fed, modelled, observations
from mpp_lib.compare.hindcast.known import known_inputs
from mpp_lib.compare.hindcast.terms import Terms
from mpp_lib.compare.proposals import from_fit
from mpp_lib.compare.proposals.evidence import Evidence, Lack
from mpp_lib.compare.proposals.from_fit import fitted
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.changed_round import NAME, ROUNDS

MADE_WITH = {
    "uitval_spoor4": 0.0123,
    "nareis_per_inwilliging": 1.42,
    "nareis_inreis": 0.871,
    "opvang_eerste": 0.763,
    "taakstelling_realisatiegraad": 0.91,
    "aandeel_claimakkoord": 0.644,
}


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(ROUNDS / NAME)


@pytest.fixture(scope="module")
def known(result: RoundResult) -> RoundInputs:
    found = known_inputs(result)
    assert found is not None
    return found


def told(inputs: RoundInputs, factors: np.ndarray | float = 1.0) -> RoundInputs:
    """The same inputs, their published figures those that the chain gives with their parameters, times factors."""
    seen = observations(inputs)
    values = modelled(fed(inputs), seen)[:, SCENARIOS.index("medio")] * factors
    by_place = {(one.indicator, str(one.period)): value for one, value in zip(seen, values, strict=True)}
    rows = inputs.realisations
    places = zip(rows["indicator"], rows["periode"], rows["waarde"], strict=True)
    return replace(
        inputs, realisations=rows.assign(waarde=[by_place.get((name, at), value) for name, at, value in places])
    )


def test_it_recovers_what_the_figures_were_made_with(known):
    """To the digits it is stored with, and it knows that it is sure; of one at the end of its range it is not."""
    made = MADE_WITH | {"nareis_inreis": 1.0}
    found = fit(told(levelled(known, made)))
    assert {name for name, level in found.levels.items() if level.at_limit} == {"nareis_inreis"}
    for name, value in made.items():
        assert found.levels[name].value == pytest.approx(value, rel=1e-3), name
        assert found.levels[name].error < 1e-3 * value, name


@pytest.fixture(scope="module")
def noisy(known: RoundInputs) -> RoundInputs:
    """Figures that lie a few percent off what the chain gives."""
    made = levelled(known, MADE_WITH)
    return told(made, 1 + 0.02 * np.random.default_rng(7).standard_normal(len(observations(made))))


@pytest.fixture(scope="module")
def found(noisy: RoundInputs) -> Fit:
    return fit(noisy)


@pytest.mark.long
def test_the_error_is_that_of_another_library(noisy, found):
    """``curve_fit`` of scipy, on whole runs of the chain, with the leading figures counted twice."""
    terms = Terms.of(noisy)
    seen = [one for one in observations(noisy) if one.scored and terms.phase(one.period) == "fitted"]
    realised = np.array([one.realised for one in seen])
    weights = np.array([2.0 if one.indicator in terms.leading else 1.0 for one in seen])
    names = list(found.levels)

    def model(_: np.ndarray, *levels: float) -> np.ndarray:
        parts = fed(levelled(noisy, dict(zip(names, levels, strict=True)))).scenario("medio")
        return modelled(parts, seen)[:, 0]

    start = [level.value for level in found.levels.values()]
    values, covariance = curve_fit(
        model, np.arange(len(seen)), realised, p0=start, sigma=realised / np.sqrt(weights), epsfcn=1e-10
    )
    assert start == pytest.approx(values, rel=2e-3)
    errors = [level.error for level in found.levels.values()]
    assert errors == pytest.approx(np.sqrt(np.diag(covariance)), rel=0.02)
    assert found.freedom == len(seen) - len(names)


def test_figures_that_cannot_tell_parameters_apart_make_nothing_sure():
    """Two columns that are each other's double, and as many observations as parameters."""
    slopes = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    assert np.isinf(standard_errors(slopes, np.array([0.1, -0.2, 0.1]))).all()
    assert np.isinf(standard_errors(np.eye(2), np.zeros(2))).all()
    errors = standard_errors(np.array([[1.0], [1.0], [1.0]]), np.array([1.0, 0.0, -1.0]))
    assert errors == pytest.approx([1 / np.sqrt(3)])  # of a mean of three with variance 1


@pytest.fixture(scope="module")
def said(result: RoundResult) -> dict[str, Evidence | Lack]:
    return fitted(result)


def test_a_proposal_is_the_level_where_the_round_begins(said, known):
    """With its interval of three quarters; one that changes by half-year goes on as its last."""
    levels = fit(known)
    one = said["opvang_eerste"]
    assert isinstance(one, Evidence)
    level = levels.levels["opvang_eerste"]
    reach = stats.t.ppf(0.875, levels.freedom) * level.error
    assert (one.value, one.kind, one.start, one.end) == (level.value, "ijking", Month(2022, 1), Month(2023, 12))
    assert (one.low, one.high) == pytest.approx((level.value - reach, level.value + reach), rel=1e-3)
    rows = known.parameters.query("parameter == 'taakstelling_realisatiegraad'").sort_values("vanaf")["waarde"]
    degree = said["taakstelling_realisatiegraad"]
    assert isinstance(degree, Evidence)
    expected = levels.levels["taakstelling_realisatiegraad"].value * rows.iloc[-1] / rows.iloc[0]
    assert degree.value == pytest.approx(expected, rel=1e-3)


def test_what_no_figure_says_enough_of_gives_no_number(said):
    """In the small round the fit makes so few leave track 4 that nothing depends on how many."""
    silent = {name: each.reason for name, each in said.items() if isinstance(each, Lack)}
    assert set(silent) == {"uitval_spoor4"}
    assert "zeggen er te weinig over" in silent["uitval_spoor4"]


def test_what_is_at_the_end_of_its_range_gives_no_number(result, known, monkeypatch):
    """Its error says nothing there."""
    level = FittedLevel(1.0, 0.01, at_limit=True, told_by=observations(known)[:3])
    monkeypatch.setattr(from_fit, "fit", lambda _: Fit({"opvang_eerste": level}, 4))
    each = fitted(result)["opvang_eerste"]
    assert isinstance(each, Lack)
    assert "grens" in each.reason


def test_without_a_hindcast_nothing_is_fitted(result: RoundResult, tmp_path: Path):
    """A folder of rounds that has none."""
    alone = replace(result, inputs=replace(result.inputs, folder=tmp_path / NAME))
    assert all(isinstance(each, Lack) and "hindcast" in each.reason for each in fitted(alone).values())

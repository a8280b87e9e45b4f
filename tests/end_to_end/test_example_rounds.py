"""The example rounds: valid, sourced, and near to what was published at the time."""

from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.run import calculate

ROUNDS = Path(__file__).resolve().parents[2] / "rounds"
NAMES = ("2023-2", "2024-1")
NEAR = 0.05


@pytest.fixture(scope="module", params=NAMES)
def checked(request):
    return check_round(ROUNDS / request.param, catalogue_named)


def test_nothing_is_wrong_with_it(checked):
    """The round has no problems."""
    assert checked.problems == ()


def test_the_first_year_is_near_what_was_published(checked):
    """Minimum, medio and maximum of total inflow in the first year lie within 5% of the published ones."""
    result = calculate(checked.inputs)
    published = checked.inputs.registers["gepubliceerd"]
    first = published[published["jaar"] == checked.inputs.settings.horizon.first_year]
    assert list(first["mpp_scenario"]) == ["minimum", "medio", "maximum"]
    for row in first.itertuples():
        modelled = result.year(row.indicator, int(row.jaar), row.mpp_scenario)
        assert modelled == pytest.approx(row.waarde, rel=NEAR)


def test_it_says_what_it_is(checked):
    """Five to eight told scenarios a year, a source in every row, and no pretence of being the ministry's."""
    inputs = checked.inputs
    assert inputs.scenarios.groupby("jaar").size().between(5, 8).all()
    assert (inputs.scenarios["omschrijving"].str.len() > 40).all()
    assert (inputs.realisations["bron"].str.len() > 0).all()
    assert (inputs.parameters["bron"].str.len() > 0).all()
    assert "niet de Meerjaren Productie Prognose van het ministerie" in inputs.settings.disclaimer

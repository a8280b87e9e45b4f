"""The example rounds: valid, sourced, and near to what was published at the time."""

from pathlib import Path

import pytest

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.series import monthly
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.run import calculate

ROUNDS = Path(__file__).resolve().parents[2] / "rounds"
NAMES = ("2023-2", "2024-1", "2024-2")
UNPUBLISHED = ("2024-2",)
"""Rounds of which no total inflow was made public."""
REALISED_MONTHS = {"2023-2": 6, "2024-1": 0, "2024-2": 6}
FIRST = "asiel.instroom_eerste"
NEAR = 0.05


@pytest.fixture(scope="module", params=NAMES)
def checked(request):
    return check_round(ROUNDS / request.param, catalogue_named)


def test_there_is_no_other():
    """Every round of the repository is among those looked at."""
    assert tuple(sorted(path.name for path in ROUNDS.glob("20*"))) == NAMES


def test_nothing_is_wrong_with_it(checked):
    """The round, and each of its editions of the monitor, has no problems."""
    assert checked.problems == ()


def test_the_first_year_is_near_what_was_published(checked):
    """Minimum, medio and maximum of total inflow in the first year lie within 5% of the published ones."""
    published = checked.inputs.registers["gepubliceerd"]
    if checked.inputs.settings.round in UNPUBLISHED:
        assert published.empty
        return
    result = calculate(checked.inputs)
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


def test_a_part_realised_year_takes_its_months_as_they_are(checked):
    """The months enter every scenario unchanged, and the forecast of the year has learnt from them."""
    result = calculate(checked.inputs)
    settings = checked.inputs.settings
    first = monthly(checked.inputs.realisations, FIRST)
    realised = [value for month, value in first.items() if month in settings.span.months]
    assert len(realised) == REALISED_MONTHS[settings.round]
    if realised:
        assert (result.months[FIRST][: len(realised)] == [[value] * 3 for value in realised]).all()
        year = result.forecast.years[0]
        assert sum(realised) < year.minimum < year.medio < year.maximum
        scenarios = checked.inputs.scenarios
        assert set(scenarios[scenarios["jaar"] == year.year]["basis"]) == {"vooraf"}


def test_it_holds_the_revised_figure_of_the_third_quarter_of_2022(checked):
    """The CBS first gave 10.600; every round is of after the revision to 11.015."""
    first = {str(month): value for month, value in monthly(checked.inputs.realisations, FIRST).items()}
    assert sum(first[month] for month in ("2022-07", "2022-08", "2022-09")) == 11015

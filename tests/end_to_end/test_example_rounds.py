"""The example rounds: valid, sourced, and near to what was published at the time."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from mpp_lib.base.dates_in_text import named_after
from mpp_lib.base.months import Month
from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.declared.edition import edition_cutoff
from mpp_lib.inputs.series import monthly
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.run import calculate

ROUNDS = Path(__file__).resolve().parents[2] / "rounds"
NAMES = ("2023-2", "2024-1", "2024-2", "2025-1")
UNPUBLISHED = ("2024-2", "2025-1")
"""Rounds of which no total inflow was made public."""
NOT_TUNED_AGAIN = ("2023-2",)
"""Rounds whose scenarios were tuned with a season of fewer years, and which say so."""
REALISED_MONTHS = {"2023-2": 6, "2024-1": 0, "2024-2": 6, "2025-1": 0}
FIRST = "asiel.instroom_eerste"
NEAR = 0.05
OF_THE_MAKING = ("planning.csv", "wijzigingen.csv", "verwerking.csv", "oplegnota", "signaalnota")
"""What tells how a round was made and decided on, which goes on after its cut-off; no figure rests on it."""
NAMES_THE_END = {
    "2023-2": ("4 maart 2024", ("inputs/maatregelen.csv",)),
    "2024-1": ("4 maart 2025", ("inputs/maatregelen.csv",)),
    "2024-2": (
        "4 maart 2026",
        ("inputs/maatregelen.csv", "inputs/scenarios.csv", "registers/niet_meegenomen.csv", "registers/risicos.csv"),
    ),
    "2025-1": (
        "4 maart 2026",
        ("inputs/maatregelen.csv", "inputs/scenarios.csv", "registers/niet_meegenomen.csv", "registers/risicos.csv"),
    ),
}
"""When temporary protection ended by what was decided then, and what says so: a day ahead, and no source."""


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
    """Minimum, medio and maximum of total inflow in the first year lie within 5% of what the ministry gave later.

    A round that was not tuned again to the season of all years lies below it, and its prose says why.
    """
    settings = checked.inputs.settings
    published = pd.read_csv(ROUNDS / "_gepubliceerd/prognoses.csv", sep=";")
    published = published[published["indicator"] == "asiel.instroom_totaal"].set_index(["ronde", "jaar"])
    of_round = (settings.round, settings.horizon.first_year)
    if settings.round in UNPUBLISHED:
        assert of_round not in published.index
        return
    result = calculate(checked.inputs)
    if settings.round in NOT_TUNED_AGAIN:
        told = (ROUNDS / settings.round / "text" / "prognose.md").read_text("utf-8")
        assert result.year("asiel.instroom_totaal", of_round[1], "medio") < published.loc[of_round, "medio"].item()
        assert "de toekomstscenario's zijn daar niet opnieuw op afgestemd" in told
        return
    for scenario in ("minimum", "medio", "maximum"):
        modelled = result.year("asiel.instroom_totaal", of_round[1], scenario)
        assert modelled == pytest.approx(published.loc[of_round, scenario].item(), rel=NEAR)


def test_it_names_nothing_of_after_its_cutoff(checked):
    """No cell of an input or register and no line of a text, of the round or an edition, names a later day."""
    folder = ROUNDS / checked.inputs.settings.round
    later = {
        f"{path.relative_to(folder)}: {words}"
        for path in folder.rglob("*")
        if path.suffix in {".csv", ".md"} and not {"build", "versions", *OF_THE_MAKING} & {*path.parts}
        for text in _texts(path)
        if (words := named_after(text, _cutoff(path, checked.inputs.settings.cutoff)))
    }
    ends, files = NAMES_THE_END[folder.name]
    assert later == {f"{file}: {ends}" for file in files}


def _texts(path: Path) -> Iterator[str]:
    """The lines of a text, or the cells of a table that are not a month or period by themselves."""
    if path.suffix == ".md":
        yield from path.read_text(encoding="utf-8").splitlines()
    else:
        with path.open(encoding="utf-8", newline="") as file:
            cells = {cell for row in csv.reader(file, delimiter=";") for cell in row}
        yield from (cell for cell in cells if not re.fullmatch(r"\d{4}-(\d\d|K\d)", cell))


def _cutoff(path: Path, of_round: date) -> date:
    edition = path.parent
    return edition_cutoff(Month.parse(edition.name)) if edition.parent.name == "monitor" else of_round


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

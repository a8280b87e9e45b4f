"""A figure of another order than those around it is remarked on by its cell, and never repaired."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpp_lib.inputs.check import check_round
from mpp_lib.inputs.rules.magnitude import outliers
from tests.support import tiny_round
from tests.support.breaking import add, swap, told

FILE, PARAMETERS, PLAN = "inputs/realisaties.csv", "inputs/parameters.csv", "inputs/ind_prognoseplan.csv"
HERHAALD = "asiel.instroom_herhaald"
MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)]


def said(folder: Path) -> list[str]:
    found = check_round(folder, tiny_round.catalogue_for)
    assert found.problems == ()
    return told(found.warnings)


def series(*changed: tuple[str, float]) -> list[str]:
    """Two years of a series between 130 and 190, with these values otherwise."""
    values = {month: 160 + 30 * (-1) ** place for place, month in enumerate(MONTHS)} | dict(changed)
    return [f"{month};{HERHAALD};{value};voorlopig;x" for month, value in values.items()]


@pytest.mark.parametrize(
    ("changed", "where", "rest"),
    [
        ([("2023-05", 1600)], "2023-05", ""),
        ([("2023-05", 16000), ("2023-06", 13000)], "2023-05", " (ook in 2023-06)"),
        ([("2022-01", 0)], "2022-01", ""),
        ([("2023-12", 0.16)], "2023-12", ""),
        ([("2023-05", 700)], "", ""),
        ([("2023-05", 40)], "", ""),
    ],
)
def test_ten_times_a_thousandth_or_nothing(tiny: Path, changed, where, rest):
    """The first of its cells is named, the others with it; four times or a quarter can be."""
    add(FILE, *series(*changed))(tiny)
    first = 14 + MONTHS.index(where) if where else 0
    cell = f"{FILE}, rij {first}, kolom waarde: {HERHAALD} ligt in {where} ver buiten wat eromheen staat{rest}"
    assert [line.split(" (gevonden")[0] for line in said(tiny)] == ([cell] if where else [])


def test_what_comes_every_year_is_the_season(tiny: Path):
    """A month that is empty in each of three years is no mistake."""
    rows = [f"{year}-{month:02d};{HERHAALD};{0 if month == 3 else 500};voorlopig;x"
            for year in (2021, 2022, 2023) for month in range(1, 13)]  # fmt: skip
    add(FILE, *rows)(tiny)
    assert said(tiny) == []


def test_what_the_round_before_held_too_is_not_said_again(tiny: Path):
    """It was looked at then; another figure in the same month is."""
    before = shutil.copytree(tiny, tiny.parent / "2023-2")
    swap("round.yml", "round: 2024-1", "round: 2023-2")(before)
    swap("round.yml", "soort: regulier", "previous: 2023-2\nsoort: regulier")(tiny)
    add(FILE, *series(("2023-05", 1600)))(before)
    add(FILE, *series(("2023-05", 1600)))(tiny)
    assert said(tiny) == []
    swap(FILE, f"2023-05;{HERHAALD};1600", f"2023-05;{HERHAALD};1700")(tiny)
    assert len(said(tiny)) == 1


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("taakstelling;2024-01;;18750;", "taakstelling;2024-01;;37500;",
         "taakstelling is twee keer (een jaar in plaats van een halfjaar?) de waarde van de vorige ronde"),
        ("taakstelling;2024-01;;18750;", "taakstelling;2024-01;;187500;",
         "taakstelling is 10 keer de waarde van de vorige ronde"),
        ("taakstelling;2024-01;;18750;", "taakstelling;2024-01;;27300;", ""),
        ("aandeel_spoor2;2023-01;;0,1;", "aandeel_spoor2;2023-01;;0,7;",
         "aandeel_spoor2 ligt ver van de waarde van de vorige ronde"),
    ],
)  # fmt: skip
def test_a_parameter_is_held_against_that_of_the_round_before(tiny: Path, old, new, remark):
    """A year given for a half-year, a zero too many, a share far off."""
    before = shutil.copytree(tiny, tiny.parent / "2023-2")
    swap("round.yml", "round: 2024-1", "round: 2023-2")(before)
    swap("round.yml", "soort: regulier", "previous: 2023-2\nsoort: regulier")(tiny)
    swap(PARAMETERS, old, new)(tiny)
    assert [remark in line for line in said(tiny)] == ([True] if remark else [])


def test_a_percentage_of_the_plan_is_held_against_medio(tiny: Path):
    """Of a scenario in the first month, and how many more."""
    text = (tiny / PLAN).read_text("utf-8")
    for month in ("2024-01", "2024-02"):
        row = f"{month};minimum;spoor4;inwilligingspercentage;0,"
        text = text.replace(f"{row}7", f"{row}07")
    (tiny / PLAN).write_text(text, "utf-8")
    (line,) = said(tiny)
    assert "inwilligingspercentage van spoor4, minimum, ligt in 2024-01 ver van medio (ook in 1 andere maanden)" in line


def test_a_percentage_of_the_plan_is_held_against_the_round_before(tiny: Path):
    """All of a plan that moved with its medio is far from what it was: the cell itself, once for each scenario."""
    before = shutil.copytree(tiny, tiny.parent / "2023-2")
    swap("round.yml", "round: 2024-1", "round: 2023-2")(before)
    swap("round.yml", "soort: regulier", "previous: 2023-2\nsoort: regulier")(tiny)
    assert said(tiny) == []
    text = (tiny / PLAN).read_text("utf-8")
    (tiny / PLAN).write_text(text.replace("percentage;0,7;", "percentage;0,4;"), "utf-8")
    lines = said(tiny)
    assert len(lines) == 3
    medio = (
        "inwilligingspercentage van spoor4, medio, ligt in 2024-01 ver van de vorige ronde (ook in 23 andere maanden)"
    )
    assert lines[1].startswith(f"{PLAN}, rij 5, kolom waarde: {medio} (gevonden: 0,4). Verwacht: een waarde in de orde")


def test_a_series_around_zero_is_measured_by_its_distance_from_it():
    """To and fro, or through zero, is ordinary; ten times as far is not, on either side."""
    to_and_fro = [300.0 + 10 * place if place % 2 else -280.0 - 5 * place for place in range(24)]
    through = [300.0 - 40 * place for place in range(16)]
    assert outliers(to_and_fro, 12) == outliers(through, 12) == outliers([*through[:7], 2.0, *through[8:]], 12) == []
    assert outliers([*to_and_fro[:9], -4_000.0, *to_and_fro[10:]], 12) == [9]
    assert outliers([*to_and_fro[:9], 4_000.0, *to_and_fro[10:]], 12) == [9]


@given(st.lists(st.floats(200, 900), min_size=8, max_size=60), st.data())
def test_what_stays_within_a_factor_is_ordinary_and_a_hundredfold_never(values, data):
    """No value between 200 and 900 is five times another; a hundred times any of them always is."""
    assert outliers(values, 12) == []
    place = data.draw(st.integers(0, len(values) - 1))
    assert outliers([*values[:place], values[place] * 100, *values[place + 1 :]], 12) == [place]
    assert outliers([*values[:place], 0.0, *values[place + 1 :]], 12) == [place]

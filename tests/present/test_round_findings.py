"""Findings of figures and tables, on numbers made for the purpose."""

import math
import random
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpp_lib.base.months import Month, month_range
from mpp_lib.inflow.seasonal import SeasonalProfile
from mpp_lib.present.keten.composition import composition_finding
from mpp_lib.present.prognose.density import chance_data, density_finding
from mpp_lib.present.prognose.forecast_tables import chances_finding
from mpp_lib.present.prognose.horizon_chart import horizon_finding
from mpp_lib.present.terugblik.drawn_months import months_data
from mpp_lib.present.terugblik.look_back import changes_finding, months_finding, years_finding
from mpp_lib.present.terugblik.season_chart import season_finding, year_shares
from mpp_lib.present.wording.realised_history import realised_history
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.printed import numbers, value

ROUNDS = Path(__file__).parents[2] / "rounds"


@pytest.mark.parametrize(
    ("years", "text"),
    [
        (
            {2021: 24740.0, 2022: 35535.0, 2023: 38365.0},
            "In 2023 vroegen 38.365 mensen voor het eerst asiel aan, 8,0% meer dan in 2022; dat is het hoogste aantal "
            "sinds 2021.",
        ),
        (
            {2021: 24740.0, 2022: 35535.0, 2023: 17770.0},
            "In 2023 vroegen 17.770 mensen voor het eerst asiel aan, 50,0% minder dan in 2022; het hoogste aantal "
            "sinds 2021 was 35.535, in 2022.",
        ),
        ({2023: 38365.0}, "In 2023 vroegen 38.365 mensen voor het eerst asiel aan."),
        (
            {2021: 10.0, 2023: 20.0},
            "In 2023 vroegen 20 mensen voor het eerst asiel aan; dat is het hoogste aantal sinds 2021.",
        ),
        (
            {2022: 100.0, 2023: 100.0},
            "In 2023 vroegen 100 mensen voor het eerst asiel aan, evenveel als in 2022; dat is het hoogste aantal "
            "sinds 2022.",
        ),
    ],
)
def test_the_last_year_in_words(years: dict[int, float], text: str) -> None:
    """A record, a fall, a single year, a gap and an equal year."""
    assert years_finding(years) == text


def test_changes_in_words() -> None:
    """Rises and falls each have their largest; without a pair of years there is nothing to say."""
    assert changes_finding({2021: 0.8, 2022: 0.44, 2023: -0.1}) == (
        "In 2 van de 3 jaren lag het aantal eerste asielaanvragen hoger dan een jaar eerder; de grootste stijging was "
        "80,0% (2021) en de grootste daling was 10,0% (2023)."
    )
    assert changes_finding({2021: -0.8}).endswith("de grootste daling was 80,0% (2021).")
    assert changes_finding({2021: 0.0}) == (
        "In 0 van de 1 jaren lag het aantal eerste asielaanvragen hoger dan een jaar eerder."
    )
    assert changes_finding({}) == "Er zijn geen twee opeenvolgende jaren om te vergelijken."


def test_months_in_words() -> None:
    """Twelve months beside twelve, the peak named, a catch-up said to be one."""
    months = dict.fromkeys(month_range(Month(2021, 7), 24), 1000.0) | {Month(2022, 9): 3000.0}
    assert months_finding(months) == (
        "In de twaalf maanden tot en met juni 2023 vroegen 14.000 mensen voor het eerst asiel aan, 16,7% meer dan in "
        "de twaalf maanden ervoor; de hoogste maand was september 2022 met 3.000, toen registraties werden ingehaald."
    )
    assert months_finding({Month(2023, 1): 500.0}) == "De hoogste maand was januari 2023 met 500."


def test_months_as_a_table() -> None:
    """A row per year, figures as published; a raming is marked, a month that is not there stays empty."""
    data = months_data({Month(2022, 12): 5.0, Month(2023, 2): 1007.0}, {Month(2023, 2)})
    assert data["jaar"].to_list() == ["2022", "2023"]
    assert data.loc[0, "dec"] == "5"
    assert data.loc[1, "feb"] == "1.007 (r)"
    assert int((data == "").sum().sum()) == 22


def test_the_season_in_words() -> None:
    """The average half year and the extremes among the years."""
    profile = SeasonalProfile(np.full(12, 1 / 12), 40.0, (2015, 2017), estimated=True)
    shares = {2015: np.linspace(0.05, 0.6, 12), 2017: np.linspace(0.1, 1.2, 12)}
    assert season_finding(profile, shares) == (
        "Na zes maanden is gemiddeld 50,0% van een jaar binnen; per jaar liep dat uiteen van 30,0% (2015) tot 60,0% "
        "(2017)."
    )
    assert season_finding(profile, {2015: shares[2015]}) == "Na zes maanden is gemiddeld 50,0% van een jaar binnen."


def test_the_profile_is_made_of_the_years_it_shows(result: RoundResult) -> None:
    """The years drawn are those of the profile, and their mean is the profile."""
    shares = year_shares(result)
    profile = result.forecast.profile
    assert tuple(shares) == profile.years
    assert np.mean(list(shares.values()), axis=0) == pytest.approx(profile.cumulative)


def test_the_density_in_words(result: RoundResult) -> None:
    """The three numbers of the finding have the chances it gives them, and realised months are told."""
    year = result.forecast.year(2025)
    _, low, high, medio = numbers(density_finding(year).replace("75%", ""))
    chances = year.distribution.cdf(np.array([low, medio, high]))
    assert chances == pytest.approx([0.125, 2 / 3, 0.875], abs=0.001)
    partly = density_finding(result.forecast.year(2024))
    rows = result.inputs.realisations
    first = rows[(rows["indicator"] == "asiel.instroom_eerste") & rows["periode"].str.match("2024-0[123]")]
    assert partly.startswith("Tot en met maart vroegen ")
    assert abs(numbers(partly)[0] - first["waarde"].sum()) <= 5
    assert numbers(chances_finding(year, [30000.0, 35000.0, 50000.0]))[0] == 35000


def test_chances_beside_the_density_go_from_certain_to_nothing(result: RoundResult) -> None:
    """At round numbers, both chances together are one, and the ends lie beyond 99%."""
    data = chance_data(result.forecast.year(2025))
    assert 5 <= len(data) <= 18
    assert (data["kans op minder"] + data["kans op meer"]).to_list() == pytest.approx([1.0] * len(data))
    assert data["kans op meer"].iloc[0] > 0.99
    assert data["kans op minder"].iloc[-1] > 0.99


def test_the_horizon_in_words(result: RoundResult) -> None:
    """It starts from the year before when that is realised, else from the first year."""
    with_past = horizon_finding(result.forecast, {2023: 38365.0})
    assert "38.365 in 2023" in with_past
    assert "2023" not in horizon_finding(result.forecast, {2022: 35535.0})
    last = result.forecast.years[-1]
    ends = [value(text) for text in re.findall(r"tussen ([\d.]+) en ([\d.]+)\.$", with_past)[0]]
    assert ends == pytest.approx([last.minimum, last.maximum], abs=5)
    assert f"in {last.year} ligt het met een kans van 75% tussen" in with_past


def test_a_medio_that_rises_with_the_width_of_the_band_is_said_to(result: RoundResult) -> None:
    """In the newest example the median falls; where medio falls there is nothing to say."""
    said = horizon_finding(open_round(ROUNDS / "2024-2").forecast, {2023: 38365.0})
    assert (
        "; de mediaan daalt van 41.610 in 2024 naar 38.580 in 2028: medio stijgt vanaf 2024 doordat de band breder "
        "wordt; "
    ) in said
    falling = replace(result.forecast, years=tuple(reversed(result.forecast.years)))
    assert falling.years[-1].medio < falling.years[0].medio
    assert "mediaan" not in horizon_finding(falling, {})


@settings(deadline=None)
@given(st.lists(st.floats(0, 60000), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_years_finding_never_contradicts_its_years(values: list[float], chance: random.Random) -> None:
    """More, less, equal and the record are what the years say, also with years missing."""
    years = {2010 + place: amount for place, amount in enumerate(values) if chance.random() > 0.2 or place == 0}
    text = years_finding(years)
    last = max(years)
    shown = {year: math.floor(amount + 0.5) for year, amount in years.items()}
    if last - 1 in years:
        gap = shown[last] - shown[last - 1]
        more = "meer dan" in text or "keer zoveel als" in text
        assert (more, "minder dan" in text, "evenveel" in text) == (gap > 0, gap < 0, gap == 0)
    if "dat is het hoogste" in text:
        assert shown[last] == max(shown.values())
    if " was " in text and "hoogste aantal" in text:
        told = value(text.split(" was ")[1].split(",")[0])
        assert told == max(shown.values())


def test_the_largest_part_is_the_largest(result: RoundResult) -> None:
    """The part that the finding names has the largest share at that moment, to a tenth of a percent."""
    parts = ("coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig")
    text = composition_finding(result, "coa.bezetting", parts, "medio")
    shares = {part: result.years[part][0, 1] / result.years["coa.bezetting"][0, 1] for part in parts}
    largest = max(shares, key=shares.__getitem__)
    names = {"coa.in_procedure": "bewoners in procedure", "coa.vergunninghouders": "vergunninghouders in de opvang"}
    assert f"vormen de {names[largest]} eind " in text
    assert f"{100 * shares[largest]:.1f}%".replace(".", ",") in text


def test_history_takes_the_finest_period_and_no_assumption(result: RoundResult) -> None:
    """No two drawn periods overlap, and every one stands in the inputs as realised."""
    rows = result.inputs.realisations
    for indicator in ("asiel.instroom_eerste", "coa.bezetting", "asiel.instroom_totaal"):
        points = realised_history(result, indicator)
        known = rows[(rows["indicator"] == indicator) & (rows["status"] != "aanname")]
        assert {str(point.period) for point in points} <= set(known["periode"])
        if indicator == "asiel.instroom_eerste":
            assert all(first.end <= second.start + 1e-9 for first, second in pairwise(points))


def test_only_a_flow_is_spread_over_the_months_of_a_year(result: RoundResult) -> None:
    """A percentage of a year is the height of each of its months."""
    given = [("2022", "asiel.instroom_totaal", 24_000.0), ("2022", "ind.inwilligingspercentage_aa_va", 0.78)]
    rows = pd.DataFrame(given, columns=["periode", "indicator", "waarde"]).assign(status="definitief", bron="toets")
    of_year = replace(result, inputs=replace(result.inputs, realisations=rows))
    heights = {indicator: realised_history(of_year, indicator)[0].per_month for _, indicator, _ in given}
    assert heights == {"asiel.instroom_totaal": 2_000.0, "ind.inwilligingspercentage_aa_va": 0.78}

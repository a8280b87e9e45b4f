"""Parameters that are counted: which they are, their value, and how sure it is, against sums made by hand."""

from collections.abc import Iterable
from dataclasses import replace
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from mpp_lib.base.catalogue import ParameterSpec
from mpp_lib.base.months import Month
from mpp_lib.base.periods import Period
from mpp_lib.compare.proposals.counted import Figure, Share, counted, shares_of, standard_error
from mpp_lib.compare.proposals.evidence import Evidence, Lack, interval
from mpp_lib.production.chains import chain_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.changed_round import NAME, ROUNDS


def figures(*counts: tuple[float, float]) -> list[Figure]:
    return [Figure(Period.of_year(2020 + at), part, whole) for at, (part, whole) in enumerate(counts)]


@pytest.fixture(scope="module")
def result() -> RoundResult:
    """Realised until March 2024, horizon from January 2024."""
    return open_round(ROUNDS / NAME)


def with_rows(result: RoundResult, rows: Iterable[tuple[str, str, float, str]]) -> RoundResult:
    """The round with these realisations (period, indicator, value, status) in the place of any of those indicators."""
    added = pd.DataFrame(rows, columns=["periode", "indicator", "waarde", "status"]).assign(bron="toets")
    known = result.inputs.realisations
    kept = known[~known["indicator"].isin(set(added["indicator"]))]
    return replace(result, inputs=replace(result.inputs, realisations=pd.concat([kept, added], ignore_index=True)))


def test_which_parameters_are_counted_follows_from_the_formulas():
    """A flow that is the parameter, and a share of another flow; a share of a stock is a chance, and is not."""
    shares = shares_of(chain_named("standaard"))
    assert shares["instroom_herhaald"] == (Share("asiel.instroom_herhaald", ""),)
    assert shares["aandeel_amv"] == (Share("asiel.waarvan_amv", "asiel.instroom_eerste"),)
    assert not {"uitval_spoor4", "uitstroom_overig", "taakstelling", "beroep_intrekking"} & shares.keys()


def test_where_the_figures_lie_apart_that_is_the_error():
    """p = 60/400; what is left is −9, 12 and −3; √(3/2 · 234)/400."""
    assert standard_error(figures((6, 100), (42, 200), (12, 100)), share=True) == pytest.approx(sqrt(1.5 * 234) / 400)


def test_no_less_than_what_chance_gives():
    """Figures that happen to agree to the last one are no surer than as many tosses of a coin."""
    same = figures((15, 100), (30, 200), (15, 100))
    assert standard_error(same, share=True) == pytest.approx(sqrt(0.15 * 0.85 / 400))
    assert standard_error(same, share=False) == pytest.approx(sqrt(0.15 / 400))


def test_an_eighth_of_the_chance_lies_on_either_side():
    """Against Student's t of scipy, clipped at what the chain allows."""
    spec = ParameterSpec("a", "a", "aandeel", 0.0, 1.0)
    reach = stats.t.ppf(0.875, 2) * 0.01
    assert interval(spec, 0.4, 0.01, 2) == pytest.approx((0.4 - reach, 0.4 + reach), rel=1e-3)
    assert interval(spec, 0.9, 0.4, 2)[1] == 1.0


def test_the_interval_holds_the_rate_as_often_as_it_says(result):
    """Of 400 rounds whose monthly counts were drawn with a known rate about three quarters hold it."""
    rng, spec = np.random.default_rng(20250214), ParameterSpec("a", "a", "personen per maand")
    held = 0
    for counts in rng.poisson(120, size=(400, 12)):
        drawn = [Figure(Period(Month(2023, at + 1)), float(count), 1.0) for at, count in enumerate(counts)]
        low, high = interval(spec, counts.mean(), standard_error(drawn, share=False), 11)
        held += low <= 120 <= high
    assert 0.70 < held / 400 < 0.86  # a little above 0.75: the error is the larger of two


def test_a_flow_that_is_the_parameter_is_its_average(result):
    """Monthly figures before a year; what was assumed does not count."""
    rows = [(f"2023-{at:02d}", "asiel.instroom_herhaald", 50.0 + 10 * at, "voorlopig") for at in range(1, 13)]
    found = counted(with_rows(result, [*rows, ("2022-12", "asiel.instroom_herhaald", 900.0, "aanname")]))
    said = found["instroom_herhaald"]
    assert isinstance(said, Evidence)
    assert (said.value, said.figures, said.start, said.end) == (115.0, 12, Month(2023, 1), Month(2023, 12))
    assert said.kind == "telling"
    error = np.std(np.arange(60, 180, 10), ddof=1) / sqrt(12)
    assert said.high - said.low == pytest.approx(2 * stats.t.ppf(0.875, 11) * error, rel=5e-3)


def test_a_share_is_that_of_the_sums(result):
    """Two years of another size: 15.1% of 40.000 and 9% of 20.000 is 13.07%, not the average of both."""
    whole = [(year, "asiel.instroom_eerste", value, "definitief") for year, value in (("2022", 2e4), ("2023", 4e4))]
    part = [("2022", "asiel.waarvan_amv", 1800.0, "definitief"), ("2023", "asiel.waarvan_amv", 6040.0, "definitief")]
    said = counted(with_rows(result, [*whole, *part]))["aandeel_amv"]
    assert isinstance(said, Evidence)
    assert said.value == 0.1307


def test_what_is_too_few_or_too_old_gives_no_number(result):
    """One figure, figures of before the window, and none each have a reason of their own."""
    name = "asiel.waarvan_amv"
    whole = [(str(year), "asiel.instroom_eerste", 4e4, "definitief") for year in range(2017, 2024)]
    cases = {
        "maar één cijfer": [("2023", name, 5000.0, "definitief"), ("2018", name, 5000.0, "definitief")],
        "alleen van eerder": [("2017", name, 5000.0, "definitief"), ("2018", name, 5000.0, "definitief")],
        "geen realisatie": [("2023", name, 5000.0, "aanname"), ("2022", name, 5000.0, "aanname")],
    }
    for words, rows in cases.items():
        said = counted(with_rows(result, [*whole, *rows]))["aandeel_amv"]
        assert isinstance(said, Lack)
        assert words in said.reason


def test_what_was_said_not_to_count_does_not(result):
    """A figure that counts in no score, and those of before a break in the series."""
    name = "asiel.instroom_herhaald"
    months = [(f"2023-{at:02d}", name, 100.0 + at, "definitief") for at in range(1, 13)]
    whole = with_rows(result, months)

    def said(*rows: tuple[str, str]) -> Evidence | Lack:
        table = pd.DataFrame(rows, columns=["periode", "teken"]).assign(indicator=name, reden="toets", bron="toets")
        return counted(replace(whole, inputs=replace(whole.inputs, unknown=table)))["instroom_herhaald"]

    unscored, broken = said(("2023-12", "~")), said(("2023-07", ":"))
    assert isinstance(unscored, Evidence)
    assert (unscored.value, unscored.figures) == (106.0, 11)
    assert isinstance(broken, Evidence)
    assert (broken.value, broken.figures, broken.start) == (109.5, 6, Month(2023, 7))

"""How the model error and the bands of the past are told."""

from dataclasses import replace
from math import exp

import pytest
from scipy.stats import t as student

from mpp_lib.compare.model_error.pooled import pooled
from mpp_lib.compare.model_error.residuals import Residual
from mpp_lib.compare.uncertainty.past_bands import PastBand
from mpp_lib.present.trefzekerheid.chain_bands import NO_BANDS, coverage_table, past_bands_table
from mpp_lib.present.trefzekerheid.model_error_tables import NOTHING, crossed_table, leads_table, model_error_table
from mpp_lib.production.chains import STANDARD, chain_named
from tests.support.scored import ONE

CHAIN = chain_named(STANDARD)


def test_a_model_error_is_told_with_what_it_rests_on() -> None:
    """Four years of one stock, all off by e^0,1: those of the pool, its band after one and five years, who borrows."""
    errors = pooled(CHAIN, [Residual("coa.bezetting", 2020 + year, 0.1) for year in range(4)])
    table = model_error_table(CHAIN, errors)
    own, *others = table.texts()
    low, high = (100 * (exp(sign * 0.1 * student.ppf(7 / 8, 4)) - 1) for sign in (-1, 1))
    assert own[0] == "COA, bezetting"
    assert own[1:4] == ["4", "4", "4,0"]
    assert own[4:] == [f"−{-low:.0f}% tot +{high:.0f}%", "−21% tot +26%"]
    assert {cells[1] for cells in others} == {"geleend"}
    assert table.groups()[0] == "COA, standen"
    assert "Van 1 indicator is gemeten" in table.finding


def test_without_a_past_there_is_a_sentence() -> None:
    assert model_error_table(CHAIN, {}).finding == NOTHING
    assert crossed_table(()).finding == NOTHING
    assert leads_table(()).finding == NOTHING
    assert coverage_table(()).finding == NO_BANDS


@pytest.fixture
def bands() -> list[PastBand]:
    """One below, one within and one that could not know its model error."""
    score = replace(ONE, indicator="coa.bezetting", realised=85.0)
    known = [PastBand(replace(score, realised=value), (90.0, 110.0), (95.0, 105.0), "eigen") for value in (85.0, 90.0)]
    return [*known, PastBand(score, (80.0, 90.0), (80.0, 90.0), "onbekend")]


def test_a_band_says_on_which_side_the_outcome_lay(bands: list[PastBand]) -> None:
    found = [(cells[-2], cells[-1]) for cells in past_bands_table(bands).texts()]
    assert found == [("onder", "eigen"), ("binnen", "eigen"), ("binnen", "onbekend")]


def test_coverage_is_told_with_how_sure_it_is(bands: list[PastBand]) -> None:
    table = coverage_table(bands)
    assert [cells[:5] for cells in table.texts()] == [
        ["alle banden", "3", "2", "67%", "te weinig indicatoren"],
        ["met modelfout", "2", "1", "50%", "te weinig indicatoren"],
        ["dezelfde zonder modelfout", "2", "0", "0%", "te weinig indicatoren"],
        ["onzekerheid onbekend", "1", "1", "100%", "te weinig indicatoren"],
    ]
    assert table.finding.startswith("Van 2 banden met modelfout bevatten er 1 de uitkomst: 50%, waar 75% is bedoeld.")

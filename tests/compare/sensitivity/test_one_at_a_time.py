"""One input at a time in one pass of the engine, against rounds calculated one by one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.compare.sensitivity.one_at_a_time import times, years_given
from mpp_lib.compare.sensitivity.ranges_run import FROM_PROGNOSE, run_ranges
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.expression import Param, Plan
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult, calculate
from mpp_lib.production.stretched import Duration

ROUND = Path(__file__).parents[2] / "rounds" / "_klein"
WATCHED = ("coa.bezetting", "ind.asiel.voorraad", "dtv.caseload", "rvdr.asiel.voorraad", "ks.taakstelling")


@pytest.fixture(scope="module")
def inputs() -> RoundInputs:
    """The small round with a measure in it, so that a change has to leave that in."""
    found = load_round(ROUND, catalogue_named)
    measure = {
        "id": "M1", "parameter": "taakstelling_realisatiegraad", "vanaf": "2024-09", "tot": "", "soort": "plus",
        "effect": -0.2, "actief": "ja", "grondslag": "afspraak", "eigenaar": "KS", "omschrijving": "Proef",
        "onderbouwing": "",
    }  # fmt: skip
    return replace(found, measures=pd.DataFrame([measure])[list(found.measures.columns)])


@pytest.fixture(scope="module")
def result(inputs: RoundInputs) -> RoundResult:
    return calculate(inputs)


def medio_years(result: RoundResult, indicator: str) -> np.ndarray:
    """Medio of every year."""
    return result.years[indicator][:, 1]


def test_every_run_is_the_round_calculated_with_that_one_input(inputs: RoundInputs, result: RoundResult) -> None:
    """Nothing, a parameter, a series of the plan: three columns equal to three rounds but for the last digits."""
    parameter, plan = inputs.parameters.copy(), inputs.plan.copy()
    parameter.loc[parameter["parameter"] == "uitval_spoor4", "waarde"] *= 1.3
    chosen = (plan["stroom"] == "spoor4") & (plan["grootheid"] == "capaciteit")
    plan.loc[chosen, "waarde"] *= 0.7
    changes = [times(result, Param("uitval_spoor4"), 1.3), times(result, Plan("spoor4", "capaciteit"), 0.7)]
    found = years_given(result, changes)
    rounds = [result, calculate(replace(inputs, parameters=parameter)), calculate(replace(inputs, plan=plan))]
    for indicator in WATCHED:
        for column, other in enumerate(rounds):
            np.testing.assert_allclose(found[indicator][:, column], medio_years(other, indicator), rtol=1e-12)
    assert len({found["coa.bezetting"][-1, column] for column in range(3)}) == 3


def test_what_is_realised_stays_as_it_was(result: RoundResult) -> None:
    """Twice the first applications leave the three realised months of 2024 alone."""
    found = years_given(result, [times(result, FIRST, 2.0)])["asiel.instroom_eerste"]
    realised = sum(value for period, value in result.realised("asiel.instroom_eerste").items() if str(period) in MONTHS)
    assert found[0, 1] - realised == pytest.approx(2 * (found[0, 0] - realised))
    assert found[1:, 1] == pytest.approx(2 * found[1:, 0])


MONTHS = ("2024-01", "2024-02", "2024-03")


def test_both_ends_of_every_range_are_run(inputs: RoundInputs, result: RoundResult) -> None:
    """First applications first, then the seven ranges of the round; one end by hand."""
    run = run_ranges(result)
    assert run.ranges[0].source == FROM_PROGNOSE
    assert [each.key for each in run.ranges[1:]] == [
        Param("beroep_gegrond"),
        Param("nareis_per_inwilliging"),
        Param("taakstelling_realisatiegraad"),
        Param("vertrek_zelfstandig"),
        Param("bewaring_duur_art59"),
        Plan("spoor4", "capaciteit"),
        Plan("spoor4", "inwilligingspercentage"),
    ]
    lasting = {kernel.name for kernel in result.chain.kernels} - {"oda_verblijf"}
    assert run.inputs == len(result.chain.parameters) + len(result.chain.plan) + len(lasting)
    assert run.years["coa.bezetting"].shape == (3, 1 + 2 * 8)
    days = inputs.parameters.copy()
    days.loc[days["parameter"] == "bewaring_duur_art59", "vanaf"] = "2024-01"
    longer = days[days["parameter"] == "bewaring_duur_art59"].assign(vanaf="2024-04", waarde=55.0)
    by_hand = calculate(replace(inputs, parameters=pd.concat([days, longer], ignore_index=True)))
    indicator = "dji.gemiddelde_bezetting"
    (swing,) = [one for one in run.swings(indicator, 2026) if one.range.key == Param("bewaring_duur_art59")]
    assert swing.high == pytest.approx(
        by_hand.year(indicator, 2026, "medio") - result.year(indicator, 2026, "medio"), rel=1e-9
    )


def test_the_widest_swing_comes_first_and_idle_inputs_are_left_out(result: RoundResult) -> None:
    swings = run_ranges(result).swings("dji.gemiddelde_bezetting", 2026)
    widths = [swing.width for swing in swings]
    assert widths == sorted(widths, reverse=True)
    assert swings[0].range.key == Param("bewaring_duur_art59")
    assert all(width > 0 for width in widths)


def test_the_run_of_medio_is_medio(result: RoundResult) -> None:
    """The first column of every indicator is the round itself."""
    run = run_ranges(result)
    for indicator, years in run.years.items():
        np.testing.assert_allclose(years[:, 0], medio_years(result, indicator), rtol=1e-12, err_msg=indicator)


def test_a_distribution_goes_to_both_ends_of_its_range(inputs: RoundInputs) -> None:
    """From July 2024 on at once to twice as long: as a round is with a second row that says so (2, 6, 10 months)."""
    row = {
        "invoer": "nareis_aanvraag.duur", "vanaf": "2024-07", "soort": "factor", "laag": 0.0, "hoog": 2.0,
        "eigenaar": "IND", "bron": "aanname", "toelichting": "",
    }  # fmt: skip
    run = run_ranges(calculate(replace(inputs, ranges=pd.DataFrame([row])[list(inputs.ranges.columns)])))
    (column,) = (place for place, found in enumerate(run.ranges) if found.key == Duration("nareis_aanvraag"))
    assert run.ranges[column].label == "Inwilliging tot nareisaanvraag (duur)"
    for end, shares in enumerate(({0: 1.0}, {2: 0.2, 6: 0.5, 10: 0.3})):
        rows = [
            {"parameter": "nareis_aanvraag", "vanaf": "2024-07", "k": k, "aandeel": share}
            for k, share in shares.items()
        ]
        kernels = pd.concat([inputs.kernels, pd.DataFrame(rows)], ignore_index=True).fillna("")
        other = calculate(replace(inputs, kernels=kernels))
        for indicator in ("ind.nareis.aanvragen", "ind.nareis.voorraad"):
            found = run.years[indicator][:, 1 + 2 * column + end]
            np.testing.assert_allclose(found, medio_years(other, indicator), rtol=1e-11)
            assert not np.allclose(found, run.years[indicator][:, 0], rtol=1e-4)

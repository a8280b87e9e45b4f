"""The own effect of measures, against runs made one by one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.measure_effects import EFFECTS, TOGETHER, effects, together
from mpp_lib.inputs.load import load_round
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.key_figures import MEASURED
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult, calculate

ROUND = Path(__file__).parents[1] / "rounds" / "_klein"
EXAMPLE = Path(__file__).parents[2] / "rounds" / "2024-2"
ROWS = {
    "M1": ("taakstelling_realisatiegraad", "factor", 0.5, "ja"),
    "M2": ("opvang_nareis", "plus", 0.3, "ja"),
    "M3": ("uitstroom_overig", "waarde", 0.03, "nee"),
}
"""They work on each other: fewer homes count for more with more relatives in reception."""


def calculated(**active: str) -> RoundResult:
    """The small round with these measures, each as in ROWS unless given."""
    inputs = load_round(ROUND, catalogue_named)
    rows = [
        {"id": name, "parameter": p, "vanaf": "2024-06", "tot": "", "soort": kind, "effect": effect}
        | {"actief": active.get(name, "nee"), "omschrijving": "Proef", "grondslag": "afspraak", "eigenaar": "APM"}
        for name, (p, kind, effect, _) in ROWS.items()
    ]
    table = pd.DataFrame(rows).assign(onderbouwing="")[list(inputs.measures.columns)]
    return calculate(replace(inputs, measures=table, ranges=inputs.ranges[:0]))


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return calculated(**{name: row[3] for name, row in ROWS.items()})


def residents(**active: str) -> float:
    return calculated(**active).year("coa.bezetting", 2026, "medio")


def test_each_effect_is_the_difference_of_two_rounds_that_differ_in_one_measure(result: RoundResult) -> None:
    found = effects(result).set_index(["maatregel", "indicator", "scenario", "periode"])
    none, both = residents(), residents(M1="ja", M2="ja")
    expected = {
        "M1": (residents(M1="ja") - none, both - residents(M2="ja")),
        "M2": (residents(M2="ja") - none, both - residents(M1="ja")),
        "M3": (residents(M3="ja") - none, residents(M1="ja", M2="ja", M3="ja") - both),
    }
    for name, (alone, within) in expected.items():
        row = found.loc[(name, "coa.bezetting", "medio", "2026")]
        assert (row["zonder"], row["alleen"], row["in_geheel"]) == (none, alone, within)
        assert alone != pytest.approx(within, rel=1e-3)
    assert found["actief"].groupby("maatregel").first().to_dict() == {"M1": True, "M2": True, "M3": False}


def test_the_whole_set_is_set_beside_nothing(result: RoundResult) -> None:
    found = together(result).set_index(["indicator", "scenario", "periode"])
    row = found.loc[("coa.bezetting", "medio", "2026")]
    none, both = residents(), residents(M1="ja", M2="ja")
    assert (row["zonder"], row["met"], row["verschil"]) == (none, both, both - none)
    untouched = found.loc["ind.asiel.voorraad"]
    assert (untouched["verschil"] == 0).all()


def test_every_key_indicator_stands_in_every_year_and_scenario(result: RoundResult) -> None:
    rows = len(MEASURED) * 3 * 3
    assert (list(effects(result).columns), len(effects(result))) == (list(EFFECTS), 3 * rows)
    assert (list(together(result).columns), len(together(result))) == (list(TOGETHER), rows)
    assert not effects(result).isna().any(axis=None)


def test_a_round_without_measures_has_none_to_show() -> None:
    inputs = load_round(ROUND, catalogue_named)
    result = calculate(replace(inputs, measures=inputs.measures[:0]))
    assert effects(result).empty
    assert list(effects(result).columns) == list(EFFECTS)
    assert (together(result)["verschil"] == 0).all()


def test_the_measure_of_the_example_moves_people_and_loses_none() -> None:
    """By hand: in its first month five points of the taakstelling more find a home; whoever is out is no longer in."""
    result = open_round(EXAMPLE)
    with_, without = result.months, result.without.months
    start = result.inputs.settings.span.months.index(Month(2025, 1))
    more = with_["coa.uitstroom_huisvesting"] - without["coa.uitstroom_huisvesting"]
    np.testing.assert_allclose(more[:start], 0.0)
    np.testing.assert_allclose(more[start], 0.05 * without["ks.taakstelling"][start])
    out = np.cumsum(with_["coa.uitstroom"] - without["coa.uitstroom"], axis=0)
    np.testing.assert_allclose(out, without["coa.bezetting"] - with_["coa.bezetting"], atol=1e-6)
    assert (out[-1] > 1000).all()

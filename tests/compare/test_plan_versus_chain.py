"""The plan beside the chain, on the whole chain run with drawn surroundings."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mpp_lib.compare.plan_versus_chain import plan_versus_chain
from mpp_lib.production.chains import chain_named
from mpp_lib.production.engine import run
from mpp_lib.production.parts import Parts
from mpp_lib.production.run import RoundResult
from tests.support.chain.drawn_cases import HISTORY, case, drawn_parameters
from tests.support.inflow_rounds import round_inputs

CHAIN = chain_named("standaard")
SCENARIOS = ("minimum", "medio", "maximum")
INDICATORS = {
    ("spoor4", "beslissingen"): "ind.spoor4.beslissingen",
    ("spoor4", "voorraad"): "ind.spoor4.voorraad",
    ("nareis", "instroom"): "ind.nareis.aanvragen",
    ("herhaald", "zonder_beslissing"): "ind.herhaald.zonder_beslissing",
    ("regulier_gezin", "instroom"): "ind.gezin.aanvragen",
    ("regulier_eu_toetsing", "beslissingen"): "ind.eu_toetsing.beslissingen",
}


def planned(rows: dict[str, Any], factor: float) -> pd.DataFrame:
    """A plan that says ``factor`` times what the chain says, and things the chain has no number for."""
    months = round_inputs(first_year=2024, years=5).settings.span.months
    lines = [
        (str(month), scenario, stream, quantity, factor * rows[name][HISTORY + k, column], "")
        for (stream, quantity), name in INDICATORS.items()
        for column, scenario in enumerate(SCENARIOS)
        for k, month in enumerate(months)
    ]
    lines += [(str(month), s, "spoor4", "capaciteit", 1.0, "") for month in months for s in SCENARIOS]
    lines += [(str(month), s, "bewaring_art59", "instroom", 1.0, "") for month in months for s in SCENARIOS]
    return pd.DataFrame(lines, columns=["maand", "mpp_scenario", "stroom", "grootheid", "waarde", "definitie"])


@pytest.fixture(scope="module")
def result() -> RoundResult:
    """A run of three draws over five years; the plan says half of everything."""
    rng = np.random.default_rng(20240215)
    data = case(CHAIN, drawn_parameters(CHAIN, rng), rng, months=60, draws=3)
    rows = run(CHAIN, data)
    inputs = replace(round_inputs(first_year=2024, years=5), plan=planned(rows, 0.5))
    parts = Parts(CHAIN, inputs.settings.span.months, 3, {}, {}, {}, {}, {})
    return RoundResult(inputs, forecast=None, parts=parts, measures=(), data=data, rows=rows)


def test_every_quantity_that_both_have_stands_side_by_side(result: RoundResult):
    """Capacity has no indicator and the inflow of bewaring is the plan's own: neither is compared."""
    table = plan_versus_chain(result)
    assert list(table.columns) == [
        "stroom",
        "grootheid",
        "jaar",
        "mpp_scenario",
        "plan",
        "keten",
        "verschil",
        "verschil_pct",
    ]
    assert set(zip(table["stroom"], table["grootheid"], strict=True)) == set(INDICATORS)
    assert len(table) == len(INDICATORS) * 5 * 3


def test_flows_are_summed_and_stocks_taken_at_the_end(result: RoundResult):
    """The chain's years are those of the result table, the plan's half of them."""
    table = plan_versus_chain(result).set_index(["stroom", "grootheid", "jaar", "mpp_scenario"])
    for (stream, quantity), name in INDICATORS.items():
        for column, scenario in enumerate(SCENARIOS):
            last_year = result.rows[name][HISTORY + 48 : HISTORY + 60, column]
            whole = last_year[-1] if quantity == "voorraad" else last_year.sum()
            row = table.loc[stream, quantity, 2028, scenario]
            np.testing.assert_allclose(row[["plan", "keten", "verschil"]].astype(float), [whole / 2, whole, whole / 2])
            assert whole == 0 or row["verschil_pct"] == pytest.approx(100.0)


def test_a_plan_that_agrees_differs_nowhere(result: RoundResult):
    """What the plan says to the last digit leaves no difference."""
    same = replace(result, inputs=replace(result.inputs, plan=planned(result.rows, 1.0)))
    np.testing.assert_allclose(plan_versus_chain(same)["verschil"], 0.0, atol=1e-6)


def test_nothing_planned_has_no_percentage(result: RoundResult):
    """A plan of zero is a difference, not a percentage."""
    none = replace(result, inputs=replace(result.inputs, plan=planned(result.rows, 0.0)))
    table = plan_versus_chain(none)
    assert table["verschil_pct"].isna().all()
    np.testing.assert_allclose(table["verschil"], table["keten"])

"""The explanation: against runs of the chain that were really made with the other inflow, or the other production."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.monitor.build import Monitor, monitor
from mpp_lib.compare.monitor.explain import PLAYERS, REST, UNSPLIT
from mpp_lib.compare.monitor.monitored_indicator import Explanation, Missing
from mpp_lib.inflow.forecast import monthly_inflow
from mpp_lib.production.assembly import outcome
from mpp_lib.production.open_round import open_round
from mpp_lib.production.parts import parts_of
from mpp_lib.production.run import RoundResult, calculate
from tests.support.monitor_cases import MEDIO, as_expected, edition, medio

SMALL = Path(__file__).parents[2] / "rounds" / "_klein"
UNTIL = Month(2024, 8)
MONTHS = month_range(Month(2024, 1), 8)
FIRST, DECISIONS = "asiel.instroom_eerste", "ind.spoor4.beslissingen"
TOTAL_DECISIONS = "ind.asiel.beslissingen"
FOLLOWED = ("coa.bezetting", "ind.asiel.voorraad", "ind.asiel.beslissingen", "asiel.waarvan_amv", "coa.uitstroom")


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(SMALL)


def lower_inflow(result: RoundResult) -> dict[str, np.ndarray]:
    """The chain, run again from the start with three in ten fewer applications in April up to August."""
    inflow = monthly_inflow(result.forecast, result.inputs)
    inflow[3:8] *= 0.7
    parts = parts_of(result.chain, result.inputs, inflow)
    return {name: values[:, MEDIO] for name, values in outcome(parts).items()}


def less_decided(result: RoundResult) -> dict[str, np.ndarray]:
    """The chain, run again from the start with a plan of half the capacity of track 4 in April up to August."""
    plan = result.inputs.plan.copy()
    chosen = (plan["stroom"] == "spoor4") & (plan["grootheid"] == "capaciteit")
    chosen &= plan["maand"].between("2024-04", "2024-08")
    plan.loc[chosen, "waarde"] *= 0.5
    made = calculate(replace(result.inputs, plan=plan))
    return {name: values[:, MEDIO] for name, values in made.months.items()}


def realised(values: dict[str, np.ndarray], *indicators: str) -> dict[tuple[str, str], float]:
    return {(name, str(m)): float(values[name][k]) for name in indicators for k, m in enumerate(MONTHS)}


def causes(made: Monitor, indicator: str) -> tuple[Explanation, float, float, float]:
    explanation = made.by_indicator[indicator].explanation
    assert explanation is not None
    *known, rest = explanation.parts
    effects = {part.name: part.value for part in known}
    assert set(effects) <= set(PLAYERS)
    assert rest.name == (UNSPLIT if explanation.missing else REST)
    return explanation, *(effects.get(name, 0.0) for name in PLAYERS), rest.value


def test_lower_inflow_explains_what_lower_inflow_did(result: RoundResult):
    """Where the world is the chain with fewer applications, inflow explains everything, everywhere."""
    world = lower_inflow(result)
    made = monitor(result, edition(realised(world, FIRST, *FOLLOWED), UNTIL))
    for name in FOLLOWED:
        explanation, inflow, _, rest = causes(made, name)
        scale = abs(made.by_indicator[name].expected)
        assert rest == pytest.approx(0, abs=1e-9 * scale), name
        if name != "ind.asiel.beslissingen":
            assert abs(explanation.deviation) > 0.001 * scale
            assert inflow == pytest.approx(explanation.deviation, rel=0.05), name


def test_inflow_alone_is_what_the_chain_makes_of_it(result: RoundResult):
    """With only first applications delivered, the inflow part is the difference between two runs, to rounding."""
    world = lower_inflow(result)
    delivered = realised(world, FIRST) | {("coa.bezetting", str(UNTIL)): result.months["coa.bezetting"][7, MEDIO] + 500}
    _, inflow, production, rest = causes(monitor(result, edition(delivered, UNTIL)), "coa.bezetting")
    difference = world["coa.bezetting"][7] - result.months["coa.bezetting"][7, MEDIO]
    assert difference < -1000
    assert inflow == pytest.approx(difference)
    assert production == 0
    assert rest == pytest.approx(500 - difference)


def test_fewer_decisions_explain_what_fewer_decisions_did(result: RoundResult):
    """Where the world is the chain with half the capacity of track 4, production explains everything."""
    world = less_decided(result)
    figures = realised(world, DECISIONS, "coa.bezetting", "ind.asiel.voorraad")
    figures |= {(FIRST, str(m)): value for m, value in medio(result, FIRST, UNTIL).items()}
    made = monitor(result, edition(figures, UNTIL))
    for name in ("coa.bezetting", "ind.asiel.voorraad"):
        explanation, inflow, production, rest = causes(made, name)
        assert abs(explanation.deviation) > 5
        assert production == pytest.approx(explanation.deviation, rel=1e-9)
        assert inflow == pytest.approx(0, abs=1e-6)
        assert rest == pytest.approx(0, abs=1e-6)


def test_a_total_is_shared_out_over_its_tracks(result: RoundResult):
    """With only the total of asylum decisions delivered, its production part is its own deviation."""
    figures = {(TOTAL_DECISIONS, str(m)): 0.8 * v for m, v in medio(result, TOTAL_DECISIONS, UNTIL).items()}
    made = monitor(result, edition(figures, UNTIL))
    explanation, inflow, production, rest = causes(made, "ind.asiel.beslissingen")
    assert production == pytest.approx(explanation.deviation)
    assert inflow == 0
    assert rest == pytest.approx(0, abs=1e-6)
    assert [part.name for part in explanation.parts] == ["productie van de IND", "andere oorzaken"]


def test_what_is_itself_a_cause_is_split_over_the_quarters(result: RoundResult):
    """First applications 300 up in February, 100 down in May and 50 down in July: a part for each quarter begun."""
    figures = {(FIRST, str(m)): value for m, value in medio(result, FIRST, UNTIL).items()}
    for month, apart in (("2024-02", 300.0), ("2024-05", -100.0), ("2024-07", -50.0)):
        figures[FIRST, month] += apart
    explanation = monitor(result, edition(figures, UNTIL)).by_indicator[FIRST].explanation
    assert explanation is not None
    assert explanation.by_quarter
    parts = {part.name: part.value for part in explanation.parts}
    assert parts == pytest.approx({"eerste kwartaal": 300.0, "tweede kwartaal": -100.0, "juli en augustus": -50.0})
    assert explanation.missing == ()


def test_a_rest_is_no_cause_while_a_delivery_is_missing_that_could_be_it(result: RoundResult):
    """A stock 3.000 above medio with inflow and no decisions: what the IND did could be it, so nothing is named.

    With decisions and repeat applications as in medio the same 3.000 are other causes. A million is too: no delivery
    is a tenth of it.
    """
    known = {(FIRST, str(m)): value for m, value in medio(result, FIRST, UNTIL).items()}
    others = (TOTAL_DECISIONS, "asiel.instroom_herhaald")
    rest = {(name, str(m)): value for name in others for m, value in medio(result, name, UNTIL).items()}
    stock = result.months["ind.asiel.voorraad"][7, MEDIO]

    def explained(figures: dict[tuple[str, str], float], more: float) -> Explanation:
        delivered = figures | {("ind.asiel.voorraad", str(UNTIL)): stock + more}
        return causes(monitor(result, edition(delivered, UNTIL)), "ind.asiel.voorraad")[0]

    small, whole, large = explained(known, 3000.0), explained(known | rest, 3000.0), explained(known, 1e6)
    assert Missing("ind.asiel.beslissingen", True) in small.missing
    assert [part.name for part in small.parts] == ["gerealiseerde instroom", UNSPLIT]
    assert [part.name for part in whole.parts] == [*PLAYERS, REST]
    assert (large.missing, large.parts[-1].name) == ((), REST)
    for one in (small, whole, large):
        assert sum(part.value for part in one.parts) == pytest.approx(one.deviation)


def test_a_series_that_stops_early_is_missing_in_part(result: RoundResult):
    """First applications up to June beside a stock of August: two months of what moves it were not delivered."""
    known = {(FIRST, str(m)): value for m, value in medio(result, FIRST, Month(2024, 6)).items()}
    stock = result.months["coa.bezetting"][7, MEDIO]
    made = monitor(result, edition(known | {("coa.bezetting", str(UNTIL)): stock + 2000.0}, UNTIL))
    assert Missing(FIRST, False) in causes(made, "coa.bezetting")[0].missing


def test_only_what_moves_an_indicator_can_be_missing(result: RoundResult):
    """Applications outside asylum depend on no decision on asylum, however little of it was delivered."""
    name = "ind.regulier.aanvragen"
    figures = {(name, str(month)): 1.1 * value for month, value in medio(result, name, UNTIL).items()}
    explanation, *_ = causes(monitor(result, edition(figures, UNTIL)), name)
    assert not [one for one in explanation.missing if one.indicator.startswith(("asiel.", "ind.asiel", "ind.nareis"))]


def test_the_parts_add_up_for_every_indicator(result: RoundResult):
    """Inflow, production and rest make up each deviation, whatever was delivered; the largest residual is printed."""
    generator = np.random.default_rng(3)
    figures = {key: value * generator.uniform(0.7, 1.3) for key, value in as_expected(result, UNTIL).items()}
    made = monitor(result, edition(figures, UNTIL))
    residuals = {}
    for row in made.rows:
        assert row.explanation is not None
        assert row.to_date is not None
        total = sum(part.value for part in row.explanation.parts)
        residuals[row.indicator] = abs(total - (row.to_date.realised - row.to_date.expected)) / row.to_date.expected
    worst = max(residuals, key=residuals.__getitem__)
    print(f"grootste restant: {worst} {residuals[worst]:.1e}")
    assert residuals[worst] < 1e-12

"""Laws the chain keeps whatever is put into it: nobody appears, nobody vanishes, nothing falls below zero."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mpp_lib.base.catalogue import KernelSpec
from mpp_lib.production.blocks import Named, Part, QueueNames, queue
from mpp_lib.production.chain_data import Array, ChainData
from mpp_lib.production.chains import chain_named
from mpp_lib.production.engine import run
from mpp_lib.production.expression import Const, Delay, Param, Plan, Series
from mpp_lib.production.node import Chain
from tests.support.chain import tiny
from tests.support.chain.drawn_cases import bounds, case, drawn_kernels, permitted

CHAIN = chain_named("standaard")
ROUNDING = 1e-9
"""Of the largest number that went in: sums of sixty months of thousands of people, in double precision."""
CASES = settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])


PARAMETERS = st.fixed_dictionaries({spec.name: st.floats(*bounds(spec.low, spec.high)) for spec in CHAIN.parameters})
"""Every parameter anywhere in its range."""
SEEDS = st.integers(0, 2**32 - 1)


def surroundings(values: dict[str, float], seed: int) -> ChainData:
    """Permitted surroundings of three draws over five years around these parameter values."""
    return case(CHAIN, permitted(CHAIN, values), np.random.default_rng(seed), months=60, draws=3)


def scale(rows: dict[str, Array]) -> float:
    """The largest number in a run."""
    return max(float(np.abs(values).max()) for values in rows.values())


def added(rows: dict[str, Array], ids: Iterable[str], data: ChainData) -> Array:
    """The sum of nodes over the horizon, month by month."""
    return np.sum([rows[node_id][data.horizon] for node_id in ids], axis=0)


@CASES
@given(PARAMETERS, SEEDS)
def test_every_declared_balance_closes_every_month(values: dict[str, float], seed: int) -> None:
    data = surroundings(values, seed)
    rows = run(CHAIN, data)
    for balance in CHAIN.balances:
        change = np.diff(rows[balance.stock][data.history - 1 :], axis=0)
        flows = added(rows, balance.inflow, data) - added(rows, balance.outflow, data)
        np.testing.assert_allclose(change, flows, rtol=0, atol=ROUNDING * scale(rows), err_msg=balance.label)


CASE_ROADS = {
    "stocks": (
        *(f"ind.{track}.voorraad" for track in ("spoor1", "spoor2", "spoor4", "herhaald")),
        "ind.dublin_voorraad",
        "ind.in_beroepstermijn",
        "rvdr.asiel.voorraad_inhoudelijk",
    ),
    "in": (
        "asiel.instroom_eerste",
        "asiel.instroom_herhaald",
        "asiel.herplaatsing",
        "ind.spoor4.heropend",
        "oekraine.naar_asiel",
    ),
    "out": (
        *(f"ind.{track}.zonder_beslissing" for track in ("spoor1", "spoor2", "spoor4", "herhaald")),
        "ind.spoor4.inwilligingen",
        "ind.herhaald.inwilligingen",
        "ind.dublin_overdrachten",
        "ind.dublin_mob",
        "ind.definitief_afgewezen",
    ),
}
PEOPLE_IN_RECEPTION = {
    "stocks": ("coa.in_procedure", "coa.vergunninghouders", "coa.vertrekplichtig"),
    "in": ("coa.instroom_asiel", "coa.herinstroom", "coa.instroom_nareis", "coa.instroom_overig"),
    "out": ("coa.uitstroom_huisvesting", "coa.uitstroom_overig", "coa.uitstroom_vertrek"),
}
RELATIVES = {
    "stocks": ("ind.nareis.voorraad", "ind.nareis.verleend_nog_niet_ingereisd"),
    "in": ("ind.nareis.aanvragen",),
    "out": ("ind.nareis.zonder_beslissing", "asiel.instroom_nareis", "ind.nareis.vervallen"),
}
REGISTERED_TO_HANDLED = {
    "stocks": ("politie.ir_wachtrij", *CASE_ROADS["stocks"]),
    "in": ("asiel.aanmeldingen", *CASE_ROADS["in"][1:]),
    "out": CASE_ROADS["out"],
}

KINDS = ("gezin", "kennis_en_talent", "studie", "overig", "verlenging", "naturalisatie", "eu_toetsing")
REGULIER = {
    "stocks": (
        *(f"ind.{kind}.voorraad" for kind in KINDS),
        "ind.in_bezwaartermijn",
        "ind.bezwaar.voorraad",
        "ind.bezwaar.in_beroepstermijn",
        "rvdr.regulier.voorraad",
    ),
    "in": tuple(f"ind.{kind}.aanvragen" for kind in KINDS),
    "out": (
        *(f"ind.{kind}.{road}" for kind in KINDS for road in ("zonder_beslissing", "inwilligingen")),
        "ind.bezwaar.gegrond",
        "ind.regulier.definitief_afgewezen",
    ),
}
"""Every application: granted at once or on objection, withdrawn, finally refused, or still open somewhere."""
BEWARING = {
    "stocks": ("dji.art59.bezetting", "dji.art6.bezetting"),
    "in": ("dji.art59.instroom", "dji.art6.instroom"),
    "out": ("dji.vertrek_vanuit_bewaring", "dji.opheffing"),
}


def refused_relatives(rows: dict[str, Array], data: ChainData) -> Array:
    """Relatives who were decided on and not admitted."""
    return rows["ind.nareis.beslissingen"][data.horizon] - rows["ind.nareis.inwilligingen"][data.horizon]


@CASES
@given(PARAMETERS, SEEDS)
def test_totals_over_five_years_close_at_the_borders_of_the_chain(values: dict[str, float], seed: int) -> None:
    """Opening + everything that ever came in − everything that ever went out, over borders the balances do not name."""
    data = surroundings(values, seed)
    rows = run(CHAIN, data)
    for roads in (CASE_ROADS, PEOPLE_IN_RECEPTION, RELATIVES, REGISTERED_TO_HANDLED, REGULIER, BEWARING):
        opening = sum(rows[stock][data.history - 1] for stock in roads["stocks"])
        into, out = added(rows, roads["in"], data), added(rows, roads["out"], data)
        if roads is RELATIVES:
            out = out + refused_relatives(rows, data)
        expected = opening + (into - out).cumsum(axis=0)
        found = added(rows, roads["stocks"], data)
        np.testing.assert_allclose(found, expected, rtol=0, atol=60 * ROUNDING * scale(rows))


@CASES
@given(PARAMETERS, SEEDS)
def test_nobody_leaves_who_is_not_there(values: dict[str, float], seed: int) -> None:
    """No stock, flow, term or share falls below zero, apart from those declared to have a sign."""
    data = surroundings(values, seed)
    rows = run(CHAIN, data)
    least = -ROUNDING * scale(rows)
    below = {node.id: rows[node.id].min() for node in CHAIN.nodes if not node.signed}
    assert {name: lowest for name, lowest in below.items() if not lowest >= least} == {}


@CASES
@given(PARAMETERS, SEEDS)
def test_parts_stay_within_their_wholes(values: dict[str, float], seed: int) -> None:
    data = surroundings(values, seed)
    rows = run(CHAIN, data)
    room = ROUNDING * scale(rows)

    def within(part: str, whole: str) -> bool:
        return bool((rows[part] <= rows[whole] + room).all())

    assert (rows["coa.aandeel_in_opvang"] <= 1 + 1e-9).all()
    assert within("coa.in_procedure", "ind.zaken_in_procedure")
    assert within("coa.vertrekplichtig", "dtv.dossiers")
    assert within("ind.bezwaar.nieuw", "ind.bezwaartermijn_verstreken")
    assert within("dji.vertrek_vanuit_bewaring", "dji.uitstroom")
    ages = ("voorraad", "voorraad_ouder_6", "voorraad_ouder_15", "voorraad_ouder_21")
    for track in ("spoor1", "spoor2", "spoor4", "herhaald"):
        for older, younger in zip(ages[1:], ages, strict=False):
            assert within(f"ind.{track}.{older}", f"ind.{track}.{younger}")
    for handled, capacity in {
        "politie.ir": Param("ir_capaciteit"),
        "ind.spoor4.beslissingen": Plan("spoor4", "capaciteit"),
        "rvdr.asiel.uitspraken_inhoudelijk": Param("rechtbank_capaciteit"),
        "ind.verlenging.beslissingen": Plan("regulier_verlenging", "capaciteit"),
        "ind.bezwaar.beslissingen": Param("bezwaar_capaciteit"),
        "rvs.bewaring.uitspraken": Param("bewaring_rvs_capaciteit"),
    }.items():
        assert (rows[handled][data.horizon] <= data.series[capacity][data.horizon] + room).all()


@CASES
@given(PARAMETERS, SEEDS)
def test_percentages_describe_the_same_grants_over_ever_wider_wholes(values: dict[str, float], seed: int) -> None:
    data = surroundings(values, seed)
    rows = {name: values[data.horizon] for name, values in run(CHAIN, data).items()}
    granted = rows["ind.inwilligingen"]
    for name, whole in {
        "eu": rows["ind.spoor4.beslissingen"]
        + rows["ind.herhaald.beslissingen"]
        + rows["ind.spoor2.beslissingen"]
        - rows["ind.doorstroom_2_4"],
        "aa_va": sum(
            rows[f"ind.{track}.{way}"]
            for track in ("spoor4", "herhaald")
            for way in ("beslissingen", "zonder_beslissing")
        ),
    }.items():
        decided = whole > 0
        np.testing.assert_allclose(
            (rows[f"ind.inwilligingspercentage_{name}"] * whole)[decided], granted[decided], rtol=1e-9, atol=1e-9
        )
        assert (rows[f"ind.inwilligingspercentage_{name}"] <= 1 + 1e-9).all()
    parts = rows["ind.inwilligingen"] + rows["ind.afwijzingen"]
    np.testing.assert_allclose(parts, rows["ind.beslissingen_eu"], rtol=1e-9, atol=1e-6)
    left = sum(
        rows[f"dtv.{reason}"]
        for reason in ("vertrek_zelfstandig_aantoonbaar", "vertrek_gedwongen", "vertrek_zonder_toezicht")
    )
    np.testing.assert_allclose(left + rows["dtv.uitstroom_overig"], rows["dtv.uitstroom"], rtol=1e-9)


monthly = st.lists(st.floats(0, 1e5), min_size=48, max_size=48)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.floats(0, 1e6), monthly, monthly)
def test_a_queue_without_withdrawals_has_a_closed_form(
    opening: float, into: list[float], capacity: list[float]
) -> None:
    """stock[m] = max(s0 + X[m], max over k ≤ m of X[m] − X[k]) with X the running sum of inflow less capacity."""
    names = QueueNames("q", "in", handled=Named("b", "b"), withdrawn=Named("w", "w"), stock=Named("v", "v"))
    nodes, _ = queue(Part("asiel", "zaken"), names, capacity=Series("cap"), leaving=Const(0.0))
    series = {"in": into, "cap": capacity}
    found = tiny.table(tiny.chain([tiny.outside("in"), *nodes]), tiny.data(48, series=series, opening={"v": opening}))
    excess = np.cumsum(np.array(into) - np.array(capacity))
    lowest = np.minimum.accumulate(excess)
    expected = np.maximum(opening + excess, excess - lowest)
    assert found["v"] == pytest.approx(expected, rel=1e-9, abs=1e-4)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 1))
def test_a_delay_lets_out_exactly_who_came_in_however_often_the_kernel_changes(seed: int, first_lag: int) -> None:
    """After the longest lag has passed without new entries, all have left, each by the kernel of the own month."""
    rng = np.random.default_rng(seed)
    entering = rng.gamma(0.5, 1000.0, 40)
    series = [*entering, *[0.0] * 20]
    kernels = {name: values.tolist() for name, values in drawn_kernels(_delayed(first_lag), rng, 61).items()}
    found = tiny.table(_delayed(first_lag), tiny.data(60, series={"in": series}, kernels=kernels))
    out = np.array(found["out"])
    assert out.sum() == pytest.approx(entering.sum(), rel=1e-12)
    assert (out.cumsum() <= np.cumsum(series) + 1e-6).all()
    alone = [
        tiny.table(
            _delayed(first_lag),
            tiny.data(60, series={"in": [value if m == entry else 0.0 for m in range(60)]}, kernels=kernels),
        )["out"]
        for entry, value in ((3, entering[3]), (17, entering[17]))
    ]
    for (entry, value), found_alone in zip(((3, entering[3]), (17, entering[17])), alone, strict=True):
        shares = kernels["road"][1 + entry]
        assert found_alone[entry : entry + len(shares)] == pytest.approx([value * share for share in shares])


def _delayed(first_lag: int) -> Chain:
    made = tiny.chain([tiny.outside("in"), tiny.flow("out", Delay("road", "in"))], {"road": first_lag})
    assert made.kernels == (KernelSpec("road", "road", first_lag=first_lag),)
    return made

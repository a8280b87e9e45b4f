"""Two rounds of a few months, written out: which value of which round stands where in a run that mixes them."""

from collections.abc import Iterable

import numpy as np
import pytest

from mpp_lib.base.catalogue import Aggregation, KernelSpec, ParameterSpec, PlanSpec
from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.attribution.group_members import members_of
from mpp_lib.compare.attribution.mixed_run import (
    FORECAST,
    GROUPS,
    KERNELS,
    MEASURES,
    PARAMETERS,
    PLAN,
    REALISED,
    Coalition,
    MixedRuns,
)
from mpp_lib.inputs.series import Kernel
from mpp_lib.production.assembly import assemble, outcome
from mpp_lib.production.chain_data import ChainData
from mpp_lib.production.expression import Delay, Key, Param, Plan, ref
from mpp_lib.production.layers import Layer, Measure
from mpp_lib.production.node import AGE_HISTORY, Chain, Node
from mpp_lib.production.parts import DAYS, FIRST, NORM, Parts
from mpp_lib.production.run import RoundResult
from tests.support.chain.tiny import flow

JANUARY, MARCH = Month(2024, 1), Month(2024, 3)
BACK, SHARE, CAPACITY = Param("terug"), Param("deel"), Plan("spoor4", "capaciteit")
CHAIN = Chain(
    "proef",
    (
        flow("asiel.instroom", FIRST),
        Node("dtv.terug", "terug", "asiel", "personen", BACK, Aggregation.FLOW, "Proef.", "invoer", realised=True),
        flow("ind.door", SHARE * ref("asiel.instroom") + CAPACITY),
        flow("ind.uit", Delay("weg", "asiel.instroom")),
        Node(
            "coa.bezetting",
            "bezetting",
            "asiel",
            "personen",
            ref("coa.bezetting", 1) + ref("ind.door") - ref("dtv.terug"),
            Aggregation.STOCK,
            "Proef.",
            "voorraad",
            opening="realisatie",
        ),
    ),
    (ParameterSpec("terug", "Terug", "personen per maand"), ParameterSpec("deel", "Deel", "aandeel")),
    (KernelSpec("weg", "Weg"),),
    (PlanSpec("spoor4", "capaciteit", "Capaciteit", "zaken"),),
    (),
)
NAN = np.nan


def column(*values: float) -> np.ndarray:
    return np.array(values)[:, None]


def round_of(
    start: Month,
    series: dict[Key, np.ndarray],
    realised: dict[Key, np.ndarray],
    kernel: tuple[float, ...],
    past: float,
    stock: float,
    measures: Iterable[Measure] = (),
) -> RoundResult:
    months = len(series[FIRST])
    empty = dict.fromkeys((FIRST, BACK), np.full((months, 1), NAN))
    parts = Parts(
        chain=CHAIN,
        months=month_range(start, months),
        draws=1,
        series={DAYS: np.full((months, 1), 30.0), **series},
        realised=empty | realised,
        kernels={"weg": Kernel((Month(2020, 1),), (kernel,))},
        flows={"asiel.instroom": {start - 1: past}},
        stocks={"coa.bezetting": stock},
    )
    return RoundResult(None, None, parts, tuple(measures), None, {})  # type: ignore[arg-type]


def measure(name: str, effect: float) -> Measure:
    layers = (Layer("deel", Month(2024, 2), None, "plus", effect), Layer("terug", JANUARY, None, "plus", 100.0))
    return Measure(name, name, "KS", active=True, ground="afspraak", rationale="", layers=layers)


OLD = round_of(
    JANUARY,
    {
        FIRST: column(10, 20, 30),
        NORM: column(0.9, 0.9, 0.9),
        CAPACITY: column(1, 2, 3),
        BACK: column(5, 5, 5),
        SHARE: column(0.1, 0.2, 0.3),
    },
    {},
    kernel=(0.5, 0.5),
    past=8.0,
    stock=100.0,
    measures=[measure("M1", 0.01)],
)
NEW = round_of(
    JANUARY,
    {
        FIRST: column(11, 21, 31, 41),
        NORM: column(0.8, 0.8, 0.8, 0.8),
        CAPACITY: column(4, 5, 6, 7),
        BACK: column(6, 6, 6, 6),
        SHARE: column(0.5, 0.6, 0.7, 0.8),
    },
    {FIRST: column(11, NAN, NAN, NAN), BACK: column(60, NAN, NAN, NAN)},
    kernel=(0.25, 0.75),
    past=80.0,
    stock=1000.0,
    measures=[measure("M1", 0.02), measure("M2", 0.04)],
)
LATER = round_of(
    MARCH,
    {
        FIRST: column(33, 43),
        NORM: column(0.8, 0.8),
        CAPACITY: column(6, 7),
        BACK: column(6, 6),
        SHARE: column(0.7, 0.8),
    },
    {FIRST: column(33, NAN)},
    kernel=(0.25, 0.75),
    past=80.0,
    stock=1000.0,
)


def taking(*chosen: tuple[str, str] | str) -> Coalition:
    """A coalition of whole groups and of members."""
    return lambda group, member: group in chosen or (group, member) in chosen


def horizon(data: ChainData, key: Key) -> list[float]:
    return data.series[key][data.horizon, 0].tolist()


def assert_same(found: ChainData, expected: ChainData) -> None:
    assert (found.start, found.history, found.months, found.draws) == (
        expected.start,
        expected.history,
        expected.months,
        expected.draws,
    )
    assert found.opening == expected.opening
    for kind in ("series", "kernels", "flows"):
        one, other = getattr(found, kind), getattr(expected, kind)
        assert one.keys() == other.keys()
        assert all(np.array_equal(one[key], other[key]) for key in one), kind


def mixed_runs(new: RoundResult, old: RoundResult) -> MixedRuns:
    """Between rounds whose plan of the one stream is the IND's own."""
    return MixedRuns(new, old, frozenset({"spoor4"}))


@pytest.mark.parametrize("mixed", [mixed_runs(NEW, OLD), mixed_runs(LATER, OLD), mixed_runs(OLD, LATER)])
def test_all_from_one_round_is_the_run_of_that_round(mixed: MixedRuns):
    """Array by array; the horizon of a run with the same start is the longer one, and begins as the round's own."""
    for coalition, result in ((taking(*GROUPS), mixed.new), (taking(), mixed.old)):
        own = assemble(result.parts.with_measures(result.measures))
        found = assemble(mixed.parts(coalition))
        if found.months == own.months:
            assert_same(found, own)
        for key, values in own.series.items():
            assert np.array_equal(found.series[key][: own.rows], values), key


def test_realised_months_come_with_their_partner():
    """First applications of January are asiel's, returns are DT&V's; stocks and flows go along with them."""
    mixed = mixed_runs(NEW, OLD)
    data = assemble(mixed.parts(taking((REALISED, "asiel"))))
    assert horizon(data, FIRST) == [11, 20, 30, 41]
    assert horizon(data, BACK) == [105, 105, 105, 106]
    assert data.flows["asiel.instroom"][-1] == 80
    assert data.opening["coa.bezetting"] == 100
    data = assemble(mixed.parts(taking((REALISED, "dtv"), (REALISED, "coa"))))
    assert horizon(data, FIRST) == [10, 20, 30, 41]
    assert horizon(data, BACK) == [60, 105, 105, 106]
    assert data.flows["asiel.instroom"][-1] == 8
    assert data.opening["coa.bezetting"] == 1000


def test_the_forecast_is_of_the_months_that_are_not_realised():
    """January is known to the new round, so that it gives no forecast of it."""
    mixed = mixed_runs(NEW, OLD)
    assert horizon(assemble(mixed.parts(taking((FORECAST, "2024")))), FIRST) == [10, 21, 31, 41]
    assert horizon(assemble(mixed.parts(taking((FORECAST, "2024"), REALISED))), FIRST) == [11, 21, 31, 41]


def test_plan_parameters_and_distributions_come_one_by_one():
    """Where the previous round ends, the new one goes on."""
    data = assemble(mixed_runs(NEW, OLD).parts(taking((PLAN, "spoor4"), (PARAMETERS, "deel"), (PARAMETERS, NORM.name))))
    assert horizon(data, CAPACITY) == [4, 5, 6, 7]
    assert horizon(data, SHARE) == pytest.approx([0.5, 0.61, 0.71, 0.81])
    assert horizon(data, NORM) == [0.8] * 4
    assert horizon(data, BACK) == [105, 105, 105, 106]
    assert data.kernels["weg"].tolist() == [[0.5, 0.5]] * (AGE_HISTORY + 4)
    data = assemble(mixed_runs(NEW, OLD).parts(taking((PARAMETERS, KERNELS))))
    assert data.kernels["weg"].tolist() == [[0.25, 0.75]] * (AGE_HISTORY + 4)
    assert horizon(data, CAPACITY) == [1, 2, 3, 7]


def test_a_measure_lies_over_the_parameter_of_either_round():
    """Of a measure of both rounds that of the round it comes from; one that only the new round has, or nothing."""
    mixed = mixed_runs(NEW, OLD)
    for chosen, added in (((), 0.01), (((MEASURES, "M1"),), 0.02), (((MEASURES, "M2"),), 0.05), ((MEASURES,), 0.06)):
        found = horizon(assemble(mixed.parts(taking(*chosen))), SHARE)
        assert found == pytest.approx([0.1, 0.2 + added, 0.3 + added, 0.8 + added])


def test_a_run_starts_with_the_round_that_gives_the_realisations():
    """Before the new round starts the previous one has the floor, after it ends the new one."""
    mixed = mixed_runs(LATER, OLD)
    data = assemble(mixed.parts(taking(FORECAST, PLAN, PARAMETERS)))
    assert (data.start, data.months) == (JANUARY, 3)
    assert horizon(data, FIRST) == [10, 20, 30]
    assert horizon(data, CAPACITY) == [1, 2, 6]
    assert data.opening["coa.bezetting"] == 100
    data = assemble(mixed.parts(taking(REALISED)))
    assert (data.start, data.months) == (MARCH, 2)
    assert horizon(data, FIRST) == [33, 43]
    assert horizon(data, CAPACITY) == [3, 7]
    assert data.opening["coa.bezetting"] == 1000


def test_the_chain_runs_on_what_was_mixed():
    """By hand: new realisations with the rest old; no measures."""
    bare = [RoundResult(None, None, each.parts, (), None, {}) for each in (NEW, OLD)]  # type: ignore[arg-type]
    found = outcome(mixed_runs(*bare).parts(taking(REALISED)))
    assert found["ind.door"][:, 0] == pytest.approx([1 + 1.1, 2 + 4, 3 + 9, 7 + 32.8])
    assert found["ind.uit"][:, 0].tolist() == [5.5 + 40, 10 + 5.5, 15 + 10, 20.5 + 15]
    assert found["coa.bezetting"][:, 0] == pytest.approx([942.1, 943.1, 950.1, 983.9])


def test_the_members_are_what_differs():
    """A year counts by the months one of both had yet to see; a round against itself has none."""
    mixed = mixed_runs(NEW, OLD)
    assert members_of(mixed, FORECAST) == ("2024",)
    assert members_of(mixed, PLAN) == ("spoor4",)
    assert members_of(mixed, PARAMETERS) == ("terug", "deel", KERNELS, NORM.name)
    assert members_of(mixed, MEASURES) == ("M1", "M2")
    assert members_of(mixed_runs(LATER, OLD), FORECAST) == ()
    assert all(members_of(mixed_runs(OLD, OLD), group) == () for group in (FORECAST, PLAN, PARAMETERS, MEASURES))

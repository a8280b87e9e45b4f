"""Every block against a table made by hand."""

from math import log

import numpy as np
import pytest

from mpp_lib.base.months import Month
from mpp_lib.production.ages_and_terms import still_inside
from mpp_lib.production.blocks import Named, Part, QueueNames, Road, by_reason, leaving_by_hazard, queue, transit
from mpp_lib.production.engine import run
from mpp_lib.production.expression import (
    AtHalfYearStart,
    Delay,
    Known,
    Least,
    Param,
    PreviousHalfYear,
    Ratio,
    Series,
    as_expr,
    ref,
    total,
)
from tests.support.chain import tiny

PERSONS = Part("asiel", "personen")


def expect(found: dict[str, list[float]], expected: dict[str, list[float]]) -> None:
    """Each expected quantity month by month."""
    for name, values in expected.items():
        assert found[name] == pytest.approx(values, rel=1e-12, abs=1e-10), name


def test_a_queue_is_held_back_by_capacity_in_some_months_and_by_what_lies_there_in_others() -> None:
    names = QueueNames("Proef", "in", handled=Named("b", "b"), withdrawn=Named("w", "w"), stock=Named("v", "v"))
    nodes, balance = queue(PERSONS, names, capacity=Series("cap"), leaving=Param("omega"))
    chain = tiny.chain([tiny.outside("in"), *nodes], balances=[balance])
    series = {"in": [50, 20, 0, 200, 10], "cap": [80, 80, 80, 30, 100]}
    found = tiny.table(chain, tiny.data(5, series=series, parameters={"omega": 0.1}, opening={"v": 100}))
    expect(
        found,
        {
            #     full  empties  empty  full  full
            "w": [10.0, 6.0, 0.0, 0.0, 17.0],
            "b": [80.0, 74.0, 0.0, 30.0, 100.0],
            "v": [60.0, 0.0, 0.0, 170.0, 63.0],
        },
    )


OLD, NEW = [0.5, 0.3, 0.2], [0.1, 0.2, 0.7]
CHANGING = [OLD, OLD, OLD, NEW, NEW]
"""Entry months −2 … 2: whoever enters from the second month of the horizon on takes the new road."""


def test_a_delay_keeps_the_kernel_of_the_month_of_entry() -> None:
    chain = tiny.chain([tiny.outside("in"), tiny.flow("out", Delay("road", "in"))], {"road": 0})
    data = tiny.data(3, series={"in": [100, 200, 10]}, kernels={"road": CHANGING}, flows={"in": [40, 80]}, history=2)
    # 50+24+8; 20+30+16; 1+40+20 (with the kernel of the month itself the last would be 111)
    expect(tiny.table(chain, data), {"out": [82.0, 66.0, 61.0]})


def test_a_transit_stock_opens_with_who_has_not_left_and_holds_who_has_not_left_yet() -> None:
    roads = (
        Road("yes", "ja", kernel="road", definition="Proef.", share=Param("share")),
        Road("no", "nee", kernel="road", definition="Proef.", share=1 - Param("share")),
    )
    nodes, balance = transit(PERSONS, Named("inside", "onderweg"), "Proef.", "in", roads)
    past = np.array([40.0, 80.0])
    opening = still_inside(past, [np.array(CHANGING)], 2)
    assert opening == pytest.approx(80 * 0.5 + 40 * 0.2)
    data = tiny.data(
        3,
        series={"in": [100, 200, 10]},
        parameters={"share": [0.25, 0.5, 0.75]},
        kernels={"road": CHANGING},
        flows={"in": [40, 80]},
        opening={"inside": opening},
        history=2,
    )
    chain = tiny.chain([tiny.outside("in"), *nodes], {"road": 0}, [balance])
    expect(
        tiny.table(chain, data),
        {"yes": [20.5, 33.0, 45.75], "no": [61.5, 33.0, 15.25], "inside": [66.0, 200.0, 200 * 0.7 + 10 * 0.9]},
    )


def test_hazards_empty_a_stock_side_by_side_and_divide_who_leaves_in_proportion() -> None:
    hazards = (Param("h1"), Param("h2"))
    chain = tiny.chain(
        [
            tiny.outside("in"),
            tiny.flow("out", leaving_by_hazard(ref("stock", 1), hazards)),
            tiny.flow("one", by_reason(ref("out"), hazards[0], hazards)),
            tiny.flow("two", by_reason(ref("out"), hazards[1], hazards)),
            tiny.stock("stock", ref("stock", 1) + ref("in") - ref("out")),
        ]
    )
    data = tiny.data(
        3,
        series={"in": [100, 40, 0]},
        parameters={"h1": [log(4) / 4, log(2) / 2, 0.0], "h2": [log(4) * 3 / 4, log(2) / 2, log(5)]},
        opening={"stock": 400},
    )
    expect(
        tiny.table(chain, data),
        {
            "out": [300.0, 100.0, 112.0],
            "one": [75.0, 50.0, 0.0],
            "two": [225.0, 50.0, 112.0],
            "stock": [200.0, 140.0, 28.0],
        },
    )


def test_what_comes_back_from_appeal_joins_the_queue_in_the_same_month() -> None:
    waiting = ref("v", 1) + ref("in") + ref("back")
    chain = tiny.chain(
        [
            tiny.outside("in"),
            tiny.flow("b", Least(Series("cap"), waiting)),
            tiny.stock("v", waiting - ref("b")),
            tiny.flow("refused", 0.5 * ref("b")),
            tiny.flow("left", Delay("appeal", "refused")),
            tiny.flow("back", ref("left") * 0.5),
        ],
        {"appeal": 1},
    )
    data = tiny.data(
        3,
        series={"in": [100, 100, 0], "cap": [80, 200, 40]},
        kernels={"appeal": [[0, 0.6, 0.4]] * 5},
        flows={"refused": [50, 100]},
        opening={"v": 20},
        history=2,
    )
    expect(
        tiny.table(chain, data),
        {
            "left": [80.0, 64.0, 76.0],
            "back": [40.0, 32.0, 38.0],
            "b": [80.0, 200.0, 40.0],
            "v": [80.0, 12.0, 10.0],
            "refused": [40.0, 100.0, 20.0],
        },
    )


def test_a_half_year_norm_is_what_was_made_known_and_afterwards_follows_from_the_half_year_before() -> None:
    derived = (PreviousHalfYear("new") + Param("alpha") * AtHalfYearStart("arrears")) / 6
    chain = tiny.chain(
        [
            tiny.outside("new"),
            tiny.flow("norm", Known("norm") * Param("norm") / 6 + (1 - Known("norm")) * derived),
            tiny.stock("arrears", ref("arrears", 1) + ref("norm") - Series("housed")),
        ]
    )
    data = tiny.data(
        14,
        series={
            "new": [10, 20, 30, 40, 50, 60, 7, 7, 7, 7, 7, 7, 900, 900],
            "housed": 30.0,
            Known("norm"): [1] * 6 + [0] * 8,
        },
        parameters={"norm": [120.0] * 6 + [0] * 8, "alpha": [0.5] * 12 + [0.25] * 2},
        opening={"arrears": 12},
        history=6,
    )
    # second half-year (210 + 0,5 · −48) / 6 = 31; third (42 + 0,25 · −42) / 6 = 5,25
    expect(
        tiny.table(chain, data),
        {
            "norm": [20.0] * 6 + [31.0] * 6 + [5.25] * 2,
            "arrears": [2.0, -8.0, -18.0, -28.0, -38.0, -48.0, -47, -46, -45, -44, -43, -42, -66.75, -91.5],
        },
    )


def test_half_years_follow_the_calendar_and_reach_back_into_the_months_before_the_horizon() -> None:
    chain = tiny.chain([tiny.outside("in"), tiny.flow("before", PreviousHalfYear("in"))])
    data = tiny.data(
        5,
        series={"in": [1, 2, 4, 8, 16]},
        flows={"in": [1e6, 1e5, 1e4, 3000, 200, 100, 50, 30, 20]},
        history=9,
        start=Month(2024, 4),
    )
    # April–June look back on July–December; July–August on January–June
    expect(tiny.table(chain, data), {"before": [1_113_300.0] * 3 + [107.0] * 2})


def test_a_ratio_of_nothing_is_what_was_put_in() -> None:
    nodes = [tiny.outside("part"), tiny.outside("whole")]
    chain = tiny.chain([*nodes, tiny.flow("share", Ratio(ref("part"), ref("whole"), Param("q")))])
    data = tiny.data(3, series={"part": [3, 0, 5], "whole": [12, 0, 4]}, parameters={"q": 0.4})
    expect(tiny.table(chain, data), {"share": [0.25, 0.4, 1.25]})


def test_a_stock_that_is_the_sum_of_others_has_their_sum_at_the_opening_too() -> None:
    one, two = (tiny.stock(name, ref(name, 1) + as_expr(5.0)) for name in ("one", "two"))
    chain = tiny.chain([one, two, tiny.stock("both", total("one", "two"), None), tiny.flow("lag", ref("both", 1) * 2)])
    data = tiny.data(2, opening={"one": 3, "two": 40})
    rows = run(chain, data)
    assert rows["both"][:, 0].tolist() == [43.0, 53.0, 63.0]
    assert rows["lag"][data.horizon, 0].tolist() == [86.0, 106.0]

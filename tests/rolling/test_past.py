"""What a new round takes for what nobody counted: medio of the round before, its parts scaled to what was counted."""

from dataclasses import replace

import pytest

from mpp_lib.base.catalogue import Aggregation, Catalogue, IndicatorSpec
from mpp_lib.base.months import Month, month_range
from mpp_lib.rolling.past import Past, still_of_use, together, windows

DECEMBER = Month(2024, 12)
STOCKS = ("ind.a", "ind.b", "ind.bij", "ind.oud", "ind.voorraad")
FLOWS = ("ind.in_a", "ind.in_b", "ind.instroom")


def spec(name: str, aggregation: Aggregation) -> IndicatorSpec:
    return IndicatorSpec(name, name, "asiel", "ind", "zaken", aggregation, "")


CHAIN = Catalogue(
    variant="x",
    indicators={
        **{name: spec(name, Aggregation.STOCK) for name in STOCKS},
        **{name: spec(name, Aggregation.FLOW) for name in FLOWS},
    },
    parameters={},
    kernels={},
    plan=(),
    opening=STOCKS,
)
NESTED = (("ind.oud", "ind.a"), ("ind.bij", "ind.voorraad"))
SUMS = {"ind.voorraad": ("ind.a", "ind.b"), "ind.instroom": ("ind.in_a", "ind.in_b")}
MONTHS = month_range(Month(2024, 1), 12)
MEDIO = {
    "ind.a": dict.fromkeys(MONTHS, 600.0),
    "ind.b": dict.fromkeys(MONTHS, 200.0),
    "ind.oud": dict.fromkeys(MONTHS, 60.0),
    "ind.bij": dict.fromkeys(MONTHS, 80.0),
    "ind.voorraad": dict.fromkeys(MONTHS, 800.0),
    "ind.in_a": dict.fromkeys(MONTHS, 30.0),
    "ind.in_b": dict.fromkeys(MONTHS, 10.0),
    "ind.instroom": dict.fromkeys(MONTHS, 40.0),
}


def row(period: str, indicator: str, value: float, status: str = "voorlopig") -> dict[str, object]:
    return {"periode": period, "indicator": indicator, "waarde": value, "status": status, "bron": "toets"}


def lacking(rows, **months):
    """Indicator → (value, source) of December, or of each month, that is made for what is not in the rows."""
    past = Past(tuple(rows), MEDIO, SUMS, NESTED, CHAIN, "2024-2")
    asked = {name.replace("__", "."): month_range(DECEMBER - (count - 1), count) for name, count in months.items()}
    return {(one["indicator"], one["periode"]): one for one in past.lacking(asked)}


def test_what_nobody_counted_is_what_was_expected():
    """Value, status and source say so."""
    (made,) = lacking([], ind__a=1).values()
    assert made == row("2024-12", "ind.a", 600.0, "aanname") | {"bron": "aanname: medio van ronde 2024-2"}


def test_what_was_counted_at_the_end_of_the_year_is_the_stock_of_its_last_month():
    """With the status it had."""
    (made,) = lacking([row("2024", "ind.a", 512)], ind__a=1).values()
    assert (made["periode"], made["waarde"], made["status"], made["bron"]) == ("2024-12", 512, "voorlopig", "toets")


def test_parts_of_a_stock_that_was_counted_make_up_that_stock():
    """600 + 200 expected, 400 counted: each is half, and so is what is part of one of them."""
    made = lacking([row("2024-K4", "ind.voorraad", 400)], ind__a=1, ind__b=1, ind__oud=1)
    assert {name: one["waarde"] for (name, _), one in made.items()} == {"ind.a": 300, "ind.b": 100, "ind.oud": 30}
    assert made["ind.a", "2024-12"]["bron"] == (
        "aanname: medio van ronde 2024-2, maal 0,500: ind.voorraad was 400 (2024-K4)"
    )


def test_what_lies_within_a_stock_follows_it():
    """One of a tenth of all stays a tenth, also where that is the sum of a count and of what was expected."""
    made = lacking([row("2024-12", "ind.a", 200)], ind__bij=1)
    assert made["ind.bij", "2024-12"]["waarde"] == pytest.approx(80 * 400 / 800)
    assert made["ind.bij", "2024-12"]["bron"].endswith("maal 0,500: naar rato van ind.voorraad")


def test_a_part_that_was_counted_stands():
    """400 in all, 250 in one: the other is the 150 that are left."""
    rows = [row("2024", "ind.voorraad", 400), row("2024-12", "ind.a", 250)]
    made = lacking(rows, ind__a=1, ind__b=1)
    assert [(name, one["waarde"]) for (name, _), one in made.items()] == [("ind.b", 150)]


def test_a_total_that_was_assumed_scales_nothing():
    """An assumption is no count."""
    made = lacking([row("2024", "ind.voorraad", 400, "aanname")], ind__a=1)
    assert made["ind.a", "2024-12"]["waarde"] == 600


def test_a_total_below_what_is_counted_of_its_parts_scales_nothing():
    """There is no such rest as −50."""
    rows = [row("2024", "ind.voorraad", 200), row("2024-12", "ind.a", 250)]
    assert lacking(rows, ind__b=1)["ind.b", "2024-12"]["waarde"] == 200


def test_no_part_is_more_than_what_it_is_part_of():
    """Of a total that was counted 700 would be left for one, of which the whole is 500."""
    nested = (("ind.a", "ind.oud"),)
    rows = (row("2024", "ind.voorraad", 900), row("2024-12", "ind.b", 200), row("2024-12", "ind.oud", 500))
    (made,) = Past(rows, MEDIO, SUMS, nested, CHAIN, "2024-2").lacking({"ind.a": (DECEMBER,)})
    assert made["waarde"] == 500
    assert made["bron"].endswith("ind.voorraad was 900 (2024); begrensd op ind.oud")


def test_no_whole_is_less_than_what_was_counted_of_a_part():
    """Of 600 expected 700 were counted in one part alone."""
    made = lacking([row("2024-12", "ind.oud", 700)], ind__a=1)
    assert made["ind.a", "2024-12"]["waarde"] == 700
    assert made["ind.a", "2024-12"]["bron"] == "aanname: medio van ronde 2024-2; ten minste ind.oud"


def test_months_of_a_flow_make_up_the_quarter_that_was_counted():
    """Three times 30 expected, 45 counted: 15 a month."""
    made = lacking([row("2024-K4", "ind.in_a", 45)], ind__in_a=3)
    assert [one["waarde"] for one in made.values()] == [15, 15, 15]


def test_months_that_were_counted_count_for_the_rest_of_the_year():
    """480 in the year, 11 months of 35: 95 are left for December."""
    rows = [row("2024", "ind.in_a", 480), *(row(str(month), "ind.in_a", 35) for month in MONTHS[:-1])]
    assert [one["waarde"] for one in lacking(rows, ind__in_a=12).values()] == [95]


def test_parts_of_a_flow_make_up_its_total_month_by_month():
    """Of a month by itself, and of one within a quarter."""
    rows = [row("2024-12", "ind.instroom", 60), row("2024-K4", "ind.instroom", 100)]
    made = lacking(rows, ind__in_a=2, ind__in_b=2)
    assert made["ind.in_a", "2024-12"]["waarde"] == 45
    assert made["ind.in_b", "2024-12"]["waarde"] == 15
    assert made["ind.in_a", "2024-11"]["waarde"] == 15
    assert made["ind.in_b", "2024-11"]["waarde"] == 5


def test_a_period_that_was_not_expected_as_a_whole_scales_nothing():
    """Of a quarter before the horizon of that round nothing can be told."""
    made = lacking([row("2023-K4", "ind.in_a", 45)], ind__in_a=14)
    assert [period for _, period in made] == [str(month) for month in MONTHS]


def test_the_latest_delivery_of_a_figure_counts_and_nothing_of_later():
    """An edition goes before the round, and a month that was not over is left out."""
    early, late = [row("2024-06", "ind.in_a", 1), row("2025-01", "ind.in_a", 2)], [row("2024-06", "ind.in_a", 3)]
    assert [one["waarde"] for one in together([early, late], DECEMBER)] == [3]


def test_what_an_earlier_round_assumed_goes_where_nothing_looks_back_on_it():
    """An opening of a year ago, and months before those that are needed; what is no part of the chain stays."""
    rows = [
        row("2023-12", "ind.a", 1, "aanname"),
        row("2024-01", "ind.in_a", 2, "aanname"),
        row("2024-11", "ind.in_a", 3, "aanname"),
        row("2024-01", "nationaliteit.jemen.eerste", 4, "aanname"),
        row("2023-12", "ind.b", 5),
    ]
    looked = windows(rows, {"ind.a": 1, "ind.in_a": 2, "ind.b": 1}, Month(2025, 1), CHAIN)
    assert [one["waarde"] for one in still_of_use(rows, looked)] == [3, 4, 5]


def test_a_flow_is_looked_back_on_since_the_first_month_that_was_counted():
    """Between that and the months that are needed there may be no gap."""
    looked = windows([row("2024-09", "ind.in_a", 3)], {"ind.in_a": 1, "ind.a": 1}, Month(2025, 1), CHAIN)
    assert looked == {"ind.in_a": month_range(Month(2024, 9), 4), "ind.a": (DECEMBER,)}


def test_a_part_that_was_counted_and_is_a_sum_itself_is_not_taken_apart():
    """Of 100 in all 46 were counted as one part: the other is what is left, whatever that part consists of."""
    sums = SUMS | {"ind.alles": ("ind.instroom", "ind.rest")}
    catalogue = replace(CHAIN, indicators=CHAIN.indicators | {name: spec(name, Aggregation.FLOW) for name in sums})
    catalogue = replace(catalogue, indicators=catalogue.indicators | {"ind.rest": spec("ind.rest", Aggregation.FLOW)})
    medio = MEDIO | {"ind.rest": dict.fromkeys(MONTHS, 20.0)}
    rows = (row("2024-12", "ind.alles", 100), row("2024-12", "ind.instroom", 46))
    (made,) = Past(rows, medio, sums, (), catalogue, "2024-2").lacking({"ind.rest": (DECEMBER,)})
    assert made["waarde"] == pytest.approx(54)


@pytest.mark.parametrize("counted", [0, 12])
def test_a_sum_nobody_counted_is_that_of_its_parts(counted):
    """Also where one of them was counted, and where all were and came to nothing."""
    rows = [row("2024-12", "ind.in_a", counted), row("2024-12", "ind.in_b", counted)]
    (made,) = lacking(rows, ind__instroom=1).values()
    assert (made["waarde"], made["status"]) == (2 * counted, "aanname")
    assert made["bron"] == "aanname: de som van ind.in_a en ind.in_b"

"""Revisions between vintages, at the finest period that two vintages share."""

import pandas as pd

from mpp_lib.compare.monitor.revisions import Revision, Vintage, revisions
from mpp_lib.production.chains import chain_named

CHAIN = chain_named("standaard")
FIRST, STOCK = "asiel.instroom_eerste", "coa.bezetting"


def delivered(*rows: tuple[str, str, float], status: str = "definitief") -> pd.DataFrame:
    return pd.DataFrame(
        [(period, name, value, status, "toets") for period, name, value in rows],
        columns=["periode", "indicator", "waarde", "status", "bron"],
    )


def told(found: tuple[Revision, ...]) -> list[tuple[str, str, str]]:
    return [(one.indicator, one.text, one.since) for one in found]


def test_a_published_revision_of_a_quarter():
    """CBS revised first applications in the third quarter of 2022 from 10.600 to 11.015."""
    old, new = delivered(("2022-K3", FIRST, 10_600)), delivered(("2022-K3", FIRST, 11_015))
    assert told(revisions([Vintage("ronde 2023-1", old)], new, CHAIN)) == [
        (FIRST, "derde kwartaal 2022: 10.600 → 11.015", "ronde 2023-1")
    ]


def test_a_quarter_is_held_against_its_months():
    """Three months together are a quarter of the other vintage; two are not."""
    months = delivered(("2022-07", FIRST, 3_000), ("2022-08", FIRST, 4_000), ("2022-09", FIRST, 4_015))
    quarter = delivered(("2022-K3", FIRST, 10_600))
    assert [one.text for one in revisions([Vintage("a", quarter)], months, CHAIN)] == [
        "derde kwartaal 2022: 10.600 → 11.015"
    ]
    assert revisions([Vintage("a", quarter)], months.iloc[:2], CHAIN) == ()


def test_the_finest_shared_period_is_told_and_no_coarser_one():
    """Where months differ, the quarter and the year that differ with them are not told again."""
    rows = [(f"2023-{month:02d}", FIRST, 100.0 * month) for month in range(1, 13)]
    changed = [(period, name, value + (7 if period == "2023-05" else 0)) for period, name, value in rows]
    old = delivered(*rows, ("2023-K2", FIRST, 1_500), ("2023", FIRST, 7_800))
    new = delivered(*changed, ("2023-K2", FIRST, 1_507), ("2023", FIRST, 7_807))
    assert [one.text for one in revisions([Vintage("a", old)], new, CHAIN)] == ["mei 2023: 500 → 507"]


def test_the_last_vintage_that_held_a_figure_counts():
    """A figure already revised by the previous edition is not told against the round again."""
    own = Vintage("ronde", delivered(("2023-11", FIRST, 90), ("2023-12", FIRST, 80)))
    before = Vintage("editie", delivered(("2023-12", FIRST, 85)))
    now = delivered(("2023-11", FIRST, 91), ("2023-12", FIRST, 85))
    assert told(revisions([own, before], now, CHAIN)) == [(FIRST, "november 2023: 90 → 91", "ronde")]


def test_a_stock_is_compared_at_the_end_of_the_period():
    """The end of a quarter is the end of its last month."""
    old, new = delivered(("2023-K2", STOCK, 52_000)), delivered(("2023-06", STOCK, 53_000))
    assert [one.text for one in revisions([Vintage("a", old)], new, CHAIN)] == ["juni 2023: 52.000 → 53.000"]


def test_an_assumption_is_not_revised():
    """A realisation that replaces an assumption is news, not a revision; nor is a figure that stays the same."""
    old = delivered(("2023-12", STOCK, 60_000), status="aanname")
    assert revisions([Vintage("a", old)], delivered(("2023-12", STOCK, 63_000)), CHAIN) == ()
    same = delivered(("2023-12", STOCK, 63_000))
    assert revisions([Vintage("a", same)], same, CHAIN) == ()


def test_shares_are_written_as_percentages():
    """A percentage is shown as one."""
    name = "ind.inwilligingspercentage_eu"
    old, new = delivered(("2023", name, 0.8)), delivered(("2023", name, 0.785))
    assert [one.text for one in revisions([Vintage("a", old)], new, CHAIN)] == ["2023: 80,0% → 78,5%"]

"""What was known at a half-year, and what came of the years after it."""

from dataclasses import replace
from datetime import date

import pandas as pd

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.backtest.origins import origins
from mpp_lib.compare.evaluation.vintages import Vintage
from mpp_lib.inputs.unknown import Unknown

FIRST = "asiel.instroom_eerste"


def delivery(first: Month, count: int, value: float) -> Vintage:
    """As many months of one value from the first on."""
    months = month_range(first, count)
    rows = [(str(month), FIRST, value, "voorlopig", "toets") for month in months]
    frame = pd.DataFrame(rows, columns=["periode", "indicator", "waarde", "status", "bron"])
    return Vintage(months[-1], date(2030, 1, 1), f"tot {months[-1]} met {value}", frame)


def said(period: str, sign: str) -> Unknown:
    return Unknown.of_rows([{"periode": period, "indicator": FIRST, "teken": sign, "reden": "toets", "bron": "toets"}])


OLD, NEW = delivery(Month(2010, 1), 30, 100.0), delivery(Month(2010, 1), 48, 130.0)


def test_a_delivery_of_that_moment_goes_before_what_is_known_now():
    """To June 2012 there was one; before and after it what is known now, up to that month."""
    found = {origin.last: origin for origin in origins([OLD, NEW], 2011)}
    assert list(found) == [Month(year, month) for year in (2010, 2011, 2012) for month in (6, 12)][1:] + [
        Month(2013, 6)
    ]
    assert [origin.last for origin in found.values() if origin.delivered] == [Month(2012, 6)]
    assert set(found[Month(2012, 6)].known.values()) == {100.0}
    assert set(found[Month(2011, 12)].known.values()) == {130.0}
    assert list(found[Month(2011, 12)].known)[-1] == Month(2011, 12)


def test_the_years_after_are_held_against_the_latest_figure():
    """2012 as it is now; the year under way counts, and one that is not over does not."""
    found = {origin.last: origin for origin in origins([OLD, NEW], 2011)}
    assert found[Month(2012, 6)].outcomes == {2012: 12 * 130.0, 2013: 12 * 130.0}
    assert found[Month(2012, 12)].outcomes == {2013: 12 * 130.0}
    assert [found[Month(2012, 6)].ahead(year) for year in (2012, 2013)] == [6, 18]
    assert origins([replace(NEW, unknown=said("2013", "~"))], 2013) == ()


def test_nothing_is_known_of_before_a_break():
    found = origins([replace(NEW, unknown=said("2011-04", ":"))], 2011)
    assert {origin.last: min(origin.known) for origin in found} == {
        Month(2010, 12): Month(2010, 1),
        **{
            Month(year, month): Month(2011, 4)
            for year, month in ((2011, 6), (2011, 12), (2012, 6), (2012, 12), (2013, 6))
        },
    }

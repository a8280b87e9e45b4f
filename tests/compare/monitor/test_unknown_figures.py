"""What an edition says is not there, breaks or is not scored: no smaller sum, no flag, no chart across a break."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import Monitor, monitor
from mpp_lib.compare.monitor.monitored_indicator import MonitoredIndicator
from mpp_lib.compare.monitor.past_scores import noise_of
from mpp_lib.present.monitor.course import course_data
from mpp_lib.present.monitor.overview import not_delivered_table, overview_table
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.monitor_cases import as_expected, edition, moved

SMALL = Path(__file__).parents[2] / "rounds" / "_klein"
UNTIL = Month(2024, 6)
FIRST, FLOW, STOCK = "asiel.instroom_eerste", "ks.gehuisvest", "coa.bezetting"
COLUMNS = ["periode", "indicator", "teken", "reden", "bron"]


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(SMALL)


def said(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame([(*row, "een reden", "toets") for row in rows], columns=COLUMNS)


def watched(result: RoundResult, *rows: tuple[str, str, str], factor: float = 1.0, until: Month = UNTIL) -> Monitor:
    """An edition as medio expects, three indicators moved, without the figures that these rows say are not there."""
    figures = as_expected(result, until)
    for name in (FIRST, FLOW, STOCK):
        figures = moved(figures, name, factor)
    gone = {(name, period) for period, name, sign in rows if sign in ".x"}
    left = {key: value for key, value in figures.items() if key not in gone}
    return monitor(result, dataclasses.replace(edition(left, until), unknown=said(*rows)))


def row_of(made: Monitor, name: str) -> MonitoredIndicator:
    return made.by_indicator[name]


def test_what_is_not_scored_is_shown_and_raises_no_flag(result: RoundResult) -> None:
    """As far off as another that does; the reason stands below the table."""
    made = watched(result, ("2024-03", FLOW, "~"), factor=1.3)
    assert row_of(made, STOCK).flagged
    row = row_of(made, FLOW)
    assert row.to_date is not None
    assert (row.to_date.deviation_pct, row.flagged, row.flagged_since) == (pytest.approx(30.0), False, None)
    assert row.as_dict(UNTIL)["flagged"] is False
    table = overview_table(made)
    text = next(texts for one, texts in zip(table.rows, table.texts(), strict=True) if one.row.indicator == FLOW)
    assert text[2].endswith(" ~")
    assert "Niet gescoord: " in table.note
    assert "(een reden)." in table.note
    assert "Niet gescoord" not in overview_table(watched(result, factor=1.3)).note


def test_a_month_that_is_not_there_makes_no_smaller_sum(result: RoundResult) -> None:
    """The comparison ends before it, over the months that both have, and says why."""
    made = watched(result, ("2024-04", FLOW, "x"))
    row = row_of(made, FLOW)
    assert row.to_date is not None
    assert (row.to_date.last, row.to_date.deviation_pct) == (Month(2024, 3), pytest.approx(0.0))
    assert "Geen cijfer van april 2024: onderdrukt door de bron." in row.delivery.remark
    data = course_data(made, result.chain.by_id[FLOW]).set_index("periode")["gerealiseerd"]
    assert data["april 2024"] == "x"


def test_what_is_wholly_absent_says_why(result: RoundResult) -> None:
    """Among what was not delivered, with the reason there is none."""
    rows = [(str(Month(2024, month)), STOCK, ".") for month in range(1, 7)]
    made = watched(result, *rows)
    assert row_of(made, STOCK).to_date is None
    (text,) = [texts[1] for texts in not_delivered_table(made).texts() if "bezetting" in texts[1]]
    assert "(juni 2024: niet gepubliceerd)" in text


@pytest.mark.parametrize(
    ("rows", "first"), [((), Month(2024, 6)), ((("2024-06", STOCK, ":"),), Month(2024, 8))], ids=["zonder", "met"]
)
def test_the_control_chart_begins_at_a_break(
    result: RoundResult, rows: tuple[tuple[str, str, str], ...], first: Month
) -> None:
    """The round knows up to March: the first change is of May, the first score of June; with a break two months on."""
    chart = row_of(watched(result, *rows, until=Month(2024, 9)), STOCK).chart
    assert chart is not None
    assert chart.months[0] == first


def test_a_chart_of_first_applications_takes_no_month_from_before_a_break(result: RoundResult) -> None:
    """What the round expects of a month rests on those before it: across a break there is no chart."""
    assert row_of(watched(result), FIRST).chart is not None
    assert row_of(watched(result, ("2024-05", FIRST, ":")), FIRST).chart is None


def test_the_noise_of_the_chart_is_of_years_since_a_break(result: RoundResult) -> None:
    """With too few years since, scores count as independent."""
    inputs = dataclasses.replace(result.inputs, unknown=said(("2023-01", FIRST, ":")))
    broken = dataclasses.replace(result, inputs=inputs)
    assert noise_of(broken).correlation == 0.0
    assert noise_of(result) != noise_of(broken)

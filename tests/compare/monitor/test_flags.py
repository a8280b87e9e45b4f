"""The flag: what raises it, what doesn't, over which months, and since when."""

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from mpp_lib.base.months import Month, month_range
from mpp_lib.compare.monitor.against import Against
from mpp_lib.compare.monitor.build import Monitor, monitor
from mpp_lib.compare.monitor.flag import is_flagged
from mpp_lib.compare.monitor.monitored_round import MonitoredRound
from mpp_lib.compare.monitor.risks import risk_lines
from mpp_lib.production.key_figures import WATCHED
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.monitor_cases import TOPICS, as_expected, edition, medio, moved, without

SMALL = Path(__file__).parents[2] / "rounds" / "_klein"
UNTIL = Month(2024, 6)
BEZETTING, HUISVESTING, PERCENTAGE = "coa.bezetting", "ks.gehuisvest", "ind.inwilligingspercentage_eu"


@pytest.fixture(scope="module")
def result() -> RoundResult:
    return open_round(SMALL)


@pytest.fixture(scope="module")
def figures(result: RoundResult) -> dict[tuple[str, str], float]:
    return as_expected(result, UNTIL)


def flags(made: Monitor) -> list[str]:
    return [row.indicator for row in made.rows if row.flagged]


@pytest.mark.parametrize(
    ("realised", "expected", "flagged"),
    [
        (1150.0, 1000.0, True),
        (850.0, 1000.0, True),
        (1149.0, 1000.0, False),
        (851.0, 1000.0, False),
        (0.1 * 1.15 * 3, 0.1 * 3, True),
        (1.15 * 0.7, 0.7, True),
        (1.149 * 0.7, 0.7, False),
        (-1149.0, -1000.0, False),
        (-850.0, -1000.0, True),
        (0.0, 0.0, False),
        (1.0, 0.0, True),
        (1149.4, 1000.0, False),
        (1149.6, 1000.0, True),
    ],
)
def test_the_flag_is_decided_on_the_printed_percentage(realised: float, expected: float, flagged: bool):
    """15,0% flags and 14,9% does not, as printed with one decimal, in both directions and for negative stocks."""
    assert is_flagged(realised, expected) is flagged


def test_realised_as_forecast_raises_no_flag(result: RoundResult, figures: dict[tuple[str, str], float]):
    """With realisations equal to the forecast nothing is flagged, all is listed, and what has a band lies in it."""
    made = monitor(result, edition(figures, UNTIL))
    assert [row.indicator for row in made.rows] == list(WATCHED)
    assert flags(made) == []
    assert made.signalled == ()
    assert made.remarkable_deliveries == ()
    for row in made.rows:
        assert row.to_date is not None
        assert row.to_date.deviation_pct == pytest.approx(0, abs=1e-9)
        assert row.band is None or row.band.within, row.indicator
        assert row.as_dict(UNTIL)["within_band"] == (True if row.band else None)


@pytest.mark.parametrize("indicator", WATCHED)
def test_one_indicator_moved_by_fifteen_percent_is_the_one_flagged(
    indicator: str, result: RoundResult, figures: dict[tuple[str, str], float]
):
    """15,0% up or down flags exactly that indicator; 14,9% flags none."""
    for factor, expected in ((1.15, True), (0.85, True), (1.149, False), (0.851, False)):
        monitored = MonitoredRound(result, edition(moved(figures, indicator, factor), UNTIL), (), {})
        assert monitored.indicator(indicator, "", ()).flagged is expected
    flagged = flags(monitor(result, edition(moved(figures, indicator, 1.15), UNTIL)))
    assert flagged == [indicator]


def test_a_flow_is_judged_on_the_year_to_date(result: RoundResult, figures: dict[tuple[str, str], float]):
    """The sums of the year decide, by hand: a month that is far off does not flag by itself."""
    expected = medio(result, HUISVESTING, UNTIL)
    late = {**figures, (HUISVESTING, "2024-06"): expected[UNTIL] * 1.6}
    row = monitor(result, edition(late, UNTIL)).by_indicator[HUISVESTING]
    total, more = sum(expected.values()), 0.6 * expected[UNTIL]
    assert row.to_date is not None
    assert row.month is not None
    assert row.to_date.deviation_pct == pytest.approx(100 * more / total)
    assert row.month.deviation_pct == pytest.approx(60)
    assert not row.flagged


def test_a_stock_is_judged_on_its_last_month(result: RoundResult, figures: dict[tuple[str, str], float]):
    """Earlier months that were off do not matter, the last one does; and the run of flagged months is told."""
    months = list(medio(result, BEZETTING, UNTIL))
    early = {**figures, **{(BEZETTING, str(m)): figures[BEZETTING, str(m)] * 1.3 for m in months[:4]}}
    assert not monitor(result, edition(early, UNTIL)).by_indicator[BEZETTING].flagged
    late = {**figures, **{(BEZETTING, str(m)): figures[BEZETTING, str(m)] * 1.3 for m in (*months[:2], *months[4:])}}
    row = monitor(result, edition(late, UNTIL)).by_indicator[BEZETTING]
    assert row.flagged
    assert row.flagged_since == Month(2024, 5)
    assert [moment.flagged for moment in row.history] == [True, True, False, False, True, True]


def test_a_percentage_is_the_ratio_of_the_sums(result: RoundResult, figures: dict[tuple[str, str], float]):
    """With part and whole delivered their sums decide, whatever the delivered shares say."""
    part, whole = "ind.inwilligingen", "ind.beslissingen_eu"
    months = month_range(Month(2024, 1), 6)
    granted, decided = [900, 800, 1000, 700, 650, 600], [1500, 1000, 2500, 900, 1300, 800]
    delivered = {(part, str(m)): float(v) for m, v in zip(months, granted, strict=True)}
    delivered |= {(whole, str(m)): float(v) for m, v in zip(months, decided, strict=True)}
    made = monitor(result, edition({**without(figures, PERCENTAGE), **delivered}, UNTIL))
    seen = made.by_indicator[PERCENTAGE].to_date
    assert seen is not None
    assert seen.realised == pytest.approx(sum(granted) / sum(decided))
    expected = sum(medio(result, part, UNTIL).values()) / sum(medio(result, whole, UNTIL).values())
    assert seen.expected == pytest.approx(expected)


def test_a_total_that_was_not_delivered_while_its_parts_were_says_so(result: RoundResult):
    """Of one of which a part is not there either, nothing more can be said."""
    total, *parts = "asiel.instroom_totaal", "asiel.instroom_eerste", "asiel.instroom_herhaald", "asiel.instroom_nareis"
    figures = {(part, str(month)): value for part in parts for month, value in medio(result, part, UNTIL).items()}
    row = monitor(result, edition(figures, UNTIL)).by_indicator[total]
    assert row.delivery.reach == "niet geleverd"
    assert row.delivery.remark.startswith("Niet geleverd; de delen wel: eerste asielaanvragen, ")
    fewer = monitor(result, edition(without(figures, parts[-1]), UNTIL)).by_indicator[total]
    assert fewer.delivery.remark == "Niet geleverd in deze editie."


def test_a_shorter_series_is_compared_to_its_own_last_month(result: RoundResult, figures: dict[tuple[str, str], float]):
    """Three months delivered are held against three months, and it is said; nothing delivered is listed as such."""
    short = {key: value for key, value in figures.items() if key[0] != HUISVESTING or key[1] <= "2024-03"}
    made = monitor(result, edition(moved(without(short, BEZETTING), HUISVESTING, 1.15), UNTIL))
    row, absent = made.by_indicator[HUISVESTING], made.by_indicator[BEZETTING]
    assert row.to_date is not None
    assert (row.to_date.first, row.to_date.last) == (Month(2024, 1), Month(2024, 3))
    assert row.to_date.expected == pytest.approx(sum(medio(result, HUISVESTING, Month(2024, 3)).values()))
    assert row.flagged
    assert row.delivery.reach == "korter"
    assert row.delivery.remark == "Geleverd tot en met maart 2024; de vergelijking loopt tot daar."
    assert absent.to_date is None
    assert not absent.flagged
    assert absent.delivery.reach == "niet geleverd"
    assert absent.as_dict(UNTIL) == {
        "indicator": BEZETTING,
        "period": "2024-06",
        "realised": None,
        "expected": pytest.approx(result.months[BEZETTING][5, 1]),
        "deviation_pct": None,
        "flagged": False,
        "within_band": None,
        "outlook": None,
    }


def test_quarters_stand_in_for_their_months(result: RoundResult, figures: dict[tuple[str, str], float]):
    """A flow delivered by quarter gives the same year to date, a stock at the end of a quarter the same month."""
    flow, stock = medio(result, HUISVESTING, UNTIL), medio(result, BEZETTING, UNTIL)
    quarters = {
        (HUISVESTING, "2024-K1"): sum(list(flow.values())[:3]),
        (HUISVESTING, "2024-K2"): sum(list(flow.values())[3:]),
        (BEZETTING, "2024-K2"): stock[UNTIL],
    }
    made = monitor(result, edition({**without(without(figures, HUISVESTING), BEZETTING), **quarters}, UNTIL))
    for name in (HUISVESTING, BEZETTING):
        seen = made.by_indicator[name].to_date
        assert seen is not None
        assert seen.last == UNTIL
        assert seen.deviation_pct == pytest.approx(0, abs=1e-9)
    assert made.by_indicator[HUISVESTING].month is None


def test_an_assumption_is_no_realisation(result: RoundResult, figures: dict[tuple[str, str], float]):
    """An edition of assumptions says nothing."""
    made = monitor(result, edition(figures, UNTIL, status="aanname"))
    assert all(row.to_date is None for row in made.rows)


def test_months_before_the_edition_come_from_the_round_itself(
    result: RoundResult, figures: dict[tuple[str, str], float]
):
    """What the round had realised itself fills the year before the first delivered month, and it is said."""
    later = {key: value for key, value in figures.items() if key[1] >= "2024-04"}
    row = monitor(result, edition(later, UNTIL)).by_indicator["asiel.instroom_eerste"]
    assert row.to_date is not None
    assert row.to_date.first == Month(2024, 1)
    assert row.to_date.realised == pytest.approx(sum(medio(result, "asiel.instroom_eerste", UNTIL).values()))
    assert row.delivery.from_round == month_range(Month(2024, 1), 3)
    assert row.delivery.remark == "Januari 2024 tot en met maart 2024 uit de realisaties van de ronde zelf."


def test_a_series_that_starts_late_is_compared_from_there(result: RoundResult, figures: dict[tuple[str, str], float]):
    """Without January, and without figures of the round, the delivered months are compared with the same months."""
    later = {key: value for key, value in figures.items() if key[0] != HUISVESTING or key[1] >= "2024-03"}
    row = monitor(result, edition(moved(later, HUISVESTING, 0.8), UNTIL)).by_indicator[HUISVESTING]
    assert row.to_date is not None
    assert row.to_date.deviation_pct == pytest.approx(-20)
    assert row.delivery.reach == "later begonnen"
    assert row.outlook is None


def test_a_single_late_month_is_no_whole_year(result: RoundResult, figures: dict[tuple[str, str], float]):
    """Only June delivered: compared with June, said to start there, and for a stock nothing is amiss."""
    only = {key: value for key, value in figures.items() if key[1] == "2024-06"}
    made = monitor(result, edition(only, UNTIL))
    assert made.by_indicator[HUISVESTING].delivery.remark == "Geleverd vanaf juni 2024; de vergelijking begint daar."
    assert made.by_indicator[BEZETTING].delivery.reach == "volledig"


def test_a_series_that_starts_late_and_stops_early_is_told_both(
    result: RoundResult, figures: dict[tuple[str, str], float]
):
    """March and April alone: neither January nor June is claimed."""
    some = {key: value for key, value in figures.items() if key[0] != HUISVESTING or "2024-03" <= key[1] <= "2024-04"}
    row = monitor(result, edition(some, UNTIL)).by_indicator[HUISVESTING]
    assert row.delivery.remark == (
        "Alleen geleverd over maart 2024 tot en met april 2024; daarover gaat de vergelijking."
    )


def test_nothing_where_nothing_was_expected_is_not_the_worst(
    result: RoundResult, figures: dict[tuple[str, str], float]
):
    """A queue that stays empty, as foreseen, does not head the table; one person in it does."""
    topic = pd.DataFrame([["Wachtrij", "politie.ir_wachtrij", "", "", ""]], columns=TOPICS.columns)
    for waiting, first in ((0.0, False), (1.0, True)):
        found = moved(figures, HUISVESTING, 1.1) | {("politie.ir_wachtrij", str(UNTIL)): waiting}
        made = monitor(result, dataclasses.replace(edition(found, UNTIL), topics=topic))
        delivered = [row.indicator for row in made.worst_first if row.to_date]
        assert (delivered[0] == "politie.ir_wachtrij") == first


def test_earlier_editions_say_when_they_flagged(result: RoundResult, figures: dict[tuple[str, str], float]):
    """Each edition judges by what it held itself."""
    first = edition(moved({k: v for k, v in figures.items() if k[1] <= "2024-04"}, BEZETTING, 1.2), Month(2024, 4))
    second = edition({k: v for k, v in figures.items() if k[1] <= "2024-05"}, Month(2024, 5))
    made = monitor(result, edition(moved(figures, BEZETTING, 1.2), UNTIL), [first, second])
    assert made.by_indicator[BEZETTING].flagged_in == (Month(2024, 4),)
    assert made.by_indicator[BEZETTING].flagged_since == Month(2024, 1)


def test_the_next_year_starts_anew_and_the_total_since_the_round_goes_on(result: RoundResult):
    """In the second year the flag looks at that year alone; the sum since the last realised month at everything."""
    until = Month(2025, 2)
    figures = as_expected(result, until)
    high = {key: value * 1.2 if key[1] < "2025" else value for key, value in figures.items() if key[0] == HUISVESTING}
    row = monitor(result, edition({**figures, **high}, until)).by_indicator[HUISVESTING]
    expected = medio(result, HUISVESTING, until)
    after = {month: value for month, value in expected.items() if month >= Month(2024, 4)}
    extra = sum(0.2 * value for month, value in after.items() if month.year == 2024)
    assert row.to_date is not None
    assert row.since_start is not None
    assert row.to_date.deviation_pct == pytest.approx(0, abs=1e-9)
    assert not row.flagged
    assert row.since_start.first == Month(2024, 4)
    assert row.since_start.deviation_pct == pytest.approx(100 * extra / sum(after.values()))


def test_every_risk_has_a_status(result: RoundResult, figures: dict[tuple[str, str], float]):
    """A risk stands by the side its indicator lies on: flagged, that way, the other way, or without a figure."""
    made = monitor(result, edition(moved(moved(figures, BEZETTING, 1.2), "ind.asiel.voorraad", 0.7), UNTIL))
    assert {risk.id: risk.status for risk in made.risks} == {
        "R1": "vlag",
        "R2": "niet in de richting",
        "R3": "zonder richting",
        "R4": "niet geleverd",
        "A1": "geen indicator",
    }


@pytest.mark.parametrize("direction", ["beide", "hoger of lager", ""])
def test_a_risk_without_a_direction_moves_in_none(
    direction: str, result: RoundResult, figures: dict[tuple[str, str], float]
):
    """Flagged up or down, or hardly moved: where the register names no side nothing is on the side of the risk."""
    register = result.inputs.registers["risicos"].assign(indicator=BEZETTING, richting=direction)
    for factor in (0.7, 1.02, 1.3):
        against = Against.of(result, edition(moved(figures, BEZETTING, factor), UNTIL))
        assert {line.status for line in risk_lines(register, against)} == {"zonder richting"}

"""What docs/monitor.md says is what the monitor does."""

import re
from pathlib import Path

from mpp_lib.base.dutch import number, percentage
from mpp_lib.compare.monitor.control_chart import false_alarm
from mpp_lib.compare.monitor.flag import EDGE_PCT
from mpp_lib.compare.monitor.inflow import season_alone
from mpp_lib.production.key_figures import WATCHED
from mpp_lib.production.open_round import open_round

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "monitor.md").read_text("utf-8")


def rows_under(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its two header lines."""
    text = PAGE.split(heading, 1)[1]
    lines = re.search(r"(\|.*\n)+", text)
    assert lines is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[0].splitlines()[2:]]


def test_the_fixed_set_on_the_page_is_the_fixed_set():
    """Every indicator with its reason, in order."""
    assert rows_under("## De vaste set") == [[f"`{name}`", why] for name, why in WATCHED.items()]


def test_the_false_alarms_on_the_page_are_the_measured_ones():
    """Chance and bounds per number of scores."""
    told = rows_under("zaad; de grenzen zijn")
    assert [int(row[0]) for row in told] == [3, 6, 9, 12]
    for scores, chance, bounds in told:
        found = false_alarm(int(scores))
        assert chance == percentage(found.chance, 2)
        assert bounds == f"{percentage(found.low, 2)}–{percentage(found.high, 2)}"


def test_many_charts_together_alarm_often():
    """Of twenty independent charts of twelve scores at least one alarms with the chance on the page."""
    together = 1 - (1 - false_alarm(12).chance) ** 20
    assert f"de kans op minstens één vals signaal al {percentage(together, 0)}" in PAGE


def test_the_season_on_the_page_is_that_of_the_round():
    """How many of sixteen years the season alone would have flagged, by month."""
    result = open_round(ROOT / "rounds" / "2024-1")
    counted = [season_alone(result, month) for month in range(1, 13)]
    (row,) = rows_under("### Hoe vaak een goede prognose")
    assert row == ["jaren", *(str(off) for off, _ in counted)]
    assert {years for _, years in counted} == {16}


def test_the_edges_in_the_formula_are_the_flags():
    """0,8505 and 1,1495 are where the printed percentage becomes 15,0%."""
    for sign in (-1, 1):
        assert number(1 + sign * EDGE_PCT / 100, 4) in PAGE

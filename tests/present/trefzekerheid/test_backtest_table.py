"""What the table of the backtest says, in words that follow from its figures."""

from dataclasses import replace

from mpp_lib.compare.backtest.summary import Summary
from mpp_lib.compare.evaluation.scores import Interval
from mpp_lib.present.trefzekerheid.backtest_table import ahead_text, backtest_table, goal_sentence

NEAR = Summary(
    model="automatic",
    ahead=12,
    n=12,
    years=12,
    coverage=0.75,
    within=Interval(0.5, 1.0),
    below=0.0,
    above=0.25,
    width=1.125,
    crps=6_312.0,
    skill=0.07,
    interval=Interval(-0.15, 0.3),
    naive_skill=None,
    upper_skill=-0.04,
)
TOGETHER = replace(NEAR, ahead=None, n=46, coverage=0.74)


def test_the_sentence_says_whether_the_goal_is_met_and_how_surely() -> None:
    said = goal_sentence([NEAR, TOGETHER])
    assert (
        "viel 74% van de uitkomsten tot en met 2 jaar vooruit in het 75%-interval (95%-interval 50% tot 100%)" in said
    )
    assert "de winst op de toevalswandeling is 7% (95%-interval −15% tot 30%)" in said
    assert said.endswith("slechter is het op geen van die termijnen; het doel is gehaald.")


def test_a_missed_goal_says_where() -> None:
    """Worse at one time ahead, or a band that holds too often."""
    said = goal_sentence([replace(NEAR, skill=-0.01), TOGETHER])
    assert said.endswith("slechter is het 1 jaar vooruit; het doel is niet gehaald.")
    assert goal_sentence([NEAR, replace(TOGETHER, coverage=0.9)]).endswith("het doel is niet gehaald.")
    assert goal_sentence([]) == "Er is te weinig verleden voor een automatisch mengsel."


def test_a_row_is_printed_by_its_figures() -> None:
    """A dash where there is nothing to compare with."""
    (texts,) = backtest_table([NEAR]).texts()
    assert texts[:9] == ["automatisch mengsel", "12", "12", "75%", "50% tot 100%", "0%", "25%", "1,13", "6.310"]
    assert texts[9:] == ["7%", "−15% tot 30%", "–", "−4%"]
    assert [ahead_text(months) for months in (6, 18, 24)] == [
        "een half jaar vooruit, met de maanden tot dan toe",
        "1,5 jaar vooruit",
        "2 jaar vooruit",
    ]

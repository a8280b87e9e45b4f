"""The sentences of the summary: each number in them is one of the round, and the claim around it is true."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.compare.key_assumptions import KeyAssumption, key_assumptions
from mpp_lib.compare.sensitivity.ranges_run import RangesRun, run_ranges
from mpp_lib.present.keten.sensitivity_words import NOTHING_VARIES
from mpp_lib.present.keten.summary_sentences import certainty_text, decides_text, expected_text, needs_text
from mpp_lib.production.open_round import open_round
from mpp_lib.production.parts import FIRST
from mpp_lib.production.run import RoundResult
from mpp_lib.report.analyst_figures import typed
from mpp_lib.report.analyst_words import Words
from tests.support.printed import numbers

NEWEST = Path(__file__).parents[3] / "rounds" / "2024-2"
TOTAL, IND, COA = "asiel.instroom_totaal", "ind.asiel.voorraad", "coa.bezetting"


@pytest.fixture(scope="module")
def newest() -> RoundResult:
    return open_round(NEWEST)


@pytest.fixture(scope="module")
def run(newest: RoundResult) -> RangesRun:
    return run_ranges(newest)


@pytest.fixture(scope="module")
def assumptions(newest: RoundResult, run: RangesRun) -> tuple[KeyAssumption, ...]:
    return key_assumptions(newest, None, open_known(newest), run)


def test_what_is_expected_goes_no_further_than_next_year(newest: RoundResult) -> None:
    """Total inflow, then both stocks, from what was realised to medio of next year."""
    text = expected_text(newest)
    assert text.startswith("**Uitkomst.** In medio stijgt de totale asielinstroom van ")
    told = numbers(text)
    for name in (TOTAL, IND, COA):
        assert round(newest.year(name, 2025, "medio") / 10) * 10 in told
    assert "2026" not in text
    assert text.count(";") == 2


def test_how_sure_it_is_holds_by_the_distribution(newest: RoundResult) -> None:
    """The chances are worked out again between the very numbers of the sentence."""
    text = certainty_text(newest)
    assert text.startswith("**Hoe zeker.** De kans is 75% dat het aantal eerste asielaanvragen in 2024 tussen ")
    assert "de kans op minder dan medio is 2 op 3; de mediaan is " in text
    chance, *rest = numbers(text)
    for year, low, high in (rest[:3], rest[3:6]):
        cdf = newest.forecast.year(int(year)).distribution.cdf
        assert 100 * float(cdf(high) - cdf(low)) == pytest.approx(chance, abs=0.5)


def test_chances_that_differ_by_year_are_each_told(result: RoundResult) -> None:
    """The small round holds one number far from its quantile."""
    between = [
        float(year.distribution.cdf(high) - year.distribution.cdf(low))
        for year, low, high in (
            (
                result.forecast.year(year),
                *(result.year("asiel.instroom_eerste", year, end) for end in ("minimum", "maximum")),
            )
            for year in (2024, 2025)
        )
    ]
    told = {f"{round(100 * chance)}%" for chance in between}
    assert all(chance in certainty_text(result) for chance in told)


def test_what_it_takes_goes_to_the_end_of_the_horizon(newest: RoundResult) -> None:
    text = needs_text(newest)
    for name in ("coa.benodigde_capaciteit", "ks.gehuisvest"):
        assert round(newest.year(name, 2028, "medio") / 10) * 10 in numbers(text)


def test_the_input_that_decides_is_the_widest_after_the_inflow(
    newest: RoundResult, run: RangesRun, assumptions: tuple[KeyAssumption, ...]
) -> None:
    """Both ends as they are run, and beside them what the fit came to; the fit only where it lies elsewhere."""
    text = decides_text(newest, run, assumptions)
    widest = run.swings(COA, 2028)
    second = next(swing for swing in widest if swing.range.key != FIRST)
    assert f"het meest af van: {second.range.label[:1].lower()}{second.range.label[1:]} (medio 95%)" in text
    assert f"{round(second.low / 10) * 10:,}".replace(",", ".") + " hoger bij 50%" in text
    (fitted,) = [row.fitted for row in assumptions if row.key == second.range.key]
    assert fitted is not None
    assert fitted.fitted is not None
    assert text.endswith(f"; de ijking op eerdere jaren kwam op {100 * fitted.fitted:.1f}%.".replace(".", ",", 1))
    assert "ijking" not in decides_text(newest, run, ())


def test_nothing_decides_where_nothing_varies(newest: RoundResult, run: RangesRun) -> None:
    alone = replace(run, ranges=run.ranges[:1], years={name: years[:, :3] for name, years in run.years.items()})
    assert decides_text(newest, alone, ()).endswith(NOTHING_VARIES)


@pytest.mark.parametrize("name", ["2023-2", "2024-1", "2024-2"])
def test_the_words_of_the_analyst_leave_room_for_the_figures(name: str) -> None:
    """Read aloud in two minutes: of some 350 words at most 80 are the analyst's, and no figure in them is typed."""
    text = (NEWEST.parent / name / "text" / "samenvatting.md").read_text("utf-8")
    assert 30 <= len(re.sub(r"\{\{<.*?>\}\}", "cijfers", text).split()) <= 80
    assert not list(typed([Words(name, "text/samenvatting.md", text)]))

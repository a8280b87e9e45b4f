"""What a section says by rule of its own figures, against numbers put there by hand."""

from dataclasses import replace

import numpy as np
import pytest

from mpp_lib.compare.beside_runs import beside_runs
from mpp_lib.present.keten.partner_sections import page_table
from mpp_lib.present.keten.section_finding import above_target, endless_growth, page_finding
from mpp_lib.production.run import RoundResult
from mpp_lib.production.section import Target

TARGET = Target("ks.taakstelling", "ks.gehuisvest", above="omdat het kan")


def with_medio(result: RoundResult, values: dict[str, list[float]]) -> RoundResult:
    """The small round of three years with a yearly course of its own for some figures, the same in every scenario.

    A stock stands all year where it ends; its opening is the first number.
    """
    rows = dict(result.rows)
    for name, given in values.items():
        opening, *years = given if len(given) == 4 else (0.0, *given)
        stock = result.chain.by_id[name].aggregation.at_end
        months = np.repeat(years, 12) if stock else np.repeat(years, 12) / 12
        past = np.full(result.data.history, opening)
        rows[name] = np.repeat(np.concatenate([past, months])[:, None], 3, axis=1)
    return replace(result, rows=rows)


def test_more_done_than_asked_is_said_with_its_years_and_reason(result: RoundResult) -> None:
    changed = with_medio(
        result, {"ks.taakstelling": [10_000, 20_000, 20_000], "ks.gehuisvest": [9_000, 21_000, 20_800]}
    )
    assert above_target(changed, TARGET) == (
        "in medio is het aantal gehuisveste vergunninghouders hoger dan de taakstelling huisvesting in 2025 (105,0%) "
        "en 2026 (104,0%): omdat het kan"
    )


def test_as_much_as_asked_is_not_more(result: RoundResult) -> None:
    """A difference that is not printed is none, and of nothing asked there is no percentage."""
    changed = with_medio(result, {"ks.taakstelling": [0, 20_000, 30_000], "ks.gehuisvest": [50, 20_004, 29_000]})
    assert above_target(changed, TARGET) == ""


def test_a_stock_that_rises_every_year_and_does_not_settle_is_named(result: RoundResult) -> None:
    """One that settles, one that fell once and a flow are not."""
    names = ["rvs.asiel.voorraad", "ind.nareis.voorraad", "dtv.dossiers", "coa.instroom", "ks.achterstand"]
    courses = [[200, 250, 300, 360], [9_000, 12_000, 12_500, 12_600], [900, 880, 950, 1_000], [5, 10, 20, 40]]
    changed = with_medio(result, dict(zip(names, courses, strict=False)) | {"ks.achterstand": [-500, -200, 100, 400]})
    assert endless_growth(changed, names) == (
        "in medio groeien elk jaar, ook nog in 2026: de voorraad hoger beroepen in asielzaken (+20,0%) en "
        "de achterstand op de taakstelling (+300,0%)"
    )
    assert endless_growth(changed, names[1:4]) == ""


def test_a_section_says_both_above_its_table(result: RoundResult) -> None:
    """As sentences of the caption; where nothing holds the caption is the title alone."""
    changed = with_medio(
        result,
        {
            "ks.taakstelling": [10_000, 20_000, 20_000],
            "ks.gehuisvest": [9_000, 21_000, 20_800],
            "ks.achterstand": [100, 200, 300, 400],
        },
    )
    finding = page_table(changed, "ks", beside_runs(result)).finding
    section = changed.chain.section("ks")
    assert finding == page_finding(changed, [section], section.table)
    assert [" ".join(text.split(" ")[:3]) for text in finding.split(". ")] == ["In medio is", "In medio groeit"]
    still = with_medio(
        result, {"ks.taakstelling": [9, 9, 9], "ks.gehuisvest": [9, 9, 9], "ks.achterstand": [50, 50, 50, 50]}
    )
    assert page_table(still, "ks", beside_runs(result)).finding == ""


@pytest.mark.parametrize("key", ["coa", "ks", "bz"])
def test_the_target_of_a_section_is_declared_or_there_is_none(result: RoundResult, key: str) -> None:
    """Only housing has one: what others do is not measured by what comes in."""
    assert (result.chain.section(key).target is not None) == (key == "ks")

"""Published ranges: which held, which missed, which depend on what is counted; and why it is two to four of eight."""

from datetime import date
from pathlib import Path

import pytest

from mpp_lib.compare.evaluation.counted_total import with_both_counts
from mpp_lib.compare.evaluation.published_ranges import (
    Outcome,
    PublishedRange,
    published_outcomes,
    published_ranges,
    tally,
)
from mpp_lib.inputs.published import read_published
from mpp_lib.present.trefzekerheid.published_tables import outcome_text
from mpp_lib.production.chains import catalogue_named

ROUNDS = Path(__file__).parents[3] / "rounds"


def one(low: float | None, high: float | None, outcome: Outcome, other: Outcome | None = None) -> PublishedRange:
    total = "asiel.instroom_totaal"
    return PublishedRange("2099-1", 2099, total, low, None, high, outcome, other, "2099-04", "toets", "")


def exactly(value: float) -> Outcome:
    return Outcome(value, value, value)


@pytest.fixture(scope="module")
def rows() -> tuple[PublishedRange, ...]:
    figures = read_published(ROUNDS, catalogue_named("standaard"))
    return published_ranges(figures.forecasts, published_outcomes(figures.realised))


def test_a_forecast_counts_once() -> None:
    """Of one round total and first applications were public: the part is the same forecast, also when it is over."""
    figures = read_published(ROUNDS, catalogue_named("standaard"))
    both = {
        row["indicator"]
        for row in figures.forecasts.to_dict("records")
        if (row["ronde"], row["jaar"]) == ("2024-1", 2024)
    }
    assert both == {"asiel.instroom_totaal", "asiel.instroom_eerste"}
    outcomes = {(name, 2024): exactly(45_640) for name in both}
    found = [row for row in published_ranges(figures.forecasts, outcomes) if row.round == "2024-1"]
    assert [row.indicator for row in found] == ["asiel.instroom_totaal"]


@pytest.mark.parametrize(
    ("row", "verdict", "ground"),
    [
        (one(49_000, 76_000, exactly(49_892)), "binnen", ""),
        (one(49_000, 76_000, exactly(49_000)), "open", "afronding"),
        (one(49_000, 76_000, exactly(48_510)), "open", "afronding"),
        (one(49_000, 76_000, exactly(48_490)), "buiten", ""),
        (one(49_000, 76_000, exactly(76_490)), "open", "afronding"),
        (one(49_210, 76_000, exactly(49_204)), "buiten", ""),
        (one(49_210, 76_000, exactly(49_206)), "open", "afronding"),
        (one(49_211, 76_000, exactly(49_211)), "binnen", ""),
        (one(48_210, 55_170, exactly(47_991), Outcome(None, 47_991, 49_919)), "open", "telling"),
        (one(49_000, 76_000, exactly(45_640), exactly(46_400)), "buiten", ""),
        (one(48_210, 55_170, exactly(47_991), exactly(48_600)), "open", "telling"),
        (one(40_000, 55_300, Outcome(40_000, 39_500, 44_500)), "open", "realisatie"),
        (one(40_000, 55_300, Outcome(None, 39_500, 44_500)), "open", "realisatie"),
        (one(52_000, 74_800, Outcome(None, 39_500, 44_500)), "buiten", ""),
        (one(None, None, exactly(45_640)), None, ""),
    ],
)
def test_a_verdict_by_hand(row: PublishedRange, verdict: str | None, ground: str) -> None:
    """What differs between counts or bounds is open, and what lies no further from an end than it was rounded."""
    assert (row.verdict, row.open_because) == (verdict, ground)


def test_two_to_four_of_eight_held(rows: tuple[PublishedRange, ...]) -> None:
    """Held by hand against the outcomes 31.642 (2016), 47.991 of 48.600 (2022), 49.892 (2023), 45.640 (2024)."""
    held = {(row.round, row.year): row.verdict for row in rows if row.is_range}
    assert held == {
        ("2015-najaar", 2016): "buiten",
        ("2022-2", 2022): "open",
        ("2023-1", 2023): "binnen",
        ("2023-2", 2023): "binnen",
        ("2023-2", 2024): "buiten",
        ("2024-1", 2024): "buiten",
        ("2025-1", 2025): "buiten",
        ("2025-2", 2025): "open",
    }
    counted = tally(rows)
    assert (counted.n, counted.surely, counted.possibly, counted.years) == (8, 2, 4, 5)


def test_a_floor_is_no_realisation(rows: tuple[PublishedRange, ...]) -> None:
    """Of 2025 only bounds are known: it has no figure, no error and no score, and holds only where both bounds do."""
    found = {row.round: row for row in rows if row.year == 2025 and row.is_range}
    assert {row.outcome.value for row in found.values()} == {None}
    assert {name: row.as_dict()["within"] for name, row in found.items()} == {"2025-1": False, "2025-2": None}
    assert [(row.quantile_scores, row.bias_pct) for row in found.values()] == [({}, None)] * 2
    assert one(30_000, 60_000, Outcome(None, 39_500, 44_500)).within is True


def test_no_published_outcome_is_its_own_floor() -> None:
    """A best figure that equals the lower of two bounds is what a year at least came to."""
    realised = read_published(ROUNDS, catalogue_named("standaard")).realised
    assert not (realised["waarde"].eq(realised["laag"]) & realised["laag"].lt(realised["hoog"])).any()


def test_a_year_that_is_not_over_is_left_out(rows: tuple[PublishedRange, ...]) -> None:
    assert max(row.year for row in rows) == 2025


def test_a_published_medio_is_scored_without_a_range(rows: tuple[PublishedRange, ...]) -> None:
    """34.370 for 2022, of which 47.991 came: 28,4% too low, and a quantile score of two thirds of the gap."""
    (row,) = [row for row in rows if row.round == "2021-2"]
    assert not row.is_range
    assert row.bias_pct == pytest.approx(-28.3824, abs=1e-3)
    assert row.quantile_scores == pytest.approx({"medio": 2 / 3 * 13_621})


def test_what_was_not_published_gets_no_score(rows: tuple[PublishedRange, ...]) -> None:
    (row,) = [row for row in rows if (row.round, row.year) == ("2023-2", 2024)]
    assert row.quantile_scores == pytest.approx({"minimum": 7 / 8 * 3_360, "maximum": 1 / 8 * 30_360})
    assert row.bias_pct is None


def test_the_verdict_is_the_same_for_who_knew_one_count_only(rows: tuple[PublishedRange, ...]) -> None:
    """In August 2024 only 47.991 was known of 2022; of 2016 both counts were: 31.642 and 33.570, 1.928 apart."""
    figures = read_published(ROUNDS, catalogue_named("standaard")).known_on(date(2024, 8, 15))
    known = published_outcomes(figures.realised)
    assert ("asiel.instroom_totaal_incl", 2022) not in known
    then = {(row.round, row.year): row for row in published_ranges(figures.forecasts, with_both_counts(known))}
    row = then["2022-2", 2022]
    assert row.other == Outcome(None, 47_991, 47_991 + 1_928)
    now = {(row.round, row.year): row for row in rows}
    shared = then.keys() & now.keys()
    assert {key: then[key].verdict for key in shared} == {key: now[key].verdict for key in shared}
    assert outcome_text(row) == "47.991 tot hoogstens 49.919*"


def test_without_a_year_of_both_counts_nothing_is_bounded() -> None:
    known = {("asiel.instroom_totaal", 2022): exactly(47_991)}
    assert with_both_counts(known) == known


def test_the_smaller_count_is_bounded_by_the_larger() -> None:
    """Of 2025 only the count with hervestiging is known; it was 800 more in 2023."""
    total, including = "asiel.instroom_totaal", "asiel.instroom_totaal_incl"
    known = {(total, 2023): exactly(49_900), (including, 2023): exactly(50_700), (including, 2025): exactly(42_000)}
    assert with_both_counts(known) == {**known, (total, 2025): Outcome(None, 41_200, 42_000)}

"""What a round or edition holds as realised counts what its indicator counts: with or without repeat applications."""

import csv
import re
from pathlib import Path

import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import open_edition
from mpp_lib.present.wording.adding_up import totals_of
from mpp_lib.production.chains import chain_named

ROUNDS = Path(__file__).resolve().parents[3] / "rounds"
CHAIN = chain_named("standaard")
REPEAT = "herhaald"
WITHOUT, WITH = (
    re.compile("zonder herhaalde|herhaalde aanvragen zijn niet mee"),
    re.compile("herhaalde aanvragen mee|met [^;]*herhaalde aanvragen"),
)
SAYING = [
    (path, row)
    for path in sorted(ROUNDS.glob("*/**/realisaties.csv"))
    if path.parent.parent.name != "_gepubliceerd"
    for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    if "herhaalde" in row["bron"]
]


def parts_of(indicator: str) -> set[str]:
    """Everything that a total is the sum of, however deep."""
    parts = totals_of(CHAIN).get(indicator, ())
    return {indicator, *parts} | {deeper for part in parts for deeper in parts_of(part)}


def test_the_examples_say_it_of_several_figures() -> None:
    """Decisions without, permits with repeat applications."""
    assert {row["indicator"] for _, row in SAYING} >= {"ind.asiel.beslissingen_eerste", "ind.inwilligingen"}


@pytest.mark.parametrize(
    ("path", "row"), SAYING, ids=lambda one: one.parts[-3] if isinstance(one, Path) else f"{one['periode']}"
)
def test_a_figure_that_says_what_it_counts_stands_beside_an_indicator_that_counts_the_same(
    path: Path, row: dict[str, str]
) -> None:
    """By the words of its source and the formula of its indicator."""
    repeated = any(REPEAT in part for part in parts_of(row["indicator"]))
    assert repeated == (not WITHOUT.search(row["bron"])), path
    assert repeated == bool(WITH.search(row["bron"])), path


@pytest.mark.parametrize(("name", "month"), [("2024-1", "2024-06"), ("2024-2", "2024-09")])
def test_published_decisions_lie_beside_those_without_repeat_applications(name: str, month: str) -> None:
    """2.640 in April 2024, beside the chain's decisions in tracks 1, 2 and 4; all decisions are not delivered."""
    made = open_edition(str(ROUNDS / name), month)
    row, every = (made.by_indicator[f"ind.asiel.beslissingen{end}"] for end in ("_eerste", ""))
    assert row.to_date is not None
    assert (row.to_date.first, row.to_date.last, row.to_date.realised) == (Month(2024, 4), Month(2024, 4), 2640.0)
    april = Month(2024, 4).since(made.result.data.start)
    tracks = [made.result.months[f"ind.spoor{track}.beslissingen"][april, 1] for track in (1, 2, 4)]
    assert row.to_date.expected == pytest.approx(sum(tracks))
    assert not row.to_date.estimated
    assert every.to_date is None

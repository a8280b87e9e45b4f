"""The four editions of the example rounds: what was public at each moment, what it flags, and words for every flag."""

from functools import cache
from pathlib import Path

import pytest

from mpp_lib.base.months import Month
from mpp_lib.compare.monitor.build import Monitor, open_monitor
from mpp_lib.production.open_round import open_round

ROUNDS = Path(__file__).resolve().parents[3] / "rounds"
FIRST = "asiel.instroom_eerste"
FLAGS = {
    ("2024-1", "2024-03"): {FIRST},
    ("2024-1", "2024-06"): {FIRST, "ind.spoor1.voorraad", "ind.spoor1.beslissingen"},
    ("2024-2", "2024-09"): {FIRST},
    ("2024-2", "2024-12"): {FIRST, "ind.nareis.voorraad"},
}
YEAR_TO_DATE = {"2024-03": 8965, "2024-06": 16675, "2024-09": 24795, "2024-12": 29790}
"""First applications of 2024 as the CBS published them by quarter; of the last as the IND did, up to November."""

opened = cache(lambda name: open_round(ROUNDS / name))


@pytest.fixture(scope="module", params=FLAGS, ids=lambda key: f"{key[0]} {key[1]}")
def key(request) -> tuple[str, str]:
    return request.param


@pytest.fixture(scope="module")
def made(key) -> Monitor:
    name, month = key
    return open_monitor(opened(name), Month.parse(month))


def test_every_edition_is_looked_at():
    """No edition of the repository is left out."""
    found = {(path.parts[-3], path.name) for path in ROUNDS.glob("20*/monitor/*")}
    assert found == set(FLAGS)


def test_flags_what_is_15_percent_off(made, key):
    """Exactly these, and each within the rule by its own printed deviation."""
    assert {row.indicator for row in made.rows if row.flagged} == FLAGS[key]
    for row in made.rows:
        if row.to_date is not None and row.to_date.deviation_pct is not None:
            assert row.flagged == (round(abs(row.to_date.deviation_pct), 1) >= 15.0)


def test_has_words_for_every_flag_and_says_they_are_an_example(made):
    """Nothing is flagged without duiding, and nobody can take the words for the werkgroep's."""
    assert made.without_commentary == ()
    assert "voorbeeldtekst" in made.commentary.opening
    assert made.commentary.advice.startswith("Voorbeeld van een advies")
    assert made.warnings == ()


def test_the_year_to_date_is_the_published_one(made, key):
    """Quarters, estimated months and a year come to the same sums as the CBS published."""
    row = made.by_indicator[FIRST]
    assert row.to_date.realised == YEAR_TO_DATE[key[1]]
    assert str(row.to_date.last) == {"2024-12": "2024-11"}.get(key[1], key[1])


def test_a_quarter_alone_then_estimated_months(key):
    """Of a quarter that has just ended an edition has the sum only; later its months, as estimates."""
    name, month = key
    edition = open_monitor(opened(name), Month.parse(month)).edition.realisations
    rows = edition[edition["indicator"] == FIRST].set_index("periode")["status"]
    quarter = f"{month[:4]}-K{int(month[5:]) // 3}"
    assert (quarter in rows) == (month != "2024-12")
    assert set(rows.drop(quarter, errors="ignore")) <= {"raming"}


def test_a_late_delivery_is_compared_to_its_own_month_and_a_revision_is_told():
    """The IND's figures stop in April; the stock of the end of 2023 was revised between two editions."""
    made = open_monitor(opened("2024-1"), Month.parse("2024-06"))
    row = made.by_indicator["ind.asiel.beslissingen_eerste"]
    assert str(row.to_date.last) == "2024-04"
    assert row.delivery.remark == "Alleen geleverd over april 2024; daarover gaat de vergelijking."
    assert [(one.indicator, one.text) for one in made.revisions] == [
        ("ind.asiel.voorraad", "december 2023: 50.000 → 49.860")
    ]

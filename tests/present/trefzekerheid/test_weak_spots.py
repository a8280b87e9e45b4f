"""What the summary says of where a round is weak: only what its own numbers and the hindcast show."""

from pathlib import Path

from mpp_lib.compare.hindcast.known import open_known
from mpp_lib.present.trefzekerheid.hindcast_chart import chart_finding
from mpp_lib.present.trefzekerheid.weak_spots import weak_spots_text
from mpp_lib.production.open_round import open_round

ROUNDS = Path(__file__).parents[3] / "rounds"


def test_the_newest_example_names_the_month_no_year_gave_and_the_stock_that_is_furthest_off() -> None:
    """Of the three leading figures the occupancy is furthest off, by what the chapter on the hindcast says of it."""
    newest = open_round(ROUNDS / "2024-2")
    hindcast = open_known(newest)
    assert hindcast is not None
    text = weak_spots_text(newest, hindcast)
    assert text.startswith("**Waar het zwak staat.** Medio vraagt in juli ")
    lead = "; met de instroom en beslissingen die er waren, kwam de keten uit op "
    occupancy = text.partition(lead)[2].rstrip(".")
    assert occupancy.endswith("de bezetting van de COA-opvang (eind 2023)")
    assert occupancy in chart_finding(hindcast)
    last = {row.indicator: abs(row.deviation_pct) for row in hindcast.rows if row.leading}
    assert max(last, key=last.__getitem__) == "coa.bezetting"


def test_without_a_hindcast_it_says_what_medio_asks_alone() -> None:
    newest = open_round(ROUNDS / "2024-2")
    assert weak_spots_text(newest, None).endswith(" in geen van de 16 jaren voor.")

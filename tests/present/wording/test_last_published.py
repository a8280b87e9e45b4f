"""What was published last, before the years of a table, stands beside medio."""

from dataclasses import replace

import pandas as pd

from mpp_lib.present.wording.last_published import last_published_note
from mpp_lib.production.run import RoundResult

SHOWN = ("rvdr.asiel.instroom", "rvs.asiel.instroom", "dji.gemiddelde_duur")


def published(result: RoundResult, *rows: tuple[str, str, float, str]) -> RoundResult:
    """The round with these figures as the only ones published: period, indicator, value and status."""
    frame = pd.DataFrame(rows, columns=["periode", "indicator", "waarde", "status"]).assign(bron="verzonnen")
    return replace(result, inputs=replace(result.inputs, realisations=frame))


def test_the_last_year_stands_beside_the_first_and_last_of_medio(result: RoundResult) -> None:
    """A round from 2024 on shows the years since 2021; a raming is told with circa, a duration with its unit."""
    round_ = published(
        result,
        ("2016", "rvdr.asiel.instroom", 15_820.0, "definitief"),
        ("2019", "rvdr.asiel.instroom", 23_000.0, "definitief"),
        ("2016", "rvs.asiel.instroom", 4_000.0, "raming"),
        ("2020", "dji.gemiddelde_duur", 50.0, "definitief"),
    )
    told = last_published_note(round_, SHOWN).removeprefix("Laatst gepubliceerd, van voor deze jaren: ").split("; ")
    assert [one.partition(" (in medio ")[0] for one in told] == [
        "nieuwe asielberoepen 23.000 in 2019",
        "nieuwe hoger beroepen in asielzaken circa 4.000 in 2016",
        "gemiddelde duur van bewaring 50,0 dagen in 2020",
    ]
    first, last = (10 * round(result.year("rvdr.asiel.instroom", year, "medio") / 10) for year in (2024, 2026))
    assert told[0].endswith(f"(in medio {first:,} in 2024 en {last:,} in 2026)".replace(",", "."))


def test_nothing_is_told_of_what_the_table_shows_or_nobody_published(result: RoundResult) -> None:
    """A year among those of the table, a month alone, and an assumption."""
    round_ = published(
        result,
        ("2021", "rvdr.asiel.instroom", 12_000.0, "definitief"),
        ("2016", "rvdr.asiel.instroom", 15_820.0, "definitief"),
        ("2019-03", "rvs.asiel.instroom", 300.0, "definitief"),
        ("2019", "dji.gemiddelde_duur", 50.0, "aanname"),
    )
    assert last_published_note(round_, SHOWN) == ""

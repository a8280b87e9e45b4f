"""What was public at the cut-off beside the round: nothing of later, nothing of other years, and no verdict."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from mpp_lib.compare.evaluation.track_record import published_before
from mpp_lib.inputs.published import PublishedFigures
from mpp_lib.present.prognose.published import (
    NO_BANDS,
    NO_NEED,
    bands_finding,
    need_finding,
    need_text,
    published_bands_table,
    published_figures_table,
)
from mpp_lib.present.shown.table import records
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult
from tests.support.printed import rows_of, value

ROUNDS = Path(__file__).resolve().parents[3] / "rounds"
TOTAL, NEED = "asiel.instroom_totaal", "coa.benodigde_capaciteit"


def band(year: int, low: float | None, mid: float | None, high: float | None, known: str = "2024-01", **other: str):
    row = {"ronde": "2023-9", "indicator": TOTAL, "jaar": year, "minimum": low, "medio": mid, "maximum": high}
    return row | {"bekend": known, "bron": "krant", "toelichting": ""} | other


def figure(period: str, number: str, known: str = "2024-01", indicator: str = NEED, what: str = "besluit"):
    row = {"ronde": "2023-9", "grootheid": "COA, capaciteit", "periode": period, "omschrijving": what, "waarde": number}
    return row | {"indicator": indicator, "bekend": known, "bron": "krant", "reden": "een besluit"}


def figures(*rows: dict[str, object]) -> PublishedFigures:
    bands = pd.DataFrame([row for row in rows if "medio" in row], columns=list(band(2024, None, None, None)))
    others = pd.DataFrame([row for row in rows if "reden" in row], columns=list(figure("2024", "1")))
    return PublishedFigures(bands, pd.DataFrame(), others)


def test_a_band_stands_beside_the_same_year_of_the_round(result: RoundResult) -> None:
    """Own values are those of the three runs; a year outside the horizon is left out, a missing medio is a dash."""
    table = published_bands_table(result, figures(band(2024, 40_000, None, 60_000), band(2019, 1.0, 2.0, 3.0)))
    (row,) = (line for line in rows_of(table) if "2023-9" in line)
    assert row[3:6] == ["40.000", "–", "60.000"]
    for text, name in zip(row[6:9], ("minimum", "medio", "maximum"), strict=True):
        assert value(text) == pytest.approx(result.year(TOTAL, 2024, name), abs=5)


@pytest.mark.parametrize(
    ("low", "high", "place"), [(0.5, 0.9, "boven"), (0.9, 1.1, "binnen"), (1.1, 1.2, "onder"), (1.0, 1.0, "binnen")]
)
def test_without_a_published_medio_the_band_is_named(result: RoundResult, low: float, high: float, place: str) -> None:
    """Ends as shares of what the round comes to."""
    own = result.year(TOTAL, 2024, "medio")
    finding = bands_finding(result, [band(2024, low * own, float("nan"), high * own)])
    assert finding.endswith(f", {place} de bandbreedte van ronde 2023-9.")


def test_the_newest_round_is_compared_by_its_medio(result: RoundResult) -> None:
    """Of the first year; an older round, a later year and a band of the same month without medio don't count."""
    own = result.year(TOTAL, 2024, "medio")
    rows = [
        band(2024, 1.0, own, 2 * own, "2023-04", ronde="2023-1"),
        band(2024, 1.0, float("nan"), 2 * own, "2024-01", ronde="2023-8"),
        band(2024, 1.0, 1.25 * own, 2 * own, "2024-01"),
        band(2025, 1.0, own, 2 * own, "2024-02", ronde="2023-7"),
    ]
    assert bands_finding(result, rows).endswith(", 20,0% minder dan het gepubliceerde medio van ronde 2023-9.")
    rows[2]["medio"] = 0.8 * own
    assert bands_finding(result, rows).endswith(", 25,0% meer dan het gepubliceerde medio van ronde 2023-9.")


def test_nothing_published_is_said(result: RoundResult) -> None:
    """An empty table says "geen", its title that nothing was public."""
    nothing = figures()
    bands, others = published_bands_table(result, nothing), published_figures_table(result, nothing)
    assert (bands.finding, others.finding) == (NO_BANDS, NO_NEED)
    assert rows_of(bands)[1] == rows_of(others)[1] == ["geen"]


def test_the_need_of_places_stands_beside_the_derived_one(result: RoundResult) -> None:
    """Of each year the newest figure and the need at the end of that year in medio; the table has the older one too."""
    known = figures(
        figure("2024-12", "97500", "2024-03"),
        figure("2024-12", "96000", "2023-11"),
        figure("2025-12", "133500", "2024-03", what="ongewijzigd beleid"),
        figure("2030-12", "1"),
        figure("2024", "70000", indicator=TOTAL),
    )
    told = need_finding(result, known)
    assert "97.500 eind 2024 (besluit, maart 2024) en 133.500 eind 2025 (ongewijzigd beleid, maart 2024)." in told
    assert "96.000" not in told
    own = [value(text) for text in told.partition("Uit deze ronde volgt")[2].split() if "." in text.rstrip(".")]
    assert own == pytest.approx([result.year(NEED, year, "medio") for year in (2024, 2025)], abs=5)
    rows = published_figures_table(result, known).texts()
    assert [row[2] for row in rows] == ["96.000", "97.500", "133.500", "70.000"]
    assert [row[1] for row in rows] == ["eind 2024", "eind 2024", "eind 2025", "in 2024"]


def test_words_of_a_publication_are_no_markup(result: RoundResult) -> None:
    """What a file says of a figure stands in a paragraph as it is."""
    text = need_text(result, figures(figure("2024-12", "97500", what="*besluit* <b>")))
    assert "*besluit*" not in text.replace("\\*", "")
    assert "<b>" not in text.replace("\\<", "")


def test_a_round_shows_what_was_public_before_its_cut_off() -> None:
    """97.500 and 133.500 of April 2024 in 2024-2 alone; 115.000 of December 2024 in none; each band with its round."""
    needs, bands = {}, {}
    for name in ("2023-2", "2024-1", "2024-2"):
        result = open_round(ROUNDS / name)
        public = published_before(result)
        assert date(2023, 1, 1) < result.inputs.settings.cutoff
        rows = published_figures_table(result, public).rows
        needs[name] = [(row["jaar"], row["waarde"]) for row in rows if row["indicator"] == NEED]
        bands[name] = {(row["ronde"], row["indicator"]) for row in published_bands_table(result, public).rows}
    assert needs["2023-2"] == [(2023, 75_500), (2023, 77_100), (2024, 97_000)]
    assert needs["2024-1"] == [(2024, 97_000), (2024, 96_000)]
    assert needs["2024-2"] == [(2024, 97_000), (2024, 96_000), (2024, 97_500), (2025, 133_500)]
    assert bands["2023-2"] == {("2022-2", TOTAL), ("2023-1", TOTAL)}
    assert bands["2024-1"] == {("2023-2", TOTAL)}
    assert bands["2024-2"] == {("2023-2", TOTAL), ("2024-1", TOTAL), ("2024-1", "asiel.instroom_eerste")}


def test_no_figure_of_the_folder_is_left_out_by_a_name(result: RoundResult) -> None:
    """Every other figure with an indicator names one of the chain, so that a report can show it."""
    others = published_before(open_round(ROUNDS / "2024-2")).others
    assert {row["indicator"] for row in records(others)} <= set(result.chain.by_id)

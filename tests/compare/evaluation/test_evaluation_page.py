"""The page for external evaluators tells what the code does: constants, keys, files and the worked example."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from mpp_lib.base.dutch import number, people, percentage, signed
from mpp_lib.compare.evaluation import scores
from mpp_lib.compare.evaluation.published_ranges import PublishedRange, published_outcomes, published_ranges, tally
from mpp_lib.compare.evaluation.scored_rounds import LEVELS
from mpp_lib.compare.evaluation.track_record import TrackRecord, record_before
from mpp_lib.inputs.declared.published import PUBLISHED_TABLES
from mpp_lib.inputs.published import read_published
from mpp_lib.inputs.reading.files import PUBLISHED
from mpp_lib.present.shown.picture import svg
from mpp_lib.present.trefzekerheid.outcome_charts import ranges_chart
from mpp_lib.production.chains import catalogue_named
from mpp_lib.production.open_round import open_round

ROOT = Path(__file__).parents[3]
TEXT = " ".join((ROOT / "docs" / "externe-evaluatie.md").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def published() -> tuple[PublishedRange, ...]:
    figures = read_published(ROOT / "rounds", catalogue_named("standaard"))
    return published_ranges(figures.forecasts, published_outcomes(figures.realised))


@pytest.fixture(scope="module")
def record() -> TrackRecord:
    """As round 2024-1 knew it: later deliveries do not move it."""
    return record_before(open_round(ROOT / "rounds" / "2024-1"))


@pytest.mark.parametrize(
    "words",
    [
        f"minimum {number(LEVELS['minimum'], 3)}, medio 2/3, maximum {number(LEVELS['maximum'], 3)}",
        f"Clopper–Pearson, {percentage(scores.CONFIDENCE, 0)}",
        f"Tot en met {scores.MOST_COUNTED} jaren telt elke manier",
        f"daarboven {number(scores.DRAWS)} trekkingen",
        f"Onder de {scores.FEWEST_BLOCKS} jaren is er geen interval",
        *(f"`rounds/{PUBLISHED}/{table.file}`" for table in PUBLISHED_TABLES),
    ],
)
def test_the_page_names_the_constants_of_the_code(words: str) -> None:
    assert words in TEXT


def test_the_published_example(published: tuple[PublishedRange, ...]) -> None:
    """Numbers of 2024-1 over 2024, as the page works them out."""
    (row,) = [row for row in published if (row.round, row.year) == ("2024-1", 2024)]
    assert (row.minimum, row.medio, row.maximum, row.outcome.value) == (49_800, 69_800, 78_500, 45_640)
    assert row.verdict == "buiten"
    scored = {name: f"= {number(score)}." for name, score in row.quantile_scores.items()}
    assert scored == {"minimum": "= 3.640.", "medio": "= 8.053.", "maximum": "= 4.108."}
    assert all(words in TEXT for words in scored.values())
    assert f"/ 45.640 = {signed(row.bias_pct or 0, 1)}%" in TEXT
    assert row.other is not None
    assert f"(hoogstens {number(row.other.high)})" in TEXT


def test_the_count_of_published_ranges(published: tuple[PublishedRange, ...]) -> None:
    """Two to four of eight, its chances as fractions, and the open cases with their figures."""
    counted = tally(published)
    assert f"Van de {counted.n} gepubliceerde bandbreedten bevatten er {counted.surely} tot {counted.possibly}" in TEXT
    assert f"de {counted.n} banden gaan over {counted.years} jaren" in TEXT
    for hits, share in ((counted.surely, "277/65.536 (0,4%)"), (counted.possibly, "7.459/65.536 (11,4%)")):
        chance = scores.chance_of_at_most(hits, counted.n, 0.75)
        top, whole = (int(part.replace(".", "")) for part in share.split(" ")[0].split("/"))
        assert chance == pytest.approx(float(Fraction(top, whole)), rel=1e-12)
        assert share == f"{number(top)}/{number(whole)} ({percentage(chance)})"
        assert share in TEXT
    low = percentage(scores.coverage_interval(counted.surely, counted.n).low, 0)
    high = percentage(scores.coverage_interval(counted.possibly, counted.n).high, 0)
    assert f"van {low} (2 treffers) tot {high} (4 treffers)" in TEXT
    open_rows = {row.round: row for row in published if row.verdict == "open"}
    assert set(open_rows) == {"2022-2", "2025-2"}
    for row, word in ((open_rows["2022-2"], "of"), (open_rows["2025-2"], "tot")):
        values = sorted({row.outcome.low, row.outcome.high, *([row.other.value] if row.other else [])})
        assert (
            f"{number(values[0])} {word} {number(values[-1])}, bij een minimum van {number(row.minimum or 0)}" in TEXT
        )


def test_the_picture_is_that_of_the_code(published: tuple[PublishedRange, ...]) -> None:
    """Another figure, outcome or drawing makes another picture; four ranges lay wholly above their outcome."""
    file = ROOT / "docs" / "afbeeldingen" / "gepubliceerde-bandbreedten.svg"
    assert f"(afbeeldingen/{file.name})" in TEXT
    assert svg(ranges_chart(published, "stand van februari 2026").figure) == file.read_text(encoding="utf-8")
    above = [row for row in published if row.verdict == "buiten" and row.outcome.high < (row.minimum or 0)]
    assert (len(above), tally(published).surely) == (4, 2)


def test_the_example_of_a_round(record: TrackRecord) -> None:
    (first,) = [score for score in record.scores if score.indicator == "asiel.instroom_eerste"]
    (coa,) = [row for row in record.chain if row.indicator == "coa.bezetting"]
    assert first.pit is not None
    assert first.crps is not None
    assert first.crps_baseline is not None
    assert first.skill is not None
    band = f"band {people(first.minimum)} tot {people(first.maximum)}, dus binnen; plaats {percentage(first.pit, 0)}"
    medio = f"medio {people(first.medio)}, een afwijking van {signed(first.bias_pct or 0, 1)}%"
    crps, naive = people(first.crps), people(first.crps_baseline)
    beaten = f"CRPS {crps} personen, naïef {naive}: een winst van {signed(100 * first.skill)}%"
    stock = f"geraamd {people(coa.forecast)}, uitkomst {number(coa.realised)} (raming), {signed(coa.error_pct, 1)}%"
    chain = f"geeft de keten {people(coa.given_inflow)}, {signed(coa.chain_error_pct, 1)}%"
    of_inflow = f"dus {number(coa.inflow_effect_pct, 1)} procentpunt van de instroom"
    assert first.within_band
    assert (coa.status, number(first.realised)) == ("raming", "38.365")
    for words in (band, medio, beaten, stock, chain, of_inflow):
        assert words in TEXT, words


def test_how_many_years_show_a_one_sided_medio() -> None:
    """(2/3)^7 is more than 5%, (2/3)^8 less; below medio (1/3)^3 is less at once."""
    chances = [Fraction(2, 3) ** 7, Fraction(2, 3) ** 8, Fraction(1, 3) ** 3]
    assert [percentage(float(chance)) for chance in chances] == ["5,9%", "3,9%", "3,7%"]
    assert chances[0] > Fraction(1, 20) > chances[1]
    assert "voor 7 jaren 5,9%, voor 8 jaren 3,9%" in TEXT
    assert "na 3 jaren 3,7%" in TEXT


def test_the_keys_of_the_document(record: TrackRecord) -> None:
    """Every key of the machine's document stands on the page."""
    document = record.as_dict()
    tables = (
        document,
        document["rounds"][0],
        document["coverage"],
        document["published"],
        document["published"]["rows"][0],
    )
    assert not [key for table in tables for key in table if f"`{key}`" not in TEXT]

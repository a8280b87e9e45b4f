"""Every score of the track record as a row of its own, with the rows it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mpp_lib.archive.pack.forecasts import DRAWN, DRAWN_WITHOUT, ENTERED, GIVEN_INFLOW
from mpp_lib.archive.pack.realisations import OF_PUBLICATIONS, OF_ROUNDS
from mpp_lib.archive.pack.sheet import Cell, Row, numbers
from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.evaluation.benchmarks import Benchmark
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.evaluation.forecast_history import PUBLISHED, ROUND
from mpp_lib.compare.evaluation.published_ranges import PublishedRange
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.scores import skill
from mpp_lib.compare.evaluation.summary import Revision
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.compare.uncertainty.past_bands import PastBand
from mpp_lib.production.chains import STANDARD, catalogue_named

OF_CHAIN, WITHOUT = "band van de keten", "zonder modelfout"
"""Whether a band of draws holds; and beside what: the same band without the model error."""
PERCENT, SHARE, PEOPLE, YES_NO, COUNT = "%", "aandeel", "personen", "ja of nee", "aantal"


@dataclass(frozen=True)
class Places:
    """Where forecasts and outcomes stand in the pack.

    Attributes:
        forecasts: rows of ``prognoses.csv``.
        outcomes: rows of ``uitkomsten.csv``.
    """

    forecasts: Sequence[Row]
    outcomes: Sequence[Row]

    def of(self, kind: str, round_name: str, year: int, indicator: str) -> int:
        """The number of a forecast."""
        return self._forecasts[kind, round_name, year, indicator]

    def came(self, of: str, indicator: str, year: int) -> int:
        """The number of an outcome, as scores of rounds or of publications use it."""
        return self._outcomes[of, indicator, year]

    def came_any(self, of: str, indicators: Iterable[str], year: int) -> list[int]:
        """The numbers of the outcomes there are, of ways to count the same."""
        return [self._outcomes[of, name, year] for name in indicators if (of, name, year) in self._outcomes]

    @cached_property
    def _forecasts(self) -> Mapping[tuple[Cell, ...], int]:
        return _numbered(self.forecasts, "soort", "ronde", "jaar", "indicator")

    @cached_property
    def _outcomes(self) -> Mapping[tuple[Cell, ...], int]:
        return _numbered(self.outcomes, "voor", "indicator", "jaar")


def _numbered(rows: Sequence[Row], *key: str) -> dict[tuple[Cell, ...], int]:
    return {tuple(row[name] for name in key): int(str(row["nr"])) for row in rows}


def single_rows(record: TrackRecord, bands: Sequence[PastBand], places: Places) -> Iterator[Row]:
    """The scores of one forecast each, and how one forecast moved to the next."""
    for score in record.scores:
        yield from _of_score(score, places)
    for chain in record.chain:
        yield from _of_chain(chain, places)
    for band in bands:
        yield from _of_band(band, places)
    for published in record.published:
        yield from _of_published(published, places)
    for revision in record.revisions:
        yield from _of_revision(revision, places)


def _of_score(score: Score, places: Places) -> Iterator[Row]:
    own = places.of(ROUND, score.round, score.year, score.indicator)
    about = _about(OF_ROUNDS, score.round, score.year, score.horizon, score.indicator)
    about |= {"prognoses": str(own), "uitkomsten": str(places.came(OF_ROUNDS, score.indicator, score.year))}
    whole = {"band": (score.within_band, YES_NO), "plaats": (score.pit, SHARE), "crps": (score.crps, PEOPLE)}
    for name, (value, unit) in {**whole, "afwijking": (score.bias_pct, PERCENT)}.items():
        if value is not None:
            yield {**about, **valued(name, value, unit)}
    if is_share(score.indicator):
        yield {**about, **valued("verschil", score.medio - score.realised, SHARE)}
    yield from _quantiles(score.quantile_scores, about)
    for benchmark in score.benchmarks:
        yield from _of_benchmark(score, benchmark, about, places)


def _quantiles(scores: Mapping[str, float] | None, about: Row) -> Iterator[Row]:
    for scenario, value in (scores or {}).items():
        yield {**about, "scenario": scenario, **valued("kwantielscore", value, PEOPLE)}


def _of_benchmark(score: Score, benchmark: Benchmark, about: Row, places: Places) -> Iterator[Row]:
    place = places.of(benchmark.name, score.round, score.year, score.indicator)
    beside: Row = {**about, "naast": benchmark.name, "prognoses": str(place)}
    yield {**beside, **valued("band", benchmark.within_band, YES_NO)}
    yield {**beside, **valued("plaats", benchmark.pit, SHARE)}
    yield {**beside, **valued("crps", benchmark.crps, PEOPLE)}
    gain = None if score.crps is None else skill(score.crps, benchmark.crps)
    if gain is not None:
        both = numbers([place, int(str(about["prognoses"]))])
        yield {**beside, "prognoses": both, **valued("winst", gain, SHARE)}


def _of_chain(score: ChainScore, places: Places) -> Iterator[Row]:
    key = score.round, score.year, score.indicator
    said, given = places.of(ROUND, *key), places.of(GIVEN_INFLOW, *key)
    about = _about(OF_ROUNDS, score.round, score.year, score.horizon, score.indicator)
    about |= {"uitkomsten": str(places.came(OF_ROUNDS, score.indicator, score.year))}
    alone, both = {**about, "prognoses": str(given)}, {**about, "prognoses": numbers([said, given])}
    yield {**alone, **valued("waarvan keten", score.chain_error_pct, PERCENT)}
    yield {**both, **valued("waarvan instroom", score.inflow_effect_pct, PERCENT)}
    if is_share(score.indicator):
        yield {**alone, **valued("waarvan keten, verschil", score.given_inflow - score.realised, SHARE)}
        yield {**both, **valued("waarvan instroom, verschil", score.forecast - score.given_inflow, SHARE)}


def _of_band(band: PastBand, places: Places) -> Iterator[Row]:
    score = band.score
    about = _about(OF_ROUNDS, score.round, score.year, score.horizon, score.indicator)
    about |= {"uitkomsten": str(places.came(OF_ROUNDS, score.indicator, score.year))}
    for kind, beside, holds in ((DRAWN, "", band.within), (DRAWN_WITHOUT, WITHOUT, band.within_inputs)):
        if kind == DRAWN or band.complete:
            place = places.of(kind, score.round, score.year, score.indicator)
            yield {**about, "naast": beside, "prognoses": str(place), **valued(OF_CHAIN, holds, YES_NO)}


def _of_published(row: PublishedRange, places: Places) -> Iterator[Row]:
    place = places.of(PUBLISHED, row.round, row.year, row.indicator)
    about = _about(OF_PUBLICATIONS, row.round, row.year, row.year - int(row.known[:4]), row.indicator)
    counts = places.came_any(OF_PUBLICATIONS, (row.indicator, row.other_indicator), row.year)
    about |= {"prognoses": str(place), "uitkomsten": numbers(counts)}
    if row.verdict is not None:
        yield {**about, **valued("band, zeker", row.verdict == "binnen", YES_NO)}
        yield {**about, **valued("band, mogelijk", row.verdict != "buiten", YES_NO)}
    own: Row = {**about, "uitkomsten": str(places.came(OF_PUBLICATIONS, row.indicator, row.year))}
    if row.bias_pct is not None:
        yield {**own, **valued("afwijking", row.bias_pct, PERCENT)}
    yield from _quantiles(row.quantile_scores, own)


def _of_revision(revision: Revision, places: Places) -> Iterator[Row]:
    kind = ENTERED if revision.indicator == FIRST_INFLOW else ROUND
    pair = [places.of(kind, name, revision.year, revision.indicator) for name in (revision.earlier, revision.later)]
    about: Row = {"voor": OF_ROUNDS, "ronde": revision.later, "jaar": revision.year, "indicator": revision.indicator}
    about = {**about, "naast": revision.earlier, "prognoses": numbers(pair)}
    if revision.change_pct is not None:
        yield {**about, **valued("verschuiving", revision.change_pct, PERCENT)}
    if revision.within_band is not None:
        yield {**about, **valued("in de vorige band", revision.within_band, YES_NO)}


def valued(score: str, value: Cell, unit: str) -> Row:
    """Name, value and unit of a score."""
    return {"score": score, "waarde": value, "eenheid": unit}


def is_share(indicator: str) -> bool:
    """Whether it is a percentage, whose error is told in percentage points."""
    return catalogue_named(STANDARD).indicators[indicator].unit == SHARE


def _about(of: str, round_name: str, year: int, horizon: int, indicator: str) -> dict[str, Cell]:
    return {"voor": of, "ronde": round_name, "jaar": year, "vooruit": horizon, "indicator": indicator}

"""The scores of several forecasts together, as rows: counts, means and intervals, with every row they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from mpp_lib.archive.pack.realisations import OF_PUBLICATIONS, OF_ROUNDS
from mpp_lib.archive.pack.scores import COUNT, OF_CHAIN, PEOPLE, PERCENT, SHARE, WITHOUT, is_share, valued
from mpp_lib.archive.pack.sheet import Cell, Row, numbers
from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.evaluation.lines_as_quantiles import LineRecord, line_records, lines_of_rounds, lines_published
from mpp_lib.compare.evaluation.published_ranges import Tally, tally
from mpp_lib.compare.evaluation.scores import Interval, chance_of_at_most, coverage_interval
from mpp_lib.compare.evaluation.summary import Bias, biases, coverage, skills
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.compare.uncertainty.past_bands import GROUPS, PastBand, coverages
from mpp_lib.present.trefzekerheid.chain_bands import GROUP_NAMES
from mpp_lib.present.trefzekerheid.findings import PROMISED

Values = Mapping[str, tuple[Cell, str]]
"""Score → value and unit."""


def summary_rows(record: TrackRecord, bands: Sequence[PastBand], single: Sequence[Row]) -> Iterator[Row]:
    """The scores over more than one forecast.

    Args:
        single: :func:`mpp_lib.archive.pack.scores.single_rows` of the same record.
    """
    yield from _coverage(record, single)
    yield from _skills(record, single)
    yield from _lines(record, single)
    yield from _biases(record, single)
    yield from _others(record, single)
    yield from _chain(record, single)
    yield from _bands(bands, single)
    yield from _published(record, single)


def _coverage(record: TrackRecord, single: Sequence[Row]) -> Iterator[Row]:
    found = coverage(record.scores)
    rows = [row for row in _named(single, "band", OF_ROUNDS) if "naast" not in row]
    if found.n:
        counts: Values = {"banden": (found.n, COUNT), "banden, raak": (found.within, COUNT)}
        yield from _told(counts, {"voor": OF_ROUNDS, "indicator": FIRST_INFLOW}, rows)


def _skills(record: TrackRecord, single: Sequence[Row]) -> Iterator[Row]:
    for gain in skills(record.scores):
        rows = [row for row in _named(single, "winst", OF_ROUNDS) if row["naast"] == gain.benchmark]
        values = {"winst, samen": (gain.value, SHARE), **_ends("winst, samen", gain.interval, SHARE)}
        about: Row = {"voor": OF_ROUNDS, "indicator": FIRST_INFLOW, "naast": gain.benchmark}
        yield from _told(values, about, rows)


def _lines(record: TrackRecord, single: Sequence[Row]) -> Iterator[Row]:
    kinds = {OF_ROUNDS: lines_of_rounds(record.scores), OF_PUBLICATIONS: lines_published(record.published)}
    for of, lines in kinds.items():
        for line in line_records(lines):
            rows = [row for row in _named(single, "kwantielscore", of) if row["scenario"] == line.scenario]
            yield from _told(_of_line(line), {"voor": of, "scenario": line.scenario}, rows)


def _of_line(line: LineRecord) -> Values:
    mean = "kwantielscore, gemiddeld"
    return {
        "lijnen": (line.n, COUNT),
        "lijnen, eronder": (line.below, COUNT),
        **_ends("lijnen, aandeel eronder", line.interval, SHARE),
        mean: (line.score, PEOPLE),
        **_ends(mean, line.score_interval, PEOPLE),
    }


def _biases(record: TrackRecord, single: Sequence[Row]) -> Iterator[Row]:
    """By partner and horizon, percentages left out: as the table has it."""
    counted = [score for score in record.scores if not is_share(score.indicator)]
    partner = {score.indicator: score.partner for score in counted}
    for bias in biases(counted):
        rows = [row for row in _named(single, "afwijking", OF_ROUNDS) if row["vooruit"] == bias.horizon]
        mine = [row for row in rows if partner.get(str(row["indicator"])) == bias.partner]
        yield from _told(_of_bias(bias), {"voor": OF_ROUNDS, "groep": bias.partner, "vooruit": bias.horizon}, mine)


def _of_bias(bias: Bias) -> Values:
    mean = "afwijking, gemiddeld"
    return {
        "afwijkingen": (bias.n, COUNT),
        mean: (bias.mean_pct, PERCENT),
        **_ends(mean, bias.interval, PERCENT),
        "afwijking zonder teken, gemiddeld": (bias.mean_absolute_pct, PERCENT),
    }


def _others(record: TrackRecord, single: Sequence[Row]) -> Iterator[Row]:
    """What the table of the other indicators says of all of them."""
    others = [score for score in record.scores if score.indicator != FIRST_INFLOW and score.bias_pct is not None]
    rows = [row for row in _named(single, "afwijking", OF_ROUNDS) if row["indicator"] != FIRST_INFLOW]
    if others:
        middle = median(abs(score.bias_pct or 0.0) for score in others)
        values: Values = {
            "afwijkingen": (len(others), COUNT),
            "afwijking zonder teken, mediaan": (middle, PERCENT),
            "doorrekeningen die samenvallen": (sum(score.kind == "together" for score in others), COUNT),
        }
        yield from _told(values, {"voor": OF_ROUNDS, "groep": "overige indicatoren"}, rows)


def _chain(record: TrackRecord, single: Sequence[Row]) -> Iterator[Row]:
    """Apart for what answers to inflow and what does not."""
    found = _named(single, "waarvan instroom", OF_ROUNDS)
    for answers, name in ((True, "antwoordt op instroom"), (False, "antwoordt niet op instroom")):
        scores = [score for score in record.chain if score.answers is answers]
        keys = {(score.round, score.year, score.indicator) for score in scores}
        rows = [row for row in found if (row["ronde"], row["jaar"], row["indicator"]) in keys]
        if scores:
            yield from _told(_of_chain(scores), {"voor": OF_ROUNDS, "groep": name}, rows)


def _of_chain(scores: Sequence[ChainScore]) -> Values:
    off = median(abs(score.error_pct) for score in scores)
    chain = median(abs(score.chain_error_pct) for score in scores)
    return {
        "afwijkingen": (len(scores), COUNT),
        "afwijking zonder teken, mediaan": (off, PERCENT),
        "waarvan keten, zonder teken, mediaan": (chain, PERCENT),
    }


def _bands(bands: Sequence[PastBand], single: Sequence[Row]) -> Iterator[Row]:
    """How many bands of draws held, by what was known of the model error."""
    for name, found in coverages(bands).items():
        counts, _ = GROUPS[name]
        keys = {(one.score.round, one.score.year, one.score.indicator) for one in bands if counts(one)}
        beside = WITHOUT if name == "without_model_error" else ""
        rows = [row for row in _named(single, OF_CHAIN, OF_ROUNDS) if row["naast"] == beside]
        mine = [row for row in rows if (row["ronde"], row["jaar"], row["indicator"]) in keys]
        if found.n:
            values: Values = {
                "banden van de keten": (found.n, COUNT),
                "banden van de keten, raak": (found.within, COUNT),
                **_ends("banden van de keten, aandeel raak", found.interval, SHARE),
            }
            yield from _told(values, {"voor": OF_ROUNDS, "groep": GROUP_NAMES[name]}, mine)


def _published(record: TrackRecord, single: Sequence[Row]) -> Iterator[Row]:
    """How many ranges held, surely and at most; and how many medio's lay above the outcome."""
    counted = tally(record.published)
    if counted.n:
        yield from _told(_of_tally(counted), {"voor": OF_PUBLICATIONS}, _named(single, "band, zeker", OF_PUBLICATIONS))
    errors = _named(single, "afwijking", OF_PUBLICATIONS)
    if errors:
        above = sum(float(str(row["waarde"])) > 0 for row in errors)
        medios: Values = {"medio's": (len(errors), COUNT), "medio's, boven de uitkomst": (above, COUNT)}
        yield from _told(medios, {"voor": OF_PUBLICATIONS}, errors)


def _of_tally(counted: Tally) -> Values:
    """The counts, and what independence would have made of them."""
    values: dict[str, tuple[Cell, str]] = {"banden": (counted.n, COUNT)}
    for name, hits in (("zeker", counted.surely), ("mogelijk", counted.possibly)):
        values[f"banden, raak, {name}"] = hits, COUNT
        values[f"banden, kans op hoogstens zoveel, {name}"] = chance_of_at_most(hits, counted.n, PROMISED), SHARE
        values |= _ends(f"banden, trefkans, {name}", coverage_interval(hits, counted.n), SHARE)
    return values


def _ends(name: str, interval: Interval | None, unit: str) -> Values:
    """The ends of an interval; none where there are too few years for one."""
    if interval is None:
        return {}
    return {f"{name}, laag": (interval.low, unit), f"{name}, hoog": (interval.high, unit)}


def _told(values: Values, about: Row, rows: Sequence[Row]) -> Iterator[Row]:
    """A row for each value there is, with all that the rows beneath it come from."""
    rests = {name: numbers(_in(rows, name)) for name in ("prognoses", "uitkomsten")}
    for name, (value, unit) in values.items():
        if value is not None:
            yield {**about, **rests, **valued(name, value, unit)}


def _in(rows: Iterable[Row], column: str) -> Iterator[int]:
    """The numbers that a column of rows names."""
    return (int(number) for row in rows for number in str(row[column]).split())


def _named(single: Sequence[Row], score: str, of: str) -> list[Row]:
    """The rows of one score, of rounds or of publications."""
    return [row for row in single if (row["score"], row["voor"]) == (score, of)]

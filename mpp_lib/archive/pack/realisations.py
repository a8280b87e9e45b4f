"""What turned out, as rows: every delivery as it came, and what the years came to by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from mpp_lib.archive.pack.sheet import Row, numbers
from mpp_lib.base.periods import Period
from mpp_lib.compare.evaluation.forecast_history import PUBLISHED
from mpp_lib.compare.evaluation.published_ranges import Outcome, other_count, published_outcomes
from mpp_lib.compare.evaluation.track_record import Sources
from mpp_lib.compare.evaluation.vintages import RealisedYear, Vintage, realised_years
from mpp_lib.inputs.declared.unknown import MEANINGS
from mpp_lib.production.chains import STANDARD, catalogue_named

OF_ROUNDS, OF_PUBLICATIONS = "rondes", "publicaties"
DERIVED = "afgeleid"


def realised_rows(sources: Sources) -> tuple[Row, ...]:
    """Every figure of every delivery, oldest first, and those that were published; numbered from one."""
    delivered = [row for rank, one in enumerate(sources.deliveries, start=1) for row in _delivered(rank, one)]
    rows = [*delivered, *_published(sources.figures.realised)]
    return tuple({"nr": place, **row} for place, row in enumerate(rows, start=1))


def _delivered(rank: int, delivery: Vintage) -> Iterator[Row]:
    indicators = catalogue_named(STANDARD).indicators
    about: Row = {"levering": delivery.name, "volgorde": rank, "bekend_op": delivery.known.isoformat()}
    for row in delivery.realisations.to_dict("records"):
        name = str(row["indicator"])
        composed = {"samenstelling": str(indicators[name].aggregation)} if name in indicators else {}
        told = {column: str(row[column]) for column in ("periode", "status", "bron")}
        yield {**about, "indicator": name, **composed, **told, "waarde": float(row["waarde"])}
    for name in filter(indicators.get, delivery.unknown.said):
        for period, sign in delivery.unknown.absent_periods(name).items():
            absent: Row = {"periode": str(period), "waarde": None, "status": MEANINGS[sign]}
            source = delivery.unknown.said[name][period].source
            composition = str(indicators[name].aggregation)
            yield {**about, "indicator": name, "samenstelling": composition, **absent, "bron": source}


def _published(realised: pd.DataFrame) -> Iterator[Row]:
    for row in realised.to_dict("records"):
        about: Row = {"levering": PUBLISHED, "bekend_op": str(row["bekend"]), "indicator": str(row["indicator"])}
        values = {name: None if pd.isna(row[name]) else float(row[name]) for name in ("waarde", "laag", "hoog")}
        yield {**about, "periode": str(row["jaar"]), **values, "status": str(row["status"]), "bron": str(row["bron"])}


def outcome_rows(sources: Sources, realised: Sequence[Row]) -> tuple[Row, ...]:
    """What the years came to: for scores of rounds, and for those of publications; numbered from one.

    Args:
        realised: :func:`realised_rows` of the same sources.
    """
    found = realised_years(sources.deliveries, catalogue_named(STANDARD))
    rows = [*_of_rounds(found, realised), *_of_publications(sources, found, realised)]
    return tuple({"nr": place, **row} for place, row in enumerate(rows, start=1))


def _of_rounds(found: Mapping[tuple[str, int], RealisedYear], realised: Sequence[Row]) -> Iterator[Row]:
    places = {(row["indicator"], row["periode"], row["levering"]): int(str(row["nr"])) for row in realised}
    for (indicator, year), came in sorted(found.items()):
        from_ = numbers(places[indicator, str(period), name] for period, name in came.parts)
        values: Row = {"waarde": came.value, "laag": came.value, "hoog": came.value}
        about: Row = {"voor": OF_ROUNDS, "indicator": indicator, "jaar": year}
        yield {**about, **values, "status": came.status, "realisaties": from_, "niet_gescoord": came.unscored}


def _of_publications(
    sources: Sources, found: Mapping[tuple[str, int], RealisedYear], realised: Sequence[Row]
) -> Iterator[Row]:
    """The total by either way to count it; what was published goes before what was delivered."""
    delivered = {(row["indicator"], row["jaar"]): row for row in _of_rounds(found, realised)}
    published = _published_rows(realised)
    said = published_outcomes(sources.figures.realised)
    for (indicator, year), outcome in sorted(sources.outcomes.items()):
        if not other_count(indicator):
            continue
        unscored = found[indicator, year].unscored if (indicator, year) in found else ""
        place: Row = {"voor": OF_PUBLICATIONS, "indicator": indicator, "jaar": year, "niet_gescoord": unscored}
        about: Row = {**place, **_values(outcome)}
        if (indicator, year) in said:
            yield {**about, "status": PUBLISHED, "realisaties": published[indicator, year]}
        elif (indicator, year) in delivered:
            row = delivered[indicator, year]
            yield {**about, "status": row["status"], "realisaties": row["realisaties"]}
        else:
            yield {**about, "status": DERIVED}


def _published_rows(realised: Sequence[Row]) -> dict[tuple[str, int], str]:
    rows = (row for row in realised if row["levering"] == PUBLISHED)
    return {(str(row["indicator"]), Period.parse(str(row["periode"])).start.year): str(row["nr"]) for row in rows}


def _values(outcome: Outcome) -> Row:
    return {"waarde": outcome.value, "laag": outcome.low, "hoog": outcome.high}

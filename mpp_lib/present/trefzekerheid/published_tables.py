"""The tables of what published rounds forecast: ranges, medio's, and what cannot be scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from mpp_lib.base.dutch import number
from mpp_lib.compare.evaluation.published_ranges import DEFINITIONS, PublishedRange
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.shown.listing import BANDS, NOTHING, Listing, pct
from mpp_lib.present.trefzekerheid.findings import OPEN, published_finding, published_medio_finding

_STARS = {"asiel.instroom_totaal_incl": "*"}


def published_listing(record: TrackRecord) -> Listing:
    """Every published range beside its outcome, and why it is not always clear whether it held."""
    rows = record.ranges
    return Listing(
        "Gepubliceerde bandbreedten van de totale asielinstroom",
        {
            "ronde": "Ronde",
            "jaar": "Jaar",
            "minimum": "Minimum",
            "medio": "Medio",
            "maximum": "Maximum",
            "realisatie": "Gerealiseerd",
            "oordeel": "Oordeel",
            "bron": "Bron van de prognose",
        },
        [_published(row) for row in rows],
        pd.DataFrame([row.as_dict() for row in rows]),
        published_finding(record.published),
        f"{BANDS} Dat de gepubliceerde uitersten die kansen hebben is de lezing van dit project. "
        "Totaal: eerste en herhaalde aanvragen en nareis; * ook hervestiging en herplaatsing. "
        "Bron: openbare cijfers, met hun vindplaats in rounds/_gepubliceerd.",
        numbers=("minimum", "medio", "maximum", "realisatie"),
        realised=("realisatie",),
        dense=True,
    )


def _published(row: PublishedRange) -> dict[str, str]:
    lines = {name: getattr(row, name) for name in ("minimum", "medio", "maximum")}
    return {
        "ronde": row.round,
        "jaar": str(row.year),
        **{name: NOTHING if value is None else number(value) for name, value in lines.items()},
        "realisatie": outcome_text(row),
        "oordeel": verdict_text(row),
        "bron": row.source,
    }


def outcome_text(row: PublishedRange) -> str:
    """The outcome by the publication's own definition; by the other one too where that decides."""
    outcome = row.outcome
    text = number(outcome.value) if outcome.exact else f"{number(outcome.low)} tot {number(outcome.high)}"
    own = f"{text}{_STARS.get(row.indicator, '')}"
    if row.open_because != "telling" or row.other is None:
        return own
    other = next(name for name in DEFINITIONS if name != row.indicator)
    return f"{own} of {number(row.other.value)}{_STARS.get(other, '')}"


def verdict_text(row: PublishedRange) -> str:
    """``binnen``, on which side it missed, or why that is open."""
    if row.verdict == "open":
        return f"open: {OPEN[row.open_because]}"
    if row.verdict == "binnen":
        return "binnen"
    return "onder het minimum" if row.outcome.value < (row.minimum or 0) else "boven het maximum"


def published_medio_listing(record: TrackRecord) -> Listing:
    """Every published medio beside its outcome."""
    rows = [row for row in record.published if row.bias_pct is not None]
    return Listing(
        "Gepubliceerde middenwaarden van de totale asielinstroom",
        {
            "ronde": "Ronde",
            "jaar": "Jaar",
            "medio": "Medio",
            "realisatie": "Gerealiseerd",
            "afwijking": "Afwijking",
            "score": "Kwantielscore",
            "toelichting": "Toelichting",
        },
        [
            {
                "ronde": row.round,
                "jaar": str(row.year),
                "medio": number(row.medio or 0),
                "realisatie": number(row.outcome.value),
                "afwijking": pct(row.bias_pct),
                "score": number(row.quantile_scores["medio"]),
                "toelichting": row.note or NOTHING,
            }
            for row in rows
        ],
        pd.DataFrame([row.as_dict() for row in rows]),
        published_medio_finding(rows),
        "Kwantielscore bij kans 2/3, in personen: 0 is precies raak. Bron: openbare cijfers in rounds/_gepubliceerd.",
        numbers=("medio", "realisatie", "afwijking", "score"),
        realised=("realisatie",),
        dense=True,
    )


def unscored_listing(record: TrackRecord) -> Listing:
    """What was published and can't be scored, with the reason."""
    columns = {
        "ronde": "Ronde of stuk",
        "grootheid": "Grootheid",
        "periode": "Periode",
        "omschrijving": "Omschrijving",
        "waarde": "Waarde",
        "reden": "Waarom niet beoordeeld",
        "bron": "Bron",
    }
    rows = list(_texts(record.others))
    return Listing(
        "Gepubliceerd, niet beoordeeld",
        columns,
        rows,
        record.others,
        f"{len(rows)} gepubliceerde cijfers zijn geen minimum, medio of maximum en doen daarom niet mee."
        if rows
        else "Er zijn geen gepubliceerde cijfers die niet beoordeeld konden worden.",
        "Bron: openbare cijfers in rounds/_gepubliceerd.",
        numbers=("waarde",),
    )


def _texts(frame: pd.DataFrame) -> Iterator[Mapping[str, str]]:
    for row in frame.to_dict("records"):
        value = str(row["waarde"])
        texts = {str(name): str(text) for name, text in row.items()}
        yield texts | {"waarde": number(float(value)) if value.isdigit() else value}

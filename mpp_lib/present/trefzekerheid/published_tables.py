"""The tables of what published rounds forecast: ranges, medio's, and what cannot be scored."""

from __future__ import annotations

from mpp_lib.base.dutch import number
from mpp_lib.compare.evaluation.published_ranges import TOTAL_INCLUDED, PublishedRange
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.shown.table import Column, Record, Table, records, under_own_name
from mpp_lib.present.trefzekerheid.findings import OPEN, published_finding, published_medio_finding
from mpp_lib.present.wording.printed_values import NOTHING, if_known, pct

BANDS = "Minimum en maximum omsluiten 75% van de kans; boven medio ligt een derde."
_STARS = {TOTAL_INCLUDED: "*"}


def published_table(record: TrackRecord) -> Table[PublishedRange]:
    """Every published range beside its outcome, and why it is not always clear whether it held."""
    return Table(
        record.ranges,
        [
            Column("Ronde", lambda row: row.round),
            Column("Jaar", lambda row: row.year),
            Column("Minimum", lambda row: if_known(row.minimum, number), kind="number"),
            Column("Medio", lambda row: if_known(row.medio, number), kind="number"),
            Column("Maximum", lambda row: if_known(row.maximum, number), kind="number"),
            Column("Gerealiseerd", outcome_text, kind="number", role="realised"),
            Column("Oordeel", verdict_text),
            Column("Bron van de prognose", lambda row: row.source),
        ],
        title="Gepubliceerde bandbreedten van de totale asielinstroom",
        finding=published_finding(record.published),
        note=f"{BANDS} Dat de gepubliceerde uitersten die kansen hebben is de lezing van dit project. "
        "Totaal: eerste en herhaalde aanvragen en nareis; * ook hervestiging en herplaatsing. "
        "Bron: openbare cijfers.",
        dense=True,
    )


def outcome_text(row: PublishedRange) -> str:
    """The outcome by the publication's own definition; by the other one too where that decides."""
    outcome = row.outcome
    text = number(outcome.low) if outcome.exact else f"{number(outcome.low)} tot {number(outcome.high)}"
    own = f"{text}{_STARS.get(row.indicator, '')}"
    if row.open_because != "telling" or row.other is None:
        return own
    if row.other.value is not None:
        return f"{own} of {number(row.other.value)}{_STARS.get(row.other_indicator, '')}"
    if row.other_indicator in _STARS:
        return f"{own} tot hoogstens {number(row.other.high)}{_STARS[row.other_indicator]}"
    return f"{own} tot ten minste {number(row.other.low)}"


def verdict_text(row: PublishedRange) -> str:
    """``binnen``, on which side it missed, or why that is open."""
    if row.verdict == "open":
        return f"open: {OPEN[row.open_because]}"
    if row.verdict == "binnen":
        return "binnen"
    return "onder het minimum" if row.outcome.high < (row.minimum or 0) else "boven het maximum"


def published_medio_table(record: TrackRecord) -> Table[PublishedRange]:
    """Every published medio beside its outcome."""
    rows = [row for row in record.published if row.bias_pct is not None]
    return Table(
        rows,
        [
            Column("Ronde", lambda row: row.round),
            Column("Jaar", lambda row: row.year),
            Column("Medio", lambda row: if_known(row.medio, number), kind="number"),
            Column("Gerealiseerd", outcome_text, kind="number", role="realised"),
            Column("Afwijking", lambda row: pct(row.bias_pct), kind="number"),
            Column("Kwantielscore", lambda row: number(row.quantile_scores["medio"]), kind="number"),
            Column("Toelichting", lambda row: row.note or NOTHING),
        ],
        title="Gepubliceerde medio's van de totale asielinstroom",
        finding=published_medio_finding(rows),
        note="Kwantielscore bij kans 2/3, in personen: 0 is precies raak. Bron: openbare cijfers.",
        dense=True,
    )


def unscored_table(record: TrackRecord) -> Table[Record]:
    """What was published and can't be scored, with the reason."""
    rows = records(record.others)
    return Table(
        rows,
        [
            Column("Ronde of stuk", "ronde"),
            *under_own_name("grootheid", "periode", "omschrijving"),
            Column("Waarde", _as_published, kind="number"),
            Column("Waarom niet beoordeeld", "reden"),
            Column("Bron", "bron"),
        ],
        title="Gepubliceerd, niet beoordeeld",
        finding=f"{len(rows)} gepubliceerde cijfers zijn geen minimum, medio of maximum en doen daarom niet mee."
        if rows
        else "Er zijn geen gepubliceerde cijfers die niet beoordeeld konden worden.",
        note="Bron: openbare cijfers.",
    )


def _as_published(row: Record) -> str:
    value = str(row["waarde"])
    return number(float(value)) if value.isdigit() else value

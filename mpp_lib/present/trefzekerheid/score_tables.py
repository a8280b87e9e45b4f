"""The tables of the track record: scores of the rounds, the chain given its inflow, bias, revisions."""

from __future__ import annotations

from typing import Any

from mpp_lib.base.catalogue import FIRST_INFLOW, SHARE
from mpp_lib.base.dutch import number, percentage
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.summary import Bias, Revision, biases
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.findings import (
    NO_SCORES,
    chain_finding,
    first_finding,
    others_finding,
    revisions_finding,
    spec_named,
)
from mpp_lib.present.trefzekerheid.own_score import benchmarks_table
from mpp_lib.present.trefzekerheid.published_tables import BANDS, published_medio_table, published_table, unscored_table
from mpp_lib.present.trefzekerheid.quantile_table import TOO_FEW, lines_table
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.present.wording.printed_values import difference_text, exact_text, if_known, off_text, pct, text_of
from mpp_lib.present.wording.runs_words import ANSWERS, KINDS, RUNS

NO_BAND = "geen"
AHEAD = "Vooruit: jaren na de laatste gerealiseerde maand; 0 is een jaar dat deels bekend was."
SOURCE = "Bron: MPP-rondes en hun realisaties."


def tables(record: TrackRecord) -> tuple[Table[Any], ...]:
    """Every table of the track record, in the order in which it is read."""
    return (
        published_table(record),
        published_medio_table(record),
        first_table(record),
        benchmarks_table(record),
        others_table(record),
        lines_table(record),
        chain_table(record),
        bias_table(record),
        revisions_table(record),
        unscored_table(record),
    )


def first_table(record: TrackRecord) -> Table[Score]:
    """The forecasts of first applications of the rounds, with every score."""
    return Table(
        [score for score in record.scores if score.indicator == FIRST_INFLOW],
        [
            *_BESIDE_OUTCOME,
            Column("Band", band_text),
            Column("Plaats", lambda row: if_known(row.pit, lambda pit: percentage(pit, 0)), kind="number"),
            Column("CRPS", lambda row: _text(row.indicator, row.crps), kind="number"),
        ],
        title="Eerste asielaanvragen: de prognoses van de rondes naast de uitkomst",
        finding=first_finding(record.scores),
        note=f"{BANDS} {AHEAD} Plaats: de kans die de prognose gaf aan minder dan de uitkomst. CRPS: de fout van de "
        f"hele verdeling, in personen. {SOURCE}",
        dense=True,
    )


def others_table(record: TrackRecord) -> Table[Score]:
    """Every other indicator of the rounds with a known outcome."""
    return Table(
        [score for score in record.scores if score.indicator != FIRST_INFLOW],
        [
            Column("Indicator", lambda row: _name(row.indicator)),
            *_BESIDE_OUTCOME,
            Column("Doorrekeningen", lambda row: KINDS[row.kind]),
            Column("Medio wijkt af", lambda row: _off(row.indicator, row.realised, row.medio), kind="number"),
        ],
        title="Overige indicatoren: de rondes naast de uitkomst",
        finding=others_finding(record.scores),
        note=f"{RUNS} Of de uitkomst tussen minimum en maximum ligt, zegt daarom niets over de prognose. "
        f"{AHEAD} Standen eind van het jaar. {SOURCE}",
        dense=True,
    )


def band_text(score: Score) -> str:
    """``binnen``, on which side of the band the outcome lay; ``geen`` where nobody gave a chance."""
    return {True: "binnen", False: _missed(score), None: NO_BAND}[score.within_band]


def _missed(score: Score) -> str:
    return "onder" if score.realised < min(score.minimum, score.maximum) else "boven"


def _outcome(row: Score | ChainScore) -> str:
    """The outcome as it was published; an estimate says that it is one."""
    text = exact_text(row.realised, spec_named(row.indicator).unit)
    return marked(text, row.status)


_BESIDE_OUTCOME: tuple[Column[Score], ...] = (
    Column("Ronde", lambda row: row.round, role="head"),
    Column("Jaar", lambda row: row.year),
    Column("Vooruit", lambda row: row.horizon, kind="number"),
    Column("Minimum", lambda row: _text(row.indicator, row.minimum), kind="number"),
    Column("Medio", lambda row: _text(row.indicator, row.medio), kind="number"),
    Column("Maximum", lambda row: _text(row.indicator, row.maximum), kind="number"),
    Column("Gerealiseerd", _outcome, kind="number", role="realised"),
)


def chain_table(record: TrackRecord) -> Table[ChainScore]:
    """The chain given the inflow that came, beside the forecast."""
    return Table(
        record.chain,
        [
            Column("Indicator", lambda row: _name(row.indicator)),
            Column("Ronde", lambda row: row.round, role="head"),
            Column("Jaar", lambda row: row.year),
            Column("Gerealiseerd", _outcome, kind="number", role="realised"),
            Column("Medio", lambda row: _text(row.indicator, row.forecast), kind="number"),
            Column("Keten", lambda row: _text(row.indicator, row.given_inflow), kind="number"),
            Column("Prognose wijkt af", lambda row: _off(row.indicator, row.realised, row.forecast), kind="number"),
            Column("Waarvan keten", lambda row: _off(row.indicator, row.realised, row.given_inflow), kind="number"),
            Column("Waarvan instroom", _inflow_effect, kind="number"),
            Column("Antwoordt op instroom", lambda row: "ja" if row.answers else "nee"),
        ],
        title="De keten met de gerealiseerde instroom, naast prognose en uitkomst",
        finding=chain_finding(record.chain),
        note="Keten: de ronde opnieuw doorgerekend met de gerealiseerde eerste aanvragen per maand, met haar eigen "
        f"plan, parameters en maatregelen in medio. {ANSWERS} {SOURCE}",
        dense=True,
    )


def bias_table(record: TrackRecord) -> Table[Bias]:
    """The average error of medio by partner and horizon."""
    rows = biases([score for score in record.scores if spec_named(score.indicator).unit != SHARE])
    return Table(
        rows,
        [
            Column("Partner", lambda row: partner_named(row.partner).short),
            Column("Vooruit", lambda row: row.horizon, kind="number", role="head"),
            Column("Cijfers", lambda row: row.n, kind="number"),
            Column("Jaren", lambda row: row.years, kind="number"),
            Column("Gemiddeld", lambda row: pct(row.mean_pct), kind="number"),
            Column("Zonder teken", lambda row: f"{number(row.mean_absolute_pct, 1)}%", kind="number"),
            Column("95%-interval", _interval, kind="number"),
        ],
        title="Gemiddelde afwijking van medio, per partner",
        finding="Bij eerste aanvragen ligt medio naar zijn aard boven de mediaan: een kleine afwijking naar boven is "
        "daar te verwachten."
        if rows
        else NO_SCORES,
        note=f"In procenten van de uitkomst; plus is te hoog geraamd. Percentages tellen niet mee. {AHEAD} "
        f"Het interval neemt een gerealiseerd jaar als één trekking en ontbreekt bij minder dan drie jaren. {SOURCE}",
    )


def _interval(row: Bias) -> str:
    return TOO_FEW if row.interval is None else f"{pct(row.interval.low)} tot {pct(row.interval.high)}"


def revisions_table(record: TrackRecord) -> Table[Revision]:
    """How medio of a year moved from round to round."""
    return Table(
        record.revisions,
        [
            Column("Indicator", lambda row: _name(row.indicator)),
            Column("Jaar", lambda row: row.year, role="head"),
            Column("Rondes", lambda row: f"{row.earlier} → {row.later}"),
            Column("Van", lambda row: _text(row.indicator, row.before), kind="number"),
            Column("Naar", lambda row: _text(row.indicator, row.after), kind="number"),
            Column("Verschil", lambda row: _off(row.indicator, row.before, row.after), kind="number"),
            Column("In de vorige band", lambda row: {True: "ja", False: "nee", None: NO_BAND}[row.within_band]),
        ],
        title="Hoe medio van een jaar verschoof tussen rondes",
        finding=revisions_finding(record.revisions),
        note="Medio zoals het de keten inging. Alleen eerste asielaanvragen hebben een band. Bron: MPP-rondes.",
        dense=True,
    )


def _text(indicator: str, value: float | None) -> str:
    return if_known(value, lambda known: text_of(known, spec_named(indicator).unit))


def _off(indicator: str, before: float, after: float) -> str:
    return off_text(before, after, spec_named(indicator).unit)


def _inflow_effect(row: ChainScore) -> str:
    """What the inflow forecast did; of a percentage in percentage points."""
    if spec_named(row.indicator).unit == SHARE:
        return difference_text(row.given_inflow, row.forecast, SHARE)
    return pct(row.inflow_effect_pct)


def _name(indicator: str) -> str:
    return full_label(spec_named(indicator))

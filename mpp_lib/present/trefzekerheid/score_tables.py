"""The tables of the track record: scores of the rounds, the chain given its inflow, bias, revisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import number, percentage, signed
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.summary import Bias, biases
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.shown.listing import BANDS, NOTHING, Listing, pct
from mpp_lib.present.trefzekerheid.findings import (
    NO_SCORES,
    chain_finding,
    first_finding,
    others_finding,
    revisions_finding,
    spec_named,
)
from mpp_lib.present.trefzekerheid.published_tables import published_listing, published_medio_listing, unscored_listing
from mpp_lib.present.trefzekerheid.quantile_table import TOO_FEW, lines_listing
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.partners import partner_named
from mpp_lib.present.wording.printed_values import exact_text, text_of

NO_BAND = "geen band"
AHEAD = "Vooruit: jaren na de laatste gerealiseerde maand; 0 is een jaar dat deels bekend was."
ESTIMATE = "(r): de realisatie is een raming."
SOURCE = "Bron: MPP-rondes en hun realisaties."


def listings(record: TrackRecord) -> tuple[Listing, ...]:
    """Every table of the track record, in the order in which it is read."""
    return (
        published_listing(record),
        published_medio_listing(record),
        first_listing(record),
        others_listing(record),
        lines_listing(record),
        chain_listing(record),
        bias_listing(record),
        revisions_listing(record),
        unscored_listing(record),
    )


def first_listing(record: TrackRecord) -> Listing:
    """The forecasts of first applications of the rounds, with every score."""
    scores = [score for score in record.scores if score.indicator == FIRST_INFLOW]
    return Listing(
        "Eerste asielaanvragen: de prognoses van de rondes naast de uitkomst",
        {
            "ronde": "Ronde",
            "jaar": "Jaar",
            "horizon": "Vooruit",
            **_LINES,
            "realisatie": "Gerealiseerd",
            "band": "Band",
            "pit": "Plaats",
            "crps": "CRPS",
            "naief": "CRPS naïef",
            "winst": "Winst",
        },
        [_first(score) for score in scores],
        _frame(scores),
        first_finding(record.scores),
        f"{BANDS} {AHEAD} Plaats: de kans die de prognose gaf aan minder dan de uitkomst. CRPS: de fout van de hele "
        f"verdeling, in personen; winst: hoeveel kleiner die is dan van de naïeve vergelijking. {SOURCE}",
        numbers=("horizon", "minimum", "medio", "maximum", "realisatie", "pit", "crps", "naief", "winst"),
        realised=("realisatie",),
        dense=True,
    )


def _first(score: Score) -> dict[str, str]:
    unit = spec_named(score.indicator).unit
    return _shared(score) | {
        "pit": NOTHING if score.pit is None else percentage(score.pit, 0),
        "crps": NOTHING if score.crps is None else text_of(score.crps, unit),
        "naief": NOTHING if score.crps_baseline is None else text_of(score.crps_baseline, unit),
        "winst": NOTHING if score.skill is None else f"{signed(score.skill * 100)}%",
    }


def others_listing(record: TrackRecord) -> Listing:
    """Every other indicator of the rounds with a known outcome."""
    scores = [score for score in record.scores if score.indicator != FIRST_INFLOW]
    return Listing(
        "Overige indicatoren: de rondes naast de uitkomst",
        {
            "indicator": "Indicator",
            "ronde": "Ronde",
            "jaar": "Jaar",
            "horizon": "Vooruit",
            **_LINES,
            "realisatie": "Gerealiseerd",
            "band": "Band",
            "afwijking": "Medio wijkt af",
        },
        [_shared(score) | {"indicator": _name(score.indicator)} for score in scores],
        _frame(scores),
        others_finding(record.scores),
        "De band tussen minimum en maximum toont alleen wat de instroom doet, niet de onzekerheid van de overige "
        "invoer: dat de uitkomst erin ligt, heeft geen beloofde kans van 75%. Geen band: minimum, medio en maximum "
        f"zijn gelijk. {AHEAD} {ESTIMATE} Standen eind van het jaar. {SOURCE}",
        numbers=("horizon", "minimum", "medio", "maximum", "realisatie", "afwijking"),
        realised=("realisatie",),
        stub=2,
        dense=True,
    )


def _shared(score: Score) -> dict[str, str]:
    unit = spec_named(score.indicator).unit
    return {
        "ronde": score.round,
        "jaar": str(score.year),
        "horizon": str(score.horizon),
        **{name: text_of(getattr(score, name), unit) for name in _LINES},
        "realisatie": exact_text(score.realised, unit) + (" (r)" if score.status == "raming" else ""),
        "band": band_text(score),
        "afwijking": pct(score.bias_pct),
    }


def band_text(score: Score) -> str:
    """``binnen``, on which side of the band the outcome lay, or that there is none."""
    return {True: "binnen", False: _missed(score), None: NO_BAND}[score.within_band]


def _missed(score: Score) -> str:
    return "onder" if score.realised < min(score.minimum, score.maximum) else "boven"


def chain_listing(record: TrackRecord) -> Listing:
    """The chain given the inflow that came, beside the forecast."""
    rows = record.chain
    return Listing(
        "De keten met de gerealiseerde instroom, naast prognose en uitkomst",
        {
            "indicator": "Indicator",
            "ronde": "Ronde",
            "jaar": "Jaar",
            "realisatie": "Gerealiseerd",
            "prognose": "Medio",
            "keten": "Keten",
            "fout": "Prognose wijkt af",
            "ketenfout": "Waarvan keten",
            "instroom": "Waarvan instroom",
        },
        [
            {
                "indicator": _name(row.indicator),
                "ronde": row.round,
                "jaar": str(row.year),
                "realisatie": exact_text(row.realised, spec_named(row.indicator).unit)
                + (" (r)" if row.status == "raming" else ""),
                "prognose": text_of(row.forecast, spec_named(row.indicator).unit),
                "keten": text_of(row.given_inflow, spec_named(row.indicator).unit),
                "fout": pct(row.error_pct),
                "ketenfout": pct(row.chain_error_pct),
                "instroom": pct(row.inflow_effect_pct),
            }
            for row in rows
        ],
        pd.DataFrame([vars(row) for row in rows]),
        chain_finding(rows),
        "Keten: de ronde opnieuw doorgerekend met de gerealiseerde eerste aanvragen per maand, met haar eigen plan, "
        f"parameters en maatregelen in medio. {ESTIMATE} {SOURCE}",
        numbers=("realisatie", "prognose", "keten", "fout", "ketenfout", "instroom"),
        realised=("realisatie",),
        stub=2,
        dense=True,
    )


def bias_listing(record: TrackRecord) -> Listing:
    """The average error of medio by partner and horizon."""
    rows = biases(record.scores)
    return Listing(
        "Gemiddelde afwijking van medio, per partner",
        {
            "partner": "Partner",
            "horizon": "Vooruit",
            "n": "Cijfers",
            "jaren": "Jaren",
            "gemiddeld": "Gemiddeld",
            "absoluut": "Zonder teken",
            "interval": "95%-interval",
        },
        [_bias(row) for row in rows],
        pd.DataFrame([vars(row) for row in rows]),
        "Medio ligt naar zijn aard boven het midden van de verdeling: een kleine afwijking naar boven is te verwachten."
        if rows
        else NO_SCORES,
        f"In procenten van de uitkomst; plus is te hoog geraamd. {AHEAD} Het interval neemt een gerealiseerd jaar als "
        f"één trekking en ontbreekt bij minder dan drie jaren. {SOURCE}",
        numbers=("horizon", "n", "jaren", "gemiddeld", "absoluut", "interval"),
        stub=2,
    )


def _bias(row: Bias) -> dict[str, str]:
    interval = row.interval
    return {
        "partner": partner_named(row.partner).short,
        "horizon": str(row.horizon),
        "n": str(row.n),
        "jaren": str(row.years),
        "gemiddeld": pct(row.mean_pct),
        "absoluut": f"{number(row.mean_absolute_pct, 1)}%",
        "interval": TOO_FEW if interval is None else f"{pct(interval.low)} tot {pct(interval.high)}",
    }


def revisions_listing(record: TrackRecord) -> Listing:
    """How medio of a year moved from round to round."""
    rows = record.revisions
    return Listing(
        "Hoe medio van een jaar verschoof tussen rondes",
        {
            "indicator": "Indicator",
            "jaar": "Jaar",
            "rondes": "Rondes",
            "van": "Van",
            "naar": "Naar",
            "verschil": "Verschil",
            "band": "In de vorige band",
        },
        [
            {
                "indicator": _name(row.indicator),
                "jaar": str(row.year),
                "rondes": f"{row.earlier} → {row.later}",
                "van": text_of(row.before, spec_named(row.indicator).unit),
                "naar": text_of(row.after, spec_named(row.indicator).unit),
                "verschil": pct(row.change_pct),
                "band": {True: "ja", False: "nee", None: NO_BAND}[row.within_band],
            }
            for row in rows
        ],
        pd.DataFrame([vars(row) for row in rows]),
        revisions_finding(rows),
        "Medio zoals het de keten inging. Bron: MPP-rondes.",
        numbers=("van", "naar", "verschil"),
        stub=2,
        dense=True,
    )


_LINES = {"minimum": "Minimum", "medio": "Medio", "maximum": "Maximum"}


def _frame(scores: Sequence[Score]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [vars(score) for score in scores]
    return pd.DataFrame(rows)


def _name(indicator: str) -> str:
    return full_label(spec_named(indicator))

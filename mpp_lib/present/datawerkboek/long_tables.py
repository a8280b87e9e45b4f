"""The long tables of the data workbook: the results, what was forecast when, and what their indicators are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from mpp_lib.base.result_table import COLUMNS
from mpp_lib.compare.evaluation.forecast_history import PastForecast
from mpp_lib.compare.evaluation.published_ranges import Outcome
from mpp_lib.compare.uncertainty.round_bands import BAND_ERROR, ERROR, MEAN, NAMES, SPREAD, RoundBands
from mpp_lib.compare.uncertainty.round_simulation import DRAWS
from mpp_lib.present.datawerkboek.sheet import Cell, Sheet
from mpp_lib.present.shown.plain_table import NOT_APPLICABLE, UNKNOWN
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.production.node import Node

RESULTS, BANDS, HISTORY, INDICATORS = "Resultaten", "Banden", "Eerdere prognoses", "Indicatoren"
_UNITS = "Eenheid: in de kolom eenheid; een aandeel is een deel van 1. De waarden zijn niet afgerond."
_HISTORY_HEADINGS = (
    "soort",
    "ronde",
    "bekend_tot",
    "jaar",
    "jaren_vooruit",
    "indicator",
    "eenheid",
    "minimum",
    "medio",
    "maximum",
    "gerealiseerd",
    "gerealiseerd_minstens",
    "gerealiseerd_hoogstens",
    "status",
    "bron",
)


def results_sheet(table: pd.DataFrame, source: str) -> Sheet:
    """The long result table under its own column names, whose checksum stands on the front."""
    return Sheet(
        name=RESULTS,
        table="resultaten",
        title="Resultaattabel: realisaties en mpp-scenario's per maand en per jaar",
        units=_UNITS,
        note=f"Een jaarcijfer is van een stroom de som, van een stand die van eind december, van een percentage de "
        f"verhouding van de jaarsommen. {source}",
        headings=COLUMNS,
        rows=list(table[list(COLUMNS)].itertuples(index=False, name=None)),
        many=True,
    )


def bands_sheet(bands: RoundBands, source: str) -> Sheet:
    """What the draws say of every yearly figure, under the names that ``mpp simulate --json`` has as well."""
    years = bands.result.inputs.settings.span.calendar_years
    return Sheet(
        name=BANDS,
        table="banden",
        title="Banden: waar de trekkingen van elk jaarcijfer liggen",
        units=_UNITS,
        note=f"{DRAWS} trekkingen met het toevalsgetal van de ronde. {MEAN}: gemiddelde; {SPREAD}: standaardafwijking; "
        f"p12_5: met 12,5% kans minder, en zo de andere; {ERROR}: de grootste simulatiefout van gemiddelde en "
        f"kwantielen, {BAND_ERROR}: van de grenzen van de band van 75%; place_: welk deel van de trekkingen onder die "
        "doorrekening ligt; model_error: of de modelfout is gemeten (eigen), van soortgelijke cijfers komt (geleend) "
        "of onbekend is: dan bevat de rij alleen de "
        f"onzekerheid van de invoer. {source}",
        headings=("indicator", "eenheid", "jaar", *NAMES, "model_error"),
        rows=[
            (indicator, bands.result.chain.by_id[indicator].unit, year, *map(float, row), bands.origin(indicator))
            for indicator, values in bands.values.items()
            for year, row in zip(years, values, strict=True)
        ],
        many=True,
    )


def history_sheet(history: Iterable[PastForecast], over: int, source: str) -> Sheet:
    """Round by target year, how far ahead and what the year came to.

    Args:
        over: the last year that was over: of a later one there is no outcome to know.
    """
    return Sheet(
        name=HISTORY,
        table="eerdere_prognoses",
        title="Wat rondes en gepubliceerde MPP's van elk jaar voorzagen, en wat het werd",
        units=_UNITS,
        note="Van eerste asielaanvragen staan van rondes de kwantielen, niet de gehanteerde aantallen. Waar van de "
        f"uitkomst alleen grenzen bekend zijn, staan die in de kolommen met minstens en hoogstens. {source}",
        headings=_HISTORY_HEADINGS,
        rows=[_history_row(one, UNKNOWN if one.year <= over else NOT_APPLICABLE) for one in history],
    )


def indicators_sheet(nodes: Iterable[Node], source: str) -> Sheet:
    """What stands behind the ids of the others."""
    specs = [node.spec() for node in nodes]
    return Sheet(
        name=INDICATORS,
        table="indicatoren",
        title="Wat de indicatoren op de andere lange bladen zijn",
        units="Eenheid: in de kolom eenheid; een aandeel is een deel van 1.",
        note=f"De formules en bronnen staan in bijlage E van het rapport. {source}",
        headings=("indicator", "naam", "domein", "eenheid", "definitie"),
        rows=[(spec.id, full_label(spec), spec.domain, spec.unit, spec.definition) for spec in specs],
    )


def _history_row(one: PastForecast, without: str) -> Sequence[Cell]:
    told = (one.kind, one.round, str(one.known), one.year, one.horizon, one.indicator, one.unit or UNKNOWN)
    values = map(_value, (one.minimum, one.medio, one.maximum))
    return [*told, *values, *_realised(one.outcome, without), one.status or without, one.source or NOT_APPLICABLE]


def _realised(outcome: Outcome | None, without: str) -> Sequence[Cell]:
    return [without] * 3 if outcome is None else [_value(outcome.value), outcome.low, outcome.high]


def _value(value: float | None) -> Cell:
    return UNKNOWN if value is None else value

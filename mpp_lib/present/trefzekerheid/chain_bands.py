"""The bands that earlier rounds would have given of the chain, beside what came: together, and one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mpp_lib.base.dutch import number, percentage
from mpp_lib.compare.evaluation.scores import Interval
from mpp_lib.compare.uncertainty.past_bands import DRAWS, ChainCoverage, PastBand, coverages
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.findings import PROMISED, spec_named
from mpp_lib.present.wording.indicator_names import full_label
from mpp_lib.present.wording.marks import marked
from mpp_lib.present.wording.printed_values import exact_text, text_of

GROUP_NAMES: Mapping[str, str] = {
    "all": "alle banden",
    "with_model_error": "met modelfout",
    "without_model_error": "dezelfde zonder modelfout",
    "unknown": "onzekerheid onbekend",
}
"""Group of :data:`mpp_lib.compare.uncertainty.past_bands.GROUPS` → as a reader knows it."""
NO_BANDS = "Van geen enkele ronde is een heel jaar van de horizon gerealiseerd; er is nog geen band te beoordelen."
TOO_FEW = "te weinig indicatoren"
DRAWN = (
    f"De banden van 75% die de rondes zouden hebben gegeven: opnieuw getrokken, {number(DRAWS)} keer met het "
    "toevalsgetal van de ronde, met de modelfout die op haar peildatum bekend was."
)
SOURCE = "Bron: MPP-rondes en hun realisaties."


def coverage_table(bands: Sequence[PastBand]) -> Table[tuple[str, ChainCoverage]]:
    """How often they held, with how sure that is."""
    return Table(
        [(name, found) for name, found in coverages(bands).items() if found.n],
        [
            Column("Banden", lambda row: GROUP_NAMES[row[0]]),
            Column("Cijfers", lambda row: row[1].n, kind="number"),
            Column("Binnen", lambda row: row[1].within, kind="number"),
            Column("Aandeel", lambda row: percentage(row[1].within / row[1].n, 0), kind="number"),
            Column("95%-interval", lambda row: interval_text(row[1].interval), kind="number"),
            Column("Indicatoren", lambda row: row[1].indicators, kind="number"),
            Column("Jaren", lambda row: row[1].years, kind="number"),
        ],
        title="Hoe vaak banden van de keten de uitkomst bevatten",
        finding=coverage_finding(bands),
        note=f"{DRAWN} Onzekerheid onbekend: toen was nergens gemeten hoe ver de keten ernaast zit; die banden tonen "
        "alleen instroom en onzekere invoer. Het interval neemt alle banden van een indicator als één trekking. Een "
        f"jaar dat alles dezelfde kant op trok, zit er niet in: het is te smal. {SOURCE}",
    )


def interval_text(interval: Interval | None) -> str:
    """``33% tot 70%``."""
    return TOO_FEW if interval is None else f"{percentage(interval.low, 0)} tot {percentage(interval.high, 0)}"


def coverage_finding(bands: Sequence[PastBand]) -> str:
    """How many of the bands with a model error held, against what was promised."""
    if not bands:
        return NO_BANDS
    found = coverages(bands)
    told = found["with_model_error"] if found["with_model_error"].n else found["all"]
    name = "banden met modelfout" if told is found["with_model_error"] else "banden, zonder bekende modelfout,"
    years = "één jaar" if told.years == 1 else f"{told.years} jaren"
    return (
        f"Van {told.n} {name} bevatten er {told.within} de uitkomst: {percentage(told.within / told.n, 0)}, waar "
        f"{percentage(PROMISED, 0)} is bedoeld. De rondes overlappen en gaan over {years}: een toets is het niet."
    )


def past_bands_table(bands: Sequence[PastBand]) -> Table[PastBand]:
    """Every band beside its outcome."""
    return Table(
        bands,
        [
            Column("Indicator", lambda row: full_label(spec_named(row.score.indicator))),
            Column("Ronde", lambda row: row.score.round, role="head"),
            Column("Jaar", lambda row: row.score.year),
            Column("Vanaf", lambda row: _text(row, row.ends[0]), kind="number", over="Band van 75%"),
            Column("Tot", lambda row: _text(row, row.ends[1]), kind="number", over="Band van 75%"),
            Column("Gerealiseerd", _outcome, kind="number", role="realised"),
            Column("Uitkomst", _verdict),
            Column("Modelfout", lambda row: row.origin),
        ],
        title="Banden van de keten naast de uitkomst",
        note=f"{DRAWN} Modelfout: eigen, of geleend van soortgelijke indicatoren; onbekend waar er toen niets was "
        f"gemeten, en de band dus alleen instroom en onzekere invoer toont. Standen eind van het jaar. {SOURCE}",
        dense=True,
    )


def _text(row: PastBand, value: float) -> str:
    return text_of(value, spec_named(row.score.indicator).unit)


def _outcome(row: PastBand) -> str:
    return marked(exact_text(row.score.realised, spec_named(row.score.indicator).unit), row.score.status)


def _verdict(row: PastBand) -> str:
    if row.within:
        return "binnen"
    return "onder" if row.score.realised < row.ends[0] else "boven"

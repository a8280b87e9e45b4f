"""What the forecasts of first applications of the rounds themselves were worth, beside forecasts without judgement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mpp_lib.base.catalogue import FIRST_INFLOW
from mpp_lib.base.dutch import number, people, percentage, signed
from mpp_lib.compare.evaluation.published_ranges import tally
from mpp_lib.compare.evaluation.scored_rounds import Score
from mpp_lib.compare.evaluation.scores import skill
from mpp_lib.compare.evaluation.summary import coverage
from mpp_lib.compare.evaluation.track_record import TrackRecord
from mpp_lib.present.prognose.reference_names import FORECAST, NAMES
from mpp_lib.present.shown.table import Column, Table
from mpp_lib.present.trefzekerheid.findings import (
    FEW,
    NO_SCORES,
    PROMISED,
    few_bands,
    held_clause,
    published_clauses,
    times,
)
from mpp_lib.present.trefzekerheid.gains import beaten_clause, gains_clause
from mpp_lib.present.wording.printed_values import NOTHING, if_known
from mpp_lib.present.wording.sentences import led, sentence

EARLIER = "Wat eerdere prognoses waard waren"
TOO_FEW = f"Dat is te weinig om een kans van {percentage(PROMISED, 0)} aan af te lezen."
NO_ROUNDS = "Er is geen eerdere ronde waarvan de prognose aan een uitkomst te toetsen is."
NO_YEAR = "Van de eerdere rondes is nog geen heel jaar gerealiseerd: wat hun prognose waard was, is nog niet te zeggen."


def summary_text(record: TrackRecord) -> str:
    """What earlier forecasts were worth, as far as the record knows: those that were published, and the rounds' own."""
    first, published = _first(record), tally(record.ranges)
    told = [next(iter(published_clauses(record.ranges)))] if published.n else []
    if not first:
        none = NO_YEAR if record.rounds else NO_ROUNDS
        return led(EARLIER, " ".join([*map(sentence, told), none]))
    found = coverage(first)
    held = _one(first[0]) if len(first) == 1 else f"eerdere prognoses van de eerste aanvragen: {held_clause(found)}"
    few = TOO_FEW if max(found.years, published.years) < FEW else ""
    return led(EARLIER, f"{sentence(*told, held, _above_clause(record), beaten_clause(first))} {few}".strip())


def _above_clause(record: TrackRecord) -> str:
    """How often medio of the followed indicators lay above the outcome; empty where one figure says nothing of that."""
    errors = [score.bias_pct or 0.0 for score in record.key_scores]
    above = sum(error > 0 for error in errors)
    return f"medio van de kerncijfers lag {times(above)} van de {len(errors)} te hoog" if len(errors) > 1 else ""


def _one(score: Score) -> str:
    held = "bevatte de uitkomst" if score.within_band else "bevatte de uitkomst niet"
    return f"de band van ronde {score.round} voor de eerste aanvragen van {score.year} {held}"


def own_bands_text(record: TrackRecord) -> str:
    """Of how many bands of the rounds how many held: ``Van de 4 banden van de rondes bevatte er één de uitkomst.``

    For the page that uses everything that is known; the report of a round says :func:`summary_text`.
    """
    found = coverage(_first(record))
    if not found.n:
        return NO_SCORES
    whole = f"van de {found.n} banden van de rondes" if found.n > 1 else "van de ene band van de rondes"
    held = {0: "bevatte er geen", 1: "bevatte er één"}.get(found.within, f"bevatten er {found.within}")
    return f"{sentence(f'{whole} {held} de uitkomst')} {few_bands(found)}".strip()


class Beside(NamedTuple):
    """A forecast of one year by one forecaster, beside the mixture of the round.

    Attributes:
        score: of the round.
        name: who forecasts.
        skill: how much smaller the error of the mixture is; None for the mixture itself.
    """

    score: Score
    name: str
    minimum: float
    maximum: float
    within_band: bool | None
    pit: float | None
    crps: float | None
    skill: float | None


def benchmarks_table(record: TrackRecord) -> Table[Beside]:
    """The mixture of every round and year with an outcome, and under it the forecasts without judgement."""
    first = _first(record)
    return Table(
        [row for score in first for row in _rows(score)],
        [
            Column("Ronde", lambda row: row.score.round),
            Column("Jaar", lambda row: row.score.year, role="head"),
            Column("Prognose", lambda row: row.name, role="head"),
            Column("Minimum", lambda row: people(row.minimum), kind="number"),
            Column("Maximum", lambda row: people(row.maximum), kind="number"),
            Column("Gerealiseerd", lambda row: number(row.score.realised), kind="number", role="realised"),
            Column("Band", lambda row: "binnen" if row.within_band else _side(row)),
            Column("Plaats", lambda row: if_known(row.pit, lambda pit: percentage(pit, 0)), kind="number"),
            Column("CRPS", lambda row: if_known(row.crps, people), kind="number"),
            Column(
                "Fout kleiner", lambda row: if_known(row.skill, lambda gain: f"{signed(100 * gain)}%"), kind="number"
            ),
        ],
        title="Eerste asielaanvragen: de prognose naast prognoses zonder oordeel",
        finding=sentence(gains_clause(first) or NOTHING) if first else NO_SCORES,
        note="Elke prognose op hetzelfde moment gemaakt, met dezelfde maanden. Fout kleiner: hoeveel kleiner de fout "
        "(CRPS) van de prognose is dan die van die rij; onder nul was de prognose slechter. Minimum en maximum "
        "omsluiten 75% van de kans. Bron: MPP-rondes en hun realisaties.",
        dense=True,
    )


def _first(record: TrackRecord) -> list[Score]:
    return [score for score in record.scores if score.indicator == FIRST_INFLOW]


def _rows(score: Score) -> Iterator[Beside]:
    yield Beside(score, FORECAST, score.minimum, score.maximum, score.within_band, score.pit, score.crps, skill=None)
    for one in score.benchmarks:
        gain = None if score.crps is None else skill(score.crps, one.crps)
        yield Beside(score, NAMES[one.name], one.minimum, one.maximum, one.within_band, one.pit, one.crps, gain)


def _side(row: Beside) -> str:
    return "onder" if row.score.realised < row.minimum else "boven"

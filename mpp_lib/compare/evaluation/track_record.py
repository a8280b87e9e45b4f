"""The track record: every score there is, for an evaluator now or as one round could know it.

An evaluator uses everything: all rounds and the latest deliveries. The report of a round uses only the rounds before
it, the realisations it was made with, and publications of before its cut-off: no old report knows the future.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd

from mpp_lib.base.steps import step
from mpp_lib.compare.evaluation.chain_given_inflow import ChainScore, evaluate_chain
from mpp_lib.compare.evaluation.counted_total import with_both_counts
from mpp_lib.compare.evaluation.forecast_history import PastForecast, forecast_history
from mpp_lib.compare.evaluation.published_ranges import (
    Outcome,
    Outcomes,
    PublishedRange,
    published_outcomes,
    published_ranges,
    tally,
)
from mpp_lib.compare.evaluation.scored_rounds import Score, evaluate
from mpp_lib.compare.evaluation.summary import Revision, coverage, followed, revisions
from mpp_lib.compare.evaluation.vintages import Vintage, of_round, realised_years, vintages
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.published import PublishedFigures, read_published
from mpp_lib.inputs.reading.files import HINDCAST, round_names, rounds_of
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rounds import lineage
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.open_round import open_that_counts
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class TrackRecord:
    """Every score, and what it rests on.

    Attributes:
        rounds: names of the rounds that were looked at, oldest first.
        deliveries: names of the deliveries of realisations, oldest first.
        scores: did the forecast hold?
        chain: how good was the chain, given the inflow?
        published: ranges and medio's of published rounds.
        others: what was published and is not scored: columns of ``overige.csv``.
        revisions: how the forecast of a year moved between rounds.
        history: every forecast there was, of years that are over and of those that aren't.
    """

    rounds: tuple[str, ...]
    deliveries: tuple[str, ...]
    scores: tuple[Score, ...]
    chain: tuple[ChainScore, ...]
    published: tuple[PublishedRange, ...]
    others: pd.DataFrame
    revisions: tuple[Revision, ...]
    history: tuple[PastForecast, ...]

    @property
    def ranges(self) -> tuple[PublishedRange, ...]:
        """The published forecasts with a minimum and a maximum."""
        return tuple(row for row in self.published if row.is_range)

    @property
    def key_scores(self) -> tuple[Score, ...]:
        """The scores of the followed indicators."""
        return followed(self.scores)

    @property
    def key_chain(self) -> tuple[ChainScore, ...]:
        """The chain given the inflow, of the followed indicators."""
        return followed(self.chain)

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of ``mpp evaluate --json``."""
        banded, counted = coverage(self.scores), tally(self.published)
        return {
            "rounds": [score.as_dict() for score in self.scores],
            "coverage": {"n": banded.n, "within": banded.within},
            "published": {
                "n": counted.n,
                "within": counted.surely,
                "open": counted.possibly - counted.surely,
                "rows": [row.as_dict() for row in self.ranges],
            },
        }


def full_record(root: Path) -> TrackRecord:
    """Everything: the rounds under ``root`` as they count, the latest realisations, also of the hindcast, publications.

    Args:
        root: the folder of the rounds.

    Raises:
        InputError: with what is wrong with a round, an edition or the published figures.
    """
    return record_of(root, _every_round(root))


def deliveries_of(root: Path) -> tuple[Vintage, ...]:
    """Every delivery of realisations there is, oldest first: of the rounds as they count, their editions, the hindcast.

    Raises:
        InputError: with what is wrong with a round or an edition.
    """
    return vintages([*(result.inputs for result in _every_round(root)), *_hindcast(root)])


def _every_round(root: Path) -> list[RoundResult]:
    return [open_that_counts(root / name) for name in round_names(root)]


@step("prognoses naast realisaties leggen")
def record_of(root: Path, opened: Iterable[RoundResult]) -> TrackRecord:
    """As :func:`full_record`, of rounds that are open already."""
    known_until = attrgetter("inputs.settings.realised_until", "inputs.settings.round")
    results = sorted(opened, key=known_until)
    sources = sources_of(root, results)
    return _record(results, sources.deliveries, sources.figures, sources.outcomes)


@dataclass(frozen=True)
class Sources:
    """What the forecasts are held against.

    Attributes:
        deliveries: of realisations, oldest first.
        figures: what was published.
    """

    deliveries: tuple[Vintage, ...]
    figures: PublishedFigures

    @cached_property
    def outcomes(self) -> Outcomes:
        """What years came to by both: what was published goes before what was delivered."""
        return with_both_counts({**_known(self.deliveries), **published_outcomes(self.figures.realised)})


def sources_of(root: Path, results: Iterable[RoundResult]) -> Sources:
    """Everything that is known: the deliveries of the rounds, their editions and the hindcast, and publications.

    Raises:
        InputError: with what is wrong with an edition, the hindcast or the published figures.
    """
    deliveries = vintages([*(result.inputs for result in results), *_hindcast(root)])
    return Sources(deliveries, read_published(root, catalogue_named(STANDARD)))


def _hindcast(root: Path) -> tuple[RoundInputs, ...]:
    """What became known after the newest round and edition; nothing where there is no hindcast."""
    folder = root / HINDCAST
    return (load_round(folder, catalogue_named),) if folder.is_dir() else ()


def record_before(result: RoundResult) -> TrackRecord:
    """What the report of a round may show: the rounds it descends from, by what was known at its cut-off.

    Raises:
        InputError: with what is wrong with an earlier round or the published figures.
    """
    return record_beside(result, earlier_rounds(result))


def record_beside(result: RoundResult, earlier: Sequence[RoundResult]) -> TrackRecord:
    """As :func:`record_before`, of rounds that are open already.

    The round itself counts where forecasts are held against each other: its own figures are known.

    Args:
        earlier: the rounds it descends from, oldest first.
    """
    figures = published_before(result)
    deliveries = (of_round(result.inputs),)
    outcomes = with_both_counts({**published_outcomes(figures.realised), **_known(deliveries)})
    record = _record(earlier, deliveries, figures, outcomes)
    rounds = [*earlier, result]
    history = forecast_history(rounds, figures.forecasts, outcomes, deliveries)
    return replace(record, revisions=revisions(rounds), history=history)


def published_before(result: RoundResult) -> PublishedFigures:
    """The publications that a report of the round may show: those of before its cut-off.

    Raises:
        InputError: with what is wrong with the published figures.
    """
    figures = read_published(rounds_of(result.inputs.folder), catalogue_named(STANDARD))
    return figures.known_on(result.inputs.settings.cutoff)


def earlier_rounds(result: RoundResult) -> list[RoundResult]:
    """The rounds before this one as they count, oldest first."""
    return [open_that_counts(folder) for folder in reversed(lineage(result.inputs.folder)[1:])]


def _record(
    results: Sequence[RoundResult], deliveries: tuple[Vintage, ...], figures: PublishedFigures, outcomes: Outcomes
) -> TrackRecord:
    return TrackRecord(
        rounds=tuple(result.inputs.settings.round for result in results),
        deliveries=tuple(delivery.name for delivery in deliveries),
        scores=evaluate(results, deliveries),
        chain=evaluate_chain(results, deliveries),
        published=published_ranges(figures.forecasts, _scored(outcomes, deliveries)),
        others=figures.others,
        revisions=revisions(results),
        history=forecast_history(results, figures.forecasts, outcomes, deliveries),
    )


def _scored(outcomes: Outcomes, deliveries: tuple[Vintage, ...]) -> Outcomes:
    """The outcomes that forecasts are scored by."""
    years = realised_years(deliveries, catalogue_named(STANDARD))
    left_out = {key for key, found in years.items() if found.unscored}
    return {key: outcome for key, outcome in outcomes.items() if key not in left_out}


def _known(deliveries: tuple[Vintage, ...]) -> Mapping[tuple[str, int], Outcome]:
    """What the rounds themselves know of complete years."""
    years = realised_years(deliveries, catalogue_named(STANDARD))
    return {key: Outcome(found.value, found.value, found.value) for key, found in years.items()}

"""What the site tells of: every round with its versions, its figures and what a check finds in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pandas as pd

from mpp_lib.archive.chain import Chain
from mpp_lib.archive.verify import Verified
from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.compare.evaluation.vintages import RealisedYear
from mpp_lib.compare.round_figures import RoundFigures, frozen_figures, working_figures
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.rounds import RoundEntry
from mpp_lib.inputs.versions import RESULTS, Version
from mpp_lib.present.rondes.said_by_rounds import SaidByRounds
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.published import read_results
from mpp_lib.production.run import RoundResult

T = TypeVar("T")


@dataclass(frozen=True)
class Working:
    """The working folder of a round.

    Attributes:
        result: calculated; None where something is wrong with it.
        problems: what is wrong with it.
    """

    folder: Path
    result: RoundResult | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ListedRound:
    """A round on the site.

    Attributes:
        versions: what was found of each version that the site tells of, oldest first.
        working: None where the site tells of versions alone.
    """

    entry: RoundEntry
    versions: tuple[Verified, ...]
    working: Working | None

    @property
    def name(self) -> str:
        """``JJJJ-N``."""
        return self.entry.round

    @property
    def result(self) -> RoundResult | None:
        """The working folder, calculated; None where something is wrong with it, or it is not told of."""
        return self.working.result if self.working else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the working folder."""
        return self.working.problems if self.working else ()

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What is remarkable in the working folder without being wrong."""
        return self.result.inputs.warnings if self.result else ()

    @cached_property
    def counts(self) -> Version | None:
        """The version whose figures count: the last report that was adopted, else the last one.

        A version of which a file is not as it was kept, does not count.
        """
        sound = [one.version for one in self.versions if one.version.product == RAPPORTAGE and one.version.sound]
        kept = [version for version in sound if version.adopted] or sound
        return kept[-1] if kept else None

    @cached_property
    def table(self) -> pd.DataFrame | None:
        """The result table of the version that counts; None where there is none, or it cannot be read."""
        return _table_or_none(self.counts) if self.counts else None

    @cached_property
    def figures(self) -> RoundFigures | None:
        """Those of the version that counts, else of the working folder; None where what counts cannot be read."""
        if self.counts:
            return None if self.table is None else frozen_figures(self.counts, self.table)
        return working_figures(self.result, self.entry.state) if self.result else None


@dataclass(frozen=True)
class Contents:
    """Everything that the site is made of.

    Attributes:
        root: the folder of the rounds.
        rounds: oldest first.
        realised: indicator and year → what it came to, by the latest delivery.
        audience: whose versions it tells of, and those of wider ones; empty where it tells of everything.
        signs: indicator and year → the signs behind what it came to, or in its place.
    """

    root: Path
    rounds: tuple[ListedRound, ...]
    chain: Chain
    realised: Mapping[tuple[str, int], RealisedYear]
    audience: str = ""
    signs: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version that it tells of, by round, oldest first."""
        return tuple(one.version for each in self.rounds for one in each.versions)

    @cached_property
    def indicators(self) -> tuple[SaidByRounds, ...]:
        """Every indicator of which a round says something, in the order of the chain; last what it has no more."""
        figures = [each.figures for each in self.rounds if each.figures]
        return tuple(_said(figures, _by_indicator(self.realised), _by_indicator(self.signs)))


def _by_indicator(given: Mapping[tuple[str, int], T]) -> dict[str, dict[int, T]]:
    found: dict[str, dict[int, T]] = {}
    for (indicator, year), value in given.items():
        found.setdefault(indicator, {})[year] = value
    return found


def _said(
    figures: list[RoundFigures],
    realised: Mapping[str, Mapping[int, RealisedYear]],
    signs: Mapping[str, Mapping[int, str]],
) -> Iterator[SaidByRounds]:
    now = catalogue_named(STANDARD).indicators
    gone = {name: spec for each in figures for name, spec in sorted(each.withdrawn.items())}
    for spec in (*now.values(), *gone.values()):
        said = SaidByRounds(
            spec, list(_about(figures, spec)), realised.get(spec.id, {}), spec.id in gone, signs.get(spec.id, {})
        )
        if said.years:
            yield said


def _about(figures: Iterable[RoundFigures], spec: IndicatorSpec) -> Iterator[RoundFigures]:
    """Of each round only what it says of one indicator: the pages are made in other processes."""
    return (RoundFigures(each.round, each.source, {spec.id: each.of(spec.id)}) for each in figures)


def _table_or_none(version: Version) -> pd.DataFrame | None:
    try:
        return read_results(version.data / RESULTS)
    except InputError:
        return None

"""What the site tells of: every round with its versions, its figures and what a check finds in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mpp_lib.archive.chain import Chain
from mpp_lib.archive.verify import Verified, check_all
from mpp_lib.base.catalogue import IndicatorSpec
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.compare.evaluation.vintages import RealisedYear, Vintage, realised_years, vintages
from mpp_lib.compare.round_figures import RoundFigures, frozen_figures, working_figures
from mpp_lib.inputs.declared.products import RAPPORTAGE
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.reading.files import HINDCAST
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rounds import RoundEntry, overview
from mpp_lib.inputs.versions import Version
from mpp_lib.present.rondes.said_by_rounds import SaidByRounds
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.open_round import open_round
from mpp_lib.production.run import RoundResult


@dataclass(frozen=True)
class ListedRound:
    """A round on the site.

    Attributes:
        versions: what was found of each version that the register names, oldest first.
        result: the working folder, calculated; None where something is wrong with it.
        problems: what is wrong with the working folder.
    """

    folder: Path
    entry: RoundEntry
    versions: tuple[Verified, ...]
    result: RoundResult | None
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """``JJJJ-N``."""
        return self.entry.round

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What is remarkable in the working folder without being wrong."""
        return self.result.inputs.warnings if self.result else ()

    @cached_property
    def figures(self) -> RoundFigures | None:
        """The figures that count: of the last version of the report that was adopted, else of the last one, else now's.

        A version of which a file is not as it was kept, does not count. None where what counts cannot be read.
        """
        sound = [one.version for one in self.versions if one.version.product == RAPPORTAGE and one.version.sound]
        kept = [version for version in sound if version.adopted] or sound
        if kept:
            return _frozen_or_none(kept[-1])
        return working_figures(self.result, self.entry.state) if self.result else None


@dataclass(frozen=True)
class Contents:
    """Everything that the site is made of.

    Attributes:
        root: the folder of the rounds.
        rounds: oldest first.
        realised: indicator and year → what it came to, by the latest delivery.
    """

    root: Path
    rounds: tuple[ListedRound, ...]
    chain: Chain
    realised: Mapping[tuple[str, int], RealisedYear]

    @cached_property
    def indicators(self) -> tuple[SaidByRounds, ...]:
        """Every indicator of the chain of which a round says something, in the order of the chain."""
        figures = [each.figures for each in self.rounds if each.figures]
        said = (self._said(spec, figures) for spec in catalogue_named(STANDARD).indicators.values())
        return tuple(each for each in said if each.years)

    def _said(self, spec: IndicatorSpec, figures: Iterable[RoundFigures]) -> SaidByRounds:
        mine = [RoundFigures(each.round, each.source, {spec.id: each.of(spec.id)}) for each in figures]
        return SaidByRounds(
            spec, mine, {year: known for (name, year), known in self.realised.items() if name == spec.id}
        )


def read_contents(root: Path) -> Contents:
    """Read every round and verify every version, without computing numbers of versions again.

    Raises:
        InputError: with everything that is wrong with the register of versions.
    """
    verified, chain = check_all(root)
    rounds = tuple(_listed(root, entry, verified) for entry in overview(root.parent))
    inputs = [*(each.result.inputs for each in rounds if each.result), *_hindcast(root)]
    return Contents(root, rounds, chain, realised_years(_deliveries(inputs), catalogue_named(STANDARD)))


def _frozen_or_none(version: Version) -> RoundFigures | None:
    try:
        return frozen_figures(version)
    except InputError:
        return None


def _listed(root: Path, entry: RoundEntry, verified: Iterable[Verified]) -> ListedRound:
    mine = tuple(one for one in verified if one.version.round == entry.round)
    try:
        return ListedRound(root / entry.round, entry, mine, open_round(root / entry.round), ())
    except InputError as error:
        return ListedRound(root / entry.round, entry, mine, None, tuple(error.problems))


def _hindcast(root: Path) -> list[RoundInputs]:
    """What became known after the newest round and edition, where it can be read."""
    try:
        return [load_round(root / HINDCAST, catalogue_named)] if (root / HINDCAST).is_dir() else []
    except InputError:
        return []


def _deliveries(inputs: Iterable[RoundInputs]) -> tuple[Vintage, ...]:
    """Every delivery that can be read: an edition that can't, leaves out those of its round."""
    return vintages(each for each in inputs if _readable(each))


def _readable(inputs: RoundInputs) -> bool:
    try:
        vintages([inputs])
    except InputError:
        return False
    return True

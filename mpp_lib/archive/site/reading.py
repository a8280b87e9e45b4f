"""Reading what the site tells of: everything, or the versions for one audience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from mpp_lib.archive.audience import reaches
from mpp_lib.archive.chain import Chain
from mpp_lib.archive.site.contents import Contents, ListedRound, Working
from mpp_lib.archive.verify import Verified, check_all
from mpp_lib.base.errors import InputError
from mpp_lib.compare.evaluation.vintages import Vintage, of_round, oldest_first, realised_years, vintages
from mpp_lib.inputs.load import load_round
from mpp_lib.inputs.reading.files import HINDCAST
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rounds import overview, round_entry
from mpp_lib.inputs.versions import kind
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.open_round import open_round

ELSEWHERE = "zie de site met alle versies"
"""What is told of a place in the chain to whom may not know the other versions."""


def read_contents(root: Path, audience: str = "") -> Contents:
    """Read every round and verify every version, without computing numbers of versions again.

    Args:
        root: the folder of the rounds.
        audience: with it nothing is told but what stands in the versions for that audience or a wider one.

    Raises:
        InputError: with everything that is wrong with the register of versions.
    """
    verified, chain = check_all(root)
    return _for(audience, root, verified) if audience else _everything(root, verified, chain)


def _everything(root: Path, verified: Iterable[Verified], chain: Chain) -> Contents:
    mine = {name: tuple(group) for name, group in _by_round(verified)}
    rounds = overview(root.parent)
    listed = tuple(ListedRound(each, mine.get(each.round, ()), _working(root / each.round)) for each in rounds)
    inputs = [each.result.inputs for each in listed if each.result]
    deliveries = vintages(one for one in (*inputs, *_hindcast(root)) if _readable(one))
    return Contents(root, listed, chain, realised_years(deliveries, catalogue_named(STANDARD)))


def _by_round(verified: Iterable[Verified]) -> Iterator[tuple[str, Iterator[Verified]]]:
    return groupby(sorted(verified, key=_round), _round)


def _round(one: Verified) -> str:
    return one.version.round


def _working(folder: Path) -> Working:
    try:
        return Working(folder, open_round(folder))
    except InputError as error:
        return Working(folder, None, tuple(error.problems))


def _hindcast(root: Path) -> list[RoundInputs]:
    """What became known after the newest round and edition, where it can be read."""
    return list(_loaded(root / HINDCAST)) if (root / HINDCAST).is_dir() else []


def _loaded(folder: Path) -> Iterator[RoundInputs]:
    try:
        yield load_round(folder, catalogue_named)
    except InputError:
        return


def _readable(inputs: RoundInputs) -> bool:
    """Whether each edition can be read: one that can't, leaves out the deliveries of its round."""
    try:
        vintages([inputs])
    except InputError:
        return False
    return True


def _for(audience: str, root: Path, verified: Iterable[Verified]) -> Contents:
    """Only sound versions: of another nobody knows for whom it was."""
    shown = [_without_others(one) for one in verified if one.version.sound and reaches(one.version, audience)]
    listed = tuple(_listed(tuple(group)) for _, group in _by_round(shown))
    chain = Chain(tuple(one.version for one in shown), (), tuple(each for one in shown for each in one.chain))
    realised = realised_years(_frozen_with(root, listed), catalogue_named(STANDARD))
    return Contents(root, listed, chain, realised, audience)


def _without_others(one: Verified) -> Verified:
    """What is wrong with its place in the chain, without naming what stands beside it."""
    return replace(one, chain=tuple(replace(each, found="", expected=ELSEWHERE) for each in one.chain))


def _listed(versions: tuple[Verified, ...]) -> ListedRound:
    last = versions[-1].version
    states = {kind(one.version.product): one.version.state for one in versions}
    names = tuple(one.version.name for one in versions)
    return ListedRound(round_entry(last.round, read_settings(Intake(last.data)), states, names), versions, None)


def _frozen_with(root: Path, rounds: Iterable[ListedRound]) -> tuple[Vintage, ...]:
    """The realisations in the versions that count, and the hindcast, which is made of public figures."""
    loaded = [inputs for each in rounds if each.counts for inputs in _loaded(each.counts.data)]
    return oldest_first(map(of_round, (*loaded, *_hindcast(root))))

"""Reading what the site tells of: everything, or the versions for one audience."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from mpp_lib.archive.audience import reaches
from mpp_lib.archive.chain import Chain
from mpp_lib.archive.site.contents import Contents, ListedRound, Working
from mpp_lib.archive.verify import Verified, check_all
from mpp_lib.base.errors import InputError
from mpp_lib.compare.evaluation.vintages import Vintage, of_round, oldest_first, realised_years, signs_by_year, vintages
from mpp_lib.inputs.check import CheckResult, check_round
from mpp_lib.inputs.declared.papers import subject_of
from mpp_lib.inputs.reading.files import HINDCAST, round_names
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.round_inputs import RoundInputs
from mpp_lib.inputs.rounds import overview, round_entry
from mpp_lib.inputs.versions import kind
from mpp_lib.production.chains import STANDARD, catalogue_named
from mpp_lib.production.run import calculate

ELSEWHERE = "zie de site met alle versies"
"""What is told of a place in the chain to whom may not know the other versions."""


class Each(Protocol):
    """As ``map``, or as that of a pool: what is read, is read in other processes while rounds are calculated here."""

    def __call__(self, function: Callable[[Path], CheckResult], folders: Iterable[Path], /) -> Iterator[CheckResult]:
        """What the function gives of each folder, in their order."""


def read_contents(root: Path, audience: str = "", each: Each = map) -> Contents:
    """Read every round and verify every version, without computing numbers of versions again.

    Args:
        root: the folder of the rounds.
        audience: with it nothing is told but what stands in the versions for that audience or a wider one.
        each: how the working folders are read.

    Raises:
        InputError: with everything that is wrong with the register of versions.
    """
    if audience:
        return _for(audience, root, each)
    folders = [root / name for name in round_names(root)]
    read = each(_checked, folders)
    rounds, (verified, chain) = overview(root.parent), check_all(root)
    mine = {name: tuple(group) for name, group in _by_round(verified)}
    listed = tuple(
        ListedRound(entry, mine.get(entry.round, ()), _working(folder, checked))
        for entry, folder, checked in zip(rounds, folders, read, strict=True)
    )
    return _everything(root, listed, chain)


def _everything(root: Path, listed: tuple[ListedRound, ...], chain: Chain) -> Contents:
    read = [each.result.inputs for each in listed if each.result]
    delivered = oldest_first(one for inputs in (*read, *_hindcast(root)) for one in _deliveries(inputs))
    return _told(root, listed, chain, delivered)


def _told(
    root: Path, listed: tuple[ListedRound, ...], chain: Chain, delivered: tuple[Vintage, ...], audience: str = ""
) -> Contents:
    catalogue = catalogue_named(STANDARD)
    realised, signs = realised_years(delivered, catalogue), signs_by_year(delivered, catalogue)
    return Contents(root, listed, chain, realised, audience, signs)


def _by_round(verified: Iterable[Verified]) -> Iterator[tuple[str, Iterator[Verified]]]:
    return groupby(sorted(verified, key=_round), _round)


def _round(one: Verified) -> str:
    return one.version.round


def _proxy(held: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(held)


copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))  # the inputs of a round hold some


def _checked(folder: Path) -> CheckResult:
    return check_round(folder, catalogue_named)


def _working(folder: Path, checked: CheckResult) -> Working:
    if checked.inputs is None:
        return Working(folder, None, checked.problems)
    try:
        return Working(folder, calculate(checked.inputs))
    except InputError as error:
        return Working(folder, None, tuple(error.problems))


def _hindcast(root: Path) -> list[RoundInputs]:
    """What became known after the newest round and edition, where it can be read."""
    inputs = _checked(root / HINDCAST).inputs if (root / HINDCAST).is_dir() else None
    return [inputs] if inputs else []


def _deliveries(inputs: RoundInputs) -> tuple[Vintage, ...]:
    """Those of a round and its editions; none where an edition can't be read."""
    try:
        return vintages([inputs])
    except InputError:
        return ()


def _for(audience: str, root: Path, each: Each) -> Contents:
    """Only sound versions: of another nobody knows for whom it was."""
    verified, _ = check_all(root)
    shown = [_without_others(one) for one in verified if one.version.sound and reaches(one.version, audience)]
    listed = tuple(_listed(tuple(group)) for _, group in _by_round(shown))
    problems = tuple(problem for one in shown for problem in one.chain)
    chain = Chain(tuple(one.version for one in shown), (), {}, 0, problems)
    return _told(root, listed, chain, _frozen_with(root, listed, each), audience)


def _without_others(one: Verified) -> Verified:
    """What is wrong with its place in the chain, without naming what stands beside it."""
    return replace(one, chain=tuple(replace(each, found="", expected=ELSEWHERE) for each in one.chain))


def _listed(versions: tuple[Verified, ...]) -> ListedRound:
    last = versions[-1].version
    products = (one.version for one in versions if subject_of(one.version.product) == one.version.product)
    states = {kind(version.product): version.state for version in products}
    names = tuple(one.version.name for one in versions)
    return ListedRound(round_entry(last.round, read_settings(Intake(last.data)), states, names), versions, None)


def _frozen_with(root: Path, rounds: Iterable[ListedRound], each: Each) -> tuple[Vintage, ...]:
    """The realisations in the versions that count, and the hindcast, which is made of public figures."""
    read = each(_checked, [one.counts.data for one in rounds if one.counts])
    loaded = [checked.inputs for checked in read if checked.inputs]
    return oldest_first(map(of_round, (*loaded, *_hindcast(root))))

"""Verifying: is a version still what was frozen, does it stand where it stood, do its numbers come out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mpp_lib.archive.chain import Chain, check_chain
from mpp_lib.archive.freeze import CODE
from mpp_lib.archive.frozen_code import recomputed_by_itself
from mpp_lib.archive.number_changes import Numbers, compare_numbers
from mpp_lib.archive.recompute import OF_BANDS, recomputed, recomputed_bands
from mpp_lib.archive.shelf import archive_held
from mpp_lib.archive.wheel import NAME as WHEEL
from mpp_lib.archive.wheel import wheel
from mpp_lib.base.errors import ArchiveError, InputError, Problem
from mpp_lib.base.steps import step
from mpp_lib.inputs.bag.check import check_by_bagit
from mpp_lib.inputs.bag.form import DATA
from mpp_lib.inputs.reading.files import VERSIONS_FOLDER
from mpp_lib.inputs.versions import BANDS, RESULTS, Version, version_named
from mpp_lib.production.published import read_results
from mpp_lib.report.places import Materials


@dataclass(frozen=True)
class Verified:
    """What was found of one version.

    Attributes:
        bag, chain: what is wrong with the files, and with its place among the versions.
        refused: why its numbers could not be computed again.
        numbers: every number beside the one computed again; None where that was not done.
        code_changed: whether the code of now is another than the version was made with.
        elsewhere: where it is, when this copy does not keep it and says so.
    """

    version: Version
    bag: tuple[Problem, ...]
    chain: tuple[Problem, ...]
    refused: tuple[Problem, ...] = ()
    numbers: Numbers | None = None
    code_changed: bool = False
    elsewhere: str = ""

    @property
    def ok(self) -> bool:
        """Whether all is as it was, or a difference is accounted for; what is not kept here was not looked at."""
        equal = self.numbers is not None and not self.numbers.unexplained
        return not self.problems and (equal or self.elsewhere != "")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong but for the numbers."""
        return tuple(dict.fromkeys((*self.bag, *self.chain, *self.refused)))

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "version": str(self.version),
            "ok": self.ok,
            "elsewhere": self.elsewhere,
            "bag": not self.bag,
            "chain": not self.chain,
            "numbers": (self.numbers or Numbers(0, ())).as_dict(),
            "code_changed": self.code_changed,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def verify(root: Path, reference: str, *, frozen_code: bool = False) -> tuple[Verified, Chain]:
    """Verify one version, and the chain it stands in.

    Args:
        root: the folder of the rounds.
        reference: ``R/NAME``.
        frozen_code: compute with the code in the version and not with that of now.

    Raises:
        InputError: there is no such version, or the register cannot be read.
        ArchiveError: its own code cannot be run here.
    """
    _settled(root)
    version, chain = version_named(root, reference), check_chain(root)
    found = Verified(version, tuple(_in_bag(version)), chain.problems_of(version))
    return _recomputed(found, frozen_code), chain


def verify_all(root: Path, *, frozen_code: bool = False) -> tuple[tuple[Verified, ...], Chain]:
    """Verify every version that the register names; as :func:`verify`."""
    _settled(root)
    chain = check_chain(root)
    found = (_checked(chain, each) for each in chain.versions)
    return tuple(_recomputed(each, frozen_code) for each in found), chain


def check_all(root: Path) -> tuple[tuple[Verified, ...], Chain]:
    """As :func:`verify_all`, but of bags and chain alone: no number is computed again."""
    _settled(root)
    chain = check_chain(root)
    return tuple(_checked(chain, each) for each in chain.versions), chain


def _settled(root: Path) -> None:
    """Finish what a killed run left, where that can be done: who may only read verifies as well."""
    with suppress(ArchiveError, OSError), archive_held(root):
        pass


def _checked(chain: Chain, version: Version) -> Verified:
    elsewhere = chain.elsewhere.get(version, "")
    return Verified(version, tuple(_in_bag(version)), _own(chain, version), elsewhere=elsewhere)


def _own(chain: Chain, version: Version) -> tuple[Problem, ...]:
    mine = f"{VERSIONS_FOLDER}/{version.name}"
    return tuple(
        problem
        for problem in chain.all_problems
        if problem.round == version.round and (problem.file == mine or problem.file.startswith(f"{mine}/"))
    )


def _recomputed(found: Verified, frozen_code: bool) -> Verified:
    version = found.version
    bag = found.bag or _in_table(version)
    if bag or not version.sound:
        return replace(found, bag=bag)
    try:
        with step(f"{version} narekenen"):
            numbers = _by_its_own_code(version) if frozen_code else _by_the_code_of_now(version)
    except InputError as error:
        return replace(found, refused=tuple(version.problem(problem, DATA) for problem in error.problems))
    return replace(found, numbers=numbers, code_changed=_code_changed(version))


def _by_the_code_of_now(version: Version) -> Numbers:
    numbers = compare_numbers(_frozen(version), recomputed(version.data, version.product), version.round)
    if not _has_bands(version):
        return numbers
    return numbers + compare_numbers(_frozen(version, BANDS), recomputed_bands(version.data), version.round, drawn=True)


def _by_its_own_code(version: Version) -> Numbers:
    """Nothing accounts for a difference here: it is the same code."""
    numbers = compare_numbers(_frozen(version), recomputed_by_itself(version), None)
    if not _has_bands(version):
        return numbers
    drawn = recomputed_by_itself(version, OF_BANDS)
    return numbers + compare_numbers(_frozen(version, BANDS), drawn, None, drawn=True)


def _has_bands(version: Version) -> bool:
    return (version.data / BANDS).is_file()


def _frozen(version: Version, table: str = RESULTS) -> str:
    return (version.data / table).read_text(encoding="utf-8")


def _in_bag(version: Version) -> Iterator[Problem]:
    """What is wrong with its files."""
    if version.present:
        yield from version.damage or map(version.problem, check_by_bagit(version.folder))


def _in_table(version: Version) -> tuple[Problem, ...]:
    """What is wrong with the result table of a version that is what was frozen."""
    try:
        if version.sound:
            read_results(version.data / RESULTS)
            if _has_bands(version):
                read_results(version.data / BANDS)
    except InputError as error:
        return tuple(error.problems)
    return ()


def _code_changed(version: Version) -> bool:
    kept = version.data / CODE / WHEEL
    return not kept.is_file() or kept.read_bytes() != wheel(Materials(version.root.parent))

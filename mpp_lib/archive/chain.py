"""Whether the versions still follow one another as they were kept: none removed, replaced, added or put elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.archive.descriptor import NOTHING
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.base.steps import step
from mpp_lib.inputs.bag.form import BAG_INFO, TAG_MANIFEST, head_of
from mpp_lib.inputs.declared.versions import ELSEWHERE
from mpp_lib.inputs.reading.files import VERSIONS_FOLDER
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table
from mpp_lib.inputs.versions import (
    FOLLOWS,
    REGISTER,
    RESTS_ON,
    SEAL,
    STATE,
    Version,
    bag_info,
    kind,
    registered,
    seal,
    unregistered,
)


@dataclass(frozen=True)
class Chain:
    """The register held against what stands on the shelf.

    Attributes:
        versions: as the register has them.
        absent: versions without a folder, that should be there.
        elsewhere: other versions without a folder, and where ``elders.csv`` says that they are.
        sealed: how many rows of the register a version that is here, and is as it was, holds the kop of.
        problems: everything else that is wrong.
    """

    versions: tuple[Version, ...]
    absent: tuple[Version, ...]
    elsewhere: Mapping[Version, str]
    sealed: int
    problems: tuple[Problem, ...]

    @property
    def outside(self) -> Version | None:
        """The one version that no other names: only what was printed or kept elsewhere holds the kop of the last."""
        return self.versions[-1] if self.versions else None

    def holds(self, version: Version) -> bool:
        """Whether a later version, that is here, holds the kop of this one."""
        return version in self.versions[: self.sealed]

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """With every version that should be there."""
        return (*map(_absent, self.absent), *self.problems)

    def problems_of(self, version: Version) -> tuple[Problem, ...]:
        """What is wrong for who asks after one version: that another is not kept in this copy is not."""
        return (*([_absent(version)] if version in (*self.absent, *self.elsewhere) else []), *self.problems)


@step("keten van versies nagaan")
def check_chain(root: Path) -> Chain:
    """Hold every version against the register, and against what the versions after it say of it.

    Args:
        root: the folder of the rounds.

    Raises:
        InputError: with everything that is wrong with the register, or with ``elders.csv``.
    """
    versions = registered(root)
    found = [list(_problems(versions[: at + 1])) for at in range(len(versions))]
    right = [at for at, version in enumerate(versions) if version.present and not found[at]]
    places = _places(root)
    missing = [version for version in versions if not version.present]
    return Chain(
        versions,
        absent=tuple(version for version in missing if str(version) not in places),
        elsewhere={version: places[str(version)] for version in missing if str(version) in places},
        sealed=max(right, default=0),
        problems=(*(problem for each in found for problem in each), *_strangers(root)),
    )


def _places(root: Path) -> dict[str, str]:
    """Round and name → where a version is that this copy does not keep.

    Raises:
        InputError: with everything that is wrong with ``elders.csv``.
    """
    intake = Intake(root)
    table = read_table(intake, ELSEWHERE)
    if intake.problems:
        raise InputError(intake.problems)
    return {f"{ronde}/{name}": place for _, ronde, name, place in table.rows("ronde", "versie", "waar")}


def _problems(until: tuple[Version, ...]) -> Iterator[Problem]:
    """What is wrong with the last of these versions, given those before it."""
    *before, version = until
    if not version.present:
        return
    found = _head(version)
    if found != version.head:
        problem = f"de kop is een andere dan {REGISTER} noemt"
        yield _problem(version, TAG_MANIFEST, found, problem, version.head)
    said = bag_info(version.folder)
    for label, value in _registered_as(version):
        yield from _differs(version, label, said, value, f"{REGISTER} zegt iets anders")
    yield from _after(version, said, before)
    yield from _bases(version, said.get(RESTS_ON, ()), before)


def _registered_as(version: Version) -> Iterator[tuple[str, str]]:
    yield "MPP-Round", version.round
    yield "MPP-Version", version.name
    yield "MPP-Product", version.product
    yield STATE, version.state


def _after(version: Version, said: Mapping[str, tuple[str, ...]], before: list[Version]) -> Iterator[Problem]:
    """The version right before it is the one it names; and all before that are the ones it sealed."""
    last = before[-1].reference if before else NOTHING
    another = list(_differs(version, FOLLOWS, said, last, f"in {REGISTER} staat een andere versie ervoor"))
    problem = f"wat er in {REGISTER} voor deze versie staat, is niet wat er stond toen zij is bewaard"
    yield from another or _differs(version, SEAL, said, seal(before), problem)


def _bases(version: Version, said: tuple[str, ...], before: list[Version]) -> Iterator[Problem]:
    """Each version that it names came before it with that kop; an earlier one of its product is among them."""
    known = {NOTHING, *(each.reference for each in before)}
    for reference in said:
        if reference not in known:
            problem = f"{REGISTER} kent deze versie niet, of niet met deze kop, of pas erna"
            yield _problem(version, BAG_INFO, reference, problem, "een versie van ervoor")
    ours = (version.round, kind(version.product))
    own = [each.reference for each in before if (each.round, kind(each.product)) == ours]
    if not said or (own and not set(own) & set(said)):
        expected = own[-1] if own else NOTHING
        yield _problem(
            version,
            BAG_INFO,
            ", ".join(said),
            "zij noemt geen eerdere versie van het product",
            f"{RESTS_ON}: {expected}",
        )


def _differs(
    version: Version, label: str, said: Mapping[str, tuple[str, ...]], expected: str, problem: str
) -> Iterator[Problem]:
    found = said.get(label, ())
    if found != (expected,):
        yield _problem(version, BAG_INFO, ", ".join(found), problem, f"{label}: {expected}")


def _strangers(root: Path) -> Iterator[Problem]:
    problem, expected = f"deze map staat niet in {REGISTER}", "alleen versies die met mpp freeze zijn bewaard"
    for folder in sorted(place.parent for place in root.glob(f"*/{VERSIONS_FOLDER}")):
        for name in unregistered(folder):
            yield Problem(f"{VERSIONS_FOLDER}/{name}", "", "", problem, expected, round=folder.name)


def _head(version: Version) -> str:
    try:
        return head_of(version.folder)
    except OSError:
        return ""


def _absent(version: Version) -> Problem:
    problem, expected = f"deze versie ontbreekt, en {REGISTER} noemt haar", f"de map met kop {version.head}"
    return Problem(f"{VERSIONS_FOLDER}/{version.name}", "", "", problem, expected, round=version.round)


def _problem(version: Version, file: str, found: str, problem: str, expected: str) -> Problem:
    return Problem(f"{VERSIONS_FOLDER}/{version.name}/{file}", "", found, problem, expected, round=version.round)

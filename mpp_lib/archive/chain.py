"""Whether the versions still follow one another as they were kept: none removed, replaced, added or put elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.archive.descriptor import NOTHING
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.bag.form import BAG_INFO, TAG_MANIFEST, head_of
from mpp_lib.inputs.reading.files import VERSIONS_FOLDER
from mpp_lib.inputs.versions import FOLLOWS, REGISTER, RESTS_ON, Version, bag_info, kind, registered, unregistered


@dataclass(frozen=True)
class Chain:
    """The register held against what stands on the shelf.

    Attributes:
        versions: as the register has them.
        absent: versions without a folder.
        problems: everything else that is wrong.
    """

    versions: tuple[Version, ...]
    absent: tuple[Version, ...]
    problems: tuple[Problem, ...]

    @property
    def outside(self) -> Version | None:
        """The one version that no other names: only what was printed or kept elsewhere holds the kop of the last."""
        return self.versions[-1] if self.versions else None

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """With every version that is not there."""
        return (*map(_absent, self.absent), *self.problems)

    def problems_of(self, version: Version) -> tuple[Problem, ...]:
        """What is wrong for who asks after one version: that another is not kept in this copy is not."""
        return (*([_absent(version)] if version in self.absent else []), *self.problems)


def check_chain(root: Path) -> Chain:
    """Hold every version against the register, and against what the versions after it say of it.

    Args:
        root: the folder of the rounds.

    Raises:
        InputError: with everything that is wrong with the register.
    """
    versions = registered(root)
    absent = tuple(version for version in versions if not version.present)
    problems = [problem for at in range(len(versions)) for problem in _problems(versions[: at + 1])]
    return Chain(versions, absent, (*problems, *_strangers(root)))


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
    for label, value in (("MPP-Round", version.round), ("MPP-Version", version.name), ("MPP-Product", version.product)):
        yield from _differs(version, label, said, value, f"{REGISTER} zegt iets anders")
    last = before[-1].reference if before else NOTHING
    yield from _differs(version, FOLLOWS, said, last, f"in {REGISTER} staat een andere versie ervoor")
    yield from _bases(version, said.get(RESTS_ON, ()), before)


def _bases(version: Version, said: tuple[str, ...], before: list[Version]) -> Iterator[Problem]:
    """Each version that it names came before it with that kop; the one before it of its product is among them."""
    known = {NOTHING, *(each.reference for each in before)}
    for reference in said:
        if reference not in known:
            problem = f"{REGISTER} kent deze versie niet, of niet met deze kop, of pas erna"
            yield _problem(version, BAG_INFO, reference, problem, "een versie van ervoor")
    ours = (version.round, kind(version.product))
    own = [each.reference for each in before if (each.round, kind(each.product)) == ours]
    if not said or (own and own[-1] not in said):
        expected = own[-1] if own else NOTHING
        yield _problem(version, BAG_INFO, ", ".join(said), "zij noemt de vorige versie niet", f"{RESTS_ON}: {expected}")


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

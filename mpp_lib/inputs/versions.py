"""Which versions a round has, in what order, and which of them counts: whatever asks that, asks here.

A version is a BagIt bag in ``rounds/R/versions/NAME/``. ``rounds/versies.csv`` names every version that was frozen, of
all rounds, oldest first, with its *kop*: the checksum of its tag manifest, which holds the checksums of everything in
it. ``bag-info.txt`` of a version names the version registered before it and the versions it rests on, each with its
kop: so a kop holds everything that came before. Not every bag has to be kept in every copy of the rounds, so what a
report says of earlier versions is what the register says of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from mpp_lib.base.errors import InputError, Problem, UnknownNameError
from mpp_lib.inputs.bag.check import CHANGED, GONE, check_form
from mpp_lib.inputs.bag.form import BAG_INFO, DATA, TAG_MANIFEST, files_in, head_of
from mpp_lib.inputs.declared.ladder import ADOPTED
from mpp_lib.inputs.declared.products import EDITION, RAPPORTAGE
from mpp_lib.inputs.declared.versions import VERSIONS
from mpp_lib.inputs.reading.files import VERSIONS_FOLDER, is_round_name, round_name, rounds_of, shorten
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.typed_table import read_table

REGISTER = VERSIONS.file
STATE, AUDIENCE, FOLLOWS, RESTS_ON = "MPP-State", "MPP-Audience", "MPP-Follows", "MPP-Rests-On"
"""Labels in ``bag-info.txt``; the last stands there once for each version."""
PRINTED = "MPP-Printed-Version"
"""Label: how the documents call their version, which is what ``round.yml`` says."""
SEAL = "MPP-Register-SHA256"
"""Label: the checksum over every version that was registered before it, see :func:`seal`."""
RESULTS = "results.csv"
BANDS = "banden.csv"
MODEL_ERRORS = "modelfout.csv"
"""What the draws of a round say of its yearly figures, and how far off the chain may be in them; older versions have
neither."""
"""The result table of a version, in its data: what was frozen, whatever the chain says today."""


@dataclass(frozen=True)
class Version:
    """One row of the register.

    Attributes:
        root: the folder of the rounds.
        state: the one in which it was frozen.
        head: the kop, 64 hexadecimal digits.
    """

    root: Path
    round: str
    name: str
    product: str
    state: str
    head: str

    def __str__(self) -> str:
        return f"{self.round}/{self.name}"

    @property
    def folder(self) -> Path:
        """The bag; a version that was removed, or is not kept in this copy, has none."""
        return version_folder(self.root / self.round, self.name)

    @property
    def data(self) -> Path:
        """What was frozen, in the shape of a round folder.

        Raises:
            InputError: with every file that is not as it was frozen; nothing of a damaged version is used.
        """
        self.refuse_damaged()
        return self.folder / DATA

    @property
    def present(self) -> bool:
        """Whether the bag is there."""
        return self.folder.is_dir()

    @cached_property
    def info(self) -> Mapping[str, tuple[str, ...]]:
        """What ``bag-info.txt`` says, damaged or not; nothing where the bag is not there."""
        return bag_info(self.folder)

    @property
    def adopted(self) -> bool:
        """Whether it was adopted when it was frozen; what is not there does not count as adopted.

        Raises:
            InputError: with every file that is not as it was frozen.
        """
        if self.present:
            self.refuse_damaged()
        return self.state == ADOPTED

    @property
    def damage(self) -> tuple[Problem, ...]:
        """Every file that is not as its manifests say, of a version whose folder is there; its kop aside."""
        return tuple(self.problem(each) for each in _damage(self.folder, _sizes_and_times(self.folder)))

    @property
    def sound(self) -> bool:
        """Whether its folder is there and holds, to the bit, what was frozen."""
        return self.present and not self.damage and head_of(self.folder) == self.head

    def refuse_damaged(self) -> None:
        """Refuses a version that is not what was frozen.

        Raises:
            InputError: with every file that is not as it was, or with its kop where that is another.
        """
        if damage := self.damage:
            raise InputError(damage)
        if not self.present or head_of(self.folder) != self.head:
            expected = f"kop {self.head}, die {REGISTER} noemt"
            raise InputError([self.problem(Problem(TAG_MANIFEST, "", head_of(self.folder), CHANGED, expected))])

    def problem(self, problem: Problem, *below: str) -> Problem:
        """A problem of a file in the version, or in a folder of it, that names that file from the round."""
        file = "/".join(filter(None, (VERSIONS_FOLDER, self.name, *below, problem.file)))
        return replace(problem, file=file, round=self.round)

    @property
    def reference(self) -> str:
        """How another version names it: round and name, and the kop."""
        return f"{self} {self.head}"


@lru_cache(maxsize=1024)
def _damage(folder: Path, _files: object) -> tuple[Problem, ...]:
    found = check_form(folder)
    if not found and not (folder / DATA / RESULTS).is_file():
        found = [Problem(f"{DATA}/{RESULTS}", "", "", GONE, "de resultaattabel die elke versie heeft")]
    return tuple(found)


def _sizes_and_times(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What tells, without reading it, that a file was written since, or that something else stands there."""
    stats = ((path, (folder / path).lstat()) for path in ("", *files_in(folder)))
    return tuple((path, each.st_mode, each.st_size, each.st_mtime_ns) for path, each in stats)


def version_folder(folder: Path, name: str) -> Path:
    """Where a version of a round stands, there or not."""
    return folder / VERSIONS_FOLDER / name


def bag_info(folder: Path) -> dict[str, tuple[str, ...]]:
    """Label → values of ``bag-info.txt`` in a bag, as far as the file can be read."""
    try:
        text = (folder / BAG_INFO).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        label, colon, value = line.partition(":")
        if colon:
            found[label] = (*found.get(label, ()), value.strip())
    return found


def registered(root: Path) -> tuple[Version, ...]:
    """Every version of every round, in the order of the register.

    Raises:
        InputError: with everything that is wrong with ``versies.csv``.
    """
    intake = Intake(root)
    table = read_table(intake, VERSIONS)
    found = [Version(root, *map(str, row)) for row in table.values.itertuples(index=False)] if table.complete else []
    wrong = (version for version in found if not is_round_name(version.round))
    problems = [*intake.problems, *(_no_round(version) for version in wrong)]
    if problems:
        raise InputError(problems)
    return tuple(found)


def _no_round(version: Version) -> Problem:
    return Problem(REGISTER, str(version), shorten(version.round), "dit is geen naam van een ronde", "JJJJ-N")


def versions_of(folder: Path) -> tuple[Version, ...]:
    """The versions of a round, of all its products, oldest first.

    Args:
        folder: the round folder, or the data of a version of it.
    """
    name = round_name(folder)
    return tuple(version for version in registered(rounds_of(folder.resolve())) if version.round == name)


def unregistered(folder: Path) -> tuple[str, ...]:
    """What stands in ``versions/`` of a round and is no version of the register, in order of name."""
    known = {version.name for version in versions_of(folder)}
    place = folder / VERSIONS_FOLDER
    names = (path.name for path in place.iterdir()) if place.is_dir() else ()
    return tuple(sorted(name for name in names if name not in known and not name.startswith(".")))


def version_named(root: Path, reference: str) -> Version:
    """The version that ``R/NAME`` names.

    Raises:
        UnknownNameError: when the register has none of that name.
    """
    found = {str(version): version for version in registered(root)}
    if reference not in found:
        known = ", ".join(found) or "een versie; er is er nog geen"
        raise UnknownNameError([Problem(REGISTER, "", shorten(reference), "deze versie bestaat niet", known)])
    return found[reference]


def kind(product: str) -> str:
    """The product without the month of an edition: editions of the monitor follow one another."""
    return EDITION if product.startswith(EDITION) else product


def adopted_versions(folder: Path, product: str = RAPPORTAGE) -> tuple[Version, ...]:
    """The versions of a product of a round that were adopted, oldest first; the last one is the one that counts."""
    return tuple(version for version in versions_of(folder) if version.product == product and version.adopted)


def folder_that_counts(folder: Path) -> Path:
    """What a round is to whatever comes after it: its last adopted report that is kept here, else its working folder.

    Args:
        folder: the working folder.

    Raises:
        InputError: with everything that is wrong with ``versies.csv``.
    """
    kept = [version.data for version in adopted_versions(folder) if version.present]
    return kept[-1] if kept else folder


def seal(versions: Iterable[Version]) -> str:
    """One checksum over these versions in this order, each with its kop: what a later one says of all before it."""
    return hashlib.sha256("".join(f"{version.reference}\n" for version in versions).encode("utf-8")).hexdigest()


def heads(versions: Iterable[Version]) -> dict[str, str]:
    """Round and name → kop."""
    return {str(version): version.head for version in versions}

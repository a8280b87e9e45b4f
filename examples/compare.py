"""Holds what was made against what is in git, and puts the versions that are not there in their places."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from mpp_lib.archive.shelf import archive_held, bring_back
from mpp_lib.base.dutch import enumerate_nl
from mpp_lib.inputs.bag.form import MANIFEST
from mpp_lib.inputs.declared.ladder import ADOPTED
from mpp_lib.inputs.versions import REGISTER, Version, registered
from mpp_lib.present.verantwoording.provenance import PYTHON


def other_python(kept: tuple[Version, ...]) -> str:
    """Why nothing can be compared here, where the versions in git were made with another Python; else empty."""
    others = {json.loads((version.data / "environment.json").read_bytes())["python"] for version in kept} - {PYTHON}
    named = enumerate_nl(sorted(others))
    return f"De voorbeelden zijn gemaakt met Python {named}; met {PYTHON} is dat niet te vergelijken." if others else ""


def differences(made: Path, root: Path) -> Iterator[str]:
    """What is other than in git, a line each: rows of the register, and files of the versions that are there.

    Args:
        made: the folder of the rounds in which the versions were made.
        root: that of the project, whose register may name later versions too.
    """
    known = {str(version): version for version in registered(root)}
    for version in registered(made):
        there = known.get(str(version))
        if there is None:
            yield f"{version} staat niet in {REGISTER}"
        elif (there.product, there.state, there.head) != (version.product, version.state, version.head):
            yield f"{version} is een andere dan in {REGISTER}"
        if there is not None and there.present:
            yield from _files(version, there)


def _files(made: Version, there: Version) -> Iterator[str]:
    """The files in which a version that is there is not what it was, or else not what was made."""
    if there.damage:
        yield from map(str, there.damage)
        return
    ours, theirs = (_manifest(version) for version in (made, there))
    for path in sorted(ours.keys() | theirs.keys()):
        if ours.get(path) != theirs.get(path):
            yield f"{there}: {path} is anders"


def _manifest(version: Version) -> dict[str, str]:
    """Path → checksum, of everything below ``data/``."""
    lines = (version.folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def put_in_place(made: Path, root: Path) -> list[Version]:
    """Give the project its register where it has none, and every version that was made and is not there its place.

    Returns:
        The versions that were put in place.
    """
    if not (root / REGISTER).exists():
        shutil.copyfile(made / REGISTER, root / REGISTER)
    with archive_held(root):
        bags = {version.head: version.folder for version in registered(made)}
        missing = [version for version in registered(root) if not version.present and version.head in bags]
        for version in missing:
            bring_back(version, bags[version.head])
    return missing


def kept_in(root: Path, names: set[str]) -> tuple[Version, ...]:
    """The versions with these names that are adopted, there, and what the register says that they are."""
    found = (version for version in registered(root) if str(version) in names and version.state == ADOPTED)
    return tuple(version for version in found if version.sound)

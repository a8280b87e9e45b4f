"""When a site has to be made again: one checksum over everything that it tells of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.declared.versions import ELSEWHERE
from mpp_lib.inputs.fingerprint import READ, digests
from mpp_lib.inputs.reading.files import HINDCAST, MONITOR, PUBLISHED, VERSIONS_FOLDER, round_names
from mpp_lib.inputs.versions import REGISTER
from mpp_lib.report.keys import PUBLISHED_PATTERNS, key
from mpp_lib.report.seen_code import Library

KEPT = ".site.json"
"""The key, and size and time of every file; the one file of a site that is of the machine it was made on."""
_LOOKS = ("_extensions/mpp/rapport.css", "archief/*")
_DOCS = ("docs/*.md",)


def site_key(root: Path, target: Path, *, copied: bool, audience: str) -> str:
    """One checksum over the register, the rounds and their versions, what stands beside them, and the code.

    Of the files in a version, which never change, only size and time of writing count.
    """
    rounds = {name: digests(root / name, (*READ, f"{MONITOR}/*/*")) for name in (*round_names(root), HINDCAST)}
    return key(
        code=Library().key,
        looks=digests(SHIPPED / TEMPLATES, _LOOKS),
        docs=digests(root.parent, _DOCS),
        register=digests(root, (REGISTER, ELSEWHERE.file)),
        rounds=rounds,
        published=digests(root / PUBLISHED, PUBLISHED_PATTERNS),
        versions=_versions(root),
        target="" if copied else str(target),
        audience=audience,
    )


def _versions(root: Path) -> dict[str, dict[str, list[int]]]:
    return {folder.parent.name: _files(folder) for folder in sorted(root.glob(f"*/{VERSIONS_FOLDER}"))}


def _files(folder: Path) -> dict[str, list[int]]:
    """Path → size and time of writing of every file in a folder, in order: thousands of them in a moment."""
    return dict(sorted(_found(str(folder), "")))


def _found(folder: str, before: str) -> Iterator[tuple[str, list[int]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{before}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _found(entry.path, f"{name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield name, [stat.st_size, stat.st_mtime_ns]


def stands(target: Path, wanted: str) -> bool:
    """Whether a site stands there, made under this key, with every file it had, as it was."""
    try:
        said = json.loads((target / KEPT).read_text(encoding="utf-8"))
        return bool(said["key"] == wanted and said["files"] == _shown(target))
    except (OSError, ValueError, LookupError, TypeError):
        return False


def written(folder: Path, under: str) -> None:
    """Say of a site that it was made under a key."""
    said: Mapping[str, object] = {"key": under, "files": _shown(folder)}
    write_atomically(folder / KEPT, json.dumps(said, indent=1).encode("utf-8"))


def _shown(folder: Path) -> dict[str, list[int]]:
    return {name: told for name, told in _files(folder).items() if name != KEPT}

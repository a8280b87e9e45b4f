"""When a site has to be made again: one checksum over everything that it tells of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from mpp_lib.base.shipped import SHIPPED, TEMPLATES
from mpp_lib.base.write import write_atomically
from mpp_lib.inputs.declared.versions import ELSEWHERE
from mpp_lib.inputs.fingerprint import READ, digests, file_digest
from mpp_lib.inputs.reading.files import HINDCAST, MONITOR, PUBLISHED, VERSIONS_FOLDER
from mpp_lib.inputs.rounds import round_names
from mpp_lib.inputs.versions import REGISTER
from mpp_lib.report.keys import PUBLISHED_PATTERNS, code_key, key

KEPT = ".site.json"
"""The key and the checksum of every file; the one file of a site that is of the machine it was made on."""
_LOOKS = ("gedeeld/rapport.css", "archief/*")
_DOCS = ("docs/*.md",)


def site_key(root: Path, target: Path, *, copied: bool) -> str:
    """One checksum over the register, the rounds and their versions, what stands beside them, and the code.

    Of the files in a version, which never change, only size and time of writing count.
    """
    rounds = {name: digests(root / name, (*READ, f"{MONITOR}/*/*")) for name in (*round_names(root), HINDCAST)}
    return key(
        code=code_key(),
        looks=digests(SHIPPED / TEMPLATES, _LOOKS),
        docs=digests(root.parent, _DOCS),
        register=digests(root, (REGISTER, ELSEWHERE.file)),
        rounds=rounds,
        published=digests(root / PUBLISHED, PUBLISHED_PATTERNS),
        versions=_versions(root),
        target="" if copied else str(target),
    )


def _versions(root: Path) -> list[tuple[str, int, int]]:
    files = sorted(path for path in root.glob(f"*/{VERSIONS_FOLDER}/**/*") if path.is_file())
    return [(path.relative_to(root).as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files]


def stands(target: Path, wanted: str) -> bool:
    """Whether a site stands there, made under this key, with every file it had, as it was."""
    try:
        said = json.loads((target / KEPT).read_text(encoding="utf-8"))
        return bool(said["key"] == wanted and said["files"] == _checksums(target))
    except (OSError, ValueError, LookupError, TypeError):
        return False


def written(folder: Path, under: str) -> None:
    """Say of a site that it was made under a key."""
    said: Mapping[str, object] = {"key": under, "files": _checksums(folder)}
    write_atomically(folder / KEPT, json.dumps(said, indent=1).encode("utf-8"))


def _checksums(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != KEPT)
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in files}

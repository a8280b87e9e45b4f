"""Writes a bag in its one form: the same files and the same words give the same bytes on any machine."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from mpp_lib.inputs.bag.form import (
    BAG_INFO,
    DATA,
    DECLARATION,
    DECLARED,
    MANIFEST,
    OXUM,
    TAG_MANIFEST,
    head_of,
    info_text,
    manifest_text,
    payload_digests,
    tag_digests,
)

Payload = Mapping[str, bytes | Path]
"""Path below ``data/``, with ``/`` → content, or the file that holds it."""
Info = Sequence[tuple[str, str]]
"""Labels and values of ``bag-info.txt``, in order."""

_UNWRITABLE = re.compile(r"[%\\\x00-\x1f\x7f\ufffd\ud800-\udfff]")
"""What no path in a bag holds: BagIt writes some of it in another way, and tools differ in how they read that."""


def write_bag(folder: Path, payload: Payload, info: Info) -> str:
    """Write a bag in ``folder``, which does not exist yet.

    Args:
        info: without the size of the payload, which is put last.

    Returns:
        Its kop: the checksum of its tag manifest.

    Raises:
        ValueError: a path that a bag cannot hold.
        OSError: the disk refuses; what was written stays behind.
    """
    for path, content in sorted(payload.items()):
        _write(folder / DATA / _writable(path), content if isinstance(content, bytes) else content.read_bytes())
    digests = payload_digests(folder)
    size = sum((folder / path).stat().st_size for path in digests)
    tags = {
        BAG_INFO: info_text([*info, (OXUM, f"{size}.{len(digests)}")]),
        DECLARATION: DECLARED,
        MANIFEST: manifest_text(digests),
    }
    for name, text in tags.items():
        _write(folder / name, text.encode("utf-8"))
    _write(folder / TAG_MANIFEST, manifest_text(tag_digests(folder)).encode("utf-8"))
    return head_of(folder)


def _writable(path: str) -> str:
    if _UNWRITABLE.search(path):
        raise ValueError(path)
    return path


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())

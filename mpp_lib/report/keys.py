"""Keys: one checksum over everything a result depends on, so that only what changed is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from mpp_lib.base.months import Month
from mpp_lib.inputs.bag.form import TAG_MANIFEST
from mpp_lib.inputs.declared.papers import subject_of
from mpp_lib.inputs.fingerprint import digests
from mpp_lib.inputs.reading.files import HINDCAST, PUBLISHED, edition_folder, is_version, round_name, rounds_of
from mpp_lib.inputs.versions import RESULTS, heads, versions_of

INPUT_PATTERNS = (
    "round.yml", "decisions.yml", "wijzigingen.csv", "planning.csv", "inputs/*", "registers/*", "text/bijstellingen.md"
)  # fmt: skip
"""What notebooks read: of the prose only what stands beside the figures it is about."""
PUBLISHED_PATTERNS = ("*.csv",)
TEXT_PATTERNS = ("text/*",)
COMMENTS = "13_reacties"
"""The notebook on what was said of the version before: comments and what was done with them are no other's input."""
COMMENT_PATTERNS = ("review/*.json", "review/*.csv")
PROVENANCE = "08_herkomst"
"""The notebook on where everything comes from: it names the deep-dives."""
CHANGES = "12_wijzigingen"
"""The notebook on what changed since the version before."""
ALL_NEWS = (CHANGES, COMMENTS)
"""Notebooks in which all is news, so that nothing in them is marked."""


def key(**parts: object) -> str:
    """One checksum over named parts; the parts must be plain data."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()


def inputs_key(folders: Iterable[Path]) -> str:
    """Checksum over the inputs of a round, of the rounds it is compared with, and of hindcast and publications beside.

    Texts are not part of it. Of a round that counts by a version, that version is.
    """
    read = list(folders)
    beside = sorted({rounds_of(folder) for folder in read})
    read += [root / HINDCAST for root in beside]
    inputs = {round_name(folder): counted_digests(folder, INPUT_PATTERNS) for folder in read}
    return key(inputs=inputs, published=[digests(root / PUBLISHED, PUBLISHED_PATTERNS) for root in beside])


def comments_kept(folder: Path) -> dict[str, object]:
    """What decides which comments are open and of what place; no paper that was kept, and nothing without comments."""
    said = digests(folder, COMMENT_PATTERNS)
    looked_in = (each for each in versions_of(folder) if subject_of(each.product) == each.product)
    return {"said": said, "versions": heads(looked_in)} if said else {}


def counted_digests(folder: Path, patterns: Sequence[str]) -> dict[str, str]:
    """Path → checksum of the files of a round that fit a pattern; of a version its figures and its kop too."""
    found = digests(folder, patterns)
    return found | digests(folder.parent, [TAG_MANIFEST, f"*/{RESULTS}"]) if is_version(folder) else found


def edition_digests(folder: Path, month: Month) -> dict[str, str]:
    """Path → checksum of every file of one edition of the monitor of a round."""
    return digests(folder, [f"{edition_folder(month)}/*"])

"""The comments that are still open when something is decided on what they are about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from mpp_lib.inputs.declared.products import product_named
from mpp_lib.inputs.declared.review import JUDGEMENTS, KINDS
from mpp_lib.inputs.review.listing import Listed
from mpp_lib.inputs.review.overview import overview
from mpp_lib.inputs.review.store import has_review
from mpp_lib.inputs.versions import versions_of
from mpp_lib.present.reacties.comment_tables import counted

_ORDER = (*KINDS, *JUDGEMENTS)
"""What is wrong comes before what is asked, and that before what is agreed with."""


def open_comments(folder: Path) -> tuple[Listed, ...]:
    """Those on every version of a product of the MPP: by partner, and what weighs most in front.

    Raises:
        InputError: with everything that is wrong with what is kept.
    """
    if not has_review(folder):
        return ()
    ours = {version.name for version in versions_of(folder) if _of_mpp(version.product)}
    found = (one for one in overview(folder) if one.is_open and one.comment.version in ours)
    return tuple(sorted(found, key=lambda one: (one.comment.partner.casefold(), _ORDER.index(one.comment.kind))))


def objectors_first(found: Sequence[Listed], objectors: Collection[str]) -> tuple[Listed, ...]:
    """The same, with the comments of these partners, in small letters, in front."""
    return tuple(sorted(found, key=lambda one: one.comment.partner.casefold() not in objectors))


def open_words(found: Sequence[Listed], objectors: Collection[str]) -> str:
    """How many there are, and how many of them are of partners that object, named in small letters."""
    if not found:
        return "Op de versies van deze ronde staat geen reactie meer open."
    theirs = sum(one.comment.partner.casefold() in objectors for one in found)
    first = f" Die van partners met een openstaand bezwaar staan vooraan: {theirs}." if theirs else ""
    return f"Op de versies van deze ronde {'staan' if len(found) > 1 else 'staat'} nog {counted(found)} open.{first}"


def _of_mpp(product: str) -> bool:
    declared = product_named(product)
    return declared is not None and declared.of_mpp

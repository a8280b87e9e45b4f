"""For whom a version is: each audience holds the ones before it."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.round import AUDIENCES
from mpp_lib.inputs.versions import AUDIENCE, Version


def unknown_audience(audience: str) -> Iterator[Problem]:
    """Refuses what is none of :data:`AUDIENCES`."""
    if audience not in AUDIENCES:
        yield Problem("", "--audience", audience, "deze doelgroep is er niet", ", ".join(AUDIENCES))


def reaches(version: Version, audience: str) -> bool:
    """Whether a version is for an audience, or for a wider one; one that does not say for whom it is, is not.

    Args:
        version: a sound one.
        audience: one of :data:`AUDIENCES`.
    """
    said = "".join(version.info.get(AUDIENCE, ()))
    return said in AUDIENCES and AUDIENCES.index(said) >= AUDIENCES.index(audience)

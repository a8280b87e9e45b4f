"""The variants of the chain; ``model`` in round.yml names the one a round was made with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.production import asiel, bewaring, regulier
from mpp_lib.production.chain_part import compose
from mpp_lib.production.node import Chain


def _standard() -> Chain:
    return compose(STANDARD, (*asiel.PIECES, *regulier.PIECES, *bewaring.PIECES))


STANDARD = "standaard"
"""The variant whose indicators published figures name."""
VARIANTS: dict[str, Callable[[], Chain]] = {STANDARD: _standard}


@cache
def chain_named(variant: str) -> Chain:
    """The chain of that name.

    Raises:
        KeyError: when no variant has that name.
    """
    return VARIANTS[variant]()


def catalogue_named(variant: str) -> Catalogue:
    """What validation needs to know of the chain of that name."""
    return chain_named(variant).catalogue()

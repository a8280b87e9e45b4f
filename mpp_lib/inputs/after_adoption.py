"""What became of a round after its report was adopted: with other inputs its folder is no longer what was adopted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mpp_lib.base.errors import Problem
from mpp_lib.inputs.declared.ladder import CONCEPT
from mpp_lib.inputs.declared.products import PRODUCTIEMODEL, PRODUCTS, PROGNOSE, RAPPORTAGE
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.fingerprint import deep_dive_digests, digests
from mpp_lib.inputs.reading import files
from mpp_lib.inputs.state import Entries, State, state_of
from mpp_lib.inputs.versions import folder_that_counts

MADE_FROM = {
    PROGNOSE: (files.ROUND, ROUND.scenarios.file, ROUND.experts.file, ROUND.realisations.file, ROUND.unknown.file),
    PRODUCTIEMODEL: (files.ROUND, "inputs/*", "registers/*"),
    RAPPORTAGE: (files.ROUND, "inputs/*", "registers/*", "text/*"),
}
"""Product → what it says comes from these; decisions and the account of changes go on after it."""
CHANGED = f"{CONCEPT.capitalize()}, gewijzigd na de vaststelling"


def state_now(folder: Path, decisions: Entries, product: str = RAPPORTAGE) -> State:
    """The state of a product as the folder of its round is now: concept, where that holds other inputs than adopted.

    Args:
        folder: of the round, or the data of a version, which is what it was.

    Raises:
        LookupError: when there is no such product.
        InputError: with everything that is wrong with ``versies.csv``.
    """
    state = state_of(decisions, product)
    changed = state.adopted and any(remarks_after_adoption(folder, product))
    return replace(state, name=CONCEPT, words=CHANGED) if changed else state


def states_now(folder: Path, decisions: Entries) -> dict[str, State]:
    """Product → state, of every product of the MPP; as :func:`state_now`."""
    entries = list(decisions)
    return {product.name: state_now(folder, entries, product.name) for product in PRODUCTS if product.of_mpp}


def remarks_after_adoption(folder: Path, product: str = RAPPORTAGE) -> Iterator[Problem]:
    """Every file of a product that is other than in the adopted report: what is adopted does not change.

    Raises:
        InputError: with everything that is wrong with ``versies.csv``.
    """
    adopted = folder if files.is_version(folder) else folder_that_counts(folder)
    if adopted == folder:
        return
    now, then = (_made_from(place, product) for place in (folder, adopted))
    for file in sorted(now.keys() | then.keys()):
        if now.get(file) != then.get(file):
            problem = f"dit is niet wat in versie {adopted.parent.name} is vastgesteld"
            expected = "het bestand uit die versie; wat van een ander bestand wordt gemaakt, is concept"
            yield Problem(file, "", "", problem, expected)


def _made_from(folder: Path, product: str) -> dict[str, str]:
    """Path → checksum of what a product says comes from; the rapportage has sections of the analyst too."""
    dives = deep_dive_digests(folder, product) if product == RAPPORTAGE else {}
    return digests(folder, MADE_FROM[product]) | dives

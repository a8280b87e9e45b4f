"""What came before a round as its folder is now: the version before it, and the versions that it rests on.

All of it follows from ``versies.csv`` and the folder, and not from which bags are kept in this copy of the rounds: the
same report comes out where they are and where they are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mpp_lib.inputs.after_adoption import state_now
from mpp_lib.inputs.declared.papers import subject_of
from mpp_lib.inputs.declared.products import EDITION, PROGNOSE, RAPPORTAGE
from mpp_lib.inputs.reading.decisions import read_decisions
from mpp_lib.inputs.reading.files import is_version
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.previous import previous_folder
from mpp_lib.inputs.versions import Version, adopted_versions, kind, versions_of


def version_before(folder: Path, product: str = RAPPORTAGE) -> Version | None:
    """The version before a folder: the last one of the same kind of product.

    A folder that is adopted is what its adopted version holds, so the one before that is meant: its report, made again,
    is the one that was kept. Of a paper that goes with a report no folder is the version.

    Args:
        folder: the round folder.
        product: one that ``versies.csv`` can name.

    Raises:
        InputError: with everything that is wrong with ``versies.csv``.
    """
    kept = [version for version in versions_of(folder) if kind(version.product) == kind(product)]
    if subject_of(product) == product and kept and kept[-1].adopted and _adopted(folder, product):
        kept.pop()
    return kept[-1] if kept else None


def still_made(folder: Path) -> bool:
    """Whether a round is on its way: no version, and not adopted, of which all there is to say was agreed on.

    Raises:
        InputError: with everything that is wrong with ``versies.csv``.
    """
    return not is_version(folder) and not _adopted(folder, RAPPORTAGE)


def marked_against(folder: Path) -> Version | None:
    """The version that the report of a round tells its changes from: the one before, while it is not adopted.

    What is adopted stands by itself; what changed on the way to it stands in the concepts. None as well for a first
    version, or where the bag is not kept here.
    """
    before = version_before(folder)
    return before if before and before.present and not _adopted(folder, RAPPORTAGE) else None


def rests_on(folder: Path, product: str) -> tuple[Version, ...]:
    """The versions that a new one rests on: the one before it, and the adopted version of the round it builds on.

    Of a monitor that is the adopted version of its own round, of any other product that of the round before; a paper
    rests on what the product rests on that it tells of.

    Args:
        folder, product: as :func:`version_before`.
    """
    before = version_before(folder, product)
    subject = subject_of(product)
    others = _built_on(folder.resolve(), product) if subject == product else rests_on(folder, subject)
    return tuple(dict.fromkeys([*([before] if before else []), *others]))


def _built_on(folder: Path, product: str) -> Iterator[Version]:
    if kind(product) == EDITION:
        yield from adopted_versions(folder, RAPPORTAGE)[-1:]
    elif before := previous_folder(folder):
        yield from adopted_versions(before, product if product == PROGNOSE else RAPPORTAGE)[-1:]


def _adopted(folder: Path, product: str) -> bool:
    return state_now(folder, read_decisions(Intake(folder), None), product).adopted

"""What is asked for when a version is to be kept, and everything that can be in the way of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.archive.audience import unknown_audience
from mpp_lib.archive.consent.refusals import refused_by_consent
from mpp_lib.archive.consent.withheld import withheld_from
from mpp_lib.archive.frozen_files import FrozenProduct, deliveries_in, frozen_product
from mpp_lib.archive.ledger import refuse_unexplained
from mpp_lib.base.errors import InputError, Problem
from mpp_lib.inputs.declared.products import PROGNOSE, RAPPORTAGE
from mpp_lib.inputs.declared.round import AUDIENCES
from mpp_lib.inputs.declared.versions import FROZEN, VERSION_NAME
from mpp_lib.inputs.predecessors import version_before
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.round_yml import read_settings
from mpp_lib.inputs.versions import REGISTER, Version, version_folder, versions_of
from mpp_lib.production.chains import chain_named

_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows keeps for itself, with whatever stands behind a dot."""


@dataclass(frozen=True)
class Freezing:
    """What is asked for.

    Attributes:
        folder: the round folder.
        name: of the version, unique in the round.
        product: as :data:`FROZEN` names them.
        audience: for whom the version is, one of :data:`AUDIENCES`.
    """

    folder: Path
    name: str
    product: str = RAPPORTAGE
    audience: str = AUDIENCES[0]

    @property
    def version(self) -> Version:
        """The version that it becomes, still without its state and its kop."""
        return Version(self.folder.resolve().parent, self.folder.name, self.name, self.product, "", "")


def refused_words(asked: Freezing) -> Iterator[Problem]:
    """What cannot be meant, before anything is looked at."""
    if not re.fullmatch(VERSION_NAME, asked.name) or _RESERVED.fullmatch(asked.name.partition(".")[0]):
        expected = "kleine letters, cijfers, punten en streepjes, zoals concept-1"
        yield Problem("", "--as", asked.name, "dit is geen naam voor een versie", expected)
    yield from unknown_audience(asked.audience)
    try:
        frozen_product(asked.folder, asked.product)
    except ValueError:
        yield Problem("", "--product", asked.product, "dit product is er niet", FROZEN)


def refused(asked: Freezing, product: FrozenProduct) -> Iterator[Problem]:
    """Everything else that is in the way."""
    yield from _refused_name(asked)
    yield from _refused_audience(asked, product)
    if product.made() is None:
        yield not_made(product)
    yield from _refused_ledger(asked)


def _refused_name(asked: Freezing) -> Iterator[Problem]:
    taken = {version.name: version for version in versions_of(asked.folder)}
    if asked.name in taken:
        product = taken[asked.name].product
        problem = f"{REGISTER} kent al een versie met deze naam, van product {product}"
        yield Problem(
            "", "--as", asked.name, problem, "een naam die in de ronde nog vrij is; een versie wordt nooit vervangen"
        )
    elif version_folder(asked.folder, asked.name).exists():
        problem = f"hier staat al een map, die niet in {REGISTER} is genoemd"
        yield Problem(f"versions/{asked.name}", "", "", problem, "een naam die nog vrij is")
    if version_folder(asked.folder, asked.name).parent.is_symlink():
        yield Problem("versions", "", "", "dit is een verwijzing", "een gewone map in de ronde")


def _refused_audience(asked: Freezing, product: FrozenProduct) -> Iterator[Problem]:
    """No figures go further than the partner who delivered them agreed to."""
    settings = read_settings(Intake(asked.folder))
    if settings is None:
        return
    chain = chain_named(settings.model)
    withheld = withheld_from(asked.folder, chain, asked.audience)
    yield from refused_by_consent(withheld, chain, asked.product, deliveries_in(product.sources()), asked.audience)


def not_made(product: FrozenProduct) -> Problem:
    """What is asked for was not made, or not of what there is now."""
    problem = f"van product {product.name} staat er niets, of niet wat er nu gemaakt zou worden"
    return Problem("build", "", "", problem, f"maak eerst: {product.remedy}")


def _refused_ledger(asked: Freezing) -> Iterator[Problem]:
    """Every input that changed since the version before has a line; a Prognose holds no whole round to compare."""
    before = version_before(asked.folder, asked.product)
    if before is None or asked.product == PROGNOSE:
        return
    if not before.present:
        expected = "de map, om te zien wat er sindsdien is gewijzigd"
        yield Problem(f"versions/{before.name}", "", "", "de vorige versie ontbreekt", expected)
        return
    try:
        refuse_unexplained(asked.folder, before.data)
    except InputError as error:
        yield from error.problems

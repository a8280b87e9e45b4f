"""Which organisations can say something of a product, in which group, and what each is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mpp_lib.base.catalogue import APM
from mpp_lib.base.errors import InputError
from mpp_lib.inputs.declared.products import EDITION, RAPPORTAGE
from mpp_lib.inputs.declared.review import CONSULTATIONS, EXPERTS, Consultation, kinds_of
from mpp_lib.inputs.declared.round import ROUND
from mpp_lib.inputs.reading.intake import Intake
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.reading.typed_table import read_table

WERKGROEP = "werkgroep"


@dataclass(frozen=True)
class Organisations:
    """Who takes part in a round.

    Attributes:
        groups: organisation as the round calls it → the groups and gremia that it is in.
    """

    groups: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """Every organisation, in order."""
        return tuple(sorted(self.groups, key=str.casefold))

    def known(self, name: str) -> str | None:
        """An organisation as the round calls it; None for one that takes no part."""
        return next((each for each in self.groups if each.casefold() == name.strip().casefold()), None)

    def consulted(self, name: str, product: str) -> tuple[Consultation, ...]:
        """The consultations on a product that an organisation takes part in: those of a group before that of all."""
        asked = RAPPORTAGE if product.startswith(EDITION) else product
        groups = self.groups.get(name, ())
        found = [each for each in CONSULTATIONS if each.group in groups and asked in each.products]
        narrow = [each for each in found if each.group != WERKGROEP]
        return tuple(narrow or found)

    def group(self, name: str, product: str) -> str:
        """How a reader knows the group in which an organisation speaks of a product."""
        return " en ".join(each.group for each in self.consulted(name, product))

    def may_say(self, name: str, product: str) -> tuple[str, ...]:
        """The kinds of comment that an organisation can make on a product."""
        kinds = (kind for each in self.consulted(name, product) for kind in each.kinds)
        return tuple(dict.fromkeys(kinds)) or kinds_of(product)


def read_organisations(intake: Intake) -> Organisations:
    """Those that ``partners.csv`` and ``experts.csv`` name, and APM."""
    partners = read_table(intake, ROUND.registers["partners"])
    experts = read_table(intake, ROUND.experts)
    return organisations(partners, experts)


def taking_part(folder: Path) -> Organisations:
    """The same of a round of which nothing else is looked at.

    Raises:
        InputError: with everything that is wrong with these files.
    """
    intake = Intake(folder)
    found = read_organisations(intake)
    if intake.problems:
        raise InputError(intake.problems)
    return found


def organisations(partners: Table, experts: Table) -> Organisations:
    """The same, of tables that were read."""
    found: dict[str, dict[str, None]] = {APM.upper(): {WERKGROEP: None}}
    for _, name, gremium, group in partners.rows("partner", "gremium", "groep"):
        _add(found, name, [gremium, *([group] if group else [])])
    for _, name in experts.rows("organisatie"):
        _add(found, name, [EXPERTS])
    return Organisations({name: tuple(groups) for name, groups in found.items()})


def _add(found: dict[str, dict[str, None]], name: str, groups: Iterable[str]) -> None:
    same = next((each for each in found if each.casefold() == name.casefold()), name)
    found.setdefault(same, {}).update(dict.fromkeys(groups))

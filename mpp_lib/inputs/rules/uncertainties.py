"""What is refused of ``onzekerheden.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import Catalogue, KernelSpec
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.ranges import refuse_what_cannot_stray


def check_uncertainties(uncertainties: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal of the ways in which inputs stray from their value."""
    yield from refuse_what_cannot_stray(uncertainties, catalogue)
    yield from refuse_distributions_that_move(uncertainties, catalogue)
    yield from refuse_groups_that_move_in_different_ways(uncertainties)
    yield from refuse_groups_named_as_an_input(uncertainties, catalogue)


def refuse_distributions_that_move(uncertainties: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """How long a distribution takes is uncertain, and the same all the time."""
    for row, name, over_time in uncertainties.rows("invoer", "in_de_tijd"):
        if isinstance(catalogue.uncertain.get(name), KernelSpec) and over_time != "constant":
            problem = f"de duur van een verdeling wijkt elke maand even ver af; {over_time} kan hier niet"
            yield uncertainties.at(row, "in_de_tijd", problem, "constant")


def refuse_groups_that_move_in_different_ways(uncertainties: Table) -> Iterator[Problem]:
    """Inputs of one group share their scores, so they stray in the same way over time."""
    first: dict[str, str] = {}
    for row, group, over_time in uncertainties.rows("groep", "in_de_tijd"):
        if group and over_time != first.setdefault(group, over_time):
            problem = f"groep {group} beweegt samen, maar niet op dezelfde wijze in de tijd"
            yield uncertainties.at(row, "in_de_tijd", problem, first[group])


def refuse_groups_named_as_an_input(uncertainties: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """An input without a group stands by itself under its own name: whatever took that name would move with it."""
    for row, group in uncertainties.rows("groep"):
        if group in catalogue.uncertain:
            problem = "zo heet ook invoer, en die zou ongevraagd samen met deze bewegen"
            yield uncertainties.at(row, "groep", problem, "een naam die geen invoer heeft")

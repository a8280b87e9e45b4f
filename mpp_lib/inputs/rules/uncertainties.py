"""What is refused of ``onzekerheden.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table


def check_uncertainties(uncertainties: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal of the ways in which inputs stray from their value."""
    yield from refuse_uncertainties_of_unknown_inputs(uncertainties, catalogue)
    yield from refuse_groups_that_move_in_different_ways(uncertainties)


def refuse_uncertainties_of_unknown_inputs(uncertainties: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """What strays is a parameter of the chain, or a series that it takes from the plan."""
    for row, name in uncertainties.rows("invoer"):
        if name not in catalogue.series:
            expected = expected_name("een parameter van de keten of een reeks van het plan", name, catalogue.series)
            yield uncertainties.at(row, "invoer", "onbekende invoer", expected)


def refuse_groups_that_move_in_different_ways(uncertainties: Table) -> Iterator[Problem]:
    """Inputs of one group share their scores, so they stray in the same way over time."""
    first: dict[str, str] = {}
    for row, group, over_time in uncertainties.rows("groep", "in_de_tijd"):
        if group and over_time != first.setdefault(group, over_time):
            problem = f"groep {group} beweegt samen, maar niet op dezelfde wijze in de tijd"
            yield uncertainties.at(row, "in_de_tijd", problem, first[group])

"""What is refused of ``onderbouwingen.csv``."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table

OF_A_PARAMETER = "van een parameter staat de onderbouwing in parameters.csv"


def refuse_grounds_of_unknown_series(grounds: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A ground is given of a series that the chain takes from the plan; that of a parameter stands with its value."""
    series = [spec.name for spec in catalogue.plan]
    for row, name in grounds.rows("invoer"):
        if name not in series:
            problem = OF_A_PARAMETER if name in catalogue.parameters else "onbekende invoer"
            expected = expected_name("een reeks die de keten uit het plan neemt", name, series)
            yield grounds.at(row, "invoer", problem, expected)

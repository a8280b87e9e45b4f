"""What is refused of ``verloop.csv``: one function per refusal."""

from __future__ import annotations

from collections.abc import Iterator

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table


def check_courses(courses: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal of the ways in which parameters go from one value to the next."""
    yield from refuse_courses_of_unknown_parameters(courses, catalogue)
    yield from refuse_courses_by_half_year(courses, catalogue)


def refuse_courses_of_unknown_parameters(courses: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A way is about a parameter of the chain."""
    for row, name in courses.rows("parameter"):
        if name not in catalogue.parameters:
            expected = expected_name("een parameter van de keten", name, catalogue.parameters)
            yield courses.at(row, "parameter", "onbekende parameter", expected)


def refuse_courses_by_half_year(courses: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """What is given per half-year ends with it: there is nothing to go to."""
    for row, name, kind in courses.rows("parameter", "verloop"):
        spec = catalogue.parameters.get(name)
        if spec is not None and spec.per_half_year and kind == "lineair":
            problem = f"{name} geldt per halfjaar en loopt niet van de ene waarde naar de andere"
            yield courses.at(row, "verloop", problem, "trap, of geen rij")

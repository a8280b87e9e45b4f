"""What is refused of ``bereiken.csv``: one function per refusal.

Whether a range lies around the value of the round is seen once that is known: :mod:`mpp_lib.production.ranges`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mpp_lib.base.catalogue import Catalogue
from mpp_lib.base.errors import Problem
from mpp_lib.inputs.reading.nearest import expected_name
from mpp_lib.inputs.reading.table import Table
from mpp_lib.inputs.rules.limits import limits_of, refuse_values

ENDS = ("laag", "hoog")
UNCHANGED: Mapping[str, float] = {"plus": 0.0, "factor": 1.0}
"""What leaves a value as it is."""


def check_ranges(ranges: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """Every refusal of the ranges by themselves."""
    yield from refuse_ranges_of_unknown_inputs(ranges, catalogue)
    yield from refuse_ends_in_another_unit(ranges, catalogue)
    yield from refuse_ranges_without_width(ranges)
    yield from refuse_ranges_beside_the_value(ranges)


def refuse_ranges_of_unknown_inputs(ranges: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """A range is about a parameter of the chain, or about a series that it takes from the plan."""
    for row, name in ranges.rows("invoer"):
        if name not in catalogue.series:
            expected = expected_name("een parameter van de keten of een reeks van het plan", name, catalogue.series)
            yield ranges.at(row, "invoer", "onbekende invoer", expected)


def refuse_ends_in_another_unit(ranges: Table, catalogue: Catalogue) -> Iterator[Problem]:
    """What is added or put in the place of a value is in its unit; a factor is a bare number."""
    for end in ENDS:
        rows, known = ranges.rows("invoer", "soort", end), catalogue.series
        limited = ((row, value, limits_of(known[name], kind)) for row, name, kind, value in rows if name in known)
        yield from refuse_values(ranges, limited, end)


def refuse_ranges_without_width(ranges: Table) -> Iterator[Problem]:
    """A value that cannot be another one has no range."""
    for row, low, high in ranges.rows(*ENDS):
        if low == high:
            yield ranges.at(row, "hoog", "het bereik heeft geen breedte", "een getal boven laag, of geen rij")


def refuse_ranges_beside_the_value(ranges: Table) -> Iterator[Problem]:
    """An addition or factor that goes one way only is no range around the value."""
    for row, kind, low, high in ranges.rows("soort", *ENDS):
        same = UNCHANGED.get(kind)
        if same is not None and low <= high and not low <= same <= high:
            end = "laag" if low > same else "hoog"
            expected = f"ten {'hoogste' if end == 'laag' else 'minste'} {same:g}: dan verandert er niets"
            yield ranges.at(row, end, "het bereik ligt niet om de waarde van de ronde", expected)
